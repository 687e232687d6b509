import Dispatch
import Foundation
import Isogloss
import Synchronization

/// A line on the terminal that says what takes long, how far it is where that is known, and for how
/// long it has taken already.
///
/// It appears after a second, is written anew four times a second, and is gone when the work is
/// done.
final class ProgressLine {
  private let queue = DispatchQueue(label: "isogloss.progress")
  private let timer: any DispatchSourceTimer
  private let stand = Stand()
  private let write: @Sendable (String) -> Void

  /// How far the work is, told by one thread and shown by another.
  final class Stand: Sendable {
    private let progress = Mutex<LoadProgress?>(nil)
    fileprivate let isShown = Atomic<Bool>(false)

    /// Takes note of how far the work is.
    func update(_ progress: LoadProgress) { self.progress.withLock { $0 = progress } }

    fileprivate var last: LoadProgress? { progress.withLock { $0 } }
  }

  /// Starts to watch work.
  ///
  /// - Parameters:
  ///   - delay: the time after which the line appears.
  ///   - write: takes what goes to the terminal.
  init(
    _ title: String, delay: Duration = .seconds(1), columnCount: Int = StandardError.columnCount,
    write: @escaping @Sendable (String) -> Void = { StandardError.write(partial: $0) }
  ) {
    self.write = write
    let start = ContinuousClock.now
    timer = DispatchSource.makeTimerSource(queue: queue)
    timer.setEventHandler { [stand] in
      let text = Self.text(
        title, stand.last, seconds: Int((ContinuousClock.now - start).components.seconds),
        columnCount: columnCount)
      stand.isShown.store(true, ordering: .relaxed)
      write("\r\(text)\u{1B}[K")
    }
    let (seconds, attoseconds) = delay.components
    timer.schedule(
      deadline: .now()
        + .milliseconds(Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)),
      repeating: .milliseconds(250))
    timer.resume()
  }

  /// What hears how far the work is, from any thread.
  var onProgress: @Sendable (LoadProgress) -> Void { { [stand] in stand.update($0) } }

  /// Clears the line.
  func end() {
    timer.cancel()
    queue.sync { if stand.isShown.load(ordering: .relaxed) { write("\r\u{1B}[K") } }
  }

  // MARK: What the line says

  /// The text of the line, in fewer characters than the terminal has.
  static func text(
    _ title: String, _ progress: LoadProgress?, seconds: Int, columnCount: Int
  ) -> String {
    let tail = (progress.map { describe($0) + " " } ?? "") + "\(seconds) s"
    let room = max(columnCount - 1 - tail.count - 1, 0)
    guard title.count > room else { return "\(title) \(tail)" }
    // The end of a path tells more than its beginning.
    let kept = title.suffix(max(room - 3, 0))
    return room > 3 ? "...\(kept) \(tail)" : String(tail.prefix(max(columnCount - 1, 0)))
  }

  private static func describe(_ progress: LoadProgress) -> String {
    if progress.phase == .sorting { return "[" + bar(1) + "] sorting" }
    let read = megabytes(progress.bytesRead)
    guard let fraction = progress.fraction, let byteCount = progress.byteCount else {
      return "\(read) MB"
    }
    let percent =
      String(repeating: " ", count: 3 - "\(Int(fraction * 100))".count)
      + "\(Int(fraction * 100)) %"
    return "[\(bar(fraction))] \(percent) \(read) of \(megabytes(byteCount)) MB"
  }

  private static func bar(_ fraction: Double) -> String {
    let full = Int(fraction * 20)
    return String(repeating: "#", count: full) + String(repeating: ".", count: 20 - full)
  }

  private static func megabytes(_ bytes: Int) -> String {
    String(format: "%.1f", Double(bytes) / 1e6)
  }
}
