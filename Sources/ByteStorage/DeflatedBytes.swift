import CZlib

/// DEFLATE data without a wrapper, as archives hold it.
///
/// Source: RFC 1951.
public enum DeflatedBytes {
  /// How many bytes a byte of DEFLATE data can become.
  public static let greatestRatio = 1032

  /// Decompresses data that is known to become `size` bytes.
  ///
  /// No memory is taken for a size that the data cannot have.
  ///
  /// - Throws: ``GzipError`` where the data is damaged, or becomes more or fewer bytes.
  /// - Complexity: O(n) in the bytes that come out.
  public static func decoded(_ input: Span<UInt8>, size: Int) throws(GzipError) -> [UInt8] {
    guard size >= 0, input.count <= Int32.max, size <= Int32.max,
      size / greatestRatio <= input.count
    else { throw GzipError(description: "the compressed data cannot be of the size it claims") }
    // One byte more, so that data that goes on is told from data that ends.
    var output = [UInt8](repeating: 0, count: size + 1)
    var produced = 0
    var status = Z_OK
    unsafe input.withUnsafeBufferPointer { source in
      unsafe output.withUnsafeMutableBufferPointer { target in
        var stream = unsafe z_stream()
        status = unsafe isogloss_raw_inflate_init(&stream)
        guard status == Z_OK else { return }
        // zlib reads through a pointer to mutable bytes and writes nothing there. The stream stays
        // in place between the calls, as zlib asks.
        unsafe stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        unsafe stream.avail_in = UInt32(source.count)
        unsafe stream.next_out = target.baseAddress
        unsafe stream.avail_out = UInt32(target.count)
        status = unsafe inflate(&stream, Z_FINISH)
        produced = unsafe target.count - Int(stream.avail_out)
        unsafe inflateEnd(&stream)
      }
    }
    guard status == Z_STREAM_END, produced == size else {
      throw GzipError(description: "the compressed data is damaged or not of the size it claims")
    }
    output.removeLast()
    return output
  }

  /// The CRC-32 of some bytes.
  ///
  /// Source: ISO/IEC 13239; ZIP and gzip use it.
  public static func crc32(of bytes: Span<UInt8>) -> UInt32 {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      UInt32(truncatingIfNeeded: unsafe CZlib.crc32_z(0, buffer.baseAddress, buffer.count))
    }
  }
}
