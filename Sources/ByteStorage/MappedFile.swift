#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file as memory: nothing is read before it is touched, and what was touched can be dropped by
/// the system at any time, because the file still has it.
///
/// Whoever replaces such a file must do so by renaming another one into its place; one that is
/// cut while it is mapped ends the process.
///
/// It is unchecked because the memory is only read, and unmapped when nobody can read it any more.
@safe
public final class MappedFile: ColumnOwner, @unchecked Sendable {
  private let base: UnsafeRawPointer
  /// The length of the file in bytes.
  public let byteCount: Int

  /// Maps a file, or gives nil where there is none or it cannot be mapped; ``errno`` says why.
  public init?(path: String) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size > 0
    else { return nil }
    byteCount = Int(status.st_size)
    guard let mapped = unsafe mmap(nil, byteCount, PROT_READ, MAP_PRIVATE, descriptor, 0),
      unsafe mapped != MAP_FAILED
    else { return nil }
    unsafe base = UnsafeRawPointer(mapped)
  }

  deinit {
    _ = unsafe munmap(UnsafeMutableRawPointer(mutating: base), byteCount)
  }

  /// Elements that lie in the file from an offset on, or nil where they would not be in it.
  ///
  /// - Parameter offset: in bytes; a multiple of the elements' size.
  public func column<Element: BitwiseCopyable>(
    of type: Element.Type, at offset: Int, count: Int
  ) -> Column<Element>? {
    let stride = MemoryLayout<Element>.stride
    guard offset >= 0, count >= 0, offset <= byteCount, count <= (byteCount - offset) / stride,
      offset % MemoryLayout<Element>.alignment == 0
    else { return nil }
    let start = unsafe (base + offset).assumingMemoryBound(to: Element.self)
    return unsafe Column(reading: start, count: count, of: self)
  }
}

extension Column {
  /// Whether the first elements are those of another column.
  public func begins(with other: Column) -> Bool {
    guard other.count <= count else { return false }
    return withBytes { mine in
      other.withBytes { theirs in mine.extracting(0..<theirs.count).equals(theirs) }
    }
  }

  /// The elements as the bytes that they are in memory.
  public func withBytes<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
    let start = unsafe UnsafeRawPointer(base).assumingMemoryBound(to: UInt8.self)
    return try body(unsafe Span(_unsafeStart: start, count: byteCount))
  }
}
