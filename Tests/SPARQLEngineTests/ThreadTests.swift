import Foundation
import IsoglossTestSupport
import RDFGraph
import RDFModel
import SPARQLAlgebra
import Testing

@testable import SPARQLEngine

/// Queries on several threads: the same rows in the same order as on one, within the same limits.
@Suite struct ThreadTests {
  static let parts = 8
  static let count = DifferentialTests.environment("ISOGLOSS_DIFFERENTIAL") ?? 1600

  /// What an evaluation gives, written out in its order.
  private static func answer(
    _ test: DifferentialCase, _ options: QueryOptions
  ) throws -> [String] {
    switch try test.makeEngine(options).evaluate(test.query) {
    case .boolean(let answer): ["\(answer)"]
    case .graph(let graph): graph.triples.map { "\($0)" }
    case .solutions(let solutions):
      solutions.map { $0.terms.map { $0?.description ?? "" }.joined(separator: "\t") }
    }
  }

  @Test(arguments: 0..<parts)
  func anyNumberOfThreadsGivesTheSameRows(part: Int) throws {
    let share = Self.count / Self.parts
    for number in 0..<share {
      let test = try DifferentialCase(seed: UInt64(part * share + number + 1))
      // These give other terms in each evaluation.
      let text = test.query.description
      if ["RAND", "UUID"].contains(where: text.contains) { continue }
      for (name, features) in test.optionSets.prefix(3) {
        var options = features
        options.threads = 1
        let wanted = try Self.answer(test, options)
        for (threads, rows) in [(2, 1), (3, 2)] {
          options.threads = threads
          options.portionRows = rows
          let found = try Self.answer(test, options)
          #expect(
            found == wanted, "seed \(test.seed), \(name), \(threads) threads: \(text)")
          if found != wanted { return }
        }
        options.portionRows = nil
      }
    }
  }
}

/// Threads over some thousand concepts with labels.
@Suite struct ThreadLimitTests {
  private static let namespace = "http://example.org/"

  private static func snapshot(concepts: Int) throws -> GraphSnapshot {
    var builder = try GraphBuilder()
    var quads: [Quad] = []
    func iri(_ name: String) -> Term { .iri(IRI(trusted: namespace + name)) }
    for number in 0..<concepts {
      let concept = iri("c\(number)")
      for language in ["en", "de"] {
        quads.append(
          Quad(
            Triple(
              concept, iri("label"),
              .literal(Literal("label \(number % 977) of \(number)", language: language)))))
      }
      quads.append(Quad(Triple(concept, iri("broader"), iri("c\(number / 7)"))))
      if number % 3 == 0 { quads.append(Quad(Triple(concept, iri("in"), iri("s\(number % 5)")))) }
    }
    for start in stride(from: 0, to: quads.count, by: 1000) {
      try builder.receive(TripleBatch(Array(quads[start..<min(start + 1000, quads.count)])))
    }
    return builder.finish()
  }

  private static let shared = Result { try snapshot(concepts: 5000) }

  private func engine(
    threads: Int, portionRows: Int? = 64, _ change: (inout QueryOptions) -> Void = { _ in }
  ) throws -> QueryEngine {
    var options = QueryOptions()
    options.threads = threads
    options.portionRows = portionRows
    change(&options)
    return QueryEngine(snapshot: try Self.shared.get(), options: options)
  }

  private func query(_ text: String) throws -> Query {
    try SPARQLParser.parse(query: "PREFIX : <\(Self.namespace)>\n" + text)
  }

  /// Begins with a merge of two properties.
  private static let siblings =
    "SELECT ?c ?d { ?c :broader ?b . ?d :broader ?b FILTER NOT EXISTS { ?d :in ?s } }"

  private static let queries = [
    "SELECT * { ?c :label ?l FILTER(CONTAINS(STR(?l), \"97\")) }",
    "SELECT * { ?c :label ?l FILTER(REGEX(?l, \"(1|2)+ of .*7$\")) }",
    "SELECT * { ?c :broader ?b . ?b :label ?l FILTER(LANG(?l) = \"de\") }",
    "SELECT * { ?c :in ?s . OPTIONAL { ?c :label ?l FILTER(LANG(?l) = \"en\") } }",
    "SELECT ?c ?a { ?c :in :s3 . ?c :broader+ ?a }",
    "SELECT * { { ?c :label ?l } UNION { ?c :in ?l } FILTER(STRLEN(STR(?l)) > 20) }",
    "SELECT DISTINCT ?s ?t { ?c :in ?s ; :broader ?b . ?b :in ?t }",
    "SELECT ?s (COUNT(*) AS ?n) (MIN(?l) AS ?m) { ?c :in ?s ; :label ?l } GROUP BY ?s",
    "SELECT ?l ?c { ?c :label ?l FILTER(LANG(?l) = \"en\") } ORDER BY DESC(?l) LIMIT 20",
    "SELECT (CONCAT(?l, ?k) AS ?lk) { ?c :label ?l ; :broader ?b . ?b :label ?k } LIMIT 7000",
    "CONSTRUCT { ?c :x ?l ; :y [ :z ?b ] } { ?c :broader ?b . ?b :label ?l }",
    "SELECT * { ?c :label ?l MINUS { ?c :in ?s } }",
    "SELECT * { ?c :label ?l FILTER NOT EXISTS { ?c :in ?s } FILTER(STR(?l) < \"label 3\") }",
    "ASK { ?c :label ?l FILTER(STR(?l) = \"label 5 of 982\") }",
    siblings,
  ]

