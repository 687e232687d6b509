import Foundation

/// Seconds of a piece of work: on the wall, and of processor time over all threads.
struct Measurement {
  var wall: Double
  var cpu: Double
}

enum Stopwatch {
  /// Runs work and says how long it took.
  static func measure(_ work: () throws -> Void) rethrows -> Measurement {
    let wall = now(CLOCK_MONOTONIC)
    let cpu = now(CLOCK_PROCESS_CPUTIME_ID)
    try work()
    return Measurement(
      wall: now(CLOCK_MONOTONIC) - wall, cpu: now(CLOCK_PROCESS_CPUTIME_ID) - cpu)
  }

  /// Processor seconds of the calling thread alone.
  static var threadCPU: Double { now(CLOCK_THREAD_CPUTIME_ID) }

  static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

extension Collection<Double> {
  /// The middle value; of two middle ones the mean.
  var median: Double {
    let sorted = self.sorted()
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}

/// Resident memory of this process.
enum ResidentMemory {
  /// Kilobytes in memory now.
  static var current: Int { field("VmRSS:") }

  /// Starts the count of ``peak`` anew, where the system allows it.
  static func forgetPeak() {
    guard let file = FileHandle(forWritingAtPath: "/proc/self/clear_refs") else { return }
    try? file.write(contentsOf: Data("5".utf8))
    try? file.close()
  }

  /// The most kilobytes that were in memory at once.
  static var peak: Int { field("VmHWM:") }

  private static func field(_ name: String) -> Int {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    else { return 0 }
    for line in status.split(separator: "\n") where line.hasPrefix(name) {
      return line.split(separator: " ").compactMap { Int($0) }.first ?? 0
    }
    return 0
  }
}
