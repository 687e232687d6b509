import RDFGraph
public import SKOSVocabulary

extension Vocabulary {
  /// What this edition did to the concepts of an old one: added, removed, renamed, split, merged,
  /// moved, relabelled, redefined.
  public func difference(from old: Vocabulary) -> EditionDifference {
    EditionDifference(from: old.skos, to: skos)
  }

  /// A SPARQL Update request that makes this dataset of an old one, see
  /// ``RDFGraph/GraphDifference/sparqlUpdate(from:)``; nil where there can be none.
  ///
  /// - Complexity: O(n) in the statements of both, and a value for each.
  public func updateRequest(from old: Vocabulary) -> String? {
    let before = old.snapshot.quads
    return GraphDifference(from: before, to: snapshot.quads).sparqlUpdate(from: before)
  }
}
