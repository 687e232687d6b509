internal import ByteStorage
internal import RDFModel

/// The position of the first byte at hand in the whole source.
struct SourceTracker {
  private(set) var line = 1
  private var column = 1
  private var byteOffset = 0
  private var endedWithCarriageReturn = false

  /// Moves past bytes.
  ///
  /// A line ends with a line feed, a carriage return, or both.
  ///
  /// - Complexity: O(n) in the bytes.
  mutating func advance(over bytes: Span<UInt8>) {
    var offset = 0
    var lineStart: Int?
    while true {
      offset = bytes.endOfLine(from: offset)
      guard offset < bytes.count else { break }
      let isLineFeed = bytes[offset] == 0x0A
      let continues =
        isLineFeed && (offset > 0 ? bytes[offset - 1] == 0x0D : endedWithCarriageReturn)
      if !continues { line += 1 }
      offset += 1
      lineStart = offset
    }
    if let lineStart {
      column = 1 + bytes.extracting(lineStart...).scalarCount
    } else {
      column += bytes.scalarCount
    }
    if bytes.count > 0 { endedWithCarriageReturn = bytes[bytes.count - 1] == 0x0D }
    byteOffset += bytes.count
  }

  /// Moves past a byte order mark, which is no part of the first line.
  mutating func passByteOrderMark() { byteOffset += 3 }

  /// The position as it is reported.
  var position: SourcePosition {
    SourcePosition(line: line, column: column, byteOffset: byteOffset)
  }
}
