/// Words that two vocabularies use for each other in names that are otherwise the same: *accepted
/// contribution* and *accepted paper*, *rejected contribution* and *rejected paper*.
///
/// Words that contrast (*left* and *right*, *iron* and *bronze*) look the same from outside, but
/// some name has both of them in one vocabulary: what contrasts anywhere is left out.
struct WordSubstitutions {
  /// Two stems, of the source and of the target, and in how many names they are exchanged.
  struct Exchange {
    var source: Int32
    var target: Int32
    var count: Int
  }

  /// The words that stand in each frame, which is what is left of a name without one word.
  private struct Frames {
    var words: [UInt64: [Int32]] = [:]
    var frames: [Int32: Set<UInt64>] = [:]
  }

  private let source: Frames
  private let target: Frames

  private static let longestName = 5
  /// A frame with more words tells nothing.
  private static let mostWords = 8
  private static let fewestFrames = 3
  /// Of the frames that the rarer of two words has, the share in which it is exchanged.
  private static let leastShare = 0.25

  /// - Complexity: O(n) in the words of names.
  init(_ lexicon: Lexicon) {
    source = Self.frames(lexicon.source, lexicon.isSourceProperty)
    target = Self.frames(lexicon.target, lexicon.isTargetProperty)
  }

  private static func frames(_ names: NameColumns, _ isProperty: [Bool]) -> Frames {
    var result = Frames()
    for name in 0..<names.count
    where names.role[name] != .derived && !isProperty[Int(names.entity[name])] {
      let telling = names.wordRange(name).filter { names.words[$0].weight > 0.1 }
      guard (1...longestName).contains(telling.count) else { continue }
      for left in telling where !names.words[left].isNumber {
        let stem = names.words[left].stem
        let rest = telling.filter { $0 != left }.map { names.words[$0].lemma }.sorted()
        let frame = key(rest, names.rules[name])
        guard result.frames[stem, default: []].insert(frame).inserted, !rest.isEmpty else {
          continue
        }
        if result.words[frame, default: []].count <= mostWords {
          result.words[frame, default: []].append(stem)
        }
      }
    }
    return result
  }

  /// A number that stands for words of a language (FNV-1a).
  private static func key(_ lemmas: [Int32], _ language: LanguageCode) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func mix(_ value: UInt32) {
      for shift in stride(from: UInt32(0), to: 32, by: 8) {
        hash = (hash ^ UInt64(value >> shift & 0xFF)) &* 0x100_0000_01B3
      }
    }
    for byte in language.text.utf8 { mix(UInt32(byte)) }
    for lemma in lemmas { mix(UInt32(bitPattern: lemma)) }
    return hash
  }

  /// The exchanges that several names show and none contradicts, in the order of the stems.
  func exchanges() -> [Exchange] {
    var counts: [UInt64: Int] = [:]
    for (frame, words) in source.words where words.count <= Self.mostWords {
      guard let others = target.words[frame], others.count <= Self.mostWords else { continue }
      for word in words where !others.contains(word) {
        for other in others where !words.contains(other) {
          counts[
            UInt64(UInt32(bitPattern: word)) << 32 | UInt64(UInt32(bitPattern: other)), default: 0] +=
            1
        }
      }
    }
    let found = counts.filter { $0.value >= Self.fewestFrames }.map { pair, count in
      Exchange(
        source: Int32(bitPattern: UInt32(pair >> 32)),
        target: Int32(bitPattern: UInt32(truncatingIfNeeded: pair)), count: count)
    }
    return found.filter(isSound).sorted { ($0.source, $0.target) < ($1.source, $1.target) }
  }

  private func isSound(_ exchange: Exchange) -> Bool {
    func frames(_ side: Frames, _ stem: Int32) -> Set<UInt64> { side.frames[stem] ?? [] }
    for side in [source, target] {
      let own = frames(side, exchange.source)
      if !own.isDisjoint(with: frames(side, exchange.target)) { return false }
    }
    let rarer = min(
      frames(source, exchange.source).count, frames(target, exchange.target).count)
    return Double(exchange.count) >= Self.leastShare * Double(rarer)
  }
}
