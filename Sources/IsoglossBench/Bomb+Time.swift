/// Requests that would take for ever.
extension Bomb {
  static let timed: [Bomb] = [
    Bomb(
      "cross product", .time,
      "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d FILTER(?b != ?c) }"),
    Bomb(
      "cross product in EXISTS", .time,
      "ASK { ?a ?p ?b FILTER EXISTS { ?c ?q ?d . ?e ?r ?f FILTER(?d = 17 && ?f = ?b) } }"),
    Bomb(
      "regular expression, many texts", .time,
      "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER REGEX(STR(?o), '(.?.?){400}#(x+x+)+y') }"),
    Bomb(
      "regular expression, long text", .time,
      "ASK { \(doubled(22)) FILTER REGEX(?s22, '(a|ab|b?){900}#') }"),
    Bomb(
      "replacement, long text", .time,
      "SELECT (STRLEN(REPLACE(?s22, '(a)(b|c?){900}', '$1')) AS ?n) { \(doubled(22)) }"),
    Bomb(
      "path between all nodes", .time,
      "SELECT (COUNT(*) AS ?n) { ?a (!<e:p>|^!<e:p>)* ?b }"),
    Bomb(
      "path of repeated sequences", .time,

      "SELECT (COUNT(*) AS ?n) { ?a ((!<e:p>|^!<e:p>)/(!<e:p>|^!<e:p>)/(!<e:p>|^!<e:p>))+ ?b }"),
    Bomb(
      "sequence with copies", .time,
      "SELECT (COUNT(*) AS ?n) { ?a !<e:p>/^!<e:p>/!<e:p>/^!<e:p> ?b }"),
    Bomb(
      "nested OPTIONAL", .time,
      """
      SELECT (COUNT(*) AS ?n) { ?a ?p ?b OPTIONAL { ?c ?q ?d OPTIONAL { ?e ?r ?f
      FILTER(?f > ?a) } FILTER(?d >= ?b) } }
      """),
    Bomb(
      "MINUS without keys", .time,
      """
      SELECT (COUNT(*) AS ?n) { { ?a ?p ?b OPTIONAL { ?a <e:p> ?x } }
      MINUS { ?c ?q ?d OPTIONAL { ?c <e:p> ?x } OPTIONAL { ?c <e:q> ?a } } }
      """),
    Bomb(
      "tables", .time,
      "SELECT (COUNT(*) AS ?n) { \(tables(9)) FILTER(?v0 != ?v8) }"),
    Bomb(
      "sorting", .time,
      """
      SELECT ?a { { SELECT ?a ?c { ?a ?p ?b . ?c ?q ?d } LIMIT 20000000 } } ORDER BY ?c DESC(?a)
      """),
    Bomb(
      "sub-queries in sub-queries", .time,
      "SELECT (COUNT(*) AS ?n) { \(nested(20, "{ SELECT ?a ?d {", "?a ?p ?b . ?c ?q ?d", "} }")) }"),
    Bomb(
      "EXISTS in EXISTS", .time,
      """
      ASK { ?a ?p ?b FILTER NOT EXISTS { ?c ?q ?d FILTER EXISTS { ?e ?r ?f FILTER NOT EXISTS {
      ?g ?s ?h FILTER(?h > ?f || ?d > ?b || ?a = ?g) } FILTER(?f != ?d) } FILTER(?d != ?b) } }
      """),
    Bomb(
      "stars in stars", .time,
      "SELECT (COUNT(*) AS ?n) { ?a (((!<e:p>)*/^!<e:p>)*/((^!<e:p>)*|!<e:p>)+)* ?b }"),
    Bomb(
      "path within a product", .time,
      "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c (!<e:p>|^!<e:p>)+ ?a }"),
    Bomb(
      "search for a needle", .time,
      "SELECT (CONTAINS(?s22, CONCAT(?s21, 'b')) AS ?n) { \(doubled(22)) ?a ?p ?b }"),
    Bomb(
      "STRAFTER of a needle", .time,
      "SELECT (STRAFTER(?s22, CONCAT(?s20, 'b', ?s20)) AS ?n) { \(doubled(22)) ?a ?p ?b }"),
    Bomb(
      "digests", .time,
      "SELECT (COUNT(?n) AS ?m) { \(doubled(22)) ?a ?p ?b BIND(SHA512(?s22) AS ?n) }"
    ),
    Bomb(
      "parts of a long string", .time,
      "SELECT (COUNT(?n) AS ?m) { \(doubled(22)) ?a ?p ?b BIND(STRLEN(SUBSTR(?s22, 2)) AS ?n) }"),
    Bomb(
      "case of a long string", .time,
      "SELECT (COUNT(?n) AS ?m) { \(doubled(22)) ?a ?p ?b BIND(STRLEN(UCASE(LCASE(?s22))) AS ?n) }"),
    Bomb(
      "percent signs", .time,
      """
      SELECT (COUNT(?n) AS ?m) { \(doubled(18, "ä")) ?a ?p ?b BIND(STRLEN(ENCODE_FOR_URI(?s18)) AS ?n) }
      """),
    Bomb(
      "dots in an IRI", .time,
      """
      BASE <http://e/> SELECT (COUNT(?n) AS ?m) { \(doubled(19, "a/../")) ?a ?p ?b
      BIND(STRLEN(STR(IRI(?s19))) AS ?n) }
      """),
    Bomb(
      "digits", .time,
      """
      SELECT (COUNT(?n) AS ?m) { \(doubled(22, "7")) ?a ?p ?b
      BIND(xsd:double(?s22) + xsd:decimal(?s22) + xsd:integer(?s22) AS ?n) }
      """),
    Bomb(
      "patterns out of the data", .time,
      """
      SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d
      FILTER REGEX("x", CONCAT("(ab?){900}", ENCODE_FOR_URI(STR(?a)), ENCODE_FOR_URI(STR(?d)))) }
      """),
    Bomb(
      "comparing long strings", .time,
      """
      SELECT (COUNT(*) AS ?n) { \(doubled(21)) BIND(CONCAT(?s21, "b") AS ?x) BIND(CONCAT(?s21, "c") AS ?y)
      ?a ?p ?b FILTER(?x > ?y || CONCAT(?x, "d") = CONCAT(?y, "d")) }
      """),
  ]
}
