/// How two names compare.
struct NameComparison: Sendable {
  /// Of what the first name says, the share that the second says too, from 0 to 1.
  var first: Float = 0
  /// Of what the second name says, the share that the first says too.
  var second: Float = 0
  /// The share of the first name that the second leaves unsaid and its surroundings say.
  var firstInContext: Float = 0
  /// The share of the second name that the first leaves unsaid and its surroundings say.
  var secondInContext: Float = 0
  /// The share of the first name that the second leaves unsaid and the first's own surroundings
  /// say: *accepted paper* below *paper*.
  var firstInOwn: Float = 0
  /// The share of the second name that the first leaves unsaid and its own surroundings say.
  var secondInOwn: Float = 0
  /// The share of the first name that the second leaves unsaid, as far as its own vocabulary says
  /// it all the time: *conference* in *conference fee* among a hundred names with *conference*.
  var firstCommon: Float = 0
  /// The same for the second name.
  var secondCommon: Float = 0
  /// Whether the names are in different languages, so that likeness of words proves little.
  var isForeign = false
  /// Whether the words are the same as written, in the same order, spaces apart.
  var isSame = false
  /// Whether the words that tell something are the same, in any order.
  var isSameBag = false
  /// Whether both hold numbers, and different ones.
  var numbersDiffer = false
  /// Whether one of them negates, and the other does not.
  var isNegated = false
  /// Whether the words that carry the sense, the heads, correspond.
  var headsMatch = false
  /// Whether the head of one name only lends its stem to what describes the head of the other,
  /// which has no counterpart: *rejection*, *rejected paper*.
  var isHeadDerived = false

  /// What is left of the likeness where the names are in different languages.
  func acrossLanguages() -> NameComparison {
    var result = self
    result.isForeign = true
    result.isSame = false
    result.isSameBag = false
    for share in [\NameComparison.first, \.second, \.firstInContext, \.secondInContext] {
      result[keyPath: share] *= Self.acrossLanguages
    }
    return result
  }

  static let acrossLanguages: Float = 0.75

  /// The harmonic mean of both shares.
  var harmonic: Float {
    first + second > 0 ? 2 * first * second / (first + second) : 0
  }
}

/// Compares names word by word, without allocating.
struct NameSimilarity {
  private let lexicon: Lexicon
  private let affinity: WordAffinity

  /// Which words of two names are spoken for.
  ///
  /// It stands apart from the rest so that columns are read in place: out of a value that changes
  /// they would be retained for every pair.
  struct Marks {
    fileprivate var first = [Bool](repeating: false, count: NameSplitter.mostWords * 2)
    fileprivate var second = [Bool](repeating: false, count: NameSplitter.mostWords * 2)
  }

  private static let lemmaValue: Float = 0.98
  private static let stemValue: Float = 0.88
  private static let initialsValue: Float = 0.9

  init(_ lexicon: Lexicon, _ affinity: WordAffinity) {
    self.lexicon = lexicon
    self.affinity = affinity
  }

  /// Compares a name of the source with one of the target.
  ///
  /// - Complexity: O(n × m) in their words, of which there are at most 48.
  func compare(
    _ left: Int, _ right: Int,
    around: (source: ArraySlice<Int32>, target: ArraySlice<Int32>), _ marks: inout Marks
  ) -> NameComparison {
    let source = lexicon.source
    let target = lexicon.target
    var result = NameComparison()
    result.isSame = source.key[left] == target.key[right]
    // The parts of a compound are not free to move: a houseboat is no boathouse.
    result.isSameBag =
      result.isSame
      || source.bag[left] == target.bag[right]
        && (source.order[left] < 0 || target.order[right] < 0
          || source.order[left] == target.order[right])
    let a = source.wordRange(left)
    let b = target.wordRange(right)
    if result.isSame {
      result.first = 1
      result.second = 1
      result.headsMatch = true
      return result
    }
    for index in 0..<a.count { marks.first[index] = false }
    for index in 0..<b.count { marks.second[index] = false }
    var first: Float = 0
    var second: Float = 0
    var derivedHead = Side.none
    let isSameLanguage = source.rules[left] == target.rules[right]
    let headA = head(source, left)
    let headB = head(target, right)
    // Surest first: a word that is spoken for is not taken by a likeness.
    for depth in 0..<4 where isSameLanguage || depth == 0 || depth == 3 {
      for i in a where !marks.first[i - a.lowerBound] {
        for j in b where !marks.second[j - b.lowerBound] {
          let value = likeness(source.words[i], target.words[j], depth)
          guard value > 0 else { continue }
          marks.first[i - a.lowerBound] = true
          marks.second[j - b.lowerBound] = true
          first += source.words[i].weight * value
          second += target.words[j].weight * value
          if i == headA, j == headB {
            result.headsMatch = true
          } else if depth == 2, i == headA || j == headB {
            derivedHead = i == headA ? .first : .second
          }
          break
        }
      }
    }
    first += matchInitials(source, a, target, b, &marks.first, &marks.second, &second)
    second += matchInitials(target, b, source, a, &marks.second, &marks.first, &first)
    result.isHeadDerived =
      derivedHead == .first && !marks.second[headB - b.lowerBound]
      || derivedHead == .second && !marks.first[headA - a.lowerBound]
    result.numbersDiffer =
      hasUnmatchedNumber(source, a, marks.first) && hasUnmatchedNumber(target, b, marks.second)
    result.isNegated =
      hasUnmatchedNegation(source, a, marks.first) != hasUnmatchedNegation(target, b, marks.second)
    if source.weight[left] > 0, target.weight[right] > 0 {
      result.firstInContext =
        unsaid(source, a, marks.first, in: around.target) / source.weight[left]
      result.secondInContext =
        unsaid(target, b, marks.second, in: around.source) / target.weight[right]
      result.firstCommon =
        common(source, a, marks.first, lexicon.sourceShares) / source.weight[left]
      result.secondCommon =
        common(target, b, marks.second, lexicon.targetShares) / target.weight[right]
      result.firstInOwn = unsaid(source, a, marks.first, in: around.source) / source.weight[left]
      result.secondInOwn = unsaid(target, b, marks.second, in: around.target) / target.weight[right]
    }
    result.first = source.weight[left] > 0 ? min(first / source.weight[left], 1) : 0
    result.second = target.weight[right] > 0 ? min(second / target.weight[right], 1) : 0
    return result
  }

