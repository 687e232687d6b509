public import ByteStorage

/// Where the bytes of a writer go: a file, a connection, a buffer.
///
/// Writers pass on pieces of any size, so a sink that pays per call buffers.
public protocol ByteSink: ~Copyable {
  /// Takes the next bytes.
  mutating func write(_ bytes: Span<UInt8>) throws
}

/// Keeps everything that is written.
extension GrowingColumn: ByteSink where Element == UInt8 {
  /// Appends the bytes.
  public mutating func write(_ bytes: Span<UInt8>) {
    append(bytes)
  }
}
