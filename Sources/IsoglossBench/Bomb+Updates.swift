/// Hostile updates: the transaction has the limits of a query.
extension Bomb {
  static let updates: [Bomb] = [
    Bomb(
      "INSERT of a product, time", .time,
      update: "INSERT { ?a <e:new> ?d } WHERE { ?a ?p ?b . ?c ?q ?d FILTER(?a != ?d) }"),
    Bomb(
      "INSERT of a product", .memory,
      update: "INSERT { ?a <e:new> ?d } WHERE { ?a ?p ?b . ?c ?q ?d FILTER(?a != ?d) }"),
    Bomb(
      "INSERT of many triples a row", .memory,
      update: """
        INSERT { \(repeated(100) { "?a <e:new\($0)> ?b . _:b\($0) <e:new> ?a ." }) } WHERE { ?a ?p ?b }
        """),
    Bomb(
      "INSERT of many triples a row, rows", .rows,
      update: "INSERT { \(repeated(100) { "?a <e:new\($0)> ?b ." }) } WHERE { ?a ?p ?b }"),
    Bomb(
      "INSERT of many triples a row, time", .time,
      update: "INSERT { \(repeated(100) { "?a <e:new\($0)> ?b ." }) } WHERE { ?a ?p ?b }"),
    Bomb(
      "INSERT of strings", .memory,
      update: """
        INSERT { ?a <e:new> ?x } WHERE { ?a ?p ?b . ?c ?q ?d BIND(CONCAT(STR(?a), STR(?d)) AS ?x) }
        """),
    Bomb(
      "graph after graph", .memory,
      update: repeated(1_000, " ; ") { "COPY DEFAULT TO <e:g\($0)>" }),
    Bomb(
      "graph after graph, time", .time,
      update: repeated(1_000, " ; ") { "COPY DEFAULT TO <e:g\($0)>" }),
    Bomb(
      "graph from graph to graph, time", .time,
      update: "MOVE DEFAULT TO <e:g0> ; "
        + repeated(1_000, " ; ") { "ADD <e:g\($0)> TO DEFAULT ; MOVE <e:g\($0)> TO <e:g\($0 + 1)>" }
    ),
    Bomb(
      "all is deleted, again and again", .time,
      update: repeated(1_000, " ; ") { _ in
        "INSERT { GRAPH <e:g> { ?a ?p ?b } } WHERE { ?a ?p ?b } ; CLEAR GRAPH <e:g>"
      }),
    Bomb(
      "long literals", .time,
      update: """
        INSERT DATA { <e:a> <e:p> '\(String(repeating: "a", count: 1 << 20))b' ,
        '\(String(repeating: "a", count: 1 << 20))c' } ; INSERT { <e:a> <e:q> ?c }
        WHERE { <e:a> <e:p> ?x , ?y . ?c ?q ?d FILTER(IF(?x > ?y, ?d, 1) = <e:none>) }
        """),
    Bomb(
      "long numbers", .time,
      update: """
        INSERT DATA { <e:a> <e:p> '\(String(repeating: "7", count: 1 << 20))'^^xsd:double ,
        '0.\(String(repeating: "7", count: 1 << 20))'^^xsd:decimal } ; INSERT { <e:a> <e:q> ?c }
        WHERE { <e:a> <e:p> ?x , ?y . ?c ?q ?d FILTER(IF(?x > ?y, ?d, 1) = <e:none>) }
        """),
    Bomb(
      "a graph for each subject", .any,
      update: "INSERT { GRAPH ?a { ?a ?p ?b } } WHERE { ?a ?p ?b } ; DROP ALL"),
    Bomb(
      "DELETE and INSERT all, again and again", .time,
      update: repeated(1_000, " ; ") {
        "DELETE { ?a ?p ?b } INSERT { ?b ?p <e:\($0)> } WHERE { ?a ?p ?b }"
      }),
    Bomb(
      "that which doubles", .any,
      update: "INSERT DATA { <e:a> <e:p> 'a' } ; "
        + repeated(60, " ; ") { _ in
          "DELETE { ?a <e:p> ?b } INSERT { ?a <e:p> ?c } WHERE { ?a <e:p> ?b BIND(CONCAT(?b, ?b) AS ?c) }"
        }),
    Bomb(
      "triple terms that grow", .any,
      update: "INSERT DATA { <e:a> <e:p> 'a' } ; "
        + repeated(20_000, " ; ") { _ in
          "DELETE { ?a <e:p> ?b } INSERT { ?a <e:p> <<( ?a <e:p> ?b )>> } WHERE { ?a <e:p> ?b }"
        }),
    Bomb(
      "triples that double", .any,
      update: "INSERT DATA { <e:a> <e:p> 1 } ; "
        + repeated(60, " ; ") { _ in "INSERT { _:x <e:p> ?b . _:y <e:p> ?b } WHERE { ?a <e:p> ?b }"
        }),
    Bomb(
      "data", .any,
      update: "INSERT DATA { \(repeated(200_000) { "<e:\($0)> <e:p> '\($0)' ." }) }"),
    Bomb("LOAD", .memory, update: "LOAD <\(document)> INTO GRAPH <e:g>"),
    Bomb(
      "LOAD, time", .time,
      update: repeated(100, " ; ") { "LOAD SILENT <\(document)> INTO GRAPH <e:g\($0)>" }),
  ]

  /// Stands for the document that the command loads.
  static let document = "bomb:document"
}
