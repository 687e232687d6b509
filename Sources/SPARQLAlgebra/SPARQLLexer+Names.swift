extension SPARQLLexer {
  /// The scalar that starts at an offset, and its length in bytes.
  func scalar(_ index: Int) -> (value: Unicode.Scalar, length: Int)? {
    guard index < bytes.count else { return nil }
    let lead = bytes[index]
    let length: Int
    var value: UInt32
    switch lead {
    case 0..<0x80: return (Unicode.Scalar(lead), 1)
    case 0xC2..<0xE0: (length, value) = (2, UInt32(lead & 0x1F))
    case 0xE0..<0xF0: (length, value) = (3, UInt32(lead & 0x0F))
    case 0xF0..<0xF5: (length, value) = (4, UInt32(lead & 0x07))
    default: return nil
    }
    guard index + length <= bytes.count else { return nil }
    for next in bytes[(index + 1)..<(index + length)] { value = value << 6 | UInt32(next & 0x3F) }
    return Unicode.Scalar(value).map { ($0, length) }
  }

  // MARK: Character classes

  /// `PN_CHARS_BASE`.
  static func isNameBase(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D,
      0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF,
      0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF:
      true
    default: false
    }
  }

  /// What `VARNAME` may go on with: `PN_CHARS` without the hyphen.
  static func isVariableCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x5F, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
    default: isNameBase(scalar)
    }
  }

  /// `PN_CHARS`.
  static func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "-" || isVariableCharacter(scalar)
  }

  /// `PN_CHARS_U` or a digit: what variables, labels and local names start with.
  static func isLabelStart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x5F: true
    default: isNameBase(scalar)
    }
  }

  // MARK: Ends of tokens

  /// The end of `VARNAME`, or `index` where there is none.
  func variableEnd(_ index: Int) -> Int {
    guard let first = scalar(index), Self.isLabelStart(first.value) else { return index }
    var end = index + first.length
    while let next = scalar(end), Self.isVariableCharacter(next.value) { end += next.length }
    return end
  }

  /// The end of a run of `PN_CHARS` and dots that does not end in a dot.
  private func dottedEnd(_ index: Int) -> Int {
    var end = index
    var scan = index
    while let next = scalar(scan) {
      if next.value == "." {
        scan += 1
      } else if Self.isNameCharacter(next.value) {
        scan += next.length
        end = scan
      } else {
        break
      }
    }
    return end
  }

  /// The end of `BLANK_NODE_LABEL` after `_:`.
  func blankNodeLabelEnd(_ index: Int) -> Int? {
    guard let first = scalar(index), Self.isLabelStart(first.value) else { return nil }
    return dottedEnd(index + first.length)
  }

  /// The end of `LANG_DIR` after `@`.
  func langTagEnd(_ index: Int) -> Int? {
    var end = index
    while Self.isLetter(byte(end)) { end += 1 }
    guard end > index else { return nil }
    while byte(end) == UInt8(ascii: "-"), Self.isLetterOrDigit(byte(end + 1)) {
      end += 1
      while Self.isLetterOrDigit(byte(end)) { end += 1 }
    }
    if byte(end) == UInt8(ascii: "-"), byte(end + 1) == UInt8(ascii: "-"),
      Self.isLetter(byte(end + 2))
    {
      end += 2
      while Self.isLetter(byte(end)) { end += 1 }
    }
    return end
  }

  /// A prefixed name or a word.
  func name(_ start: Int) -> SPARQLToken? {
    var end = start
    if let first = scalar(start), Self.isNameBase(first.value) {
      end = dottedEnd(start + first.length)
    }
    if byte(end) == UInt8(ascii: ":") {
      return SPARQLToken(
        kind: .prefixedName, start: start, end: localNameEnd(end + 1), colon: end)
    }
    end = start
    while Self.isLetterOrDigit(byte(end)) || byte(end) == UInt8(ascii: "_") { end += 1 }
    guard end > start else { return nil }
    return SPARQLToken(kind: .word, start: start, end: end)
  }

  /// The end of `PN_LOCAL`, or `index` where the local part is empty.
  private func localNameEnd(_ index: Int) -> Int {
    var end = index
    var scan = index
    while let next = scalar(scan) {
      if next.value == ".", scan > index {
        scan += 1
      } else if let length = localCharacterLength(scan, next, isFirst: scan == index) {
        scan += length
        end = scan
      } else {
        break
      }
    }
    return end
  }

  /// The length of one character of a local name that is not a dot, `PLX` included.
  private func localCharacterLength(
    _ index: Int, _ scalar: (value: Unicode.Scalar, length: Int), isFirst: Bool
  ) -> Int? {
    switch scalar.value {
    case ":": return 1
    case "%":
      return Self.hexDigit(byte(index + 1)) != nil && Self.hexDigit(byte(index + 2)) != nil
        ? 3 : nil
    case "\\": return Self.isLocalEscape(byte(index + 1)) ? 2 : nil
    default:
      let fits =
        isFirst ? Self.isLabelStart(scalar.value) : Self.isNameCharacter(scalar.value)
      return fits ? scalar.length : nil
    }
  }

  /// The characters that `PN_LOCAL_ESC` may protect.
  static func isLocalEscape(_ byte: UInt8) -> Bool {
    byte != 0 && "_~.-!$&'()*+,;=/?#@%".utf8.contains(byte)
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  static func isLetterOrDigit(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

  static func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
