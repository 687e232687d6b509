import RDFGraph
import RDFModel
import SKOSVocabulary

extension DivergenceFinder {
  /// Compares those that a label names with the longer terms that hold it and the shorter ones that
  /// it holds, and all of these with each other: whoever says a word alone may mean any of them.
  ///
  /// "Provider" is a term of the one and short for "AI provider" in the other, and "the sandbox" is
  /// a regulatory one here and another there. Pairs of one whole label are not compared again.
  ///
  /// - Parameters:
  ///   - keys: the label's own designations, then the others, the nearest first.
  ///   - relatives: those among them that hold words of its family only, which are compared with
  ///     the others and not with each other.
  mutating func withinTerms(
    _ text: String, _ keys: [Int], relatives: Set<Int>
  ) -> Designation? {
    guard keys.count > 1 else { return nil }
    var members: [Member] = []
    var met: Set<TermID> = []
    var total = 0
    for key in keys {
      for node in graph.sorted(Array(index.bearers(key))) where met.insert(node).inserted {
        total += 1
        if members.count < 2 * options.maximumSenses { members.append((node, key)) }
      }
    }
    let lengths = Dictionary(
      members.map { ($0.node, index.name($0.key).words.utf8.count) },
      uniquingKeysWith: { first, _ in first })
    var (senses, found) = compare(
      members, adding: [], under: keys[0],
      strangers: Set(members.filter { relatives.contains($0.key) }.map(\.node)))
    guard !found.isEmpty else { return nil }
    // What is added least is left off most easily.
    func length(_ pair: Divergence) -> Int {
      [pair.left, pair.right].reduce(0) { $0 + (lengths[$1.concept.node] ?? 0) }
    }
    found.sort { left, right in
      if left.risk != right.risk { return left.risk < right.risk }
      let (one, other) = (length(left), length(right))
      return one == other ? Self.precedes(left, right) : one < other
    }
    let compared = Set(found.flatMap { [$0.left.concept.node, $0.right.concept.node] })
    senses.removeAll { !compared.contains($0.concept.node) }
    if total > members.count {
      notes.append(
        "“\(text)” is part of the labels of \(total) concepts, of which \(members.count) were "
          + "compared")
    }
    let language = index.name(keys[0]).language
    return Designation(
      label: text, language: language.isEmpty ? nil : language, scope: .withinTerms,
      senses: senses, divergences: found, senseCount: senses.count)
  }
}
