import Foundation
import Synchronization

/// What readers on any thread tell of their progress, and how they learn that they should stop.
final class LoadWatch: Sendable {
  private let bytesRead = Atomic<Int>(0)
  private let isStopped = Atomic<Bool>(false)
  private let byteCount: Int?
  private let report: (@Sendable (LoadProgress) throws -> Void)?

  init(_ documents: [Document], report: (@Sendable (LoadProgress) throws -> Void)?) {
    self.report = report
    let sizes = documents.map(\.byteCount)
    byteCount = sizes.contains(nil) ? nil : sizes.reduce(0) { $0 + ($1 ?? 0) }
  }

  // MARK: On threads that read

  /// Counts bytes that were read.
  func add(_ count: Int) { bytesRead.add(count, ordering: .relaxed) }

  /// Throws where reading is no longer wanted.
  func check() throws {
    if isStopped.load(ordering: .relaxed) { throw CancellationError() }
  }

  // MARK: On the thread that asked for the graph

  /// Tells how far loading is, and notices that the task was cancelled.
  ///
  /// - Throws: `CancellationError`, or what the receiver of reports throws; readers stop then.
  func tell(_ phase: LoadProgress.Phase) throws {
    do {
      if Task.isCancelled { throw CancellationError() }
      try report?(
        LoadProgress(
          phase: phase, bytesRead: bytesRead.load(ordering: .relaxed), byteCount: byteCount))
    } catch {
      stop()
      throw error
    }
  }

  /// Has the readers stop at their next batch.
  func stop() { isStopped.store(true, ordering: .relaxed) }
}

extension Document {
  /// The size before decompression; nil where only reading to the end would tell.
  var byteCount: Int? {
    switch content {
    case .data(let data): data.count
    case .standardInput: nil
    case .file(let url):
      (try? FileManager.default.attributesOfItem(atPath: url.path)[.size] as? Int) ?? nil
    }
  }
}
