public import RDFModel
public import SPARQLAlgebra
public import SPARQLEngine

extension Vocabulary {
  /// The prefixes that queries need not declare: those of the data, and the usual ones.
  public var queryPrefixes: PrefixMap {
    PrefixMap.wellKnown.adding(snapshot.prefixes)
  }

  /// Parses a query that may use ``queryPrefixes``.
  ///
  /// - Throws: `SyntaxError` with the place of the mistake.
  public func parse(
    query: String, base: IRI? = nil, sourceName: String = "query"
  ) throws(SyntaxError) -> Query {
    try SPARQLParser.parse(
      query: query, base: base, prefixes: queryPrefixes, sourceName: sourceName)
  }

  /// Answers a SELECT query in one call, with ``queryPrefixes``.
  ///
  /// ```swift
  /// for row in try vocabulary.query("SELECT ?c WHERE { ?c skos:prefLabel \"bias\"@en }") {
  ///   print(row["c"] as Any)
  /// }
  /// ```
  ///
  /// - Throws: `SyntaxError` with the place of the mistake; `EngineError` for limits and for queries
  ///   of another form, which ``evaluate(_:options:services:)`` answers.
  public func query(
    _ text: String, options: QueryOptions = QueryOptions()
  ) throws -> SolutionSequence {
    guard case .solutions(let solutions) = try evaluate(parse(query: text), options: options) else {
      throw EngineError(
        code: .unsupported, message: "only SELECT gives rows",
        remedy: "parse the query and evaluate it, or write SELECT")
    }
    return solutions
  }

  /// Answers a parsed query; outside GRAPH it sees ``defaultGraph``.
  ///
  /// - Parameter services: who answers SERVICE; without one SERVICE is an error.
  /// - Throws: `EngineError` for what is not supported and for limits.
  public func evaluate(
    _ query: Query, options: QueryOptions = QueryOptions(),
    services: (any ServiceResolver)? = nil
  ) throws(EngineError) -> QueryResult {
    var engine = engine(options)
    engine.serviceResolver = services
    return try engine.evaluate(query)
  }

  /// The plan of a query, with what each step was expected to do and did: the query is run.
  ///
  /// - Throws: `EngineError` for what is not supported and for limits.
  public func explain(
    _ query: Query, options: QueryOptions = QueryOptions()
  ) throws(EngineError) -> Explanation {
    try engine(options).explain(query)
  }

  /// An engine for the vocabulary: for prepared queries and streams.
  ///
  /// It knows ``LabelSearch``, and sees ``defaultGraph`` outside GRAPH.
  public func engine(_ options: QueryOptions = QueryOptions()) -> QueryEngine {
    var options = options
    options.defaultGraph = defaultGraph
    var engine = plainEngine
    engine.options = options
    engine.propertyFunctions[LabelSearch.name] = LabelSearch(self)
    return engine
  }
}
