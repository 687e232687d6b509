import RDFGraph
import RDFModel
import SKOSVocabulary

extension MappingIndexBuilder {
  /// Adds mapping triples that no statement of the same graph accounts for.
  mutating func readPlainTriples() {
    var stated: [TermID: [StatedTriple]] = [:]
    for row in rows { stated[row.predicate, default: []].append(StatedTriple(row)) }
    let snapshot = self.snapshot
    for predicate in MappingPredicate.all {
      guard let property = snapshot.id(iri: predicate.iri) else { continue }
      let known = stated[property, default: []].sorted()
      var cursor = StatedTriple.Cursor()
      snapshot.forEach(snapshot.match(predicate: property)) { subject, _, object in
        guard predicate.isMapping(subject, object, in: snapshot) else { return }
        let statements = cursor.advance(to: StatedTriple.key(subject, object), in: known)
        for graph in snapshot.graphs(subject: subject, predicate: property, object: object) {
          let name = graph == 0 ? TermID.unbound : snapshot.graphNames[graph - 1]
          guard !known[statements].contains(where: { $0.graph == name }) else { continue }
          var row = Row(
            subject: subject, predicate: property, object: object, kind: predicate.kind)
          row.graph = name
          row.set = setNumber(name)
          row.authors = authorNumber(creators(ofSet: row.set))
          rows.append(row)
        }
      }
    }
  }
}

/// The ends and the graph of a statement, for finding out which plain triples are accounted for.
private struct StatedTriple: Comparable {
  let key: UInt64
  let graph: TermID

  init(_ row: MappingIndexBuilder.Row) {
    key = Self.key(row.subject, row.object)
    graph = row.graph
  }

  /// Orders as the triples of a predicate are: by object, then by subject.
  static func key(_ subject: TermID, _ object: TermID) -> UInt64 {
    UInt64(object.rawValue) << 32 | UInt64(subject.rawValue)
  }

  static func < (left: StatedTriple, right: StatedTriple) -> Bool {
    left.key == right.key ? left.graph < right.graph : left.key < right.key
  }

  /// Walks over sorted statements beside triples that come in the same order.
  struct Cursor {
    private var place = 0

    /// The statements with a key, which is at or after the last one asked for.
    mutating func advance(to key: UInt64, in statements: [StatedTriple]) -> Range<Int> {
      if place > 0, statements[place - 1].key >= key { place = 0 }
      while place < statements.count, statements[place].key < key { place += 1 }
      var end = place
      while end < statements.count, statements[end].key == key { end += 1 }
      return place..<end
    }
  }
}