  private func answer(_ engine: QueryEngine, _ text: String) throws -> [String] {
    switch try engine.evaluate(query(text)) {
    case .boolean(let answer): ["\(answer)"]
    case .graph(let graph): graph.triples.map { "\($0)" }
    case .solutions(let solutions):
      solutions.map { $0.terms.map { $0?.description ?? "" }.joined(separator: "\t") }
    }
  }

  @Test(arguments: queries)
  func givesTheSame(text: String) throws {
    let wanted = try answer(engine(threads: 1), text)
    #expect(!wanted.isEmpty)
    for (threads, rows) in [(2, 64), (3, 500), (4, 7)] {
      #expect(try answer(engine(threads: threads, portionRows: rows), text) == wanted)
    }
  }

  @Test func explainsThreadsAndAddsUp() throws {
    let text = "SELECT * { ?c :label ?l ; :broader ?b FILTER(CONTAINS(STR(?l), \"9\")) }"
    let one = try engine(threads: 1).explain(query(text))
    let two = try engine(threads: 2).explain(query(text))
    #expect(!one.root.all.contains { $0.name == "Gather" })
    let gather = try #require(two.root.all.first { $0.name == "Gather" })
    #expect(gather.detail.hasPrefix("2 of 2 threads"))
    #expect(one.triplesVisited == two.triplesVisited)
    func scans(_ explanation: Explanation) -> [Int] {
      explanation.root.all.filter { $0.name == "Scan" }.map(\.rows)
    }
    #expect(scans(one) == scans(two))
  }

  @Test func mergesAreSharedOutToo() throws {
    let one = try engine(threads: 1).explain(query(Self.siblings))
    let two = try engine(threads: 2).explain(query(Self.siblings))
    let gather = try #require(two.root.all.first { $0.name == "Gather" })
    #expect(gather.detail.hasPrefix("2 of 2 threads"))
    #expect(gather.all.contains { $0.name == "MergeJoin" })
    func merged(_ explanation: Explanation) -> [Int] {
      explanation.root.all.filter { $0.name == "MergeJoin" }.map(\.rows)
    }
    #expect(merged(one) == merged(two))
  }

  @Test func smallWorkStartsNoThread() throws {
    let text = "SELECT * { ?c :in ?s ; :broader ?b }"
    let plan = try engine(threads: 4, portionRows: nil).explain(query(text))
    #expect(!plan.root.all.contains { $0.name == "Gather" })
  }

  @Test func whatEndsWithinTheFirstPortionStartsNone() throws {
    let text = "SELECT * { ?c :label ?l ; :broader ?b } LIMIT 10"
    let plan = try engine(threads: 4).explain(query(text))
    let gather = try #require(plan.root.all.first { $0.name == "Gather" })
    #expect(gather.detail.hasPrefix("1 of 4 threads"))
  }

  @Test func preparedQueriesAndStreamsStayWhereTheyAreAsked() async throws {
    let text = try query("SELECT ?l { ?c :label ?l ; :broader ?b }")
    let engine = try engine(threads: 3)
    let prepared = try engine.prepare(text)
    #expect(try prepared.solutions(with: []).count == 10_000)
    #expect(try engine.start(text).plan.children.allSatisfy { $0.summary != "Gather" })
  }

  /// A product of all labels with all labels.
  private static let product = "SELECT * { ?c :label ?l . ?d :label ?k FILTER(?l != ?k) }"

  private func code(_ engine: QueryEngine, _ text: String) throws -> EngineError.Code? {
    do {
      _ = try engine.evaluate(query(text))
      return nil
    } catch let error as EngineError {
      return error.code
    }
  }

  @Test(arguments: [1, 2, 3])
  func limitsHold(threads: Int) throws {
    let product = Self.product
    #expect(
      try code(engine(threads: threads) { $0.maximumRows = 100_000 }, product) == .tooManyRows)
    #expect(
      try code(engine(threads: threads) { $0.maximumBytes = 8 << 20 }, product) == .tooMuchMemory)
    let clock = ContinuousClock()
    var found: EngineError.Code?
    let took = try clock.measure {
      found = try code(
        engine(threads: threads) {
          $0.timeout = .milliseconds(100)
          $0.maximumRows = .max
        }, "SELECT (COUNT(*) AS ?n) { ?c :label ?l . ?d :label ?k . ?e :label ?m FILTER(?l != ?k) }"
      )
    }
    #expect(found == .timeout)
    // Far more than it takes, on a machine that does other things too.
    #expect(took < .seconds(5))
  }

  @Test func cancellationReachesAllThreads() async throws {
    let engine = try engine(threads: 3) { $0.maximumRows = .max }
    let text = try query(
      "SELECT (COUNT(*) AS ?n) { ?c :label ?l . ?d :label ?k . ?e :label ?m FILTER(?l != ?k) }")
    let task = Task.detached { () -> EngineError.Code? in
      do {
        _ = try engine.evaluate(text)
        return nil
      } catch {
        return (error as? EngineError)?.code
      }
    }
    try await Task.sleep(for: .milliseconds(100))
    task.cancel()
    let code = await task.value
    #expect(code == EngineError.Code.cancelled)
  }
}
