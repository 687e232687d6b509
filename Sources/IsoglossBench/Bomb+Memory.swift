/// Requests that would take all memory, or have no end of rows.
extension Bomb {
  static let kept: [Bomb] = [
    Bomb(
      "result, rows", .rows, "SELECT * { ?a ?p ?b . ?c ?q ?d }"),
    Bomb(
      "result", .memory, "SELECT * { ?a ?p ?b . ?c ?q ?d }"),
    Bomb(
      "ORDER BY", .memory,
      "SELECT * { ?a ?p ?b . ?c ?q ?d } ORDER BY ?d ?a"),
    Bomb(
      "ORDER BY, large LIMIT", .memory,
      "SELECT * { ?a ?p ?b . ?c ?q ?d } ORDER BY ?d LIMIT 100000000"),
    Bomb(
      "ORDER BY strings", .memory,
      "SELECT ?a { ?a ?p ?b . ?c ?q ?d } ORDER BY CONCAT(STR(?a), STR(?b), STR(?c), STR(?d))"
    ),
    Bomb(
      "DISTINCT", .memory,
      "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?a ?d { ?a ?p ?b . ?c ?q ?d } }"),
    Bomb(
      "COUNT(DISTINCT)", .memory,
      "SELECT (COUNT(DISTINCT CONCAT(STR(?a), STR(?d))) AS ?n) { ?a ?p ?b . ?c ?q ?d }"),
    Bomb(
      "GROUP BY", .memory,
      "SELECT ?a ?d (SUM(STRLEN(?b)) AS ?n) { ?a ?p ?b . ?c ?q ?d } GROUP BY ?a ?d"),
    Bomb(
      "GROUP_CONCAT, many groups", .memory,
      "SELECT ?b (GROUP_CONCAT(STR(?c)) AS ?n) { ?a ?p ?b . ?c ?q ?d } GROUP BY ?b"),
    Bomb(
      "GROUP_CONCAT, one group", .memory,
      "SELECT (GROUP_CONCAT(STR(?a)) AS ?n) { ?a ?p ?b . ?c ?q ?d }"),
    Bomb(
      "MAX of strings", .memory,
      """
      SELECT ?c ?d (MAX(CONCAT(STR(?a), STR(?c), STR(?d))) AS ?n) { ?a ?p ?b . ?c ?q ?d }
      GROUP BY ?c ?d
      """),
    Bomb(
      "hash table", .memory,
      """
      SELECT (COUNT(*) AS ?n) { ?a ?p ?b { SELECT DISTINCT ?b ?d { ?x ?y ?b . ?c ?q ?d } } }
      """),
    Bomb(
      "strings that double", .memory,
      "SELECT (STRLEN(?s60) AS ?n) { \(doubled(60)) }"),
    Bomb(
      "replacement that grows", .memory,

      "SELECT ?r { \(doubled(20)) BIND(REPLACE(?s20, '(.)', '$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1') AS ?r) }"
    ),
    Bomb(
      "many strings", .memory,
      "SELECT (CONCAT(STR(?a), STR(?c)) AS ?x) { ?a ?p ?b . ?c ?q ?d }"),
    Bomb(
      "many long strings", .memory,
      "SELECT (CONCAT(?s20, STR(?a)) AS ?x) { \(doubled(20)) ?a ?p ?b }"),
    Bomb(
      "many blank nodes", .memory,
      "SELECT (BNODE() AS ?x) { ?a ?p ?b . ?c ?q ?d }"),
    Bomb(
      "many triple terms", .memory,
      "SELECT (TRIPLE(?a, ?p, ?d) AS ?x) { ?a ?p ?b . ?c ?q ?d }"),
    Bomb(
      "CONSTRUCT", .memory,
      "CONSTRUCT { ?a ?p ?d . ?c ?q ?b } WHERE { ?a ?p ?b . ?c ?q ?d }"),
    Bomb(
      "CONSTRUCT blank nodes", .memory,
      "CONSTRUCT { _:x ?p ?d . _:x ?q ?b } WHERE { ?a ?p ?b . ?c ?q ?d }"),
    Bomb(
      "DESCRIBE", .memory,

      "DESCRIBE ?x { { ?x ?p ?b } UNION { ?b ?p ?x } UNION { ?y ?x ?z } BIND(BNODE() AS ?n) }"),
    Bomb(
      "tables in memory", .memory, "SELECT * { \(tables(9)) }"),
    Bomb(
      "GROUP_CONCAT that doubles", .memory,
      """
      SELECT (GROUP_CONCAT(?t) AS ?u) { { SELECT ?a (GROUP_CONCAT(CONCAT(STR(?b), STR(?d))) AS ?t)
      { ?a ?p ?b . ?c ?q ?d } GROUP BY ?a } }
      """),
    Bomb(
      "COUNT(DISTINCT *)", .memory,
      "SELECT (COUNT(DISTINCT *) AS ?n) { ?a ?p ?b . ?c ?q ?d }"),
    Bomb(
      "patterns that are remembered", .any,
      """
      SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d
      FILTER REGEX("x", CONCAT("(ab?){90}", ENCODE_FOR_URI(STR(?a)), ENCODE_FOR_URI(STR(?d)))) }
      """),
    Bomb(
      "blank nodes by name", .memory,
      "SELECT (BNODE(CONCAT(STR(?a), STR(?c))) AS ?x) { ?a ?p ?b . ?c ?q ?d }"),
    Bomb(
      "IRIs", .memory,
      "SELECT (IRI(CONCAT(STR(?a), STR(?c))) AS ?x) (UUID() AS ?y) { ?a ?p ?b . ?c ?q ?d }"),
    Bomb(
      "triple terms in triple terms", .memory,
      """
      SELECT (TRIPLE(?a, ?p, TRIPLE(?a, ?p, TRIPLE(?c, ?q, TRIPLE(?a, ?q, ?d)))) AS ?x)
      { ?a ?p ?b . ?c ?q ?d }
      """),
    Bomb(
      "CONSTRUCT triple terms", .memory,
      "CONSTRUCT { ?a ?p <<( ?c ?q <<( ?a ?q ?d )>> )>> } WHERE { ?a ?p ?b . ?c ?q ?d }"),
    Bomb(
      "sub-queries that sort", .memory,
      "SELECT * { \(nested(8, "{ SELECT * {", "?a ?p ?b . ?c ?q ?d", "} ORDER BY ?a }")) }"),
    Bomb(
      "paths of many", .memory,
      "SELECT DISTINCT ?a ?b { ?a (!<e:p>|^!<e:p>)* ?b }"),
    Bomb(
      "UCASE that grows", .memory,
      "SELECT (UCASE(CONCAT(?s23, ?s23)) AS ?x) { \(doubled(23, "ŉ")) }"),
  ]
}
