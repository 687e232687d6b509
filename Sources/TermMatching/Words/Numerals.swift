/// Numbers in words and Roman numerals, as digits.
enum Numerals {
  /// The digits that a word stands for, or nil.
  ///
  /// A Roman numeral of one letter counts only at the end of a name: *vitamin a* is none, and
  /// *i* is a word in many languages.
  static func digits(_ word: [UInt8], isLast: Bool, isAlone: Bool) -> [UInt8]? {
    if let value = words[word] { return value }
    if word.count > 2, let digits = ordinalDigits(word) { return digits }
    guard !isAlone, word.count > 1 || isLast, let value = roman(word) else { return nil }
    return Array(String(value).utf8)
  }

  /// `2nd` as `2`.
  private static func ordinalDigits(_ word: [UInt8]) -> [UInt8]? {
    let digits = word.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard !digits.isEmpty,
      ["st", "nd", "rd", "th"].contains(where: {
        word.dropFirst(digits.count).elementsEqual($0.utf8)
      })
    else { return nil }
    return Array(digits)
  }

  /// The value of a Roman numeral up to 39 in its usual form.
  private static func roman(_ word: [UInt8]) -> Int? {
    guard word.count <= 7 else { return nil }
    return romans[word]
  }

  private static let romans: [[UInt8]: Int] = {
    let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
    var result: [[UInt8]: Int] = [:]
    for value in 1..<40 {
      let text = String(repeating: "x", count: value / 10) + ones[value % 10]
      result[Array(text.utf8)] = value
    }
    return result
  }()

  private static let words: [[UInt8]: [UInt8]] = {
    let names = [
      "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
      "tenth", "eleventh", "twelfth",
    ]
    return Dictionary(
      uniqueKeysWithValues: names.enumerated().map {
        (Array($1.utf8), Array(String($0 + 1).utf8))
      })
  }()
}
