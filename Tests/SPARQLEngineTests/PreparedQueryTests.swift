import RDFModel
import SPARQLAlgebra
import SPARQLEngine
import Testing

private let people = """
  @prefix : <http://example.org/> .
  :a :name "Ann" ; :age 40 ; :knows :b, :c . :b :name "Ben" ; :age 30 ; :knows :c .
  :c :name "Cia" ; :age 20 . :g1 { :a :likes :b } :g2 { :b :likes :a }
  """

private func term(_ name: String) -> Term { .iri(IRI(trusted: "http://example.org/" + name)) }

private func parsed(_ query: String) throws -> Query {
  try SPARQLParser.parse(
    query: query, prefixes: PrefixMap(["": IRI(trusted: "http://example.org/")]))
}

@Suite("Prepared queries")
struct PreparedQueryTests {
  static let queries = [
    "SELECT ?n { ?x :name ?n }",
    "SELECT ?n { ?x :knows ?y . ?y :name ?n }",
    "SELECT ?x ?n { ?x :name ?n } LIMIT 1",
    "SELECT (COUNT(*) AS ?n) { ?x :knows ?y }",
    "SELECT ?z (SUM(?a) AS ?n) { ?x :knows ?z . ?z :age ?a } GROUP BY ?z",
    "SELECT ?y { ?y :age ?b { SELECT ?b { ?x :age ?b } } }",
    "SELECT ?y { ?y :name ?n OPTIONAL { ?z :knows ?y FILTER(?z = ?x) } FILTER(BOUND(?z)) }",
    "SELECT ?y { ?y :name ?n MINUS { ?x :knows ?y } }",
    "SELECT ?y { ?y :name ?n FILTER NOT EXISTS { ?x :knows ?y } }",
    "SELECT ?y { ?y :age ?b } ORDER BY (?y = ?x) ?b",
    "SELECT ?y { { ?x :knows ?y } UNION { ?y :knows ?x } }",
    "SELECT ?y { ?x :knows+ ?y }",
    "SELECT ?g ?y { GRAPH ?g { ?x :likes ?y } }",
    "SELECT ?g ?y { GRAPH ?g { ?x :likes ?y OPTIONAL { ?y :likes ?z } } }",
    "SELECT ?y { ?y :name ?n { ?z :age ?b FILTER(?z = ?x) } ?y :age ?b }",
  ]

  /// A parameter means what its value written in its place means.
  @Test(arguments: queries)
  func parametersAreSubstituted(_ query: String) throws {
    let fixture = try QueryFixture(people)
    let prepared = try fixture.engine.prepare(try parsed(query), parameters: ["x"])
    for name in ["a", "b", "c", "nobody", "a"] {
      let rows = try prepared.solutions(with: [term(name)]).map { row in
        row.variables.filter { $0.name != "x" }.map { "\(row[$0.name].map { "\($0)" } ?? "-")" }
          .joined(separator: " ")
      }
      let written = query.replacing("?x ", with: ":\(name) ").replacing("?x)", with: ":\(name))")
        .replacing("SELECT :\(name) ", with: "SELECT ").replacing(" ?x FI", with: " :\(name) FI")
      guard case .solutions(let expected) = try fixture.engine.evaluate(parsed(written)) else {
        Issue.record("no solutions")
        return
      }
      let expectedRows = expected.map { row in
        row.terms.map { $0.map { "\($0)" } ?? "-" }.joined(separator: " ")
      }
      #expect(rows.sorted() == expectedRows.sorted(), "\(query) with \(name): \(written)")
    }
  }

  @Test func valuesAreTermsAndNoText() throws {
    let fixture = try QueryFixture(people)
    let prepared = try fixture.engine.prepare(
      try parsed("SELECT ?p { ?p :name ?n }"), parameters: ["n"])
    #expect(try prepared.solutions(with: ["n": .literal(Literal("Ann"))]).count == 1)
    #expect(try prepared.solutions(with: ["n": .literal(Literal("\" } #"))]).count == 0)
    #expect { try prepared.solutions(with: []) } throws: {
      ($0 as? EngineError)?.code == .parameterCount
    }
    #expect { try fixture.engine.prepare(try parsed("ASK {}")) } throws: {
      ($0 as? EngineError)?.code == .unsupported
    }
  }

  @Test func manyThreadsShareOne() async throws {
    let prepared = try QueryFixture(people).engine.prepare(
      try parsed("SELECT ?n { ?x :knows/:name ?n }"), parameters: ["x"])
    try await withThrowingTaskGroup(of: Int.self) { group in
      for index in 0..<64 {
        group.addTask {
          let rows = try prepared.solutions(with: [term(index % 2 == 0 ? "a" : "b")])
          return rows.count == (index % 2 == 0 ? 2 : 1) ? 0 : 1
        }
      }
      for try await wrong in group { #expect(wrong == 0) }
    }
  }
}

@Suite("Rows for Swift")
struct RowTests {
  private struct Row: Decodable, Equatable {
    let p: IRI
    let name: String
    let age: Int?
    let friend: Term?
  }

  private static let query = """
    SELECT ?p ?name ?age ?friend { ?p :name ?name OPTIONAL { ?p :knows ?friend . ?p :age ?age }
    } ORDER BY ?p ?friend
    """

  @Test func decoding() throws {
    guard
      case .solutions(let rows) = try QueryFixture(people).engine.evaluate(parsed(Self.query))
    else { return }
    let decoded = try rows.decode(Row.self)
    #expect(decoded.count == 4)
    #expect(decoded[0].name == "Ann" && decoded[0].age == 40 && decoded[0].friend == term("b"))
    #expect(
      decoded[3] == Row(p: IRI(trusted: "http://example.org/c"), name: "Cia", age: nil, friend: nil)
    )
  }

  @Test func accessByName() throws {
    guard
      case .solutions(let rows) = try QueryFixture(people).engine.evaluate(parsed(Self.query)),
      let first = rows.first(where: { _ in true })
    else { return }
    #expect(first["age", as: Double.self] == 40)
    #expect(first["name", as: Int.self] == nil)
    #expect(try first.value("p", as: IRI.self).value == "http://example.org/a")
    #expect(throws: RowError.noVariable("nope")) { try first.value("nope", as: Int.self) }
    #expect(throws: RowError.wrongType("name", .literal(Literal("Ann")), "Bool")) {
      try first.value("name", as: Bool.self)
    }
    struct Wrong: Decodable { let name: Int }
    #expect(throws: DecodingError.self) { try first.decode(Wrong.self) }
  }

  @Test func streams() async throws {
    let engine = try QueryFixture(people).engine
    var names: [String] = []
    for try await row in engine.stream(try parsed(Self.query)) {
      names.append(try row.value("name"))
    }
    #expect(names == ["Ann", "Ann", "Ben", "Cia"])
    var count = 0
    let product = try parsed("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    for try await batch in engine.batches(of: product) {
      count += batch.count
      if count > 5000 { break }
    }
    #expect(count > 5000 && count < 20_000)
  }

  @Test func streamsEndWithTheirTask() async throws {
    let engine = try QueryFixture(people).engine
    let query = try parsed("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }")
    let task = Task {
      var rows = 0
      for try await batch in engine.batches(of: query) { rows += batch.count }
      return rows
    }
    task.cancel()
    await #expect { try await task.value } throws: { ($0 as? EngineError)?.code == .cancelled }
  }
}
