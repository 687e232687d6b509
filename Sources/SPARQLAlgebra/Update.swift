public import RDFModel

/// An update request, parsed and translated: operations that are done one after the other.
///
/// Source: SPARQL 1.1 Update, sections 3 and 4.
public struct Update: Hashable, Sendable {
  /// The operations, in order.
  public let operations: [UpdateOperation]
  /// The prefixes that the request declares.
  public let prefixes: PrefixMap

  /// Makes a request.
  public init(operations: [UpdateOperation], prefixes: PrefixMap = PrefixMap()) {
    self.operations = operations
    self.prefixes = prefixes
  }
}

/// One operation of an update request.
///
/// Source: SPARQL 1.1 Update, section 3.
public enum UpdateOperation: Hashable, Sendable {
  /// `INSERT DATA`; a blank node means a fresh one, the same throughout the operation.
  case insertData([QuadPattern])
  /// `DELETE DATA`
  case deleteData([QuadPattern])
  /// `DELETE`, `INSERT` and both, and `DELETE WHERE`.
  case deleteInsert(DeleteInsert)
  /// `LOAD source INTO GRAPH graph`; nil is the default graph.
  case load(IRI, into: IRI?, silent: Bool)
  /// `CLEAR`
  case clear(GraphReference, silent: Bool)
  /// `DROP`
  case drop(GraphReference, silent: Bool)
  /// `CREATE GRAPH`
  case create(IRI, silent: Bool)
  /// `ADD source TO target`; nil is the default graph.
  case add(from: IRI?, to: IRI?, silent: Bool)
  /// `MOVE source TO target`; nil is the default graph.
  case move(from: IRI?, to: IRI?, silent: Bool)
  /// `COPY source TO target`; nil is the default graph.
  case copy(from: IRI?, to: IRI?, silent: Bool)
}

/// Deletes and inserts what templates make of the solutions of a pattern.
///
/// Source: SPARQL 1.1 Update, section 3.1.3.
public struct DeleteInsert: Hashable, Sendable {
  /// What is deleted; templates outside GRAPH have the graph of WITH.
  public let delete: [QuadPattern]
  /// What is inserted; a blank node means a fresh one for each solution.
  public let insert: [QuadPattern]
  /// WITH: the graph of templates and patterns outside GRAPH; nil where there is none.
  public let with: IRI?
  /// USING and USING NAMED, which come before WITH as far as the pattern is concerned.
  public let using: DatasetClause?
  /// What the solutions match.
  public let pattern: Algebra
  /// The base against which the function IRI() resolves.
  public let base: IRI?

  /// Makes an operation.
  public init(
    delete: [QuadPattern], insert: [QuadPattern], with: IRI? = nil, using: DatasetClause? = nil,
    pattern: Algebra, base: IRI? = nil
  ) {
    self.delete = delete
    self.insert = insert
    self.with = with
    self.using = using
    self.pattern = pattern
    self.base = base
  }
}

/// A triple with variables in it, and the graph that it belongs to.
///
/// Source: SPARQL 1.1 Update, section 4.1.1.
public struct QuadPattern: Hashable, Sendable {
  /// The triple.
  public let triple: TriplePattern
  /// The graph that GRAPH names; nil outside GRAPH.
  public let graph: VarOrIRI?

  /// Makes a pattern.
  public init(_ triple: TriplePattern, graph: VarOrIRI? = nil) {
    self.triple = triple
    self.graph = graph
  }
}

/// The graphs that CLEAR and DROP concern.
///
/// Source: SPARQL 1.1 Update, production `GraphRefAll`.
public enum GraphReference: Hashable, Sendable {
  /// `GRAPH iri`
  case graph(IRI)
  /// `DEFAULT`
  case `default`
  /// `NAMED`
  case named
  /// `ALL`
  case all
}
