import RDFGraph
import RDFModel
import SPARQLAlgebra
import SPARQLEngine
import Synchronization
import Testing

/// Every limit ends what would pass it, with an error that names it.
///
/// Times are measured by `isogloss-bench bombs`, on a million triples.
@Suite("Limits of queries")
struct LimitTests {
  /// 400 triples, so that pairs are 160,000.
  private static let graph = (0..<400).map { number in
    "<http://e/s\(number)> <http://e/p\(number % 7)> <http://e/s\(number * 7 % 400)> ."
  }.joined(separator: "\n")

  private func failure(
    _ query: String, _ change: (inout QueryOptions) -> Void
  ) throws -> EngineError? {
    var options = QueryOptions()
    change(&options)
    let engine = try QueryFixture(Self.graph, options: options).engine
    let parsed = try SPARQLParser.parse(query: query)
    do {
      _ = try engine.evaluate(parsed)
      return nil
    } catch {
      return error
    }
  }

  static let doubling =
    "BIND('a' AS ?s0) "
    + (1...40).map { "BIND(CONCAT(?s\($0 - 1), ?s\($0 - 1)) AS ?s\($0))" }.joined(separator: " ")

  @Test(arguments: [
    "SELECT * { ?a ?p ?b . ?c ?q ?d }",
    "SELECT ?a { ?a ?p ?b . ?c ?q ?d } ORDER BY ?d",
    "SELECT ?a { ?a ?p ?b . ?c ?q ?d } ORDER BY ?d LIMIT 100000",
    "SELECT ?a { ?a ?p ?b . ?c ?q ?d } ORDER BY CONCAT(STR(?a), STR(?d))",
    "SELECT DISTINCT ?a ?d { ?a ?p ?b . ?c ?q ?d }",
    "SELECT ?a ?d (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d } GROUP BY ?a ?d",
    "SELECT (COUNT(DISTINCT CONCAT(STR(?a), STR(?d))) AS ?n) { ?a ?p ?b . ?c ?q ?d }",
    "SELECT ?b (GROUP_CONCAT(STR(?c)) AS ?n) { ?a ?p ?b . ?c ?q ?d } GROUP BY ?b",
    "SELECT ?a ?c (MAX(CONCAT(STR(?a), STR(?d))) AS ?n) { ?a ?p ?b . ?c ?q ?d } GROUP BY ?a ?c",
    "SELECT ?a ?c (SAMPLE(CONCAT(STR(?a), STR(?d))) AS ?n) { ?a ?p ?b . ?c ?q ?d } GROUP BY ?a ?c",
    "SELECT (COUNT(*) AS ?n) { ?a ?p ?b { SELECT DISTINCT ?b ?d { ?x ?y ?b . ?c ?q ?d } } }",
    "SELECT (COUNT(*) AS ?n) { ?a ?p ?b MINUS { SELECT DISTINCT ?b ?d { ?x ?y ?b . ?c ?q ?d } } }",
    "SELECT (CONCAT(STR(?a), STR(?c)) AS ?x) { ?a ?p ?b . ?c ?q ?d }",
    "SELECT (COUNT(?x) AS ?n) { ?a ?p ?b . ?c ?q ?d BIND(CONCAT(STR(?a), STR(?c)) AS ?x) }",
    "SELECT (BNODE() AS ?x) { ?a ?p ?b . ?c ?q ?d }",
    "SELECT (TRIPLE(?a, ?p, ?d) AS ?x) { ?a ?p ?b . ?c ?q ?d }",
    "CONSTRUCT { ?a ?p ?d } WHERE { ?a ?p ?b . ?c ?q ?d }",
    "CONSTRUCT { _:x ?p ?d } WHERE { ?a ?p ?b . ?c ?q ?d }",
    "DESCRIBE ?x { ?a ?p ?b . ?c ?q ?d BIND(IRI(CONCAT(STR(?a), STR(?d))) AS ?x) }",
  ])
  func memory(_ query: String) throws {
    let error = try failure(query) { $0.maximumBytes = 1_000_000 }
    #expect(error?.code == .tooMuchMemory)
    #expect(error?.message.contains("`maximumBytes` of 1000000") == true)
  }

