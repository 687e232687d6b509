import CZlib

/// Bytes that claim to be gzip and are not, that end too early, or that expand too much.
public struct GzipError: Error, Sendable, CustomStringConvertible {
  /// What is wrong, in words.
  public let description: String
  /// Whether the data is sound and merely expands more than is allowed.
  public let isExcess: Bool

  init(description: String, isExcess: Bool = false) {
    self.description = description
    self.isExcess = isExcess
  }
}

/// Decompresses gzip piece by piece, members one after the other, through zlib.
///
/// The output of each call is bounded, so a small file that expands without end costs a caller
/// no more memory than it asks for.
@safe
public struct GzipDecoder: ~Copyable {
  // zlib keeps a pointer back to its stream, so the stream must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private var ended = false
  private var started = false
  private let expansionRatio: Int
  private var inputBytes = 0
  private var outputBytes = 0

  /// What may come out whatever the ratio, for small files of much white space.
  private static var freeOutputBytes: Int { 64 << 20 }

  /// Makes a decoder for one file.
  ///
  /// - Parameter expansionRatio: how many bytes may come out for each that goes in, once 64 MiB
  ///   have come out. The format allows a thousand.
  public init(expansionRatio: Int = .max) throws(GzipError) {
    self.expansionRatio = expansionRatio
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    guard unsafe isogloss_inflate_init(stream) == Z_OK else {
      throw GzipError(description: "zlib could not be started")
    }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Decompresses `input` and passes the output on in pieces of at most 64 KiB.
  ///
  /// - Throws: ``GzipError`` where the input is damaged or expands too much, or what `body` throws.
  public mutating func decode(
    _ input: Span<UInt8>, _ body: (Span<UInt8>) throws -> Void
  ) throws {
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    var consumed = 0
    while consumed < input.count {
      if ended {
        // gzip files may hold several members; zero padding after the last one is tolerated.
        if input[consumed] == 0 {
          consumed += 1
          continue
        }
        unsafe inflateReset(stream)
        ended = false
      }
      started = true
      repeat {
        let (used, produced, status) = step(input.extracting(consumed..<input.count), into: &piece)
        consumed += used
        guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
          throw GzipError(description: "the compressed data is damaged")
        }
        try count(used, produced)
        if produced > 0 { try body(piece.span.extracting(0..<produced)) }
        ended = status == Z_STREAM_END
        if produced < piece.count { break }
      } while !ended
    }
  }

  private mutating func count(_ used: Int, _ produced: Int) throws(GzipError) {
    inputBytes += used
    outputBytes += produced
    guard outputBytes > Self.freeOutputBytes, outputBytes / expansionRatio >= inputBytes
    else { return }
    throw GzipError(
      description: "\(inputBytes) compressed bytes expand to \(outputBytes) and more",
      isExcess: true)
  }

  private func step(
    _ input: Span<UInt8>, into piece: inout [UInt8]
  ) -> (used: Int, produced: Int, status: Int32) {
    let capacity = piece.count
    return unsafe input.withUnsafeBufferPointer { source in
      unsafe piece.withUnsafeMutableBufferPointer { target in
        // zlib reads through a pointer to mutable bytes and writes nothing there.
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(clamping: source.count)
        unsafe stream.pointee.next_out = target.baseAddress
        unsafe stream.pointee.avail_out = UInt32(capacity)
        let offered = unsafe Int(stream.pointee.avail_in)
        let status = unsafe inflate(stream, Z_NO_FLUSH)
        return unsafe (
          offered - Int(stream.pointee.avail_in), capacity - Int(stream.pointee.avail_out), status
        )
      }
    }
  }

  /// Says that the input is at its end.
  ///
  /// - Throws: ``GzipError`` where a member is not complete.
  public func finish() throws(GzipError) {
    if started, !ended { throw GzipError(description: "the compressed data ends too early") }
  }
}
