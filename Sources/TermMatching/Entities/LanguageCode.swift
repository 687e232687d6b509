/// The first subtag of a language tag in 15 bits; nil stands for text without a tag.
struct LanguageCode: Hashable, Comparable, Sendable {
  private let bits: UInt16

  /// Takes a tag such as `en-GB`; first subtags of three letters that have a form of two are the
  /// same language.
  init?(tag: String) {
    let subtag = tag.lowercased().prefix { $0 != "-" && $0 != "_" }
    guard !["und", "mul", "mis", "zxx"].contains(subtag), (2...3).contains(subtag.utf8.count),
      subtag.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
    else { return nil }
    self.init(letters: Self.twoLetters[String(subtag)].map { Array($0.utf8) } ?? Array(subtag.utf8))
  }

  private init(_ text: StaticString) {
    self.init(letters: text.withUTF8Buffer { Array($0) })
  }

  /// Five bits for each letter.
  private init(letters: [UInt8]) {
    bits = letters.reduce(0) { $0 << 5 | UInt16($1 & 0x1F) }
  }

  /// ISO 639-2 codes, in both forms, of the languages that have rules here.
  private static let twoLetters = [
    "eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "ita": "it", "spa": "es",
    "nld": "nl", "dut": "nl", "por": "pt",
  ]

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

  /// Whether what a name is about comes first in it, and not last.
  var isHeadFirst: Bool {
    [Self.french, Self.italian, Self.spanish, Self.portuguese].contains(self)
  }

  /// The letters.
  var text: String {
    let letters = [bits >> 10, bits >> 5 & 0x1F, bits & 0x1F].filter { $0 > 0 }
    return String(decoding: letters.map { UInt8($0) | 0x60 }, as: UTF8.self)
  }

  static func < (left: LanguageCode, right: LanguageCode) -> Bool { left.bits < right.bits }
}
