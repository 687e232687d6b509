import IsoglossTestSupport
import RDFGraph
import RDFModel
import SPARQLAlgebra
import Testing

@testable import SPARQLEngine

/// Groups and distinct terms by the ten thousand, for which tables of another kind are made.
@Suite struct ManyGroupsTests {
  private static let namespace = "http://example.org/"
  private static let count = 24_000

  private static func iri(_ number: Int) -> Term {
    .iri(IRI(trusted: namespace + "c\(number)"))
  }

  /// Each concept has a broader one, which it shares with another, and a label that five share.
  private static let snapshot = Result {
    var builder = try GraphBuilder()
    var quads: [Quad] = []
    let (broader, label) = (namespace + "broader", namespace + "label")
    for number in 0..<count {
      let concept = iri(number)
      quads.append(Quad(Triple(concept, .iri(IRI(trusted: broader)), iri(number / 2))))
      quads.append(
        Quad(
          Triple(concept, .iri(IRI(trusted: label)), .literal(Literal("label \(number / 5)")))))
    }
    for start in stride(from: 0, to: quads.count, by: 1000) {
      try builder.receive(TripleBatch(Array(quads[start..<min(start + 1000, quads.count)])))
    }
    return builder.finish()
  }

  private func rows(_ text: String) throws -> [[String]] {
    let engine = QueryEngine(snapshot: try Self.snapshot.get(), options: QueryOptions())
    let query = try SPARQLParser.parse(query: "PREFIX : <\(Self.namespace)>\n" + text)
    guard case .solutions(let solutions) = try engine.evaluate(query) else { return [] }
    return solutions.map { $0.terms.map { $0?.description ?? "" } }
  }

  @Test func iris() throws {
    let found = try rows("SELECT ?c (COUNT(*) AS ?n) { ?c ?p ?o } GROUP BY ?c")
    #expect(Set(found.map { $0[0] }) == Set((0..<Self.count).map { Self.iri($0).description }))
    #expect(found.allSatisfy { $0[1].hasPrefix("\"2\"") })
    #expect(try rows("SELECT DISTINCT ?c { ?c ?p ?o }").count == Self.count)
  }

  /// IRIs and literals of the data, and terms that the query makes.
  @Test func allKinds() throws {
    let found = try rows(
      """
      SELECT ?x (COUNT(*) AS ?n) {
        { ?c ?p ?x } UNION { ?c :broader ?b BIND(CONCAT("new ", STR(?b)) AS ?x) }
        UNION { ?c :broader ?b BIND(IRI(CONCAT(STR(?b), "/new")) AS ?x) } UNION { ?x :broader ?c }
      } GROUP BY ?x
      """)
    var wanted: [String: Int] = [:]
    for number in 0..<Self.count {
      let broader = Self.iri(number / 2)
      let name = Self.namespace + "c\(number / 2)"
      for term in [
        broader, .literal(Literal("label \(number / 5)")), .literal(Literal("new " + name)),
        .iri(IRI(trusted: name + "/new")), Self.iri(number),
      ] {
        wanted[term.description, default: 0] += 1
      }
    }
    #expect(found.count == wanted.count)
    #expect(found.allSatisfy { $0[1].hasPrefix("\"\(wanted[$0[0]] ?? 0)\"") })
    let distinct = try rows("SELECT DISTINCT ?x { { ?c ?p ?x } UNION { ?x ?p ?c } }")
    #expect(distinct.count == Self.count + (Self.count + 4) / 5)
  }
}
