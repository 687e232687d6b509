import ByteStorage

/// A search for a piece of text in others.
///
/// Mostly the first byte tells where not to look. Where that compares too much in vain, because
/// text and piece repeat themselves, Knuth, Morris and Pratt's table takes over.
///
/// - Complexity: O(n + m) in the bytes of the text and of the piece.
struct ByteSearch {
  private let needle: [UInt8]
  private let folds: Bool

  /// Takes the piece, which is in lower case where the search folds ASCII letters.
  init(_ needle: [UInt8], folds: Bool = false) {
    self.needle = needle
    self.folds = folds
  }

  @inline(__always)
  static func fold(_ byte: UInt8, _ folds: Bool) -> UInt8 {
    folds && byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  /// The offset of the first place where the piece stands, or nil.
  func first(in text: Span<UInt8>) -> Int? {
    guard let head = needle.first else { return 0 }
    let last = text.count - needle.count
    // Bytes that were compared in vain, of which there may be some for each that was passed.
    var vain = 0
    var start = text.firstIndex(of: head, folding: folds, from: 0)
    while start <= last {
      var length = 1
      while length < needle.count,
        Self.fold(text[start + length], folds) == needle[length]
      { length += 1 }
      if length == needle.count { return start }
      vain += length
      if vain > 4 * start + needle.count + 256 { return firstByTable(in: text, from: start) }
      start = text.firstIndex(of: head, folding: folds, from: start + 1)
    }
    return nil
  }

  private func firstByTable(in text: Span<UInt8>, from start: Int) -> Int? {
    let table = borders()
    var length = 0
    for index in start..<text.count {
      let byte = Self.fold(text[index], folds)
      while length > 0, byte != needle[length] { length = Int(table[length - 1]) }
      if byte == needle[length] { length += 1 }
      if length == needle.count { return index + 1 - length }
    }
    return nil
  }

  /// For each beginning of the piece the length of the longest other one that it ends with.
  private func borders() -> [Int32] {
    var table = [Int32](repeating: 0, count: needle.count)
    var length = 0
    for index in needle.indices.dropFirst() {
      while length > 0, needle[index] != needle[length] { length = Int(table[length - 1]) }
      if needle[index] == needle[length] { length += 1 }
      table[index] = Int32(truncatingIfNeeded: length)
    }
    return table
  }
}
