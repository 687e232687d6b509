/// Scanning of text, eight bytes at a time.
///
/// Each test below sets the high bit of a byte that fits. A test may also set bits in bytes after
/// the first that fits, so only the lowest bit of a word means something.
@usableFromInline
enum ByteLanes {
  @usableFromInline static let ones: UInt64 = 0x0101_0101_0101_0101
  @usableFromInline static let highs: UInt64 = 0x8080_8080_8080_8080

  @inlinable
  @inline(__always)
  static func equal(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    let difference = word ^ (ones &* UInt64(byte))
    return (difference &- ones) & ~difference & highs
  }

  /// Bytes below `bound`, which is at most 128.
  @inlinable
  @inline(__always)
  static func below(_ word: UInt64, _ bound: UInt8) -> UInt64 {
    (word &- ones &* UInt64(bound)) & ~word & highs
  }

  /// Bytes above `bound`, which is below 128; every byte that is not ASCII.
  @inlinable
  @inline(__always)
  static func above(_ word: UInt64, _ bound: UInt8) -> UInt64 {
    ((word &+ ones &* UInt64(127 &- bound)) | word) & highs
  }

  /// What ends a plain run of a quoted string: a quote, `\`, a control character (U+007F too), or
  /// a byte that is not ASCII.
  @inlinable
  @inline(__always)
  static func stringEnds(_ word: UInt64, quote: UInt8) -> UInt64 {
    equal(word, quote) | equal(word, UInt8(ascii: "\\")) | below(word, 0x20)
      | above(word, 0x7E)
  }

  /// What ends a plain run of an IRI in angle brackets; also `%` and `~`, to be looked at.
  @inlinable
  @inline(__always)
  static func iriEnds(_ word: UInt64) -> UInt64 {
    // With its second bit cleared, `>` is `<` and `^` is `\`.
    let folded = word & ~(ones &* 2)
    return equal(folded, UInt8(ascii: "<")) | equal(folded, UInt8(ascii: "\\"))
      | equal(word, UInt8(ascii: "`")) | equal(word, UInt8(ascii: "\""))
      | equal(word, UInt8(ascii: "%")) | below(word, 0x21) | above(word, 0x7A)
  }
}

extension Span where Element == UInt8 {
  /// The first offset from `start` on where a run of plain characters of a quoted string ends:
  /// at `quote`, `\`, a control character or a byte that is not ASCII; else the count.
  ///
  /// - Complexity: O(n) in the bytes passed over.
  @inlinable
  public func endOfPlainString(from start: Int, quote: UInt8) -> Int {
    scan(
      from: start, words: { ByteLanes.stringEnds($0, quote: quote) },
      bytes: { ByteLanes.stringEnds(UInt64($0), quote: quote) & 0x80 != 0 })
  }

  /// The first offset from `start` on where a run of plain characters of an IRI ends: at a
  /// character that an IRI may not hold, at `%`, `~` or a byte that is not ASCII; else the count.
  ///
  /// - Complexity: O(n) in the bytes passed over.
  @inlinable
  public func endOfPlainIRI(from start: Int) -> Int {
    scan(
      from: start, words: ByteLanes.iriEnds,
      bytes: { ByteLanes.iriEnds(UInt64($0)) & 0x80 != 0 })
  }

  /// The first offset from `start` on of a line feed, a carriage return, or a byte that is not
  /// ASCII; else the count.
  ///
  /// - Complexity: O(n) in the bytes passed over.
  @inlinable
  public func endOfPlainLine(from start: Int) -> Int {
    func ends(_ word: UInt64) -> UInt64 {
      ByteLanes.equal(word, 0x0A) | ByteLanes.equal(word, 0x0D) | word & ByteLanes.highs
    }
    return scan(from: start, words: ends, bytes: { ends(UInt64($0)) & 0x80 != 0 })
  }

