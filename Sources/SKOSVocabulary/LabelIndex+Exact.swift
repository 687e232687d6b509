public import RDFGraph
public import RDFModel

extension LabelIndex {
  /// The concepts that have a preferred label which is a text, but for case, diacritics and the
  /// like, with that label; by IRI.
  ///
  /// - Complexity: O(log n) in the texts and O(m log m) in the concepts found.
  public func concepts(preferring text: String) -> [(concept: TermID, label: Literal)] {
    var labels: [TermID: Literal] = [:]
    for number in entries(exactly: text) {
      let entry = entries[Int(number)]
      guard entry.field == LabelMatch.Field.prefLabel.rawValue,
        let literal = graph.snapshot.term(entry.literal).literal
      else { continue }
      labels[entry.concept] = labels[entry.concept] ?? literal
    }
    return graph.sorted(Array(labels.keys)).compactMap { node in
      labels[node].map { (node, $0) }
    }
  }
}
