import RDFGraph
import SKOSVocabulary

extension DivergenceFinder {
  /// Compares those that a label names with what mappings relate them to under another name: who
  /// asks for "personal information" is told of "personal data", and how the definitions differ.
  ///
  /// Only pairs that both have a definition count, as a mapping alone tells nothing of words.
  ///
  /// - Parameter keys: the label's own designations.
  mutating func otherNames(_ text: String, _ keys: [Int]) -> Designation? {
    guard let key = keys.first else { return nil }
    let own = Set(keys.flatMap { index.bearers($0) })
    let bearers = graph.sorted(Array(own)).prefix(options.maximumSenses)
    var pairs: [Pair] = []
    var total = 0
    for node in bearers {
      let others = relations.related(to: node).filter { !own.contains($0) }
      total += others.count
      pairs += others.prefix(options.maximumSenses).map { (node, $0) }
    }
    var (senses, found) = compare([], adding: pairs, under: key)
    found.removeAll { $0.comparison == nil }
    guard !found.isEmpty else { return nil }
    let compared = Set(found.flatMap { [$0.left.concept.node, $0.right.concept.node] })
    senses.removeAll { !compared.contains($0.concept.node) }
    if total > pairs.count || own.count > bearers.count {
      notes.append("“\(text)” has more other names than the \(pairs.count) that were compared")
    }
    let language = index.name(key).language
    return Designation(
      label: text, language: language.isEmpty ? nil : language, scope: .otherNames,
      senses: senses, divergences: found, senseCount: senses.count)
  }
}
