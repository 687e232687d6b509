import Entailment
import IsoglossTestSupport
import RDFGraph
import RDFModel
import Testing

/// Closures that are changed bit by bit, against closures of the same triples at once.
@Suite("Changing closures")
struct ChangingClosureTests {
  private static func triples(_ regime: EntailmentRegime, _ random: inout SeededGenerator)
    -> [Triple]
  {
    func node(_ random: inout SeededGenerator) -> Term {
      .iri(IRI(trusted: "http://example.org/n\(Int.random(in: 0..<6, using: &random))"))
    }
    let skos = "http://www.w3.org/2004/02/skos/core#"
    let names =
      regime == .skos
      ? [
        "broader", "narrower", "related", "broaderTransitive", "exactMatch", "closeMatch",
        "topConceptOf", "inScheme", "broadMatch", "member",
      ].map { IRI(trusted: skos + $0) }
      : ["subClassOf", "subPropertyOf", "domain", "range"].map { IRI(trusted: RDFS.namespace + $0) }
        + [RDF.type, IRI(trusted: "http://example.org/n1"), IRI(trusted: "http://example.org/n2")]
    let count = Int.random(in: 1...8, using: &random)
    return (0..<count).map { _ in
      Triple(node(&random), .iri(random.pick(names)), node(&random))
    }
  }

  private static func snapshot(_ triples: some Sequence<Triple>) throws -> GraphSnapshot {
    var builder = try GraphBuilder()
    try builder.receive(TripleBatch(triples.map { Quad($0) }))
    return builder.finish()
  }

  @Test(arguments: [EntailmentRegime.skos, .rdfs], 0..<8)
  func changesGiveWhatAllAtOnceGives(regime: EntailmentRegime, part: Int) throws {
    for number in 0..<6 {
      var random = SeededGenerator(seed: UInt64(part * 6 + number))
      var stated = Set(Self.triples(regime, &random) + Self.triples(regime, &random))
      var closure = try EntailmentClosure(of: Self.snapshot(stated), regime: regime)
      for _ in 0..<4 {
        if random.isOne(in: 2) {
          let more = Self.triples(regime, &random)
          stated.formUnion(more)
          try closure.add(more)
        } else {
          let less =
            stated.sorted { "\($0)" < "\($1)" }.shuffled(using: &random).prefix(2)
            + Self.triples(regime, &random).prefix(1)
          stated.subtract(less)
          try closure.remove(Array(less))
        }
        let whole = try EntailmentClosure(of: Self.snapshot(stated), regime: regime)
        let (found, wanted) = (Set(closure.derivedTriples), Set(whole.derivedTriples))
        #expect(found == wanted, "\(found.symmetricDifference(wanted)) of \(stated)")
        #expect(closure.derivedCount == whole.derivedCount)
        #expect(Self.isFounded(closure, stated))
        let closed = try Self.triples(of: closure.makeSnapshot())
        #expect(closed == stated.union(wanted))
      }
    }
  }

  private static func triples(of snapshot: GraphSnapshot) throws -> Set<Triple> {
    var collector = QuadCollector()
    try snapshot.push(into: &collector)
    return Set(collector.quads.map(\.triple))
  }

  /// Whether the premises of every derived triple lead to what is stated, and to no circle.
  private static func isFounded(_ closure: EntailmentClosure, _ stated: Set<Triple>) -> Bool {
    var known = stated
    var waiting = closure.derivedTriples
    while true {
      let rest = waiting.filter { triple in
        guard let derivation = closure.derivation(of: triple) else { return true }
        return !derivation.premises.allSatisfy { known.contains($0) }
      }
      if rest.isEmpty { return true }
      if rest.count == waiting.count { return false }
      known.formUnion(Set(waiting).subtracting(rest))
      waiting = rest
    }
  }

  @Test func whatFollowsTwiceStays() throws {
    var fixture = try ClosureFixture(":a skos:broader :b . :b skos:narrower :a .", .skos)
    try fixture.closure.remove(try ClosureFixture.triples(":a skos:broader :b ."))
    #expect(try fixture.holds(":a skos:broaderTransitive :b ."))
    #expect(try fixture.derivation(":a skos:broader :b .")?.rule == "S25")
    try fixture.closure.remove(try ClosureFixture.triples(":b skos:narrower :a ."))
    #expect(try !fixture.holds(":a skos:broaderTransitive :b ."))
  }

  // MARK: Limits

  /// A chain of concepts, whose transitive closure is quadratic.
  private static func chain(_ count: Int) throws -> GraphSnapshot {
    let broader = Term.iri(IRI(trusted: "http://www.w3.org/2004/02/skos/core#broader"))
    return try snapshot(
      (0..<count).map { number in
        Triple(
          .iri(IRI(trusted: "http://example.org/\(number)")), broader,
          .iri(IRI(trusted: "http://example.org/\(number + 1)")))
      })
  }

  @Test func limitsAreNamed() throws {
    let snapshot = try Self.chain(150)
    var limits = EntailmentLimits()
    limits.maximumTriples = 1000
    let triples = #expect(throws: EntailmentError.self) {
      try EntailmentClosure(of: snapshot, regime: .skos, limits: limits)
    }
    #expect(triples?.code == .tooManyTriples && triples?.message.contains("1000") == true)
    limits = EntailmentLimits()
    limits.maximumBytes = 100_000
    let bytes = #expect(throws: EntailmentError.self) {
      try EntailmentClosure(of: snapshot, regime: .skos, limits: limits)
    }
    #expect(bytes?.code == .tooMuchMemory)
    limits = EntailmentLimits()
    limits.timeout = .zero
    let time = #expect(throws: EntailmentError.self) {
      try EntailmentClosure(of: snapshot, regime: .skos, limits: limits)
    }
    #expect(time?.code == .timeout)
  }

  @Test func aTaskThatIsCancelledEnds() async throws {
    let snapshot = try Self.chain(150)
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      _ = try EntailmentClosure(of: snapshot, regime: .skos)
    }
    task.cancel()
    let error = await #expect(throws: EntailmentError.self) { try await task.value }
    #expect(error?.code == .cancelled)
  }
}
