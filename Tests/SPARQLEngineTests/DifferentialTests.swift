import RDFGraph
import RDFModel
import SPARQLAlgebra
import SPARQLEngine
import Testing

/// The engine against the specification, on queries that nobody thought of.
@Suite struct DifferentialTests {
  @Test(arguments: 0..<40)
  func agreesWithTheReference(block: Int) throws {
    for number in 0..<50 {
      let seed = UInt64(block * 50 + number + 1)
      var random = RandomQuery(seed: seed)
      let triples = random.triples()
      let pattern = random.pattern(3)
      let expected = ReferenceEvaluator(triples: triples).evaluate(pattern)
      // Some products are too big to be worth comparing.
      guard expected.count < 20_000 else { continue }
      let variables = Set(expected.flatMap(\.keys)).union(RandomQuery.variables)
        .sorted { $0.name < $1.name }
      let query = Query(form: .select(variables), pattern: pattern)
      let snapshot = try snapshot(triples, random: &random)
      let engine = QueryEngine(snapshot: snapshot)
      guard case .solutions(let solutions) = try engine.evaluate(query) else {
        Issue.record("no solutions")
        return
      }
      let found = Self.counted(solutions.map { row in row.terms })
      let wanted = Self.counted(expected.map { row in variables.map { row[$0] } })
      let missing = wanted.filter { found[$0.key] != $0.value }
      let surplus = found.filter { wanted[$0.key] != $0.value }
      #expect(
        missing.isEmpty && surplus.isEmpty,
        """
        seed \(seed): \(pattern)
        wanted \(missing.map { "\($0.value) × \($0.key.map { $0?.description ?? "-" })" })
        found \(surplus.map { "\($0.value) × \($0.key.map { $0?.description ?? "-" })" })
        over \(triples.map { "\($0.subject) \($0.predicate) \($0.object)" })
        """)
    }
  }

  private static func counted(_ rows: [[Term?]]) -> [[Term?]: Int] {
    Dictionary(rows.map { ($0, 1) }, uniquingKeysWith: +)
  }

  /// The triples in a base, or partly in a delta over one that has others too.
  private func snapshot(
    _ triples: [Triple], random: inout RandomQuery
  ) throws -> GraphSnapshot {
    let surplus = random.triples().filter { !triples.contains($0) }
    let cut = Int(random.generator.next() % UInt64(triples.count + 1))
    guard cut < triples.count else { return try base(triples) }
    var transaction = GraphTransaction(on: try base(Array(triples[..<cut]) + surplus))
    for triple in triples[cut...] { try transaction.insert(Quad(triple)) }
    for triple in surplus { transaction.delete(Quad(triple)) }
    return transaction.commit()
  }

  private func base(_ triples: [Triple]) throws -> GraphSnapshot {
    var batch = TripleBatch()
    for triple in triples {
      let terms = [triple.subject, triple.predicate, triple.object].map { $0.iri?.value ?? "" }
      let subject = batch.addTerm(.iri, terms[0].utf8Span.span)
      let predicate = batch.addTerm(.iri, terms[1].utf8Span.span)
      batch.addTriple(subject, predicate, batch.addTerm(.iri, terms[2].utf8Span.span))
    }
    var builder = try GraphBuilder()
    try builder.receive(batch)
    return builder.finish()
  }
}
