public import RDFModel
public import SPARQLAlgebra
import Synchronization

/// A query that is planned once and asked many times, with values for some of its variables.
///
/// Values are terms, never text pasted into a query, so nothing in them can change its meaning.
/// A parameter has its value everywhere in the query, in sub-queries too.
///
/// ```swift
/// let labels = try engine.prepare(query, parameters: ["concept"])
/// for row in try labels.solutions(with: [.iri(concept)]) { print(row["label"] as Any) }
/// ```
///
/// A value may be shared between threads; each call uses a plan of its own, and plans are kept for
/// later calls.
public struct PreparedQuery: Sendable {
  /// The query.
  public let query: Query
  /// The variables that get a value with each call, in the order of the values.
  public let parameters: [Variable]
  private let engine: QueryEngine
  private let plans = PlanPool()

  init(
    _ query: Query, parameters: [Variable], engine: QueryEngine
  ) throws(EngineError) {
    self.query = query
    self.parameters = parameters
    self.engine = engine
    // A query that cannot be planned is told of here rather than with the first call.
    plans.put(try makePlan())
  }

  private func makePlan() throws(EngineError) -> PreparedPlan {
    guard case .select(let variables) = query.form else {
      throw EngineError(
        code: .unsupported, message: "only SELECT is prepared",
        remedy: "evaluate the query as it is, or write SELECT")
    }
    return try PreparedPlan(engine, query, variables, parameters)
  }

  /// The solutions with values for the parameters.
  ///
  /// - Parameter values: as many terms as there are ``parameters``, in their order.
  /// - Throws: as ``QueryEngine/evaluate(_:)``, and `query-parameter-count`.
  /// - Complexity: what the query costs, without that of planning it.
  public func solutions(with values: [Term]) throws(EngineError) -> SolutionSequence {
    guard values.count == parameters.count else {
      throw EngineError(
        code: .parameterCount,
        message: "the query has \(parameters.count) parameters and got \(values.count) values",
        remedy: "give a term for each of \(parameters.map(\.description).joined(separator: ", "))")
    }
    let plan: PreparedPlan
    if let waiting = plans.take() { plan = waiting } else { plan = try makePlan() }
    let solutions = try plan.run(values)
    if plan.isReusable { plans.put(plan) }
    return solutions
  }

  /// The solutions with values for the parameters by their names.
  ///
  /// - Throws: as ``solutions(with:)-([Term])``; a parameter without a value is one too few.
  public func solutions(with values: [String: Term]) throws(EngineError) -> SolutionSequence {
    try solutions(with: parameters.compactMap { values[$0.name] })
  }
}

extension QueryEngine {
  /// Plans a SELECT query for many calls.
  ///
  /// - Parameters:
  ///   - query: the query.
  ///   - parameters: the names of the variables that get a value with each call.
  /// - Throws: codes `query-unsupported`, `query-depth-limit`.
  public func prepare(
    _ query: Query, parameters: [String] = []
  ) throws(EngineError) -> PreparedQuery {
    try PreparedQuery(query, parameters: parameters.map { Variable($0) }, engine: self)
  }
}

/// Plans that nobody uses at the moment.
private final class PlanPool: Sendable {
  private let plans = Mutex<[PreparedPlan]>([])

  func take() -> PreparedPlan? { plans.withLock { $0.popLast() } }

  func put(_ plan: PreparedPlan) {
    plans.withLock { if $0.count < 16 { $0.append(plan) } }
  }
}

/// The values of parameters during a call.
final class ParameterValues {
  let variables: [Variable]
  var ids: [UInt32]

  init(_ variables: [Variable]) {
    self.variables = variables
    ids = Array(repeating: .max, count: variables.count)
  }
}

/// A plan with its context, used by one call at a time.
///
/// It is unchecked because the pool hands it to one call and takes it back after that.
private final class PreparedPlan: @unchecked Sendable {
  private let engine: QueryEngine
  private let variables: [Variable]
  private let context: ExecutionContext
  private let values: ParameterValues
  private let plan: Operator

  init(
    _ engine: QueryEngine, _ query: Query, _ variables: [Variable], _ parameters: [Variable]
  ) throws(EngineError) {
    self.engine = engine
    self.variables = variables
    values = ParameterValues(parameters)
    let (pattern, scope, context) = try engine.compile(query, parameters: values)
    self.context = context
    plan = ProjectOperator(pattern, slots: variables.map { scope.slot($0) })
  }

  /// Whether another call may use the plan: no table in it depends on the values of this one, and
  /// it has not gathered many terms.
  var isReusable: Bool {
    !context.keepsTables && context.overlay.count < 4096 && context.overlay.byteCount < 1 << 22
  }

  func run(_ terms: [Term]) throws(EngineError) -> SolutionSequence {
    context.restart()
    for (index, term) in terms.enumerated() { values.ids[index] = context.overlay.intern(term) }
    plan.reset()
    return try engine.solutions(plan, variables, context)
  }
}

/// One solution that binds the parameters of a call.
final class ParameterOperator: UnitOperator {
  private let values: ParameterValues
  private let wanted: [Int]
  private var isDone = false

  init(_ context: ExecutionContext, _ values: ParameterValues, _ wanted: [Int], _ scope: Scope) {
    self.values = values
    self.wanted = wanted
    let slots = wanted.map { scope.slot(values.variables[$0]) }
    super.init(context, layout: Layout(slots: slots, certain: Set(slots)))
  }

  override var summary: String { "Parameters" }

  override func produce() throws(EngineError) -> Batch? {
    defer { isDone = true }
    return isDone ? nil : Batch(columns: wanted.map { [values.ids[$0]] }, count: 1)
  }

  override func reset() { isDone = false }
}
