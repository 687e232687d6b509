#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Where the elements of columns lie: small runs on the heap, large ones in pages of their own.
///
/// Pages of their own are asked for generously, because what is never touched costs nothing, and
/// what is not used goes back to the system when a column is finished. Large pages (`madvise`)
/// were tried and left out: clearing them took twice the time of the faults that they save.
enum ColumnMemory {
  /// Runs from here on lie in pages of their own.
  private static let mappedFrom = 1 << 20

  private static let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))

  /// The bytes that a run of at least `byteCount` gets.
  static func capacity(for byteCount: Int) -> Int {
    guard byteCount >= mappedFrom else { return byteCount }
    let page = pageSize
    return (byteCount + page - 1) / page * page
  }

  /// How many elements a column that is full should have room for.
  ///
  /// Four times as much where untouched memory is free, so that a column of a gigabyte has been
  /// copied five times since it was a megabyte, and never twice in its last three quarters.
  static func grown(_ capacity: Int, stride: Int, wanted: Int) -> Int {
    max(wanted, capacity * stride >= mappedFrom ? capacity * 4 : capacity * 2)
  }

  @unsafe
  static func allocate(_ byteCount: Int) -> UnsafeMutableRawPointer {
    guard byteCount >= mappedFrom else {
      return .allocate(byteCount: byteCount, alignment: 16)
    }
    #if canImport(Darwin)
      let flags = MAP_PRIVATE | MAP_ANON
    #else
      let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    #endif
    let length = capacity(for: byteCount)
    guard
      let base = unsafe mmap(nil, length, PROT_READ | PROT_WRITE, flags, -1, 0),
      unsafe base != MAP_FAILED
    else { preconditionFailure("the system has no memory for a column of \(length) bytes") }
    return unsafe base
  }

  /// A run whose bits are all zero; pages of its own are so as they come.
  @unsafe
  static func allocateZeroed(_ byteCount: Int) -> UnsafeMutableRawPointer {
    let base = unsafe allocate(byteCount)
    if byteCount < mappedFrom {
      unsafe base.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
    }
    return unsafe base
  }

  /// Gives back what lies behind the first `used` of `allocated` bytes; the bytes still held.
  @unsafe
  static func trim(_ base: UnsafeMutableRawPointer, allocated: Int, used: Int) -> Int {
    guard allocated >= mappedFrom else { return allocated }
    // A run that has shrunk below the bound is still a mapping and must stay known as one.
    let kept = capacity(for: max(used, mappedFrom))
    let held = capacity(for: allocated)
    if kept < held { _ = unsafe munmap(base + kept, held - kept) }
    return kept
  }

  @unsafe
  static func free(_ base: UnsafeMutableRawPointer, byteCount: Int) {
    guard byteCount >= mappedFrom else { return unsafe base.deallocate() }
    _ = unsafe munmap(base, capacity(for: byteCount))
  }
}
