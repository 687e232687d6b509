import ByteStorage
import Foundation

/// One process of a campaign: examines its share of the inputs.
struct Worker<Work: Campaign> {
  let campaign: Work
  let options: CampaignOptions
  let number: Int

  /// More than this of one kind of problem tells nothing new.
  private static var mostFindings: Int { 20 }
  /// What a process may take: inputs are small, so a reader that needs more has lost its bounds.
  private static var memoryBytes: Int { 1 << 30 }
  /// The stack that threads have where it is smallest.
  private static var stackBytes: Int { 512 << 10 }

  /// Examines the inputs on a thread with a small stack.
  func run() throws {
    limitMemory()
    let log = try WorkerLog(path: options.log)
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      work(log)
      done.signal()
    }
    thread.stackSize = Self.stackBytes
    thread.start()
    done.wait()
  }

  private func work(_ log: WorkerLog) {
    let clock = ContinuousClock()
    let end = options.seconds.map { clock.now + .seconds($0) }
    var record = WorkerLog.Record()
    var index = options.start
    while index % options.workers != number { index += 1 }
    while index < campaign.count {
      if let end, clock.now >= end { break }
      record.index = index
      log.write(record)
      let example = campaign.example(index)
      if let finding = Examination.finding(example, variant: index) {
        record.findings += 1
        Finding.keep(example, index, of: campaign, in: options.findings, says: finding)
        if record.findings == Self.mostFindings { break }
      }
      record.examined += 1
      index += options.workers
    }
    record.peakKilobytes = Self.peakKilobytes
    log.write(record)
  }

  private func limitMemory() {
    #if os(Linux)
      var limit = rlimit(
        rlim_cur: rlim_t(Self.memoryBytes), rlim_max: rlim_t(Self.memoryBytes))
      setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    #endif
  }

  private static var peakKilobytes: Int {
    var usage = rusage()
    #if os(Linux)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return Int(usage.ru_maxrss)
    #else
      getrusage(RUSAGE_SELF, &usage)
      return Int(usage.ru_maxrss) >> 10
    #endif
  }
}

/// How far a worker is, in a file that outlives it.
struct WorkerLog: Sendable {
  /// What is told.
  struct Record: Equatable {
    /// The input at hand.
    var index = -1
    var examined = 0
    var findings = 0
    var peakKilobytes = 0
  }

  private let descriptor: Int32

  init(path: String) throws {
    descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
    guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  func write(_ record: Record) {
    var bytes: [UInt8] = []
    for value in [record.index, record.examined, record.findings, record.peakKilobytes] {
      for shift in stride(from: 0, to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: value >> shift))
      }
    }
    lseek(descriptor, 0, SEEK_SET)
    _ = bytes.span.write(toFileDescriptor: descriptor)
  }

  /// Reads what a worker told last.
  static func record(path: String) -> Record {
    guard let data = FileManager.default.contents(atPath: path), data.count == 32 else {
      return Record()
    }
    let values = (0..<4).map { field in
      (0..<8).reduce(0) { $0 | Int(data[data.startIndex + field * 8 + $1]) << ($1 * 8) }
    }
    return Record(
      index: values[0], examined: values[1], findings: values[2], peakKilobytes: values[3])
  }
}

/// An input that shows a problem.
enum Finding {
  /// Keeps the input as a file and says what it shows.
  static func keep(
    _ example: Example, _ index: Int, of campaign: some Campaign, in folder: String,
    says problem: String
  ) {
    let path = "\(folder)/\(campaign.name)-\(index).\(example.notation.rawValue)"
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      try Data(example.bytes).write(to: URL(fileURLWithPath: path))
      print("\(path), variant \(index % Examination.variants): \(problem)")
    } catch {
      print("\(path) could not be written (\(error)): \(problem)")
    }
    fflush(nil)
  }
}