  @Test(arguments: [
    "SELECT ?s40 { \(doubling) }", "SELECT (STRLEN(?s40) AS ?n) { \(doubling) }",
    "ASK { \(doubling) FILTER(STRLEN(?s40) = 1) }",
    "SELECT (REPLACE(CONCAT(?s9, ?s9), '(a)', '$1$1$1$1$1$1$1$1') AS ?r) { \(doubling) }",
    "SELECT (GROUP_CONCAT(STR(?a)) AS ?n) { ?a ?p ?b . ?c ?q ?d }",
  ])
  func strings(_ query: String) throws {
    let error = try failure(query) { $0.maximumStringBytes = 4096 }
    #expect(error?.code == .tooMuchMemory)
    #expect(error?.message.contains("`maximumStringBytes` of 4096") == true)
  }

  @Test(arguments: [
    "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f FILTER(?a != ?f) }",
    "SELECT (COUNT(*) AS ?n) { ?a (!<e:p>|^!<e:p>)* ?b . ?c (!<e:p>|^!<e:p>)* ?b }",
    "SELECT (COUNT(*) AS ?n) { ?a (!<e:p>/^!<e:p>/!<e:p>/^!<e:p>)+ ?b }",
    "ASK { ?a ?p ?b FILTER REGEX(STR(?b), '(.?.?){400}#(x+x+)+y') }",
    "ASK { ?a ?p ?b FILTER EXISTS { ?c ?q ?d . ?e ?r ?f FILTER(CONCAT(STR(?d), STR(?f)) = '') } }",
    "SELECT * { ?a ?p ?b . ?c ?q ?d } ORDER BY ?d ?a",
    // A row may take milliseconds where strings are long.
    "SELECT * { \(long) ?a ?p ?b FILTER(SHA512(?s19) = 'x') }",
    "SELECT * { \(long) ?a ?p ?b FILTER(CONTAINS(?s19, CONCAT(?s18, 'b'))) }",
    "SELECT * { \(long) ?a ?p ?b BIND(STRLEN(SUBSTR(?s19, 2)) AS ?n) }",
    "SELECT * { \(long) ?a ?p ?b FILTER(CONCAT(?s19, 'b') > CONCAT(?s19, 'a')) }",
    "SELECT * { \(long) ?a ?p ?b BIND(<\(XSD.double.value)>(CONCAT('7', ?s19)) AS ?n) }",
    "SELECT * { \(long) ?a ?p ?b BIND(1 + STRDT(?s19, <\(XSD.double.value)>) AS ?n) }",
    "SELECT * { ?a ?p ?b . ?c ?q ?d FILTER(?d IN (\((0..<9_000).map(String.init).joined(separator: ",")))) }",
    "SELECT * { VALUES ?x { \((0..<50_000).map(String.init).joined(separator: " ")) } }",
  ])
  func time(_ query: String) throws {
    let error = try failure(query) { $0.timeout = .milliseconds(1) }
    #expect(error?.code == .timeout)
    #expect(error?.message.contains("`timeout`") == true)
  }

  /// A string of half a megabyte.
  static let long =
    "BIND('a' AS ?s0) "
    + (1...19).map { "BIND(CONCAT(?s\($0 - 1), ?s\($0 - 1)) AS ?s\($0))" }.joined(separator: " ")

  /// What does not pass a limit of memory in one batch of rows, because its rows are wide.
  @Test(arguments: [
    "SELECT * { \((0..<400).map { "{ ?a ?p\($0) ?b }" }.joined(separator: " UNION ")) }",
    "SELECT ?a { ?a ?p ?b } ORDER BY \((0..<400).map { "CONCAT(STR(?a), '\($0)')" }.joined(separator: " "))",
    "SELECT (TRIPLE(?a, ?p, TRIPLE(?a, ?p, TRIPLE(?a, ?p, ?d))) AS ?x) { ?a ?p ?b . ?c ?q ?d }",
  ])
  func wideRows(_ query: String) throws {
    #expect(try failure(query) { $0.maximumBytes = 2_000_000 }?.code == .tooMuchMemory)
  }

  /// Counts its calls, takes a while for each, and gives many solutions.
  private final class Flood: PropertyFunction {
    let calls = Mutex(0)
    let solutions: Int
    let pause: Duration

    init(solutions: Int, pause: Duration = .zero) {
      self.solutions = solutions
      self.pause = pause
    }

