import Foundation
import IsoglossTestSupport
import RDFModel
import SPARQLAlgebra
import Testing

/// What is printed parses to the same algebra.
@Suite struct PrinterTests {
  static let queries: [String] = [
    "SELECT * {}", "ASK { ?s :p [] , [ :q (1 2.5 -3e0 true) ] }",
    // Groups and basic graph patterns that must not run together.
    "SELECT * { ?a :p ?b {} ?a :q ?c }", "SELECT * { ?a :p ?b { ?a :q ?c } ?a :r ?d }",
    "SELECT * { { ?a :p ?b } { ?a :q* ?c . ?a :r ?d } }",
    "SELECT * { ?a :p ?b {} _:x :q* ?c . _:x :r ?d }",
    // Filters keep their group.
    "SELECT * { ?a :p ?b OPTIONAL { ?a :q ?c FILTER(?c < ?b) } FILTER(!BOUND(?c)) }",
    "SELECT * { ?a :p ?b OPTIONAL { { ?a :q ?c FILTER(?c < ?b) } } }",
    "SELECT * { ?a :p ?b OPTIONAL { { ?a :q ?c FILTER(?c < 1) } FILTER(?b < 2) } }",
    "SELECT * { { { ?a :p ?b FILTER(?b < 1) } FILTER(?b < 2) } MINUS { ?a :q 1 FILTER(1) } }",
    "SELECT * { OPTIONAL { ?a :p ?b } OPTIONAL { SELECT ?a { ?a :q ?c } LIMIT 1 } }",
    "SELECT * { { ?a :p ?b } UNION { { ?a :q ?b } UNION { ?a :r ?b } } UNION { BIND(1 AS ?a) } }",
    "SELECT * { {?a :a ?b} UNION {?a :b ?b} UNION {?a :c ?b} UNION {?a :d ?b} UNION {} }",
    "SELECT * { GRAPH ?g { ?a :p ?b FILTER(?a = ?b) } SERVICE SILENT <http://e/> { ?a :p ?c } }",
    "SELECT * { VALUES (?x ?y) { (UNDEF 'a\"\\n'@en) (:p '1'^^:t) } VALUES () { () } }",
    // Expressions.
    "SELECT * { FILTER(1 - (2 - 3) - 4 * (5 + 6) / -7 > - 8 || !(1 = 2) && (1 || 2) && -(?x) = 3) }",
    "SELECT * { FILTER(1 || 2 || 3 || 4 || 5) FILTER((1 && 2) && (3 && (4 && 5))) }",
    "SELECT * { FILTER(?a IN (1, ?b + 1) = true || ?a NOT IN ()) }".replacing(" = true", with: ""),
    "SELECT * { FILTER(EXISTS { ?a :p ?b } && !NOT EXISTS { FILTER(:f(1) < COALESCE()) }) }",
    // Paths.
    "SELECT * { ?a (:p/:q|^:r)*/!(:s|^:t)/(^:u)+/^(:v?) ?b ; !:w ?c ; (:x/(:y|(:z|:p))?)+ ?d }",
    "SELECT * { ?a (^(^:p))? ?b . ?a !() ?c . ?a !(^:p) ?d . ?a (:p/(:q/:r))* ?e }",
    // Groups of solutions and modifiers.
    """
    SELECT DISTINCT ?a (COUNT(*) + MIN(DISTINCT ?b) AS ?n) (GROUP_CONCAT(?b; SEPARATOR=',') AS ?s)
    { ?a :p ?b } GROUP BY ?a (STR(?b) AS ?k) (1 + 1) HAVING (COUNT(*) > 1) (SUM(?b) < 9)
    ORDER BY DESC(?n) ?a (AVG(?b)) LIMIT 5 OFFSET 2 VALUES ?a { :x }
    """,
    "SELECT REDUCED (1 + 1 AS ?two) (?two AS ?again) ?b { ?a :p ?b } ORDER BY ?two",
    "SELECT (COUNT(?x) AS ?n) { { SELECT ?x (MAX(?y) AS ?m) { ?x :p ?y } GROUP BY ?x } }",
    "ASK { ?a :p ?b } HAVING (COUNT(*) > 1)", "SELECT (1 AS ?x) {} VALUES ?y { 1 }",
    "CONSTRUCT { _:a :p [ :q ?b ] . ?b a _:a } FROM :g FROM NAMED :h { ?a :p ?b } LIMIT 3",
    "CONSTRUCT { ?a :p ?b } { SELECT DISTINCT ?a ?b { ?a :q ?b } ORDER BY ?b LIMIT 1 }",
    "CONSTRUCT WHERE { _:a :p ?b }", "DESCRIBE ?a :x { ?a :p ?b }", "DESCRIBE :x",
    "BASE <http://b/> PREFIX q: <r#> SELECT * { <s> q:t ?a FILTER(?a = IRI('x')) }",
  ]

  @Test(arguments: queries) func roundTrip(_ text: String) throws {
    let query = try parse(text)
    let printed = query.description
    let again = try parse(printed)
    #expect(again.structure == query.structure, "\(printed)")
    #expect(again.description == printed)
  }

  @Test func layout() throws {
    let query = try parse(
      """
      PREFIX s: <http://example.org/> SELECT (COUNT(?b) AS ?n) { ?a a s:C ; s:p/s:q* ?b
      OPTIONAL { ?b s:r 5 FILTER(?b > 1) } } GROUP BY ?a
      """)
    #expect(
      query.description == """
        PREFIX s: <http://example.org/>
        SELECT (COUNT(?b) AS ?n)
        WHERE {
          ?a a s:C .
          ?a s:p _:b0 .
          _:b0 s:q* ?b .
          OPTIONAL {
            ?b s:r 5 .
            FILTER(?b > 1)
          }
        }
        GROUP BY ?a

        """)
  }

  /// Deep queries are printed on the stack of a secondary thread.
  @Test(arguments: [
    String(repeating: "{ {} ?s :p ?o MINUS ", count: 100) + "{}"
      + String(repeating: "}", count: 100),
    "?s :p ?o " + String(repeating: "OPTIONAL { ?s :p ?o } ", count: 500),
    "FILTER(1" + String(repeating: " + 1", count: 500) + ")",
    "FILTER(1" + String(repeating: " || 1", count: 9_999) + ")",
  ])
  func deepQueries(_ body: String) async throws {
    let printed = try await withCheckedThrowingContinuation { continuation in
      let thread = Thread {
        continuation.resume(with: Result { try parse("SELECT * { \(body) }").description })
      }
      thread.stackSize = 512 << 10
      thread.start()
    }
    _ = try parse(printed)
  }
}
