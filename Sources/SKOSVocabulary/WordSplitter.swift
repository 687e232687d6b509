/// Cuts folded text into words.
///
/// A word is a run of letters, digits and their marks. Scripts that are written without spaces
/// between words (Han, kana, Thai, Lao, Khmer, Myanmar) are cut into overlapping pairs.
struct WordSplitter {
  private var scalars: [(value: UInt32, offset: Int)] = []

  /// Calls `body` with the range of bytes of each word, in order.
  mutating func forEachWord(in folded: [UInt8], _ body: (Range<Int>) throws -> Void) rethrows {
    var start: Int?
    var offset = 0
    scalars.removeAll(keepingCapacity: true)
    while offset < folded.count {
      let (value, length) = UTF8Scalar.decode(folded.span, at: offset)
      let kind = Self.kind(value)
      if kind != .letter, let begin = start {
        try body(begin..<offset)
        start = nil
      }
      if kind != .unspaced { try flushPairs(end: offset, body) }
      switch kind {
      case .letter: if start == nil { start = offset }
      case .unspaced: scalars.append((value, offset))
      case .other: break
      }
      offset += length
    }
    if let start { try body(start..<folded.count) }
    try flushPairs(end: folded.count, body)
  }

  private mutating func flushPairs(
    end: Int, _ body: (Range<Int>) throws -> Void
  ) rethrows {
    guard !scalars.isEmpty else { return }
    if scalars.count == 1 { try body(scalars[0].offset..<end) }
    for index in 0..<max(scalars.count - 1, 0) {
      let stop = index + 2 < scalars.count ? scalars[index + 2].offset : end
      try body(scalars[index].offset..<stop)
    }
    scalars.removeAll(keepingCapacity: true)
  }

  private enum Kind { case letter, unspaced, other }

  private static func kind(_ value: UInt32) -> Kind {
    switch value {
    case 0x30...0x39, 0x61...0x7A: return .letter
    case 0..<0x80: return .other
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3041...0x30FF, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      return .unspaced
    default:
      guard let properties = Unicode.Scalar(value)?.properties else { return .other }
      if properties.isAlphabetic || properties.numericType != nil { return .letter }
      switch properties.generalCategory {
      case .nonspacingMark, .spacingMark: return .letter
      default: return .other
      }
    }
  }
}
