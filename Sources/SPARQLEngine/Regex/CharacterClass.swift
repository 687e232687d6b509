/// A set of Unicode scalars as a pattern writes it: `[a-z-[aeiou]]`, `\d`, `\p{Lu}`, `.`.
///
/// Source: XSD 1.1 part 2, appendix G (regular expressions).
struct CharacterClass {
  /// A set that a name stands for.
  enum Named {
    case digit
    case space
    case word
    case nameStart
    case name
    /// General categories whose short name starts with these letters.
    case category(String)
  }

  var ranges: [ClosedRange<UInt32>] = []
  var named: [(Named, negated: Bool)] = []
  var isNegated = false
  var foldsCase = false
  /// What a subtraction takes away; at most one element.
  var subtracted: [CharacterClass] = []
  /// The answers for ASCII, once the class is complete.
  private var ascii: (low: UInt64, high: UInt64) = (0, 0)

  init() {}

  init(_ named: Named, negated: Bool) {
    self.named = [(named, negated: negated)]
  }

  /// Everything but the line ends that `.` does not match without the flag `s`.
  static var notLineEnd: CharacterClass {
    var result = CharacterClass()
    result.ranges = [0x0A...0x0A, 0x0D...0x0D]
    result.isNegated = true
    return result
  }

  /// Answers ahead for all of ASCII.
  mutating func complete() {
    for value in UInt32(0)..<128 where test(value) {
      if value < 64 {
        ascii.low |= 1 << UInt64(value)
      } else {
        ascii.high |= 1 << UInt64(value - 64)
      }
    }
  }

  @inline(__always)
  func contains(_ value: UInt32) -> Bool {
    if value < 64 { return ascii.low & (1 << UInt64(value)) != 0 }
    if value < 128 { return ascii.high & (1 << UInt64(value - 64)) != 0 }
    return test(value)
  }

  private func test(_ value: UInt32) -> Bool {
    var inside = holds(value)
    if !inside, foldsCase {
      inside = CaseFolding.variants(value).contains { holds($0) }
    }
    if isNegated { inside.toggle() }
    return inside && !subtracted.contains { $0.test(value) }
  }

  private func holds(_ value: UInt32) -> Bool {
    if ranges.contains(where: { $0.contains(value) }) { return true }
    guard let scalar = UnicodeScalar(value) else { return false }
    return named.contains { Self.holds($0.0, scalar) != $0.negated }
  }

  private static func holds(_ named: Named, _ scalar: UnicodeScalar) -> Bool {
    switch named {
    case .space: return [" ", "\t", "\n", "\r"].contains(scalar)
    case .digit: return scalar.properties.generalCategory == .decimalNumber
    case .word:
      let category = shortName(scalar.properties.generalCategory)
      return !category.hasPrefix("P") && !category.hasPrefix("Z") && !category.hasPrefix("C")
    case .nameStart: return isNameStart(scalar)
    case .name:
      return isNameStart(scalar) || scalar == "-" || scalar == "." || scalar == "\u{B7}"
        || ["Nd", "Mn", "Mc"].contains(shortName(scalar.properties.generalCategory))
    case .category(let name):
      return shortName(scalar.properties.generalCategory).hasPrefix(name)
    }
  }

  private static func isNameStart(_ scalar: UnicodeScalar) -> Bool {
    scalar == ":" || scalar == "_" || scalar.properties.isAlphabetic
  }

  /// The names that `\p{…}` accepts.
  static let categories: Set<String> = [
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc",
    "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Z", "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk", "So", "C",
    "Cc", "Cf", "Co", "Cn",
  ]

  private static func shortName(_ category: Unicode.GeneralCategory) -> String {
    switch category {
    case .uppercaseLetter: "Lu"
    case .lowercaseLetter: "Ll"
    case .titlecaseLetter: "Lt"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .nonspacingMark: "Mn"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .openPunctuation: "Ps"
    case .closePunctuation: "Pe"
    case .initialPunctuation: "Pi"
    case .finalPunctuation: "Pf"
    case .otherPunctuation: "Po"
    case .mathSymbol: "Sm"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .otherSymbol: "So"
    case .spaceSeparator: "Zs"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .control: "Cc"
    case .format: "Cf"
    case .surrogate: "Cs"
    case .privateUse: "Co"
    case .unassigned: "Cn"
    @unknown default: "Cn"
    }
  }
}

/// Scalars that differ only in case, one for one.
enum CaseFolding {
  /// The other cases of a scalar.
  static func variants(_ value: UInt32) -> [UInt32] {
    guard let scalar = UnicodeScalar(value) else { return [] }
    let properties = scalar.properties
    return [properties.lowercaseMapping, properties.uppercaseMapping]
      .filter { $0.unicodeScalars.count == 1 }
      .compactMap { $0.unicodeScalars.first?.value }
      .filter { $0 != value }
  }
}
