import ArgumentParser
import Dispatch
import Foundation
import Isogloss
import RDFModel
import SPARQLAlgebra
import SPARQLEngine

/// Asks queries that would take for ever, or all memory, and says how soon each was stopped.
struct BombsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bombs", abstract: "Checks that hostile queries over FILE end at their limits.",
    discussion: """
      Each query has to end with an error that names its limit, at most 50 ms after its time is up \
      and with at most 1.2 times its memory, measured as growth of what is resident. Ends with 1 \
      where one does not.
      """)

  @Option(help: "The document to load.") var data: String
  @Option(help: "Seconds that each query may take.") var timeout = 1.0
  @Option(help: "Megabytes that each query may take.") var memory = 128
  @Option(help: "Only the queries whose names hold this.") var only: String?

  func run() throws {
    let vocabulary = try Vocabulary(documents: [Document(path: data)])
    print("\(vocabulary.snapshot.tripleCount) triples, \(timeout) s, \(memory) MB")
    print(Self.line("query", "ends with", "s", "over ms", "grew MB", "x limit"))
    var failures = 0
    for bomb in Bomb.all where only.map({ bomb.name.contains($0) }) ?? true {
      if try !explode(bomb, on: vocabulary) { failures += 1 }
    }
    if try only == nil && !cancel(on: vocabulary) { failures += 1 }
    if failures > 0 { throw ExitCode(1) }
  }

  private static func line(_ cells: String...) -> String {
    let widths = [34, 26, 8, 9, 9, 9]
    return zip(cells, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }
      .joined()
  }

  private func explode(_ bomb: Bomb, on vocabulary: Vocabulary) throws -> Bool {
    var options = QueryOptions()
    options.timeout = .seconds(bomb.isTimed ? timeout : 60)
    options.maximumBytes = bomb.isTimed ? 8 << 30 : memory << 20
    if bomb.code == .tooManyRows { options.maximumRows = 1_000_000 }
    let query = try vocabulary.parse(query: bomb.query)
    ResidentMemory.forgetPeak()
    let before = ResidentMemory.current
    var code = "no error"
    let spent = Stopwatch.measure {
      do {
        _ = try vocabulary.evaluate(query, options: options)
      } catch {
        code = (error as? EngineError)?.code.rawValue ?? "\(error)"
      }
    }
    let grown = Double(ResidentMemory.peak - before) / 1024
    let over = (spent.wall - timeout) * 1000
    let share = grown / Double(memory)
    let isGood = code == bomb.code.rawValue && (bomb.isTimed ? over <= 50 : share <= 1.2)
    print(
      Self.line(
        bomb.name, code, String(format: "%.3f", spent.wall),
        bomb.isTimed ? String(format: "%.1f", over) : "", String(format: "%.0f", grown),
        bomb.isTimed ? "" : String(format: "%.2f", share)) + (isGood ? "" : "  FAILS"))
    return isGood
  }

  /// Cancels a query that has no limit, and says how long it went on.
  private func cancel(on vocabulary: Vocabulary) throws -> Bool {
    let query = try vocabulary.parse(query: Bomb.all[0].query)
    let done = DispatchSemaphore(value: 0)
    let task = Task.detached {
      defer { done.signal() }
      _ = try vocabulary.evaluate(query, options: QueryOptions())
    }
    Thread.sleep(forTimeInterval: 0.3)
    let spent = Stopwatch.measure {
      task.cancel()
      done.wait()
    }
    let isGood = spent.wall <= 0.05
    print(
      Self.line(
        "cancelled after 0.3 s", "", String(format: "%.3f", spent.wall),
        String(format: "%.1f", spent.wall * 1000), "", "") + (isGood ? "" : "  FAILS"))
    return isGood
  }
}

/// A query and the limit that has to end it.
struct Bomb {
  let name: String
  let code: EngineError.Code
  let query: String

  var isTimed: Bool { code == .timeout }

  static let all: [Bomb] = timed + kept

