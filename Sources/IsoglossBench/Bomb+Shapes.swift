/// Requests whose text is what is hostile: many parts, or parts within parts.
extension Bomb {
  static let shapes: [Bomb] = [
    Bomb("groups in groups", .any, "ASK { \(nested(100_000, "{", "?a ?p ?b", "}")) }"),
    Bomb(
      "OPTIONAL in OPTIONAL", .any,
      "ASK { \(nested(20_000, "?a ?p ?b OPTIONAL {", "?a ?p ?b", "}")) }"),
    Bomb("brackets in brackets", .any, "ASK { FILTER(\(nested(100_000, "(", "1", ")"))) }"),
    Bomb("signs before signs", .any, "ASK { FILTER(\(nested(100_000, "!", "1", ""))) }"),
    Bomb("calls in calls", .any, "ASK { FILTER(\(nested(50_000, "STR(", "1", ")"))) }"),
    Bomb(
      "EXISTS in EXISTS, deep", .any,
      "ASK { \(nested(10_000, "FILTER EXISTS {", "?a ?p ?b", "}")) }"),
    Bomb("long sum", .any, "ASK { ?a ?p ?b FILTER(\(repeated(50_000, " + ") { "\($0)" }) > ?b) }"),
    Bomb("sub-queries", .any, "SELECT * { \(nested(10_000, "{ SELECT * {", "?a ?p ?b", "} }")) }"),
    Bomb("paths in brackets", .any, "ASK { ?a \(nested(50_000, "(", "<e:p>", ")*")) ?b }"),
    Bomb("long path", .any, "ASK { ?a \(repeated(20_000, "/") { "<e:p\($0 % 7)>" }) ?b }"),
    Bomb(
      "path of alternatives", .any, "ASK { ?a (\(repeated(20_000, "|") { "<e:p\($0)>" }))* ?b }"),
    Bomb(
      "long negated set", .any,
      "SELECT (COUNT(*) AS ?n) { ?a !(\(repeated(20_000, "|") { "<e:p\($0)>" })) ?b }"),
    Bomb("lists in lists", .any, "ASK { ?a ?p \(nested(20_000, "(", "1", ")")) }"),
    Bomb(
      "blank nodes in blank nodes", .any, "ASK { ?a ?p \(nested(20_000, "[ <e:p>", "1", "]")) }"),
    Bomb(
      "triple terms in triple terms, deep", .any,
      "ASK { ?a ?p \(nested(20_000, "<<( <e:s> <e:p>", "1", ")>>")) }"),
    Bomb(
      "many patterns", .any, "SELECT * { \(repeated(3_000) { "?v\($0) ?p\($0) ?v\($0 + 1) ." }) }"),
    Bomb(
      "star of many patterns", .any,
      "SELECT (COUNT(*) AS ?n) { \(repeated(1_000) { "?a <http://purl.org/dc/terms/p\($0)> ?v\($0) ." }) }"
    ),
    Bomb(
      "clique", .any,
      """
      SELECT (COUNT(*) AS ?n) { \(repeated(9) { i in
        repeated(9) { j in i == j ? "" : "?v\(i) ?p\(i * 9 + j) ?v\(j) ." }
      }) }
      """),
    Bomb(
      "clique of relations", .any,
      """
      SELECT (COUNT(*) AS ?n) { \(repeated(8) { i in
        repeated(8) { j in i == j ? "" : "?v\(i) skos:exactMatch|^skos:exactMatch ?v\(j) ." }
      }) }
      """),
    Bomb(
      "many OPTIONALs", .any,
      "SELECT * { ?a ?p ?b \(repeated(2_000) { "OPTIONAL { ?a ?p\($0) ?b }" }) }"),
    Bomb("many UNIONs", .any, "SELECT * { \(repeated(5_000, " UNION ") { "{ ?a ?p\($0) ?b }" }) }"),
    Bomb(
      "many MINUSes", .any, "SELECT * { ?a ?p ?b \(repeated(2_000) { _ in "MINUS { ?a ?q ?d }" }) }"
    ),
    Bomb(
      "many filters", .any,
      "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d \(repeated(5_000) { "FILTER(?b != \($0))" }) }"
    ),
    Bomb("many BINDs", .any, "SELECT * { ?a ?p ?b \(repeated(5_000) { "BIND(?b AS ?v\($0))" }) }"),
    Bomb(
      "many expressions", .any,
      "SELECT \(repeated(5_000) { "(CONCAT(STR(?a), '\($0)') AS ?v\($0))" }) { ?a ?p ?b }"),
    Bomb(
      "many aggregates", .any,
      "SELECT \(repeated(2_000) { "(COUNT(DISTINCT CONCAT(?b, '\($0)')) AS ?v\($0))" }) { ?a ?p ?b }"
    ),
    Bomb(
      "many orders", .any,
      "SELECT ?a { ?a ?p ?b } ORDER BY \(repeated(2_000) { "CONCAT(STR(?a), '\($0)')" }) LIMIT 5"),
    Bomb(
      "long IN", .any,
      "SELECT (COUNT(*) AS ?n) { ?a ?p ?b FILTER(?b IN (\(repeated(100_000, ", ") { "\($0)" }))) }"),
    Bomb(
      "large VALUES", .any,
      """
      SELECT (COUNT(*) AS ?n) { VALUES (?a ?x) { \(repeated(200_000) { "(<e:\($0)> \($0))" }) }
      VALUES (?b ?y) { \(repeated(200_000) { "(<e:\($0)> \($0))" }) } FILTER(?x + ?y = 7) }
      """),
    Bomb(
      "wide VALUES", .any,
      """
      SELECT * { VALUES (\(repeated(2_000) { "?v\($0)" })) {
      \(repeated(50) { _ in "(\(repeated(2_000) { "\($0)" }))" }) } ?a ?p ?b }
      """),
    Bomb(
      "open VALUES", .any,
      """
      SELECT (COUNT(*) AS ?n) {
      VALUES (?a ?b ?c) { \(repeated(20_000) { "(\($0) UNDEF UNDEF) (UNDEF UNDEF \($0))" }) }
      { VALUES (?a ?b ?c) { \(repeated(20_000) { "(UNDEF \($0) UNDEF) (\($0) UNDEF UNDEF)" }) } } }
      """),
    Bomb(
      "unbound keys", .any,
      """
      SELECT (COUNT(*) AS ?n) { { ?a ?p ?b OPTIONAL { ?a <e:p> ?x } } { ?c ?q ?d OPTIONAL { ?c <e:q> ?x } } }
      """),
    Bomb("DESCRIBE all", .any, "DESCRIBE * { ?a ?p ?b }"),
    Bomb(
      "regular expressions in a pattern", .any,
      "ASK { ?a ?p ?b FILTER REGEX(STR(?b), '((((a{1,900}){1,900}){1,900}){1,900}){1,900}') }"),
  ]
}
