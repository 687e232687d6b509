import ByteStorage

/// A test for a fixed piece of text that works on bytes.
struct TextTest {
  enum Kind {
    case contains
    case starts
    case ends
  }

  let kind: Kind
  /// Whether the text is put into lower case first.
  let folds: Bool
  /// Whether the text must be a string literal, not just anything with characters.
  let needsString: Bool
  /// Whether STR stands around the argument.
  let takesCharacters: Bool
  let needle: [UInt8]

  /// Whether the text passes; nil where bytes do not decide, because lower case may change what
  /// is not ASCII into ASCII.
  func run(_ text: Span<UInt8>) -> Bool? {
    if find(text) { return true }
    // U+0130 and U+212A are the only scalars outside ASCII whose lower case begins inside.
    return folds && text.holdsLetterThatFoldsIntoASCII ? nil : false
  }

  private func find(_ text: Span<UInt8>) -> Bool {
    let count = needle.count
    if count == 0 { return true }
    guard text.count >= count else { return false }
    switch kind {
    case .starts: return matches(text, at: 0)
    case .ends: return matches(text, at: text.count - count)
    case .contains: return ByteSearch(needle, folds: folds).first(in: text) != nil
    }
  }

  private func matches(_ text: Span<UInt8>, at start: Int) -> Bool {
    for index in needle.indices
    where ByteSearch.fold(text[start + index], folds) != needle[index] { return false }
    return true
  }
}