  private static let timed: [Bomb] = [
    Bomb(
      name: "cross product", code: .timeout,
      query: "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d FILTER(?b != ?c) }"),
    Bomb(
      name: "cross product in EXISTS", code: .timeout,
      query: "ASK { ?a ?p ?b FILTER EXISTS { ?c ?q ?d . ?e ?r ?f FILTER(?d = 17 && ?f = ?b) } }"),
    Bomb(
      name: "regular expression, many texts", code: .timeout,
      query: "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER REGEX(STR(?o), '(.?.?){400}#(x+x+)+y') }"),
    Bomb(
      name: "regular expression, long text", code: .timeout,
      query: "ASK { \(doubled(23)) FILTER REGEX(?s23, '(a|ab|b?){900}#') }"),
    Bomb(
      name: "replacement, long text", code: .timeout,
      query: "SELECT (STRLEN(REPLACE(?s22, '(a)(b|c?){900}', '$1')) AS ?n) { \(doubled(22)) }"),
    Bomb(
      name: "path between all nodes", code: .timeout,
      query: "SELECT (COUNT(*) AS ?n) { ?a (!<e:p>|^!<e:p>)* ?b }"),
    Bomb(
      name: "path of repeated sequences", code: .timeout,
      query:
        "SELECT (COUNT(*) AS ?n) { ?a ((!<e:p>|^!<e:p>)/(!<e:p>|^!<e:p>)/(!<e:p>|^!<e:p>))+ ?b }"),
    Bomb(
      name: "sequence with copies", code: .timeout,
      query: "SELECT (COUNT(*) AS ?n) { ?a !<e:p>/^!<e:p>/!<e:p>/^!<e:p> ?b }"),
    Bomb(
      name: "nested OPTIONAL", code: .timeout,
      query: """
        SELECT (COUNT(*) AS ?n) { ?a ?p ?b OPTIONAL { ?c ?q ?d OPTIONAL { ?e ?r ?f
        FILTER(?f > ?a) } FILTER(?d >= ?b) } }
        """),
    Bomb(
      name: "MINUS without keys", code: .timeout,
      query: """
        SELECT (COUNT(*) AS ?n) { { ?a ?p ?b OPTIONAL { ?a <e:p> ?x } }
        MINUS { ?c ?q ?d OPTIONAL { ?c <e:p> ?x } OPTIONAL { ?c <e:q> ?a } } }
        """),
    Bomb(
      name: "tables", code: .timeout,
      query: "SELECT (COUNT(*) AS ?n) { \(tables(9)) FILTER(?v0 != ?v8) }"),
    Bomb(
      name: "sorting", code: .timeout,
      query: """
        SELECT ?a { { SELECT ?a ?c { ?a ?p ?b . ?c ?q ?d } LIMIT 20000000 } } ORDER BY ?c DESC(?a)
        """),
  ]