  private enum Side { case none, first, second }

  private func likeness(_ left: NameWord, _ right: NameWord, _ depth: Int) -> Float {
    switch depth {
    case 0: left.surface == right.surface ? 1 : 0
    case 1: left.lemma == right.lemma ? Self.lemmaValue : 0
    case 2: left.stem == right.stem && lexicon.table[left.stem].count > 3 ? Self.stemValue : 0
    default: left.isNumber || right.isNumber ? 0 : affinity[left.stem, right.stem]
    }
  }

  /// A word such as *PC* for a run of words such as *program committee*; gives the weight that
  /// is matched on the side of the word and adds that of the run.
  private func matchInitials(
    _ short: NameColumns, _ words: Range<Int>, _ long: NameColumns, _ run: Range<Int>,
    _ usedShort: inout [Bool], _ usedLong: inout [Bool], _ longSum: inout Float
  ) -> Float {
    var sum: Float = 0
    guard run.count > 1 else { return 0 }
    for index in words where !usedShort[index - words.lowerBound] {
      let letters = lexicon.table[short.words[index].surface]
      guard (2...5).contains(letters.count), letters.count <= run.count,
        !short.words[index].isNumber
      else { continue }
      for start in run.lowerBound...(run.upperBound - letters.count) {
        let isRun = (0..<letters.count).allSatisfy { offset in
          !usedLong[start - run.lowerBound + offset]
            && lexicon.table[long.words[start + offset].surface].first == letters[offset]
        }
        guard isRun else { continue }
        usedShort[index - words.lowerBound] = true
        sum += short.words[index].weight * Self.initialsValue
        for offset in 0..<letters.count {
          usedLong[start - run.lowerBound + offset] = true
          longSum += long.words[start + offset].weight * Self.initialsValue
        }
        break
      }
    }
    return sum
  }

  /// The weight of words that have no counterpart and are among the stems of a context.
  private func unsaid(
    _ names: NameColumns, _ range: Range<Int>, _ used: [Bool], in context: ArraySlice<Int32>
  ) -> Float {
    guard !context.isEmpty else { return 0 }
    var sum: Float = 0
    for index in range where !used[index - range.lowerBound] {
      if context.contains(names.words[index].stem) { sum += names.words[index].weight }
    }
    return sum
  }

  /// The weight of words that have no counterpart, each as far as it is common.
  private func common(
    _ names: NameColumns, _ range: Range<Int>, _ used: [Bool], _ shares: [Float]
  ) -> Float {
    var sum: Float = 0
    for index in range where !used[index - range.lowerBound] {
      let word = names.words[index]
      sum += word.weight * min(shares[Int(word.stem)] * Self.commonness, 1)
    }
    return sum
  }

  /// A word in one of so many names counts as common.
  private static let commonness: Float = 10

  private func hasUnmatchedNegation(
    _ names: NameColumns, _ range: Range<Int>, _ used: [Bool]
  ) -> Bool {
    range.contains { names.words[$0].isNegation && !used[$0 - range.lowerBound] }
  }

  private func hasUnmatchedNumber(_ names: NameColumns, _ range: Range<Int>, _ used: [Bool]) -> Bool
  {
    range.contains { names.words[$0].isNumber && !used[$0 - range.lowerBound] }
  }

  /// The word that the others describe: the last in Germanic languages, the first in Romance
  /// ones; before *of* in English.
  private func head(_ names: NameColumns, _ name: Int) -> Int {
    var range = names.wordRange(name)
    // What stands in brackets only tells which: *nail (copper)* is no copper.
    while range.count > 1, names.words[range.upperBound - 1].isQualifier {
      range = range.lowerBound..<range.upperBound - 1
    }
    if names.rules[name].isHeadFirst {
      return range.first { names.words[$0].weight > 0.1 } ?? range.lowerBound
    }
    // A light word inside the name is a preposition: what comes before it is the head.
    if let light = range.dropFirst().dropLast().first(where: { names.words[$0].weight < 0.1 }) {
      return light - 1
    }
    return range.upperBound - 1
  }
}
