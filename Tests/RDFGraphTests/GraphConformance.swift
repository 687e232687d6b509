import ByteStorage
import RDFModel
import Testing

@testable import RDFGraph

/// Checks that a snapshot is the dataset of some quads, however it is read; for every form that
/// a snapshot has.
func checkConformance(
  _ snapshot: GraphSnapshot, holds expected: Set<Quad>,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(throws: Never.self, sourceLocation: sourceLocation) { try snapshot.checkInvariants() }
  var collector = QuadCollector()
  #expect(throws: Never.self, sourceLocation: sourceLocation) {
    try snapshot.push(into: &collector)
  }
  let difference = Set(collector.quads).symmetricDifference(expected)
  #expect(difference.isEmpty, sourceLocation: sourceLocation)
  #expect(collector.quads.count == expected.count, sourceLocation: sourceLocation)
  let triples = Set(expected.map(\.triple))
  #expect(snapshot.tripleCount == triples.count, sourceLocation: sourceLocation)
  checkPatterns(snapshot, triples, sourceLocation)
  checkMembership(snapshot, expected, sourceLocation)
  checkRunsNearby(snapshot, triples, sourceLocation)
}

/// Every shape of pattern, with the terms of some triples, finds what a scan finds, ascending.
private func checkPatterns(
  _ snapshot: GraphSnapshot, _ triples: Set<Triple>, _ location: SourceLocation
) {
  let samples = triples.prefix(12)
  for triple in samples {
    guard let s = snapshot.id(of: triple.subject), let p = snapshot.id(of: triple.predicate),
      let o = snapshot.id(of: triple.object)
    else {
      Issue.record("\(triple) has unknown terms", sourceLocation: location)
      continue
    }
    for shape in 0..<8 {
      let range = snapshot.match(
        subject: shape & 1 != 0 ? s : nil, predicate: shape & 2 != 0 ? p : nil,
        object: shape & 4 != 0 ? o : nil)
      var found: [Triple] = []
      var last: (UInt32, UInt32, UInt32)?
      snapshot.forEach(range) { a, b, c in
        found.append(Triple(snapshot.term(a), snapshot.term(b), snapshot.term(c)))
        let key = range.order.arrange(a.rawValue, b.rawValue, c.rawValue)
        if let last { #expect(last < key, sourceLocation: location) }
        last = key
      }
      let wanted = triples.filter {
        (shape & 1 == 0 || $0.subject == triple.subject)
          && (shape & 2 == 0 || $0.predicate == triple.predicate)
          && (shape & 4 == 0 || $0.object == triple.object)
      }
      let isSame = Set(found) == wanted
      #expect(isSame, "shape \(shape) of \(triple)", sourceLocation: location)
      #expect(found.count == wanted.count, sourceLocation: location)
      #expect(range.count == wanted.count, sourceLocation: location)
      #expect(range.isEmpty == wanted.isEmpty, sourceLocation: location)
    }
  }
}

/// Looking up subject after subject near where the one before was finds what a pattern finds.
private func checkRunsNearby(
  _ snapshot: GraphSnapshot, _ triples: Set<Triple>, _ location: SourceLocation
) {
  guard let delta = snapshot.delta?[.spo] else { return }
  let base = snapshot.permutation(.spo)
  let subjects = Set(triples.map(\.subject)).compactMap { snapshot.id(of: $0) }
  var place = ChangePlace()
  for subject in subjects + subjects.sorted() {
    let rows = snapshot.ordinals[subject].map { base.rows(leading: $0) } ?? 0..<0
    var cursor = RunCursor(leading: subject.rawValue, rows: rows, in: delta, near: &place)
    let most = cursor.mostRows
    var found: [[UInt32]] = []
    while let run = cursor.next(in: delta) {
      let permutation = run.isAdded ? delta.permutation : base
      for row in run.rows { found.append([permutation.second[row], permutation.third[row]]) }
    }
    var wanted: [[UInt32]] = []
    snapshot.forEach(snapshot.match(subject: subject)) { _, predicate, object in
      wanted.append([predicate.rawValue, object.rawValue])
    }
    #expect(found == wanted, sourceLocation: location)
    #expect(most >= found.count, sourceLocation: location)
  }
}

private func checkMembership(
  _ snapshot: GraphSnapshot, _ expected: Set<Quad>, _ location: SourceLocation
) {
  let names = Set(expected.map(\.graph))
  for name in names {
    let number = name.map { snapshot.id(of: $0).flatMap(snapshot.graphNumber) } ?? 0
    guard let number else {
      Issue.record("no graph \(String(describing: name))", sourceLocation: location)
      continue
    }
    var found: Set<Triple> = []
    snapshot.forEach(snapshot.match(), in: snapshot.selection(ofGraphs: [number])) { s, p, o in
      found.insert(Triple(snapshot.term(s), snapshot.term(p), snapshot.term(o)))
      #expect(
        snapshot.graphs(subject: s, predicate: p, object: o).contains(number),
        sourceLocation: location)
    }
    let isSame = found == Set(expected.filter { $0.graph == name }.map(\.triple))
    #expect(isSame, "graph \(String(describing: name))", sourceLocation: location)
  }
}
