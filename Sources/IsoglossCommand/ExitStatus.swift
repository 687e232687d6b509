/// How a command ends.
enum ExitStatus: Int32 {
  /// Done.
  case done = 0
  /// Done, and the answer is negative: no agreed equivalent, an ambiguous term, errors found.
  case negative = 1
  /// Input that cannot be used.
  case unusableInput = 2
  /// An operation failed: disk, network, a limit reached.
  case failed = 3
  /// Wrong usage.
  case usage = 64
}
