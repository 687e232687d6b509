public import RDFGraph
public import RDFModel
public import SPARQLAlgebra

/// Answers SPARQL queries on one snapshot.
///
/// An engine is a value that can be shared between threads; each evaluation runs on the thread
/// that calls it and sees the same snapshot from start to end.
///
/// ```swift
/// let engine = QueryEngine(snapshot: snapshot)
/// let query = try SPARQLParser.parse(query: "SELECT ?c WHERE { ?c a skos:Concept }")
/// if case .solutions(let solutions) = try engine.evaluate(query) {
///   for row in solutions { print(row["c"] as Any) }
/// }
/// ```
public struct QueryEngine: Sendable {
  /// A function that modules above add to the language: terms in, a term or an error out.
  public typealias Function = @Sendable ([Term?]) -> Term?

  /// What is queried.
  public let snapshot: GraphSnapshot
  /// What queries may cost, and where their default graph is.
  public var options: QueryOptions
  /// Functions beyond those of SPARQL, by their IRIs.
  public var functions: [IRI: Function] = [:]
  /// Predicates whose triples are computed, by their IRIs.
  public var propertyFunctions: [IRI: any PropertyFunction] = [:]
  /// Who answers SERVICE; without one SERVICE is an error.
  public var serviceResolver: (any ServiceResolver)?
  private let tables: SnapshotTables

  /// Makes an engine for a snapshot.
  ///
  /// - Complexity: O(l) in the language tags of the snapshot.
  public init(snapshot: GraphSnapshot, options: QueryOptions = QueryOptions()) {
    self.snapshot = snapshot
    self.options = options
    tables = SnapshotTables(snapshot)
  }

  /// Answers a query.
  ///
  /// - Throws: codes `query-unsupported`, `query-timeout`, `query-row-limit`,
  ///   `query-memory-limit`, `query-depth-limit`, `query-cancelled`, `query-service-refused`,
  ///   `query-service-failed`.
  ///
  /// Source: SPARQL 1.1 Query, section 18.
  public func evaluate(_ query: Query) throws(EngineError) -> QueryResult {
    let leftovers = Leftovers()
    do throws(EngineError) {
      return try evaluate(query, leftovers)
    } catch {
      leftovers.freeAside()
      throw error
    }
  }

  private func evaluate(
    _ query: Query, _ leftovers: Leftovers
  ) throws(EngineError) -> QueryResult {
    let (plan, scope, context) = try compile(query)
    leftovers.keep(plan, context)
    switch query.form {
    case .select(let variables):
      let projected = ProjectOperator(plan, slots: variables.map { scope.slot($0) })
      return .solutions(try solutions(projected, variables, context))
    case .ask:
      return .boolean(try plan.next() != nil)
    case .construct(let template):
      var builder = GraphTemplate(template, scope, plan.layout, context)
      return .graph(try builder.run(plan))
    case .describe(let resources):
      return .graph(try ResourceDescription(context).run(resources, plan, scope))
    }
  }

  /// The plan of a query's pattern, ready to be pulled, and what it runs in.
  ///
  /// - Parameter parameters: the variables that get their values with each run.
  func compile(
    _ query: Query, parameters: ParameterValues? = nil
  ) throws(EngineError) -> (plan: Operator, scope: Scope, context: ExecutionContext) {
    let context = makeContext(query)
    var planner = Planner(
      context: context, functions: functions, propertyFunctions: propertyFunctions)
    planner.parameters = parameters
    try planner.checkDepth(query.pattern)
    let scope = Scope(SlotCounter())
    let position = Planner.Position(
      scope: scope, target: .selection(context.defaultSelection))
    let plan = try planner.compile(
      query.pattern, planner.unit(position, for: query.pattern), position)
    return (planner.gathered(plan), scope, context)
  }

  /// The plan of a query, with what each step was expected to do and did.
  ///
  /// The query is run, because only that tells; the solutions are not kept.
  ///
  /// - Throws: as ``evaluate(_:)``.
  public func explain(_ query: Query) throws(EngineError) -> Explanation {
    var (plan, scope, context) = try compile(query)
    if case .select(let variables) = query.form {
      plan = ProjectOperator(plan, slots: variables.map { scope.slot($0) })
    }
    context.measuresTime = true
    var count = 0
    while let batch = try plan.next() {
      count += batch.count
      try context.check(rows: count)
      if case .ask = query.form { break }
    }
    plan.finish()
    return Explanation(plan)
  }

  private func makeContext(_ query: Query) -> ExecutionContext {
    var named = snapshot.namedGraphs
    let selection: GraphSelection
    if let dataset = query.dataset {
      named = dataset.namedGraphs.compactMap { number($0) }
      selection = snapshot.selection(ofGraphs: dataset.defaultGraphs.compactMap { number($0) })
    } else {
      switch options.defaultGraph {
      case .unnamed: selection = snapshot.selection(ofGraphs: [0])
      case .union: selection = .all
      case .graphs(let graphs, let withUnnamed):
        let numbers = graphs.compactMap { number($0) } + (withUnnamed ? [0] : [])
        selection = snapshot.selection(ofGraphs: numbers)
      }
    }
    let context = ExecutionContext(
      snapshot: snapshot, options: options, base: query.base, tables: tables, namedGraphs: named,
      defaultSelection: selection)
    context.serviceResolver = serviceResolver
    return context
  }

  private func number(_ graph: IRI) -> Int? {
    snapshot.id(iri: graph).flatMap { snapshot.graphNumber(named: $0) }
  }

  func solutions(
    _ plan: Operator, _ variables: [Variable], _ context: ExecutionContext
  ) throws(EngineError) -> SolutionSequence {
    var columns = [[UInt32]](repeating: [], count: variables.count)
    var count = 0
    while let batch = try plan.next() {
      count += batch.count
      try context.check(rows: count)
      // Columns that grow take twice what they hold.
      try context.charge(batch.count * variables.count * 8)
      if columns.isEmpty { continue }
      for column in columns.indices {
        if count == batch.count {
          columns[column] = batch.columns[column]
        } else {
          try context.grow(&columns[column], by: batch.count)
          columns[column].append(contentsOf: batch.columns[column])
        }
      }
    }
    return SolutionSequence(
      variables: variables, columns: columns, count: count,
      terms: ResultTerms(snapshot: snapshot, overlay: context.overlay.terms))
  }
}