  /// The first offset from `start` on of a byte, or of the capital letter where `folding` is asked
  /// for and the byte is a small letter of ASCII; else the count.
  ///
  /// - Complexity: O(n) in the bytes passed over.
  @inlinable
  public func firstIndex(of byte: UInt8, folding: Bool, from start: Int) -> Int {
    let isLetter = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
    let other = folding && isLetter ? byte ^ 0x20 : byte
    return scan(
      from: start, words: { ByteLanes.equal($0, byte) | ByteLanes.equal($0, other) },
      bytes: { $0 == byte || $0 == other })
  }

  /// Whether U+0130 or U+212A is in the text, the scalars beyond ASCII whose lower case begins
  /// with a letter of ASCII.
  ///
  /// - Complexity: O(n) in the bytes.
  public var holdsLetterThatFoldsIntoASCII: Bool {
    func leads(_ word: UInt64) -> UInt64 {
      ByteLanes.equal(word, 0xC4) | ByteLanes.equal(word, 0xE2)
    }
    var index = 0
    while index < count {
      index = scan(
        from: index, words: leads, bytes: { $0 == 0xC4 || $0 == 0xE2 })
      guard index < count else { return false }
      if self[index] == 0xC4, index + 1 < count, self[index + 1] == 0xB0 { return true }
      if self[index] == 0xE2, index + 2 < count, self[index + 1] == 0x84, self[index + 2] == 0xAA {
        return true
      }
      index += 1
    }
    return false
  }

  /// The first offset from `start` on of what makes a cell of CSV need quotes: a quote, a comma, a
  /// line feed or a carriage return; else the count.
  ///
  /// - Complexity: O(n) in the bytes passed over.
  @inlinable
  public func endOfPlainCell(from start: Int) -> Int {
    func ends(_ word: UInt64) -> UInt64 {
      ByteLanes.equal(word, UInt8(ascii: "\"")) | ByteLanes.equal(word, UInt8(ascii: ","))
        | ByteLanes.equal(word, 0x0A) | ByteLanes.equal(word, 0x0D)
    }
    return scan(from: start, words: ends, bytes: { ends(UInt64($0)) & 0x80 != 0 })
  }

  /// The first offset from `start` on of a line feed or a carriage return; else the count.
  ///
  /// - Complexity: O(n) in the bytes passed over.
  @inlinable
  public func endOfLine(from start: Int) -> Int {
    func ends(_ word: UInt64) -> UInt64 {
      ByteLanes.equal(word, 0x0A) | ByteLanes.equal(word, 0x0D)
    }
    return scan(from: start, words: ends, bytes: { ends(UInt64($0)) & 0x80 != 0 })
  }

  @inlinable
  @inline(__always)
  func scan(
    from start: Int, words: (UInt64) -> UInt64, bytes: (UInt8) -> Bool
  ) -> Int {
    precondition(start >= 0 && start <= count, "start out of range")
    return unsafe withUnsafeBytes { raw in
      let end = raw.count
      var offset = start
      while offset &+ 8 <= end {
        let word = UInt64(
          littleEndian: unsafe raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        let found = words(word)
        if found != 0 { return offset &+ found.trailingZeroBitCount &>> 3 }
        offset &+= 8
      }
      while offset < end, !bytes(unsafe raw[offset]) { offset &+= 1 }
      return offset
    }
  }

  /// Whether `other` stands at `start`.
  @inlinable
  public func holds(_ other: Span<UInt8>, at start: Int) -> Bool {
    start &+ other.count <= count && extracting(start..<start &+ other.count).equals(other)
  }

  /// A number made of the length and the last bytes.
  ///
  /// Names with the same start rarely share it. It is no hash: use it for caches that forget.
  @inlinable
  public var endFingerprint: UInt64 {
    unsafe withUnsafeBytes { raw in
      let count = raw.count
      var word: UInt64 = 0
      if count >= 8 {
        word = unsafe raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      } else {
        for offset in 0..<count { word = word &<< 8 | UInt64(unsafe raw[offset]) }
      }
      let product = (word ^ UInt64(truncatingIfNeeded: count))
        .multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      return product.high ^ product.low
    }
  }
}
