import ByteStorage

extension GraphStatistics {
  /// The counts with the changes of a delta: triples exact, distinct terms within what the
  /// changes allow; classes and characteristic sets stay those of the base.
  ///
  /// - Complexity: O(p log d) in the predicates and the changes.
  func adjusted(by delta: GraphDelta, over snapshot: GraphSnapshot) -> GraphStatistics {
    let changes = delta[.pos]
    if changes.permutation.count == 0, changes.deleted.count == 0 { return self }
    let base = snapshot.permutation(.pos)
    var adjusted: [Predicate] = []
    for predicate in predicates {
      let rows = snapshot.ordinals[predicate.id].map { base.rows(leading: $0) } ?? 0..<0
      let deleted = changes.deletions(in: rows).count
      let added = changes.rows(leading: predicate.id.rawValue).count
      let triples = predicate.triples + added - deleted
      guard triples > 0 else { continue }
      adjusted.append(
        Predicate(
          id: predicate.id, triples: triples,
          distinctSubjects: min(triples, predicate.distinctSubjects + added),
          distinctObjects: min(triples, predicate.distinctObjects + added)))
    }
    for place in 0..<changes.permutation.leadingCount {
      let id = snapshot.leadingTerm(place, of: changes.permutation)
      guard predicate(id) == nil else { continue }
      let count = changes.permutation.rows(leading: place).count
      adjusted.append(
        Predicate(id: id, triples: count, distinctSubjects: count, distinctObjects: count))
    }
    adjusted.sort { $0.id < $1.id }
    return GraphStatistics(
      predicates: adjusted, classes: classes,
      distinctSubjects: distinctSubjects + delta[.spo].permutation.leadingCount,
      distinctObjects: distinctObjects + delta[.osp].permutation.leadingCount,
      characteristicSets: characteristicSets)
  }
}
