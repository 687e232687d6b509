import ByteStorage
import RDFGraph
import RDFModel
import Synchronization

extension DatasetLoader {
  /// Reads documents on several threads, each into a builder of its own, and joins these here in
  /// the order of the documents, as they come in; nil where the system gives no thread.
  ///
  /// Terms that several documents share are interned once more when they are joined, which costs
  /// less than leaving a core idle; the first part is taken over as it is.
  func readParts(
    of documents: [Document], watch: LoadWatch, problems: inout LoadProblems
  ) throws -> GraphBuilder? {
    let loader = self
    let parts = PartsInWork(count: documents.count, ahead: threadCount + 1)
    let crewCount = min(threadCount, documents.count)
    let crew = WorkerThread {
      WorkerThread.concurrently(crewCount) { _ in
        while let number = parts.claim() {
          parts.deliver(loader.readPart(documents[number], in: parts, watch: watch), number)
        }
      }
    }
    guard let crew else { return nil }
    var joined: GraphBuilder?
    var failure: (any Error)?
    do {
      for number in documents.indices {
        let part = try parts.wait(for: number) { try watch.tell(.reading) }
        try problems.collect { try part.join(&joined) }
      }
    } catch {
      failure = error
      watch.stop()
      parts.abandon()
    }
    crew.join()
    if let failure { throw failure }
    return try joined ?? makeBuilder()
  }

  private func readPart(
    _ document: Document, in parts: PartsInWork, watch: LoadWatch
  ) -> ReadPart {
    do {
      var sink = WatchedBuilder(try makeBuilder()) {
        try watch.check()
        parts.tick()
      }
      try sink.builder.beginDocument(source: document.name, graph: document.graph)
      try pass(document, into: &sink, watch: watch)
      return ReadPart(sink.builder)
    } catch {
      return ReadPart(error)
    }
  }
}

/// A document that was read on another thread, or why it was not.
private final class ReadPart: Sendable {
  private let builder: Mutex<GraphBuilder?>
  private let error: (any Error)?

  init(_ builder: consuming GraphBuilder) {
    self.builder = Mutex(builder)
    error = nil
  }

  init(_ error: any Error) {
    builder = Mutex(nil)
    self.error = error
  }

  /// Puts the part behind those before it, once.
  func join(_ joined: inout GraphBuilder?) throws {
    if let error { throw error }
    let part = builder.withLock { own in own.take() }
    guard var before = joined.take() else {
      joined = consume part
      return
    }
    if let part { try before.append(part) }
    joined = consume before
  }
}

/// Which documents are being read, have been read, and have been joined.
///
/// Threads run ahead of the joining by some documents only, so that what is read and not joined
/// does not fill the memory.
private final class PartsInWork: Sendable {
  private struct State {
    var claimed = 0
    var joined = 0
    var ticks = 0
    var parts: [Int: ReadPart] = [:]
    var isAbandoned = false
  }

  private enum Event {
    case part(ReadPart)
    case tick(Int)
  }

  private let state = Monitor(State())
  private let count: Int
  private let ahead: Int

  init(count: Int, ahead: Int) {
    self.count = count
    self.ahead = ahead
  }

  /// The next document to read, once it is near enough; nil where none is left.
  func claim() -> Int? {
    let number = state.wait { state -> Int? in
      if state.isAbandoned || state.claimed == count { return -1 }
      guard state.claimed < state.joined + ahead else { return nil }
      state.claimed += 1
      return state.claimed - 1
    }
    return number >= 0 ? number : nil
  }

  func deliver(_ part: ReadPart, _ number: Int) {
    state.change { $0.parts[number] = part }
  }

  /// Wakes the thread that joins, so that it can tell of progress.
  func tick() { state.change { $0.ticks += 1 } }

  /// Waits for a document, and meanwhile calls `onTick` now and then.
  func wait(for number: Int, onTick: () throws -> Void) throws -> ReadPart {
    var seen = -1
    while true {
      let event = state.wait { state -> Event? in
        if let part = state.parts.removeValue(forKey: number) {
          state.joined = number + 1
          return .part(part)
        }
        return state.ticks == seen ? nil : .tick(state.ticks)
      }
      switch event {
      case .part(let part): return part
      case .tick(let ticks):
        seen = ticks
        try onTick()
      }
    }
  }

  func abandon() { state.change { $0.isAbandoned = true } }
}
