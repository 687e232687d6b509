import IsoglossTestSupport
import RDFGraph
import RDFModel
import SPARQLAlgebra
import SPARQLEngine
import Testing

/// Queries on a graph with a delta give what they give when it is merged, by the same fast ways.
@Suite struct ChangedGraphTests {
  private static let queries = [
    "SELECT ?s (COUNT(?c) AS ?n) { ?c a :Concept ; :in ?s } GROUP BY ?s",
    "SELECT (COUNT(*) AS ?n) { ?c :label ?l }",
    "SELECT ?c { ?c :in :s1 FILTER NOT EXISTS { ?c :match|:near ?m } }",
    "SELECT ?c { ?c :in :s1 FILTER EXISTS { ?c :near ?m } }",
    "SELECT (COUNT(?c) AS ?n) { ?c :in :s2 MINUS { ?c :definition ?d } }",
    "SELECT ?c ?l ?n ?b { ?c a :Concept ; :in :s3 ; :notation ?n ; :broader ?b ; :label ?l "
      + "FILTER(LANG(?l) = 'en') }",
    "SELECT ?c ?l { ?c :in :s0 OPTIONAL { ?c :label ?l FILTER(LANG(?l) = 'fr') } }",
    "SELECT ?a ?d ?l { ?a :in :s1 ; :broader ?b . ?b :match ?c . ?c :broader ?d . ?d :label ?l }",
    "SELECT ?c ?n { ?c :broader ?b . ?n :broader ?c }",
    "SELECT ?a ?b ?c { ?a :match ?b . ?b :match ?c . ?a :near ?c }",
    "SELECT ?a ?b ?o { ?a :match ?o . ?b :near ?o }",
    "SELECT ?c { ?c :in :s1 . ?c :broader :c1 . ?c :match ?m }",
    "SELECT DISTINCT ?s ?t { ?a :match ?b . ?a :in ?s . ?b :in ?t }",
    "SELECT ?a ?e { ?a :in :s4 . ?a (:match|^:match)+ ?e }",
    "SELECT ?a { ?a :broader+ :c0 }",
    "SELECT ?c ?l { ?c :label ?l FILTER(CONTAINS(?l, '7')) }",
    "SELECT ?p ?o { :c0 ?p ?o }",
    "SELECT ?s ?p { ?s ?p :c1 }",
    "SELECT ?s ?p ?o { ?s ?p ?o }",
  ]

  /// Four hundred concepts in five schemes; two have many labels.
  private static func turtle() -> String {
    var text = "@prefix : <http://example.org/> .\n"
    for number in 0..<400 {
      text += ":c\(number) a :Concept ; :in :s\(number % 5) ; :notation \"\(number)\" ; "
      text += ":label \"name \(number)\"@en, \"Name \(number)\"@de .\n"
      if number > 0 { text += ":c\(number) :broader :c\((number - 1) / 3) .\n" }
      if number % 2 == 0 { text += ":c\(number) :match :c\((number * 7 + 2) % 400) .\n" }
      if number % 3 == 0 { text += ":c\(number) :near :c\((number * 49 + 16) % 400) .\n" }
      if number % 4 == 0 { text += ":c\(number) :definition \"what \(number) means\"@en .\n" }
    }
    for (concept, labels) in [(0, 60), (1, 20)] {
      for label in 0..<labels { text += ":c\(concept) :label \"other \(label)\"@fr .\n" }
    }
    return text
  }

  private static func name(_ text: String) -> Term {
    .iri(IRI(trusted: "http://example.org/" + text))
  }

  private static func say(
    _ transaction: inout GraphTransaction, _ subject: String, _ predicate: String, _ object: Term
  ) throws {
    let predicate = IRI(trusted: "http://example.org/" + predicate)
    try transaction.insert(Quad(Triple(name(subject), .iri(predicate), object)))
  }

  /// A graph that was changed here and there, in several commits.
  private static func changed(seed: UInt64) throws -> GraphSnapshot {
    var snapshot = try QueryFixture(turtle()).engine.snapshot
    var random = SeededGenerator(seed: seed)
    for round in 0..<5 {
      var triples: [(TermID, TermID, TermID)] = []
      snapshot.forEach(snapshot.match()) { triples.append(($0, $1, $2)) }
      var transaction = GraphTransaction(on: snapshot)
      for _ in 0..<12 {
        let (subject, predicate, object) = random.pick(triples)
        transaction.delete(subject, predicate, object)
      }
      for number in 0..<4 {
        let new = "new\(round)-\(number)"
        try say(&transaction, new, "in", name("s\(number)"))
        if number > 0 {
          try say(&transaction, new, "label", .literal(Literal("new 7", language: "en")))
        }
        if number > 1 {
          try transaction.insert(Quad(Triple(name(new), .iri(RDF.type), name("Concept"))))
        }
        let known = "c\(Int.random(in: 0..<400, using: &random))"
        try say(&transaction, new, "match", name(known))
        try say(&transaction, known, "near", name(new))
        try say(
          &transaction, known, "label", .literal(Literal("\(round) \(number)", language: "fr")))
        try say(&transaction, "c\(number)", "broader", name(new))
      }
      try say(&transaction, "c0", "label", .literal(Literal("round \(round)", language: "en")))
      snapshot = transaction.commit()
    }
    try #require(snapshot.delta != nil)
    return snapshot
  }

  @Test(arguments: [UInt64](1...3))
  func answersAreThoseOfTheMergedGraph(seed: UInt64) throws {
    let changed = try Self.changed(seed: seed)
    let merged = changed.merged()
    var fixture = try QueryFixture("")
    for query in Self.queries {
      func rows(_ snapshot: GraphSnapshot, _ features: PlannerFeatures) throws -> [String] {
        var options = QueryOptions()
        options.planner = features
        fixture.engine = QueryEngine(snapshot: snapshot, options: options)
        return try fixture.rows(query)
      }
      let expected = try rows(merged, [])
      #expect(!expected.isEmpty, "\(query)")
      for features in [PlannerFeatures.all, .all.union(.eager), []] {
        let found = try rows(changed, features)
        #expect(found == expected, "\(query)")
      }
    }
  }

  @Test func workIsThatOfTheMergedGraph() throws {
    let changed = try Self.changed(seed: 4)
    let merged = changed.merged()
    let changes = try #require(changed.delta?.changeCount)
    for query in Self.queries {
      let parsed = try SPARQLParser.parse(
        query: query, prefixes: PrefixMap(["": IRI(trusted: "http://example.org/")]))
      func explain(_ snapshot: GraphSnapshot) throws -> Explanation {
        var options = QueryOptions()
        // So that the plan does not hang on statistics, which are close with a delta.
        options.planner = .all.union(.eager).subtracting(.joinOrder)
        return try QueryEngine(snapshot: snapshot, options: options).explain(parsed)
      }
      let (one, other) = (try explain(changed), try explain(merged))
      #expect(one.root.all.map(\.name) == other.root.all.map(\.name), "\(query)")
      #expect(one.triplesVisited <= other.triplesVisited + changes, "\(query)")
    }
  }
}
