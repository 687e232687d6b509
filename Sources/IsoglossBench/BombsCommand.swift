import ArgumentParser
import Dispatch
import Foundation
import Isogloss
import RDFModel
import SPARQLAlgebra
import SPARQLEngine
import Synchronization

/// Makes requests that would take for ever, or all memory, and says how soon each was stopped.
struct BombsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bombs",
    abstract: "Checks that hostile queries and updates over FILE end at their limits.",
    discussion: """
      Each request has to end with an error that names its limit, at most 50 ms after its time is up \
      and with at most 1.2 times its memory, measured as growth of what is resident. Requests whose \
      text is what is hostile may have an answer or be refused, within the same bounds. Ends with 1 \
      where one does not.
      """)

  @Option(help: "The document to load.") var data: String
  @Option(help: "Seconds that each request may take.") var timeout = 1.0
  @Option(help: "Megabytes that each request may take.") var memory = 128
  @Option(help: "How many threads each request may take; each request once for each number.")
  var threads = [QueryOptions().threads, 1]
  @Option(help: "Only requests whose name has this in it.") var like = ""
  @Option(help: "Only the request of this name, in this process; all of them for an empty name.")
  var only: String?

  func run() throws {
    guard let only else { return try runApart() }
    let vocabulary = try Vocabulary(documents: [Document(path: data)])
    var failures = 0
    let bombs = Bomb.all.filter { only.isEmpty || $0.name == only }
    for (bomb, count) in bombs.flatMap({ bomb in threads.map { (bomb, $0) } }) {
      // As many bytes of stack as the threads of Swift's pool have.
      let result = Mutex<Result<Bool, any Error>>(.success(false))
      let done = DispatchSemaphore(value: 0)
      let thread = Thread { [self] in
        defer { done.signal() }
        let end = Result { try explode(bomb, on: vocabulary, threads: count) }
        result.withLock { $0 = end }
      }
      thread.stackSize = 512 << 10
      thread.start()
      done.wait()
      if try !result.withLock({ try $0.get() }) { failures += 1 }
    }
    if only == Self.cancelling, try !cancel(on: vocabulary) { failures += 1 }
    if failures > 0 { throw ExitCode(1) }
  }

  private static let cancelling = "cancelled after 0.3 s"

  /// Each in a process of its own, so that none finds memory that others left behind.
  private func runApart() throws {
    print("\(timeout) s, \(memory) MB")
    print(Self.line("request", "threads", "ends with", "s", "over ms", "grew MB", "x limit"))
    var failed: [String] = []
    let names = (Bomb.all.map(\.name) + [Self.cancelling])
      .filter { like.isEmpty || $0.contains(like) }
    for name in names {
      for count in Set(threads).sorted(by: >) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = [
          "bombs", "--data", data, "--timeout", "\(timeout)", "--memory", "\(memory)",
          "--threads", "\(count)", "--only", name,
        ]
        try process.run()
        process.waitUntilExit()
        if process.terminationReason == .uncaughtSignal {
          print(Self.line(name, "\(count)", "signal \(process.terminationStatus)") + "  FAILS")
        }
        if process.terminationStatus != 0 { failed.append("\(name), \(count)") }
      }
    }
    if failed.isEmpty { return }
    print("\(failed.count) fail: " + failed.joined(separator: "; "))
    throw ExitCode(1)
  }

  private static func line(_ cells: String...) -> String {
    let widths = [40, 8, 26, 8, 9, 9, 9]
    return zip(cells, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }
      .joined()
  }

  private func explode(_ bomb: Bomb, on vocabulary: Vocabulary, threads: Int) throws -> Bool {
    var options = QueryOptions()
    options.threads = threads
    options.timeout = .seconds(bomb.limit == .time || bomb.limit == .any ? timeout : 60)
    options.maximumBytes = bomb.limit == .memory || bomb.limit == .any ? memory << 20 : 8 << 30
    if bomb.limit == .rows { options.maximumRows = 1_000_000 }
    ResidentMemory.forgetPeak()
    var code = "no error"
    var spent = Measurement(wall: 0, cpu: 0)
    var before = ResidentMemory.current
    do {
      // Limits begin with the request as it was understood.
      if bomb.isUpdate {
        let text = bomb.request.replacingOccurrences(
          of: Bomb.document, with: URL(fileURLWithPath: data).absoluteString)
        let update = try vocabulary.parse(update: text)
        let folder = URL(fileURLWithPath: data).deletingLastPathComponent()
        let loader = FileLoader(folders: [folder])
        before = ResidentMemory.current
        let start = Stopwatch.now(CLOCK_MONOTONIC)
        defer { spent.wall = Stopwatch.now(CLOCK_MONOTONIC) - start }
        _ = try vocabulary.updated(by: update, options: options, loader: loader)
      } else {
        let query = try vocabulary.parse(query: bomb.request)
        // As a server does before it takes requests.
        if bomb.request.contains("isogloss:search") { _ = try vocabulary.labels }
        before = ResidentMemory.current
        let start = Stopwatch.now(CLOCK_MONOTONIC)
        defer { spent.wall = Stopwatch.now(CLOCK_MONOTONIC) - start }
        _ = try vocabulary.evaluate(query, options: options)
      }
    } catch {
      code =
        (error as? EngineError)?.code.rawValue ?? (error as? SyntaxError)?.code.rawValue
        ?? "\(error)"
    }
    let grown = Double(ResidentMemory.peak - before) / 1024
    let over = (spent.wall - timeout) * 1000
    let share = grown / Double(memory)
    let isEnd = bomb.codes.map { $0.contains { $0.rawValue == code } } ?? true
    let isInTime = bomb.limit == .memory || bomb.limit == .rows || over <= 50
    let isInMemory = bomb.limit == .time || bomb.limit == .rows || share <= 1.2
    let isGood = isEnd && isInTime && isInMemory
    print(
      Self.line(
        bomb.name, "\(threads)", code, String(format: "%.3f", spent.wall),
        bomb.limit == .memory || bomb.limit == .rows ? "" : String(format: "%.1f", over),
        String(format: "%.0f", grown), bomb.limit == .time ? "" : String(format: "%.2f", share))
        + (isGood ? "" : "  FAILS"))
    return isGood
  }

  /// Cancels a query that has no limit, and says how long it went on.
  private func cancel(on vocabulary: Vocabulary) throws -> Bool {
    let query = try vocabulary.parse(query: Bomb.timed[0].request)
    let done = DispatchSemaphore(value: 0)
    let task = Task.detached {
      defer { done.signal() }
      _ = try vocabulary.evaluate(query, options: QueryOptions())
    }
    Thread.sleep(forTimeInterval: 0.3)
    let spent = Stopwatch.measure {
      task.cancel()
      done.wait()
    }
    let isGood = spent.wall <= 0.05
    print(
      Self.line(
        Self.cancelling, "\(QueryOptions().threads)", "", String(format: "%.3f", spent.wall),
        String(format: "%.1f", spent.wall * 1000), "", "") + (isGood ? "" : "  FAILS"))
    return isGood
  }
}
