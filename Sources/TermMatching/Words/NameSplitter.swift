import SKOSVocabulary

/// A word of a name before words are numbered.
struct NamePart: Hashable, Sendable {
  var word: [UInt8]
  /// Whether it stands in brackets: *Mercury (planet)*.
  var isQualifier: Bool
}

/// Cuts names into words.
enum NameSplitter {
  /// The most words of a name that are compared.
  static let mostWords = 24

  /// The words of a name, folded, and the code in front of it, such as `3.1.4` or `A.5:2022`.
  static func split(_ name: String) -> (parts: [NamePart], code: String?) {
    let (text, code) = withoutCode(name)
    let isIdentifier = !text.contains(where: \.isWhitespace)
    return (parts(of: isIdentifier ? separatingHumps(text) : text), code)
  }

  /// The words of running text, folded.
  static func words(ofText text: String) -> [[UInt8]] {
    parts(of: text, limit: .max).map(\.word)
  }

  // MARK: Codes

  /// A first word that numbers the name: it holds a digit and a colon, ends in a dot or bracket,
  /// or is a number with dots; something must follow it.
  private static func withoutCode(_ name: String) -> (String, String?) {
    guard let cut = name.firstIndex(where: \.isWhitespace) else { return (name, nil) }
    let first = name[..<cut]
    guard first.utf8.contains(where: isDigit), let last = first.utf8.last else {
      return (name, nil)
    }
    let isCode =
      first.utf8.contains(UInt8(ascii: ":")) || last == UInt8(ascii: ".")
      || last == UInt8(ascii: ")")
      || first.utf8.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") }
        && first.utf8.contains(UInt8(ascii: "."))
    let rest = name[cut...].drop(while: \.isWhitespace)
    guard isCode, rest.contains(where: \.isLetter) else { return (name, nil) }
    return (String(rest), first.filter { $0.isLetter || $0.isNumber }.lowercased())
  }

  // MARK: Humps

  /// `hasTheFirstName` and `PCMember` as words.
  private static func separatingHumps(_ text: String) -> String {
    var result = ""
    var previous: Character?
    var isAfterUpper = false
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      if character.isUppercase, let previous {
        let nextIsLower = index + 1 < characters.count && characters[index + 1].isLowercase
        if previous.isLowercase || (isAfterUpper && nextIsLower) { result.append(" ") }
      }
      result.append(character)
      isAfterUpper = character.isUppercase
      previous = character
    }
    return result
  }

  // MARK: Words

  private static func parts(of text: String, limit: Int = mostWords) -> [NamePart] {
    let folded = FoldedText(text).bytes
    var parts: [NamePart] = []
    var word: [UInt8] = []
    var depth = 0
    var isPossessive = false
    func flush() {
      defer { word.removeAll(keepingCapacity: true) }
      guard !word.isEmpty, parts.count < limit else { return }
      if isPossessive, word == [UInt8(ascii: "s")] { return }
      parts.append(NamePart(word: word, isQualifier: depth > 0))
    }
    var index = 0
    while index < folded.count {
      let byte = folded[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"):
        word.append(byte)
      case 0xE3...0xE9 where index + 2 < folded.count && isUnspaced(folded, index):
        // Han and kana are written without spaces: every character is a word.
        flush()
        word = Array(folded[index...index + 2])
        flush()
        index += 2
      case 0x80...: if !isPunctuation(folded, &index) { word.append(byte) } else { flush() }
      default:
        flush()
        isPossessive = byte == UInt8(ascii: "'")
        if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") { depth += 1 }
        if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") { depth = max(depth - 1, 0) }
      }
      if byte != UInt8(ascii: "'"), word.isEmpty { isPossessive = false }
      index += 1
    }
    flush()
    return parts
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// U+3041 to U+30FF and U+3400 to U+9FFF.
  private static func isUnspaced(_ bytes: [UInt8], _ index: Int) -> Bool {
    let value =
      UInt32(bytes[index] & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
      | UInt32(bytes[index + 2] & 0x3F)
    return (0x3041...0x30FF).contains(value) || (0x3400...0x9FFF).contains(value)
  }

  /// Whether general or CJK punctuation starts here (U+00A0 to U+00BF, U+2000 to U+206F, U+3000
  /// to U+303F); moves to its last byte.
  private static func isPunctuation(_ bytes: [UInt8], _ index: inout Int) -> Bool {
    if bytes[index] == 0xC2, index + 1 < bytes.count {
      index += 1
      return true
    }
    guard index + 2 < bytes.count else { return false }
    let isGeneral = bytes[index] == 0xE2 && bytes[index + 1] <= 0x81
    let isCJK = bytes[index] == 0xE3 && bytes[index + 1] == 0x80
    if isGeneral || isCJK { index += 2 }
    return isGeneral || isCJK
  }
}