    func solutions(subject: [Term?], object: [Term?]) throws(EngineError) -> [[Term?]] {
      calls.withLock { $0 += 1 }
      let end = ContinuousClock.now + pause
      while ContinuousClock.now < end {}
      return (0..<solutions).map {
        [.literal(Literal(String($0), datatype: XSD.integer)), object[0]]
      }
    }
  }

  private func code(_ flood: Flood, _ change: (inout QueryOptions) -> Void) throws
    -> EngineError.Code?
  {
    var options = QueryOptions()
    change(&options)
    var engine = try QueryFixture(Self.graph, options: options).engine
    engine.propertyFunctions[IRI(trusted: "http://e/flood")] = flood
    let query = try SPARQLParser.parse(query: "SELECT * { ?a ?p ?b . ?x <http://e/flood> ?a }")
    do {
      _ = try engine.evaluate(query)
      return nil
    } catch {
      return error.code
    }
  }

  /// Not once per batch of thousands of rows but with each call.
  @Test func propertyFunctions() throws {
    let many = Flood(solutions: 1000)
    #expect(try code(many) { $0.maximumBytes = 1_000_000 } == .tooMuchMemory)
    #expect(many.calls.withLock { $0 } < 30)
    let slow = Flood(solutions: 1, pause: .milliseconds(2))
    #expect(try code(slow) { $0.timeout = .milliseconds(1) } == .timeout)
    #expect(slow.calls.withLock { $0 } <= 1)
    let quick = Flood(solutions: 1)
    #expect(try code(quick) { $0.timeout = .seconds(60) } == nil)
    #expect(quick.calls.withLock { $0 } == 400)
  }

  /// A pattern that is refused, of a hundred thousand characters, is not hashed for each row.
  @Test func refusedPatterns() throws {
    let pattern = (0..<9_000).map { "[a-z]?\($0)" }.joined(separator: "|")
    let error = try failure(
      "SELECT * { ?a ?p ?b . ?c ?q ?d FILTER REGEX(CONCAT(STR(?a), STR(?c)), '\(pattern)') }"
    ) { $0.timeout = .seconds(120) }
    #expect(error == nil)
  }

  /// Sequences within closures follow each node once: paths of length four between all pairs of
  /// nodes are many, the pairs are few.
  @Test func closuresOfSequences() throws {
    let all = "(!<e:p>|^!<e:p>)"
    let error = try failure(
      "SELECT (COUNT(*) AS ?n) { <http://e/s1> (\(all)/\(all)/\(all)/\(all)/\(all)/\(all))+ ?b }"
    ) {
      $0.timeout = .seconds(120)
      $0.maximumBytes = 1 << 20
    }
    #expect(error == nil)
  }

  @Test func rows() throws {
    let error = try failure("SELECT * { ?a ?p ?b . ?c ?q ?d }") { $0.maximumRows = 1000 }
    #expect(error?.code == .tooManyRows)
    #expect(error?.message.contains("`maximumRows` of 1000") == true)
  }

  @Test func nesting() throws {
    var pattern = Algebra.unit
    for _ in 0..<300 { pattern = .distinct(pattern) }
    let engine = try QueryFixture("").engine
    let error = #expect(throws: EngineError.self) {
      try engine.evaluate(Query(form: .ask, pattern: pattern))
    }
    #expect(error?.code == .tooDeep)
    // Lets go of it layer by layer, because a chain of boxes is freed by recursion.
    while case .distinct(let inner) = pattern { pattern = inner }
  }

  @Test func cancellation() async throws {
    let engine = try QueryFixture(Self.graph).engine
    let query = try SPARQLParser.parse(
      query: "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f FILTER(?a != ?f) }")
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      _ = try engine.evaluate(query)
    }
    task.cancel()
    let error = await #expect(throws: EngineError.self) { try await task.value }
    #expect(error?.code == .cancelled)
  }

  @Test func whatStaysWithinItsLimitsIsAnswered() throws {
    let error = try failure(
      """
      SELECT ?a (GROUP_CONCAT(STR(?b)) AS ?n) { ?a ?p ?b . ?b ?q ?c } GROUP BY ?a ORDER BY ?n LIMIT 9
      """
    ) {
      $0.maximumBytes = 4_000_000
      $0.maximumStringBytes = 4096
      $0.maximumRows = 9
      $0.timeout = .seconds(60)
    }
    #expect(error == nil)
  }
}
