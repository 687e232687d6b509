import Foundation
import RDFModel
import SPARQLAlgebra
import Testing

/// What wrong queries are told: the code, the place, and a way out.
@Suite struct SyntaxErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let query: String
    let code: SyntaxError.Code
    let line: Int
    let column: Int
    let says: String
    var testDescription: String { query }
  }

  static let cases: [Case] = [
    Case(
      query: "SELECT * { ?c skos:prefLabel ?l }", code: .sparqlUndeclaredPrefix, line: 1,
      column: 15, says: "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"),
    Case(
      query: "ASK { ?c foaf:name ?l }", code: .sparqlUndeclaredPrefix, line: 1, column: 10,
      says: "PREFIX foaf: <http://xmlns.com/foaf/0.1/>"),
    Case(
      query: "ASK { ?s (<a:p>/<a:q>) ?o {| ?q 1 |} }", code: .sparqlUnexpectedToken, line: 1,
      column: 27, says: "a path is no triple"),
    Case(
      query: "ASK { VALUES ?t { <<( 1 <a:p> 2 )>> } }", code: .sparqlUnexpectedToken, line: 1,
      column: 23, says: "is an IRI"),
    Case(
      query: "PREFIX EX: <http://e/>\nASK { ex:a ?p ?o }", code: .sparqlUndeclaredPrefix, line: 2,
      column: 7, says: "'EX:' is declared"),
    Case(
      query: "SELECT * {\n  ?s :p ?o\n  ?s :q ?r\n}", code: .sparqlUnexpectedToken, line: 3,
      column: 3, says: "with a dot"),
    Case(
      query: "SELECT ?é (?x + 1) { ?s :p ?x }", code: .sparqlUnexpectedToken, line: 1, column: 18,
      says: "AS ?name"),
    Case(
      query: "SELECT ?s ?o { ?s :p ?o } GROUP BY ?s", code: .sparqlUngroupedVariable, line: 1,
      column: 11, says: "SAMPLE(?o)"),
    Case(
      query: "SELECT ?s (COUNT(*) AS ?n) { ?s :p ?o }", code: .sparqlUngroupedVariable, line: 1,
      column: 8, says: "add ?s to GROUP BY"),
    Case(
      query: "SELECT * { ?s :p ?o } GROUP BY ?s", code: .sparqlUngroupedVariable, line: 1,
      column: 1,
      says: "name the keys"),
    Case(
      query: "SELECT * { ?s :p ?o BIND(1 AS ?o) }", code: .sparqlVariableInScope, line: 1,
      column: 31,
      says: "another name"),
    Case(
      query: "SELECT (1 AS ?o) { ?s :p ?o }", code: .sparqlVariableInScope, line: 1, column: 14,
      says: "another name"),
    Case(
      query: "SELECT * { VALUES (?a ?a) {} }", code: .sparqlVariableInScope, line: 1, column: 23,
      says: "once"),
    Case(
      query: "SELECT * { VALUES (?a ?b) { (1) } }", code: .sparqlValuesCount, line: 1, column: 29,
      says: "UNDEF"),
    Case(
      query: "SELECT * { FILTER(COUNT(?x) > 1) }", code: .sparqlMisplacedAggregate, line: 1,
      column: 19, says: "HAVING"),
    Case(
      query: "SELECT (SUM(COUNT(*)) AS ?n) {}", code: .sparqlMisplacedAggregate, line: 1,
      column: 13,
      says: "subquery"),
    Case(
      query: "SELECT * { FILTER(STRLEN()) }", code: .sparqlArgumentCount, line: 1, column: 19,
      says: "17.4"),
    Case(
      query: "SELECT * { _:a :p ?x { _:a :q ?y } }", code: .sparqlBlankNodeScope, line: 1,
      column: 24,
      says: "variable"),
    Case(
      query: "INSERT DATA { :a :b :c }", code: .sparqlUpdateRequest, line: 1, column: 1,
      says: "as an update"),
    Case(query: "SELECT * { ?s :p 'x }", code: .unexpectedEnd, line: 1, column: 18, says: "close"),
    Case(query: "SELECT * { ?s ?p ?o", code: .unexpectedEnd, line: 1, column: 20, says: "complete"),
    Case(
      query: "SELECT * { ?s ?p \"a\\q\" }", code: .sparqlInvalidToken, line: 1, column: 20,
      says: "\\\\"),
    Case(query: "ASK { <x> ?p ?o }", code: .invalidIRI, line: 1, column: 7, says: "BASE"),
    Case(
      query: "ASK { ?s ?p <http://e/a b> }", code: .invalidIRI, line: 1, column: 24, says: "percent"
    ),
    Case(
      query: "SELECT COUNT(*) {}", code: .sparqlUnexpectedToken, line: 1, column: 8,
      says: "(COUNT(…) AS ?name)"),
    Case(
      query: "SELECT * { FILTER(?a = ?b = ?c) }", code: .sparqlUnexpectedToken, line: 1,
      column: 27, says: "do not chain"),
    // Brackets that do not match.
    Case(
      query: "SELECT * {\n  ?s ?p ?o\n  OPTIONAL { ?s ?q ?r\n}", code: .unexpectedEnd, line: 4,
      column: 2, says: "close the '{' of line 1, column 10"),
    Case(
      query: "ASK { FILTER(STRLEN(?a) > 1 }", code: .sparqlUnexpectedToken, line: 1, column: 29,
      says: "close the '(' of line 1, column 13 first"),
    Case(
      query: "ASK { ?s ?p [ <e:q> 1 }", code: .sparqlUnexpectedToken, line: 1, column: 23,
      says: "close the '[' of line 1, column 13 first"),
    Case(
      query: "ASK { ?s ?p ?o } }", code: .sparqlUnexpectedToken, line: 1, column: 18,
      says: "remove '}'"),
    Case(query: "FROM x", code: .sparqlUnexpectedToken, line: 1, column: 1, says: "start"),
  ]

  @Test(arguments: cases) func errors(_ expected: Case) throws {
    let error = try #require(syntaxError(expected.query))
    #expect(error.code == expected.code, "\(error)")
    #expect(error.position.line == expected.line, "\(error)")
    #expect(error.position.column == expected.column, "\(error)")
    #expect(error.remedy.contains(expected.says), "\(error)")
  }

  /// Every place where a query may stop is an error and never a crash.
  @Test func truncation() {
    let query = """
      BASE <http://e/> PREFIX p: <q#> SELECT DISTINCT ?a (COUNT(DISTINCT *) + 1 AS ?n) FROM <g>
      WHERE { ?a p:b [ p:c (1 2.0 'x'@en "y"^^p:t) ] ; (p:d|^p:e)*/!(a|^p:f) ?z .
      OPTIONAL { GRAPH ?g { ?a ?b ?c } } FILTER(?z IN (1, -2) && NOT EXISTS { ?z a p:x })
      MINUS { SERVICE SILENT <s> { } } BIND(IF(?z, 1, 2) AS ?i) VALUES (?v) { (UNDEF) (1) } }
      GROUP BY ?a (STR(?z) AS ?k) HAVING (SUM(?z) > 1) ORDER BY DESC(?n) ?a LIMIT 5 OFFSET 1
      """
    let bytes = Array(query.utf8)
    var accepted = 0
    for length in 0..<bytes.count {
      let text = String(decoding: bytes[..<length], as: UTF8.self)
      if (try? SPARQLParser.parse(query: text)) != nil { accepted += 1 }
    }
    #expect((try? SPARQLParser.parse(query: query)) != nil)
    // What may stand at the end: modifiers are optional, and numbers may lose digits.
    #expect(accepted < 120)
  }
}

