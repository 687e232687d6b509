/// The first subtag of a language tag in two bytes; nil stands for text without a tag.
struct LanguageCode: Hashable, Comparable, Sendable {
  private let bits: UInt16

  /// Takes a tag such as `en-GB`; tags with a longer first subtag than two letters are told apart
  /// by the first two.
  init?(tag: String) {
    let letters = Array(tag.lowercased().utf8.prefix(2))
    guard letters.count == 2, tag.lowercased() != "und" else { return nil }
    bits = UInt16(letters[0]) << 8 | UInt16(letters[1])
  }

  private init(_ text: StaticString) {
    bits = text.withUTF8Buffer { UInt16($0[0]) << 8 | UInt16($0[1]) }
  }

  static let english = LanguageCode("en")
  static let french = LanguageCode("fr")
  static let german = LanguageCode("de")
  static let italian = LanguageCode("it")
  static let spanish = LanguageCode("es")
  static let dutch = LanguageCode("nl")
  static let portuguese = LanguageCode("pt")

  /// The languages that have a stemmer and stop words.
  static let supported: [LanguageCode] = [
    english, french, german, italian, spanish, dutch, portuguese,
  ]

  /// The two letters.
  var text: String {
    String(decoding: [UInt8(bits >> 8), UInt8(truncatingIfNeeded: bits)], as: UTF8.self)
  }

  static func < (left: LanguageCode, right: LanguageCode) -> Bool { left.bits < right.bits }
}
