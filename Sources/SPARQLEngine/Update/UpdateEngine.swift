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
  /// What a request may cost, and where the default graph of its patterns is: all of its
  /// operations share the time and the memory, and change `maximumRows` triples at most.
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
  /// - Throws: the codes of ``QueryEngine/evaluate(_:)``, those of limits among them, and `update-graph-missing`,
  ///   `update-graph-exists`, `update-load-refused`, `update-load-failed`, `query-term-limit`.
  public func apply(
    _ update: Update, to snapshot: GraphSnapshot
  ) throws(EngineError) -> GraphSnapshot {
    let watch = UpdateWatch(options)
    var current = snapshot
    var index = 0
    while index < update.operations.count {
      var transaction = watch.makeTransaction(on: current)
      // Only what has to see all that came before it begins a transaction.
      repeat {
        try apply(update.operations[index], &transaction, watch)
        try watch.check(transaction)
        index += 1
      } while index < update.operations.count && !update.operations[index].beginsTransaction
      current = try watch.commit(transaction)
    }
    return current
  }

  private func apply(
    _ operation: UpdateOperation, _ transaction: inout GraphTransaction, _ watch: UpdateWatch
  ) throws(EngineError) {
    switch operation {
    case .insertData(let quads):
      var templates = QuadTemplates()
      for quad in quads {
        try watch.count(1, transaction)
        guard let (s, p, o, graph) = try templates.quad(quad, nil, &transaction) else { continue }
        transaction.insert(s, p, o, graph: graph)
      }
    case .deleteData(let quads):
      var templates = QuadTemplates()
      for quad in quads {
        try watch.count(1, transaction)
        guard let (s, p, o, graph) = try templates.quad(quad, nil, &transaction) else { continue }
        transaction.delete(s, p, o, graph: graph)
      }
    case .deleteInsert(let change): try apply(change, &transaction, watch)
    case .load(let source, let graph, let silent):
      do throws(EngineError) {
        try load(source, into: graph, &transaction, watch)
      } catch {
        // A limit is a limit, whoever is silent.
        if !silent || error.isLimit { throw error }
        transaction = watch.makeTransaction(on: transaction.snapshot)
      }
    case .clear(.graph(let graph), let silent):
      if !transaction.clear(graph: .iri(graph)), !silent { throw Self.missing(graph) }
    case .clear(.default, _), .drop(.default, _): transaction.clear(graph: nil)
    case .clear(.named, _): transaction.clearAll(keepingUnnamed: true)
    case .clear(.all, _): transaction.clearAll(keepingUnnamed: false)
    case .drop(.graph(let graph), let silent):
      if !transaction.drop(graph: .iri(graph)), !silent { throw Self.missing(graph) }
    case .drop(.named, _): transaction.dropAll(keepingUnnamed: true)
    case .drop(.all, _): transaction.dropAll(keepingUnnamed: false)
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
    do { return try body() } catch { throw tooManyTerms }
  }

  static var tooManyTerms: EngineError {
    EngineError(
      code: .tooManyTerms,
      message: "the update makes more terms or triples than identifiers can name",
      remedy: "split the data over several stores")
  }
}

extension UpdateOperation {
  /// Whether the operation asks the snapshot that those before it make, or may have to be undone
  /// while they stay.
  fileprivate var beginsTransaction: Bool {
    switch self {
    case .deleteInsert, .load(_, _, silent: true): true
    default: false
    }
  }
}
