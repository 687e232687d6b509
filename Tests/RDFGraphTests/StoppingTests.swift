import RDFModel
import Testing

@testable import RDFGraph

/// A transaction asks often enough whether to go on, whatever it is at, and is nothing where it may
/// not.
@Suite struct StoppingTests {
  private static func iri(_ name: String) -> Term { .iri(IRI(trusted: "http://e/" + name)) }

  private static func snapshot(_ count: Int) throws -> GraphSnapshot {
    var transaction = GraphTransaction(on: try GraphBuilder().finish())
    for number in 0..<count {
      _ = try transaction.insert(
        Quad(Triple(iri("s\(number % 999)"), iri("p\(number % 7)"), iri("o\(number)"))))
    }
    return transaction.commit().merged()
  }

  /// How often operations on whole graphs ask, and how often committing them does, until the
  /// answer is no.
  private func asked(
    on snapshot: GraphSnapshot, allowing allowed: Int = .max
  ) throws -> (before: Int, whole: Int, next: GraphSnapshot) {
    var asked = 0
    var transaction = GraphTransaction(on: snapshot)
    transaction.goesOn = { _, _ in
      asked += 1
      return asked <= allowed
    }
    try transaction.copy(graph: nil, to: Self.iri("g"))
    try transaction.add(graph: Self.iri("g"), to: Self.iri("h"))
    let before = asked
    return (before, asked, transaction.commit())
  }

  @Test func whatIsStoppedAnywhereChangesNothing() throws {
    let snapshot = try Self.snapshot(2_000)
    var total = 0
    let whole = try asked(on: snapshot)
    #expect(whole.next !== snapshot && whole.next.tripleCount == 2_000)
    // Its base and the delta are merged on the way.
    #expect(whole.next.delta == nil)
    while true {
      let stopped = try asked(on: snapshot, allowing: total)
      guard stopped.next === snapshot else { break }
      total += 1
    }
    #expect(total > 12)
    #expect(try asked(on: snapshot, allowing: total).next.tripleCount == 2_000)
  }

  /// Ten times the work, about ten times the questions.
  @Test func questionsGrowWithTheWork() throws {
    func questions(_ count: Int) throws -> (operations: Int, commit: Int) {
      let snapshot = try Self.snapshot(count)
      var asked = 0
      var transaction = GraphTransaction(on: snapshot)
      transaction.goesOn = { _, _ in
        asked += 1
        return true
      }
      try transaction.copy(graph: nil, to: Self.iri("g"))
      let operations = asked
      _ = transaction.commit()
      return (operations, asked - operations)
    }
    let (few, many) = (try questions(6_000), try questions(60_000))
    #expect(many.operations > 5 * few.operations)
    #expect(many.commit > 5 * few.commit)
    #expect(many.commit > 60)
  }

  @Test(arguments: [0, 1, 4095, 4096, 4097, 12_289, 50_000])
  func changesAreSortedInPieces(count: Int) {
    var state: UInt64 = 7
    let changes = (0..<count).map { _ -> TripleChange in
      func next() -> TermID {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return TermID(kind: .iri, index: Int(state >> 50))
      }
      return TripleChange(IDTriple(next(), next(), next()), set: 0, baseSet: 0)
    }
    var checkpoint = Checkpoint<Never>()
    for order in TripleOrder.allCases {
      let sorted = ArrangedChange.sorted(changes, order, &checkpoint).map(\.key)
      #expect(sorted == changes.map { ArrangedChange($0, order).key }.sorted())
    }
  }
}