/// The limits hold on the stack of a secondary thread, 512 KB, without optimisation too.
@Suite struct LimitTests {
  static let openers: [(String, String, String)] = [
    ("SELECT * {", "{", "}"), ("SELECT * {", "OPTIONAL {", "}"), ("SELECT * {", "MINUS {", "}"),
    ("SELECT * {", "FILTER EXISTS {", "}"), ("SELECT * { {} UNION ", "{ {} UNION ", "}"),
    ("SELECT * { FILTER(", "(", ")"), ("SELECT * { FILTER(1 + ", "(2 + ", ")"),
    ("SELECT * { FILTER(", "IF(1, 2, ", ")"), ("SELECT * { FILTER(", "<http://e/f>(", ")"),
    ("SELECT * { FILTER(", "1 IN (", ")"), ("SELECT * { ?s ", "^(", ")"),
    ("SELECT * { ?s ?p ", "(", ")"), ("SELECT * { ?s ?p ", "[ ?p ", "]"),
    ("SELECT * { ", "{ SELECT * { ", "} }"),
  ]

  @Test(arguments: openers.indices) func deepNestingIsRefusedByName(_ index: Int) async {
    let (start, open, _) = Self.openers[index]
    let text = start + String(repeating: open, count: 50_000)
    let error = await onSmallStack { syntaxError(text) }
    #expect(error?.code == .limitExceeded)
    #expect(error?.message.contains("'nesting' (256)") == true)
  }

  @Test(arguments: openers.indices) func nestingWithinTheLimitFitsTheStack(_ index: Int) async {
    let (start, open, close) = Self.openers[index]
    let core = start.hasSuffix("UNION ") ? "{}" : start.hasSuffix("{ ?s ") ? ":p" : ""
    let needsTerm = start.contains("FILTER(") || start.hasSuffix("?p ")
    let levels = open.contains("SELECT") || open.contains("UNION") ? 120 : 240
    var text = start + String(repeating: open, count: levels) + core + (needsTerm ? "1" : "")
    text += String(repeating: close, count: levels)
    text += start.contains("FILTER(") ? ") }" : start.hasSuffix("{ ?s ") ? " ?o }" : "}"
    let query = text
    let error = await onSmallStack { syntaxError(query) }
    #expect(error == nil, "\(error?.description ?? "") in \(query.prefix(80))")
  }

  @Test func chainsAreRefusedByName() async {
    for text in [
      "SELECT * { \(String(repeating: "OPTIONAL {} ", count: 600)) }",
      "SELECT * { FILTER(1\(String(repeating: " + 1", count: 600))) }",
    ] {
      let error = await onSmallStack { syntaxError(text) }
      #expect(error?.code == .limitExceeded)
      #expect(error?.message.contains("'depth' (512)") == true)
    }
  }

  /// Runs work on a thread with a stack of 512 KB.
  private func onSmallStack<Result: Sendable>(
    _ work: @escaping @Sendable () -> Result
  ) async -> Result {
    await withCheckedContinuation { continuation in
      let thread = Thread { continuation.resume(returning: work()) }
      thread.stackSize = 512 << 10
      thread.start()
    }
  }
}
