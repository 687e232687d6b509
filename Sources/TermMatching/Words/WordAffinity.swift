/// Which different stems are likely to mean the same: spelled nearly alike, interchanged in the
/// synonyms of one vocabulary, or exchanged for each other between the two.
struct WordAffinity: Sendable {
  private var values: [UInt64: Float] = [:]
  private(set) var partners: [Int32: [Int32]] = [:]

  /// How near two stems are, from 0 to 1.
  subscript(left: Int32, right: Int32) -> Float {
    values.isEmpty ? 0 : values[Self.key(left, right)] ?? 0
  }

  private static func key(_ left: Int32, _ right: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: min(left, right))) << 32
      | UInt64(UInt32(bitPattern: max(left, right)))
  }

  mutating func add(_ left: Int32, _ right: Int32, _ value: Float) {
    guard left != right else { return }
    let key = Self.key(left, right)
    if let known = values[key] {
      values[key] = max(known, value)
      return
    }
    values[key] = value
    partners[left, default: []].append(right)
    partners[right, default: []].append(left)
  }
}

/// Finds words that are near to each other.
struct WordAffinityBuilder {
  private let lexicon: Lexicon
  private var affinity = WordAffinity()

  /// The most candidates that a word is compared with by letters.
  private static let mostNeighbours = 400
  /// The fewest pairs of synonyms that make two words interchangeable.
  private static let fewestPairs = 2

  /// How near words are that are exchanged for each other.
  private static let exchange: Float = 0.8

  init(_ lexicon: Lexicon) { self.lexicon = lexicon }

  /// - Complexity: O(n × k) in the stems that one vocabulary alone has and the stems that begin
  ///   like them, at most 400.
  mutating func build() -> WordAffinity {
    addSpellings()
    addSynonyms(lexicon.source)
    addSynonyms(lexicon.target)
    for exchange in WordSubstitutions(lexicon).exchanges() {
      affinity.add(
        exchange.source, exchange.target, Self.exchange)
    }
    return affinity
  }

  // MARK: Spelling

  private mutating func addSpellings() {
    let source = stems(lexicon.source)
    let target = stems(lexicon.target)
    let others = Set(target)
    var byStart: [UInt16: [Int32]] = [:]
    let own = Set(source)
    for stem in target {
      let word = lexicon.table[stem]
      if word.count > 4, byStart[start(word), default: []].count < Self.mostNeighbours {
        byStart[start(word), default: []].append(stem)
      }
    }
    for stem in source where !others.contains(stem) {
      let word = lexicon.table[stem]
      guard word.count > 4 else { continue }
      for other in byStart[start(word)] ?? [] where !own.contains(other) || word.count > 7 {
        let second = lexicon.table[other]
        let shorter = min(word.count, second.count)
        let limit = shorter >= 9 ? 2 : 1
        guard let distance = editDistance(word, second, limit: limit) else { continue }
        let value: Float = distance == 1 ? (shorter >= 7 ? 0.9 : 0.7) : 0.75
        affinity.add(stem, other, value)
      }
    }
  }

  private func start(_ word: [UInt8]) -> UInt16 { UInt16(word[0]) << 8 | UInt16(word[1]) }

  private func stems(_ names: NameColumns) -> [Int32] {
    Set(names.words.lazy.filter { !$0.isNumber }.map(\.stem)).sorted()
  }

  // MARK: Synonyms

  /// Two names of one entity that differ in one word each say that these words may stand for each
  /// other, if several entities say so.
  private mutating func addSynonyms(_ names: NameColumns) {
    var counts: [UInt64: Int32] = [:]
    for entity in 0..<names.entityStart.count - 1 {
      let own = names.names(of: entity).prefix(8)
      var seen: Set<UInt64> = []
      for left in own {
        for right in own where right > left && names.rules[left] == names.rules[right] {
          guard let pair = onlyDifference(names, left, right) else { continue }
          seen.insert(pair)
        }
      }
      for pair in seen { counts[pair, default: 0] += 1 }
    }
    for pair in counts.keys.sorted() {
      guard let count = counts[pair], count >= Self.fewestPairs else { continue }
      affinity.add(
        Int32(bitPattern: UInt32(pair >> 32)), Int32(bitPattern: UInt32(truncatingIfNeeded: pair)),
        count >= 4 ? 0.9 : 0.8)
    }
  }

  private func onlyDifference(_ names: NameColumns, _ left: Int, _ right: Int) -> UInt64? {
    let a = names.wordRange(left)
    let b = names.wordRange(right)
    guard a.count > 1, b.count > 1, a.count <= 8, b.count <= 8 else { return nil }
    var onlyA: Int32?
    var onlyB: Int32?
    for index in a where names.words[index].weight > 0.1 {
      let stem = names.words[index].stem
      if !b.contains(where: { names.words[$0].stem == stem }) {
        if onlyA != nil || names.words[index].isNumber { return nil }
        onlyA = stem
      }
    }
    for index in b where names.words[index].weight > 0.1 {
      let stem = names.words[index].stem
      if !a.contains(where: { names.words[$0].stem == stem }) {
        if onlyB != nil || names.words[index].isNumber { return nil }
        onlyB = stem
      }
    }
    guard let onlyA, let onlyB else { return nil }
    let low = UInt32(bitPattern: min(onlyA, onlyB))
    let high = UInt32(bitPattern: max(onlyA, onlyB))
    return UInt64(low) << 32 | UInt64(high)
  }
}

/// The fewest insertions, deletions, replacements and exchanges of neighbours that make one word
/// of another, or nil where that passes a limit.
///
/// - Complexity: O(n × limit).
func editDistance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int? {
  guard abs(left.count - right.count) <= limit else { return nil }
  var before: [Int] = []
  var previous = Array(0...right.count)
  var current = previous
  for row in 1...max(left.count, 1) {
    guard row <= left.count else { break }
    current[0] = row
    var best = row
    for column in stride(from: 1, through: right.count, by: 1) {
      let isSame = left[row - 1] == right[column - 1]
      var value = min(
        previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (isSame ? 0 : 1))
      if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1]
      {
        value = min(value, before[column - 2] + 1)
      }
      current[column] = value
      best = min(best, value)
    }
    guard best <= limit else { return nil }
    before = previous
    swap(&previous, &current)
  }
  return previous[right.count] <= limit ? previous[right.count] : nil
}
