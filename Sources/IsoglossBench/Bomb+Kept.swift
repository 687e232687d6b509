/// Requests that keep very much until their time is up, and have to let go of it within their limit:
/// what grows without a look at the clock, or is freed piece by piece, shows here.
extension Bomb {
  private static let pairs = "?a ?p ?b . ?c ?q ?d"

  static let keptInTime: [Bomb] = [
    Bomb("result, time", .time, "SELECT * { \(pairs) }"),
    Bomb("ORDER BY, time", .time, "SELECT * { \(pairs) } ORDER BY ?d ?a"),
    Bomb(
      "ORDER BY strings, time", .time,
      "SELECT ?a { \(pairs) } ORDER BY CONCAT(STR(?b), STR(?d)) STRLEN(STR(?d))"),
    Bomb(
      "DISTINCT, time", .time,
      "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?b ?q ?d { \(pairs) } }"),
    Bomb(
      "DISTINCT strings, time", .time,
      "SELECT (COUNT(DISTINCT CONCAT(STR(?b), STR(?c), STR(?d))) AS ?n) { \(pairs) }"),
    Bomb(
      "GROUP BY, time", .time,
      "SELECT ?b ?c ?d (SUM(STRLEN(?b)) AS ?n) { \(pairs) } GROUP BY ?b ?c ?d"),
    Bomb(
      "GROUP BY strings, time", .time,
      "SELECT ?x (COUNT(*) AS ?n) { \(pairs) } GROUP BY (CONCAT(STR(?c), STR(?d)) AS ?x)"),
    Bomb(
      "MAX of strings, time", .time,
      """
      SELECT ?a ?c (MAX(CONCAT(STR(?a), STR(?b), STR(?c))) AS ?n) { \(pairs) } GROUP BY ?a ?c
      """),
    Bomb(
      "GROUP_CONCAT, time", .time,
      "SELECT ?d (GROUP_CONCAT(SUBSTR(STR(?c), 1, 1)) AS ?n) { \(pairs) } GROUP BY ?d"),
    Bomb(
      "hash table, time", .time,
      """
      SELECT (COUNT(*) AS ?n) { ?a ?p ?b { SELECT DISTINCT ?b ?c ?d { ?x ?y ?b . ?c ?q ?d } } }
      """),
    Bomb("paths of many, time", .time, "SELECT DISTINCT ?a ?b { ?a (!<e:p>|^!<e:p>)* ?b }"),
    Bomb("many strings, time", .time, "SELECT (CONCAT(STR(?c), STR(?d)) AS ?x) { \(pairs) }"),
    Bomb("many blank nodes, time", .time, "SELECT (BNODE() AS ?x) { \(pairs) }"),
    Bomb("STRUUID, time", .time, "SELECT (STRUUID() AS ?x) { \(pairs) }"),
    Bomb("many triple terms, time", .time, "SELECT (TRIPLE(?c, ?q, ?d) AS ?x) { \(pairs) }"),
    Bomb(
      "CONSTRUCT, time", .time,
      "CONSTRUCT { ?a ?p ?d . ?c ?q ?b } WHERE { \(pairs) }"),
    Bomb(
      "CONSTRUCT blank nodes, time", .time,
      "CONSTRUCT { _:x ?p ?d . _:x ?q ?b } WHERE { \(pairs) }"),
    Bomb(
      "DESCRIBE, time", .time, "DESCRIBE ?x { \(pairs) BIND(IRI(CONCAT(STR(?c), STR(?d))) AS ?x) }"),
    Bomb(
      "MINUS of many, time", .time,
      "SELECT (COUNT(*) AS ?n) { ?a ?p ?b MINUS { SELECT DISTINCT ?b ?c ?d { ?x ?y ?b . ?c ?q ?d } } }"
    ),
  ]

  /// Kinds of request that take long in a way of their own.
  static let mixed: [Bomb] = [
    Bomb(
      "stars between two ends", .time,
      "SELECT (COUNT(*) AS ?n) { \(pairs) . ?b ((!<e:p>)*/(^!<e:p>)*)+ ?d FILTER(?b != ?d) }"),
    Bomb(
      "NOT EXISTS in OPTIONAL in MINUS", .time,
      """
      SELECT (COUNT(*) AS ?n) { ?a ?p ?b MINUS { ?a ?p ?x OPTIONAL { ?c ?q ?d
      FILTER NOT EXISTS { ?e ?r ?f FILTER(?f = ?d && ?e != ?x) } } } }
      """),
    Bomb(
      "HAVING", .time,
      """
      SELECT ?d (COUNT(*) AS ?n) { ?c ?q ?d } GROUP BY ?d
      HAVING(REGEX(CONCAT(STR(?d), STR(COUNT(*))), '(.?.?){400}#(x+x+)+y'))
      """),
    Bomb("large OFFSET", .time, "SELECT ?a { \(pairs) } OFFSET 1000000000000000 LIMIT 1"),
    Bomb(
      "large OFFSET of an order", .memory,
      "SELECT ?a { \(pairs) } ORDER BY ?d OFFSET 1000000000 LIMIT 1"),
    Bomb(
      "an order that is computed", .time,
      "SELECT ?a { ?a ?p ?b } ORDER BY REPLACE(STR(?b), '(.?.?){99}#', '$1') LIMIT 5"),
    Bomb(
      "moments", .time,
      """
      SELECT (COUNT(?n) AS ?m) { \(pairs) BIND(xsd:dateTime(CONCAT('20', STR(10 + STRLEN(STR(?c))),
      '-01-01T00:00:00Z')) - NOW() + xsd:duration('P1M') AS ?n) }
      """),
    Bomb(
      "fractions of a second", .time,
      """
      SELECT (COUNT(?n) AS ?m) { \(doubled(21, "7")) ?a ?p ?b
      BIND(xsd:dateTime(CONCAT('2020-01-01T00:00:00.', ?s21)) AS ?n) }
      """),
    Bomb(
      "zeros", .time,
      """
      SELECT (COUNT(?n) AS ?m) { \(doubled(22, "0")) ?a ?p ?b BIND(xsd:double(?s22)
      + xsd:decimal(?s22) + xsd:integer(?s22) + xsd:decimal(CONCAT('.', ?s21, '1')) AS ?n) }
      """),
    Bomb(
      "groups in a replacement", .time,
      "SELECT (STRLEN(REPLACE(?s20, '((a)(a))((a)(a)?)', '$4$1$5$2')) AS ?n) { \(doubled(20)) ?a ?p ?b }"
    ),
    Bomb(
      "alternatives in a pattern", .any,
      """
      SELECT (COUNT(*) AS ?n) { ?a ?p ?b FILTER REGEX(STR(?b),
      '(\(repeated(5_000, "|") { "[a-z ]?[e-n]?\($0)" }))#') }
      """),
    Bomb(
      "classes in a pattern", .any,
      """
      SELECT (COUNT(*) AS ?n) { ?a ?p ?b FILTER REGEX(STR(?b), '[\(
        repeated(5_000, "") { "\(Character(UnicodeScalar(UInt32(0x4E00 + 2 * $0)) ?? "a"))" })a-z ]+#', 'i') }
      """),
    Bomb("SERVICE", .any, "SELECT * { ?a ?p ?b SERVICE ?b { ?a ?q ?c } }"),
    Bomb(
      "searches", .time,
      """
      PREFIX isogloss: <https://w3id.org/isogloss/ns#> SELECT (COUNT(*) AS ?n) {
      ?a ?p ?b FILTER(LANG(?b) != "") ?c isogloss:search (?b "" 100) }
      """),
  ]
}
