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

  /// Answers a parsed query; outside GRAPH it sees ``defaultGraph``.
  ///
  /// - Throws: `EngineError` for what is not supported and for limits.
  public func evaluate(
    _ query: Query, options: QueryOptions = QueryOptions()
  ) throws(EngineError) -> QueryResult {
    try engine(options).evaluate(query)
  }

  /// The plan of a query, with estimated and actual rows: the query is run.
  ///
  /// - Throws: `EngineError` for what is not supported and for limits.
  public func explain(
    _ query: Query, options: QueryOptions = QueryOptions()
  ) throws(EngineError) -> String {
    try engine(options).explain(query)
  }

  private func engine(_ options: QueryOptions) -> QueryEngine {
    var options = options
    options.defaultGraph = defaultGraph
    return QueryEngine(snapshot: snapshot, options: options)
  }
}
