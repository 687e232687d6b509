import ByteStorage
public import RDFGraph
public import RDFModel
public import SPARQLAlgebra

/// Applies SPARQL updates to snapshots.
///
/// A request is atomic: it gives the snapshot with all of its operations done, or it throws and
/// nothing has changed, because the snapshot it started from never changes.
///
/// ```swift
/// let update = try SPARQLParser.parse(update: "INSERT DATA { <a:s> <a:p> 1 }")
/// let next = try UpdateEngine().apply(update, to: snapshot)
/// ```
///
/// Source: SPARQL 1.1 Update, sections 3 and 4.
public struct UpdateEngine: Sendable {
  /// What the patterns of WHERE may cost, and where their default graph is.
  public var options: QueryOptions
  /// Functions beyond those of SPARQL, by their IRIs.
  public var functions: [IRI: QueryEngine.Function] = [:]
  /// Predicates whose triples are computed, by their IRIs.
  public var propertyFunctions: [IRI: any PropertyFunction] = [:]
  /// Who answers SERVICE; without one SERVICE is an error.
  public var serviceResolver: (any ServiceResolver)?
  /// Who reads the documents of LOAD; without one LOAD is an error.
  public var loader: (any DocumentLoader)?

  /// Makes an engine.
  public init(options: QueryOptions = QueryOptions()) {
    self.options = options
  }

  /// The snapshot that has all changes of a request.
  ///
  /// - Throws: the codes of ``QueryEngine/evaluate(_:)``, and `update-graph-missing`,
  ///   `update-graph-exists`, `update-load-refused`, `update-load-failed`, `query-term-limit`.
  public func apply(
    _ update: Update, to snapshot: GraphSnapshot
  ) throws(EngineError) -> GraphSnapshot {
    var current = snapshot
    var index = 0
    while index < update.operations.count {
      var transaction = GraphTransaction(on: current)
      // Only what has to see all that came before it begins a transaction.
      repeat {
        try apply(update.operations[index], &transaction)
        index += 1
      } while index < update.operations.count && !update.operations[index].looksAtSnapshot
      current = transaction.commit()
    }
    return current
  }

  private func apply(
    _ operation: UpdateOperation, _ transaction: inout GraphTransaction
  ) throws(EngineError) {
    switch operation {
    case .insertData(let quads):
      var templates = QuadTemplates()
      for quad in quads {
        guard let (s, p, o, graph) = try templates.quad(quad, nil, &transaction) else { continue }
        transaction.insert(s, p, o, graph: graph)
      }
    case .deleteData(let quads):
      var templates = QuadTemplates()
      for quad in quads {
        guard let (s, p, o, graph) = try templates.quad(quad, nil, &transaction) else { continue }
        transaction.delete(s, p, o, graph: graph)
      }
    case .deleteInsert(let change): try apply(change, &transaction)
    case .load(let source, let graph, let silent):
      do throws(EngineError) {
        try load(source, into: graph, &transaction)
      } catch {
        if !silent { throw error }
      }
    case .clear(let graphs, let silent):
      try forEach(graphs, &transaction, silent) { name, transaction in
        transaction.clear(graph: name)
      }
    case .drop(let graphs, let silent):
      try forEach(graphs, &transaction, silent) { name, transaction in
        transaction.drop(graph: name)
      }
    case .create(let graph, let silent):
      let isNew = try Self.capped { () throws(CapacityError) in
        try transaction.create(graph: .iri(graph))
      }
      if !isNew, !silent { throw Self.exists(graph) }
    case .add(let source, let target, let silent):
      let found = try Self.capped { () throws(CapacityError) in
        try transaction.add(graph: Self.term(source), to: Self.term(target))
      }
      if !found, !silent { throw Self.missing(source) }
    case .move(let source, let target, let silent):
      let found = try Self.capped { () throws(CapacityError) in
        try transaction.move(graph: Self.term(source), to: Self.term(target))
      }
      if !found, !silent { throw Self.missing(source) }
    case .copy(let source, let target, let silent):
      let found = try Self.capped { () throws(CapacityError) in
        try transaction.copy(graph: Self.term(source), to: Self.term(target))
      }
      if !found, !silent { throw Self.missing(source) }
    }
  }

  // MARK: Graphs

  private func forEach(
    _ graphs: GraphReference, _ transaction: inout GraphTransaction, _ silent: Bool,
    _ body: (Term?, inout GraphTransaction) -> Bool
  ) throws(EngineError) {
    switch graphs {
    case .graph(let graph):
      if !body(.iri(graph), &transaction), !silent { throw Self.missing(graph) }
      return
    case .default: _ = body(nil, &transaction)
    case .named, .all:
      if graphs == .all { _ = body(nil, &transaction) }
      let snapshot = transaction.snapshot
      for number in snapshot.namedGraphs {
        _ = body(snapshot.term(snapshot.graphNames[number - 1]), &transaction)
      }
    }
  }

  private static func term(_ graph: IRI?) -> Term? { graph.map { .iri($0) } }

  private static func missing(_ graph: IRI?) -> EngineError {
    EngineError(
      code: .graphMissing, message: "there is no graph <\(graph?.value ?? "")>",
      remedy: "check the name, or write SILENT")
  }

  private static func exists(_ graph: IRI) -> EngineError {
    EngineError(
      code: .graphExists, message: "there is a graph <\(graph.value)> already",
      remedy: "drop it first, or write SILENT")
  }

  static func capped<Result>(
    _ body: () throws(CapacityError) -> Result
  ) throws(EngineError) -> Result {
    do { return try body() } catch {
      throw EngineError(
        code: .tooManyTerms,
        message: "the update makes more terms or triples than identifiers can name",
        remedy: "split the data over several stores")
    }
  }
}

extension UpdateOperation {
  /// Whether the operation asks the snapshot that the operations before it make.
  fileprivate var looksAtSnapshot: Bool {
    switch self {
    case .deleteInsert, .clear(.named, _), .clear(.all, _), .drop(.named, _), .drop(.all, _): true
    default: false
    }
  }
}
