public import RDFModel

/// A query, parsed and translated.
///
/// Two queries are equal when form, dataset, base, prefixes and algebra are.
///
/// Source: SPARQL 1.1 Query, sections 4, 16 and 18.2.
public struct Query: Hashable, Sendable {
  /// What the query asks for.
  ///
  /// Source: SPARQL 1.1 Query, section 16.
  public enum Form: Hashable, Sendable {
    /// The solutions, with these columns in this order.
    case select([Variable])
    /// Whether there is a solution.
    case ask
    /// A graph made from the solutions. Blank nodes in the template are constants here, and
    /// mean a fresh node for each solution.
    case construct([TriplePattern])
    /// A graph about these resources; `*` has been replaced by the variables it means.
    case describe([VarOrIRI])
  }

  /// What the query asks for.
  public let form: Form
  /// The dataset that FROM and FROM NAMED make, or nil where the query has neither.
  public let dataset: DatasetClause?
  /// The pattern with the solution modifiers around it.
  public let pattern: Algebra
  /// The base at the end of the prologue, against which the function IRI() resolves.
  public let base: IRI?
  /// The prefixes that the query declares.
  public let prefixes: PrefixMap

  /// Makes a query.
  public init(
    form: Form, dataset: DatasetClause? = nil, pattern: Algebra, base: IRI? = nil,
    prefixes: PrefixMap = PrefixMap()
  ) {
    self.form = form
    self.dataset = dataset
    self.pattern = pattern
    self.base = base
    self.prefixes = prefixes
  }
}

/// The graphs that a query chooses.
///
/// Source: SPARQL 1.1 Query, section 13.2.
public struct DatasetClause: Hashable, Sendable {
  /// FROM: the graphs that are merged to the default graph.
  public let defaultGraphs: [IRI]
  /// FROM NAMED: the named graphs.
  public let namedGraphs: [IRI]

  /// Makes a clause.
  public init(defaultGraphs: [IRI], namedGraphs: [IRI]) {
    self.defaultGraphs = defaultGraphs
    self.namedGraphs = namedGraphs
  }
}
