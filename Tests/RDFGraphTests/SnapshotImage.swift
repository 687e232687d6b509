import ByteStorage
import RDFModel

@testable import RDFGraph

/// Everything that a snapshot holds, to be compared bit by bit.
struct SnapshotImage: Equatable {
  var terms: [[UInt8]]
  var qualifiers: [UInt32]
  var columns: [[UInt32]]
  var graphNames: [TermID]
  var graphSets: [[UInt32]]
  var origins: [UInt32]
  var prefixes: [String]
  var sources: [String]
  var predicates: [GraphStatistics.Predicate]
  var classes: [GraphStatistics.Class]
  var characteristicSets: [[UInt32]]

  init(_ snapshot: GraphSnapshot) {
    var terms: [[UInt8]] = []
    var qualifiers: [UInt32] = []
    var columns: [[UInt32]] = []
    for kind in [TermID.Kind.iri, .blankNode, .literal, .tripleTerm] {
      for index in 0..<snapshot.dictionary.count(kind) {
        snapshot.dictionary.withBytes(of: TermID(kind: kind, index: index)) { bytes in
          terms.append(bytes.indices.map { bytes[$0] })
        }
        qualifiers.append(snapshot.dictionary.columns(kind).qualifiers?[index] ?? 0)
      }
    }
    terms += snapshot.dictionary.languageTags.map { Array($0.utf8) }
    func elements(_ count: Int, _ element: (Int) -> UInt32) -> [UInt32] {
      (0..<count).map(element)
    }
    for order in TripleOrder.allCases {
      let permutation = snapshot.permutation(order)
      columns.append(elements(permutation.offsets.count) { permutation.offsets[$0] })
      columns.append(elements(permutation.second.count) { permutation.second[$0] })
      columns.append(elements(permutation.third.count) { permutation.third[$0] })
      let sets = permutation.graphSets
      columns.append(elements(sets?.count ?? 0) { sets?[$0] ?? 0 })
    }
    self.terms = terms
    self.qualifiers = qualifiers
    self.columns = columns
    graphNames = snapshot.graphNames
    graphSets = snapshot.graphSetMembers
    let (lines, files) = (snapshot.origins?.line, snapshot.origins?.source)
    origins =
      elements(lines?.count ?? 0) { lines?[$0] ?? 0 }
      + elements(files?.count ?? 0) { UInt32(files?[$0] ?? 0) }
    prefixes = snapshot.prefixes.pairs.map { $0.prefix + " " + $0.namespace.value }
    sources = snapshot.sources
    predicates = snapshot.statistics.predicates
    classes = snapshot.statistics.classes
    let sets = snapshot.statistics.characteristicSets
    characteristicSets = [
      elements(sets.predicates.count) { sets.predicates[$0] },
      elements(sets.triples.count) { sets.triples[$0] },
      elements(sets.ends.count) { sets.ends[$0] },
      elements(sets.subjects.count) { sets.subjects[$0] },
      [UInt32(sets.otherSubjects)],
    ]
  }
}
