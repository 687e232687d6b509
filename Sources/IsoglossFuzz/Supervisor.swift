import Foundation

/// Starts the workers of a campaign, goes on behind crashes and hangs, and sums up.
struct Supervisor<Work: Campaign> {
  let campaign: Work
  let options: CampaignOptions

  /// An input takes milliseconds; one that takes this long will not end.
  private static var mostSeconds: Double { 20 }
  private static var mostCrashes: Int { 10 }

  /// Runs the campaign; false where there are findings.
  func run() throws -> Bool {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("isogloss-fuzz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let began = Date()
    var shares = try (0..<options.workers).map { number in
      try Share(number: number, log: folder.appendingPathComponent("\(number)").path, self)
    }
    while shares.contains(where: { $0.isRunning }) {
      Thread.sleep(forTimeInterval: 0.05)
      for index in shares.indices { try shares[index].look() }
    }
    let examined = shares.map(\.total.examined).reduce(0, +)
    let findings = shares.map(\.total.findings).reduce(0, +)
    let peak = shares.map(\.total.peakKilobytes).max() ?? 0
    let seconds = Int(Date().timeIntervalSince(began).rounded())
    print(
      "\(campaign.name): \(examined) of \(campaign.count) inputs in \(seconds) s, at most "
        + "\(peak >> 10) MB, \(findings) findings")
    return findings == 0
  }

  /// The inputs of one worker.
  struct Share {
    let number: Int
    let log: String
    private let supervisor: Supervisor
    private var process: Process?
    private let end: Date?
    private var last = WorkerLog.Record()
    private var lastChange = Date()
    private(set) var total = WorkerLog.Record()

    init(number: Int, log: String, _ supervisor: Supervisor) throws {
      (self.number, self.log, self.supervisor) = (number, log, supervisor)
      end = supervisor.options.seconds.map { Date() + $0 }
      try start(at: 0)
    }

    var isRunning: Bool { process != nil }

    private mutating func start(at index: Int) throws {
      let process = Process()
      process.executableURL = URL(
        fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0])
      process.arguments =
        Array(CommandLine.arguments.dropFirst())
        + ["--worker", "\(number)", "--start", "\(index)", "--log", log]
      if let end {
        process.arguments? += ["--seconds", "\(max(0, end.timeIntervalSinceNow))"]
      }
      try? FileManager.default.removeItem(atPath: log)
      (last, lastChange) = (WorkerLog.Record(), Date())
      try process.run()
      self.process = process
    }

    /// Sees whether the worker has ended, or got stuck.
    mutating func look() throws {
      guard let process else { return }
      let record = WorkerLog.record(path: log)
      if record != last { (last, lastChange) = (record, Date()) }
      if process.isRunning {
        guard Date().timeIntervalSince(lastChange) > Supervisor.mostSeconds else { return }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return try goOn("the reader does not come to an end")
      }
      if process.terminationReason == .exit, process.terminationStatus == 0 {
        addToTotal(WorkerLog.record(path: log))
        self.process = nil
      } else {
        try goOn(
          "the reader crashed with \(process.terminationReason == .exit ? "status" : "signal") "
            + "\(process.terminationStatus)")
      }
    }

    /// Keeps the input that ended a worker, and starts another behind it.
    private mutating func goOn(_ problem: String) throws {
      process = nil
      var record = WorkerLog.record(path: log)
      guard record.index >= 0 else {
        throw CocoaError(.executableLoad)
      }
      record.findings += 1
      addToTotal(record)
      Finding.keep(
        supervisor.campaign.example(record.index), record.index, of: supervisor.campaign,
        in: supervisor.options.findings, says: problem)
      guard total.findings < Supervisor.mostCrashes else { return }
      try start(at: record.index + 1)
    }

    private mutating func addToTotal(_ record: WorkerLog.Record) {
      total.examined += record.examined
      total.findings += record.findings
      total.peakKilobytes = max(total.peakKilobytes, record.peakKilobytes)
    }
  }
}