  private static let kept: [Bomb] = [
    Bomb(
      name: "result, rows", code: .tooManyRows, query: "SELECT * { ?a ?p ?b . ?c ?q ?d }"),
    Bomb(
      name: "result", code: .tooMuchMemory, query: "SELECT * { ?a ?p ?b . ?c ?q ?d }"),
    Bomb(
      name: "ORDER BY", code: .tooMuchMemory,
      query: "SELECT * { ?a ?p ?b . ?c ?q ?d } ORDER BY ?d ?a"),
    Bomb(
      name: "ORDER BY, large LIMIT", code: .tooMuchMemory,
      query: "SELECT * { ?a ?p ?b . ?c ?q ?d } ORDER BY ?d LIMIT 100000000"),
    Bomb(
      name: "ORDER BY strings", code: .tooMuchMemory,
      query: "SELECT ?a { ?a ?p ?b . ?c ?q ?d } ORDER BY CONCAT(STR(?a), STR(?b), STR(?c), STR(?d))"
    ),
    Bomb(
      name: "DISTINCT", code: .tooMuchMemory,
      query: "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?a ?d { ?a ?p ?b . ?c ?q ?d } }"),
    Bomb(
      name: "COUNT(DISTINCT)", code: .tooMuchMemory,
      query: "SELECT (COUNT(DISTINCT CONCAT(STR(?a), STR(?d))) AS ?n) { ?a ?p ?b . ?c ?q ?d }"),
    Bomb(
      name: "GROUP BY", code: .tooMuchMemory,
      query: "SELECT ?a ?d (SUM(STRLEN(?b)) AS ?n) { ?a ?p ?b . ?c ?q ?d } GROUP BY ?a ?d"),
    Bomb(
      name: "GROUP_CONCAT, many groups", code: .tooMuchMemory,
      query: "SELECT ?b (GROUP_CONCAT(STR(?c)) AS ?n) { ?a ?p ?b . ?c ?q ?d } GROUP BY ?b"),
    Bomb(
      name: "GROUP_CONCAT, one group", code: .tooMuchMemory,
      query: "SELECT (GROUP_CONCAT(STR(?a)) AS ?n) { ?a ?p ?b . ?c ?q ?d }"),
    Bomb(
      name: "MAX of strings", code: .tooMuchMemory,
      query: """
        SELECT ?a ?c (MAX(CONCAT(STR(?a), STR(?b), STR(?c))) AS ?n) { ?a ?p ?b . ?c ?q ?d }
        GROUP BY ?a ?c
        """),
    Bomb(
      name: "hash table", code: .tooMuchMemory,
      query: """
        SELECT (COUNT(*) AS ?n) { ?a ?p ?b { SELECT DISTINCT ?b ?d { ?x ?y ?b . ?c ?q ?d } } }
        """),
    Bomb(
      name: "strings that double", code: .tooMuchMemory,
      query: "SELECT (STRLEN(?s60) AS ?n) { \(doubled(60)) }"),
    Bomb(
      name: "replacement that grows", code: .tooMuchMemory,
      query:
        "SELECT ?r { \(doubled(20)) BIND(REPLACE(?s20, '(.)', '$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1') AS ?r) }"
    ),
    Bomb(
      name: "many strings", code: .tooMuchMemory,
      query: "SELECT (CONCAT(STR(?a), STR(?c)) AS ?x) { ?a ?p ?b . ?c ?q ?d }"),
    Bomb(
      name: "many long strings", code: .tooMuchMemory,
      query: "SELECT (CONCAT(?s20, STR(?a)) AS ?x) { \(doubled(20)) ?a ?p ?b }"),
    Bomb(
      name: "many blank nodes", code: .tooMuchMemory,
      query: "SELECT (BNODE() AS ?x) { ?a ?p ?b . ?c ?q ?d }"),
    Bomb(
      name: "many triple terms", code: .tooMuchMemory,
      query: "SELECT (TRIPLE(?a, ?p, ?d) AS ?x) { ?a ?p ?b . ?c ?q ?d }"),
    Bomb(
      name: "CONSTRUCT", code: .tooMuchMemory,
      query: "CONSTRUCT { ?a ?p ?d . ?c ?q ?b } WHERE { ?a ?p ?b . ?c ?q ?d }"),
    Bomb(
      name: "CONSTRUCT blank nodes", code: .tooMuchMemory,
      query: "CONSTRUCT { _:x ?p ?d . _:x ?q ?b } WHERE { ?a ?p ?b . ?c ?q ?d }"),
    Bomb(
      name: "DESCRIBE", code: .tooMuchMemory,
      query:
        "DESCRIBE ?x { { ?x ?p ?b } UNION { ?b ?p ?x } UNION { ?y ?x ?z } BIND(BNODE() AS ?n) }"),
    Bomb(
      name: "tables in memory", code: .tooMuchMemory, query: "SELECT * { \(tables(9)) }"),
  ]

  /// Strings of which each is twice the one before.
  private static func doubled(_ count: Int) -> String {
    "BIND('a' AS ?s0) "
      + (1...count).map { "BIND(CONCAT(?s\($0 - 1), ?s\($0 - 1)) AS ?s\($0))" }
      .joined(separator: " ")
  }

  private static func tables(_ count: Int) -> String {
    let values = (0..<20).map(String.init).joined(separator: " ")
    return (0..<count).map { "VALUES ?v\($0) { \(values) }" }.joined(separator: " ")
  }
}
