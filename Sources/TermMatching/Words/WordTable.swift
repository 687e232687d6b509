/// Gives words numbers; all comparing is done on these.
struct WordTable {
  private var numbers: [[UInt8]: Int32] = [:]
  private(set) var words: [[UInt8]] = []

  /// The number of a word, a new one for a new word.
  mutating func intern(_ word: [UInt8]) -> Int32 {
    if let known = numbers[word] { return known }
    let number = Int32(words.count)
    numbers[word] = number
    words.append(word)
    return number
  }

  /// The number of a word that is known.
  func number(_ word: [UInt8]) -> Int32? { numbers[word] }

  /// The word of a number.
  subscript(number: Int32) -> [UInt8] { words[Int(number)] }

  /// The word of a number as text.
  func text(_ number: Int32) -> String { String(decoding: words[Int(number)], as: UTF8.self) }

  /// How many words there are.
  var count: Int { words.count }
}
