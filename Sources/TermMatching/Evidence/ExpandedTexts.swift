/// Defining texts with the words of the texts that are most like them.
///
/// Definitions of one thing by two bodies often share no telling word; those around them do. So
/// each text is moved towards its nearest neighbours in both vocabularies together, which is what
/// retrieval calls relevance feedback without relevance judgements.
///
/// Three neighbours, together as heavy as the text itself: on the development tasks any number
/// from three to eight and any weight from a half to two did better than none.
struct ExpandedTexts: Sendable {
  private(set) var source: TextColumns
  private(set) var target: TextColumns

  private static let neighbours = 3
  private static let neighbourWeight: Float = 1
  /// The most words of a text that neighbours are looked up by, the heaviest.
  private static let mostLookups = 48
  /// The most words that an expanded text keeps.
  private static let mostWords = 160
  /// The longest list of texts that share a word.
  private static let longestList = 400

  /// - Complexity: O(n × w × l) in the texts, their words (at most 48) and the lists (at most 400).
  init<Failure: Error>(
    _ lexicon: Lexicon, _ check: () throws(Failure) -> Void
  ) throws(Failure) {
    let texts = [lexicon.sourceTexts, lexicon.targetTexts]
    source = texts[0]
    target = texts[1]
    guard texts.allSatisfy(\.isAnyDefined) else { return }
    let rows = texts.flatMap { texts in
      (0..<texts.entityStart.count - 1).map { entity in
        texts.range(of: entity).map { Entry(stem: texts.stem[$0], weight: texts.weight[$0]) }
      }
    }
    let expanded = try Self.expanded(rows, stemCount: lexicon.table.count, check)
    let sourceCount = texts[0].entityStart.count - 1
    source.replace(expanded[..<sourceCount])
    target.replace(expanded[sourceCount...])
  }

  /// A word of a text.
  struct Entry: Sendable {
    var stem: Int32
    var weight: Float
  }

  private static func expanded<Failure: Error>(
    _ rows: [[Entry]], stemCount: Int, _ check: () throws(Failure) -> Void
  ) throws(Failure) -> [[Entry]] {
    var pairs: [(key: Int32, entity: Int32)] = []
    var weights: [[Float]] = [[Float]](repeating: [], count: stemCount)
    for (row, entries) in rows.enumerated() {
      for entry in entries {
        pairs.append((entry.stem, Int32(row)))
        weights[Int(entry.stem)].append(entry.weight)
      }
    }
    let postings = PostingLists(pairs, keyCount: stemCount)
    var scores = [Float](repeating: 0, count: rows.count)
    var result: [[Entry]] = []
    result.reserveCapacity(rows.count)
    for row in rows.indices {
      try check()
      var touched: [Int32] = []
      for entry in heaviest(rows[row], mostLookups) {
        let list = postings[entry.stem]
        guard list.count <= longestList else { continue }
        for (place, other) in list.enumerated() where other != row {
          if scores[Int(other)] == 0 { touched.append(other) }
          scores[Int(other)] += entry.weight * weights[Int(entry.stem)][place]
        }
      }
      let nearest = best(touched, scores)
      let total = nearest.reduce(0) { $0 + scores[Int($1)] }
      var sums: [Int32: Float] = [:]
      for entry in rows[row] { sums[entry.stem] = entry.weight }
      if total > 0 {
        for other in nearest {
          let share = neighbourWeight * scores[Int(other)] / total
          for entry in rows[Int(other)] { sums[entry.stem, default: 0] += share * entry.weight }
        }
      }
      for other in touched { scores[Int(other)] = 0 }
      result.append(
        normalised(heaviest(sums.map { Entry(stem: $0.key, weight: $0.value) }, mostWords)))
    }
    return result
  }

  private static func best(_ touched: [Int32], _ scores: [Float]) -> [Int32] {
    var best: [Int32] = []
    for other in touched {
      let place =
        best.firstIndex {
          let (one, two) = (scores[Int($0)], scores[Int(other)])
          return one != two ? one < two : $0 > other
        } ?? best.count
      guard place < neighbours else { continue }
      best.insert(other, at: place)
      if best.count > neighbours { best.removeLast() }
    }
    return best
  }

  private static func heaviest(_ entries: [Entry], _ most: Int) -> [Entry] {
    guard entries.count > most else { return entries.sorted { $0.stem < $1.stem } }
    return entries.sorted {
      $0.weight != $1.weight ? $0.weight > $1.weight : $0.stem < $1.stem
    }.prefix(most).sorted { $0.stem < $1.stem }
  }

  private static func normalised(_ entries: [Entry]) -> [Entry] {
    let length = entries.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
    guard length > 0 else { return entries }
    return entries.map { Entry(stem: $0.stem, weight: $0.weight / length) }
  }
}

extension TextColumns {
  /// Takes other words for all entities.
  fileprivate mutating func replace(_ rows: ArraySlice<[ExpandedTexts.Entry]>) {
    entityStart = [0]
    stem = []
    weight = []
    for row in rows {
      stem += row.map(\.stem)
      weight += row.map(\.weight)
      entityStart.append(Int32(stem.count))
    }
  }

  /// The cosine of an entity's text and another's in other columns, as far as both are in one
  /// language.
  func cosine(
    _ entity: Int, _ other: TextColumns, _ otherEntity: Int, _ languages: [UInt64]
  ) -> Float {
    let shared = spoken[entity] & other.spoken[otherEntity]
    guard shared != 0 else { return 0 }
    let (own, foreign) = (range(of: entity), other.range(of: otherEntity))
    var (i, j) = (own.lowerBound, foreign.lowerBound)
    var sum: Float = 0
    while i < own.upperBound, j < foreign.upperBound {
      let (a, b) = (stem[i], other.stem[j])
      if a == b { sum += weight[i] * other.weight[j] }
      if a <= b { i += 1 }
      if b <= a { j += 1 }
    }
    guard sum > 0 else { return 0 }
    // Rows have the length 1 as wholes.
    let lengths =
      length(entity, shared, languages) * other.length(otherEntity, shared, languages)
    return min(sum / lengths, 1)
  }

  /// The places of an entity's words, those that tell most first.
  func heaviest(_ entity: Int) -> [Int] {
    range(of: entity).sorted {
      weight[$0] != weight[$1] ? weight[$0] > weight[$1] : $0 < $1
    }
  }

  private func length(_ entity: Int, _ shared: UInt64, _ languages: [UInt64]) -> Float {
    guard shared != spoken[entity] else { return 1 }
    var sum: Float = 0
    for index in range(of: entity) where languages[Int(stem[index])] & shared != 0 {
      sum += weight[index] * weight[index]
    }
    return sum.squareRoot()
  }
}
