/// Small numbers for the languages of two vocabularies, so that sets of them are bits.
struct LanguageNumbers: Sendable {
  private var numbers: [LanguageCode: Int8] = [:]

  /// The number of a language, from 0 to 63; beyond that many all have the last one.
  mutating func number(of language: LanguageCode) -> Int8 {
    if let known = numbers[language] { return known }
    let number = Int8(min(numbers.count, 63))
    numbers[language] = number
    return number
  }

  /// The bit of a language.
  mutating func mask(of language: LanguageCode) -> UInt64 { 1 << UInt64(number(of: language)) }
}
