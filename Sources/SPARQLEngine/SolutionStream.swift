public import SPARQLAlgebra

/// The solutions of a query as they are found, some thousands at a time.
///
/// The query runs on whatever task asks for the next batch, and only as far as that; a task that
/// is cancelled ends with the code `query-cancelled`.
///
/// ```swift
/// for try await batch in engine.batches(of: query) { count += batch.count }
/// ```
public struct SolutionBatches: AsyncSequence, Sendable {
  private let engine: QueryEngine
  private let query: Query

  init(_ engine: QueryEngine, _ query: Query) {
    self.engine = engine
    self.query = query
  }

  /// Runs the query, batch by batch.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private let engine: QueryEngine
    private let query: Query
    private var run: (plan: Operator, variables: [Variable], context: ExecutionContext)?
    private var isDone = false
    private var count = 0

    init(_ engine: QueryEngine, _ query: Query) {
      self.engine = engine
      self.query = query
    }

    /// The next solutions, never none, or nil at the end.
    ///
    /// - Throws: as ``QueryEngine/evaluate(_:)``; forms other than SELECT are `query-unsupported`.
    public mutating func next() async throws(EngineError) -> SolutionSequence? {
      if isDone { return nil }
      await Task.yield()
      if self.run == nil { self.run = try engine.start(query) }
      guard let run = self.run else { return nil }
      try run.context.tick(8192)
      guard let batch = try run.plan.next() else {
        isDone = true
        self.run = nil
        return nil
      }
      count += batch.count
      try run.context.check(rows: count)
      return SolutionSequence(
        variables: run.variables, columns: batch.columns, count: batch.count,
        terms: ResultTerms(
          snapshot: run.context.snapshot, overlay: run.context.overlay.terms))
    }
  }

  /// Starts the query.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(engine, query) }
}

/// The solutions of a query as they are found, one after the other.
///
/// ```swift
/// for try await row in engine.stream(query) { print(row["label"] as Any) }
/// ```
public struct SolutionStream: AsyncSequence, Sendable {
  private let batches: SolutionBatches

  init(_ batches: SolutionBatches) { self.batches = batches }

  /// Takes batches apart.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private var batches: SolutionBatches.AsyncIterator
    private var rows: SolutionSequence.Iterator?

    init(_ batches: SolutionBatches.AsyncIterator) { self.batches = batches }

    /// The next solution, or nil at the end.
    ///
    /// - Throws: as ``SolutionBatches/AsyncIterator/next()``.
    public mutating func next() async throws(EngineError) -> SolutionSequence.Solution? {
      while true {
        if let row = rows?.next() { return row }
        guard let batch = try await batches.next() else { return nil }
        rows = batch.makeIterator()
      }
    }
  }

  /// Starts the query.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(batches.makeAsyncIterator())
  }
}

extension QueryEngine {
  /// The solutions of a SELECT query, one after the other, as they are found.
  public func stream(_ query: Query) -> SolutionStream { SolutionStream(batches(of: query)) }

  /// The solutions of a SELECT query, in batches, as they are found.
  public func batches(of query: Query) -> SolutionBatches { SolutionBatches(self, query) }

  /// The plan of a SELECT query, ready to be pulled.
  func start(
    _ query: Query
  ) throws(EngineError) -> (plan: Operator, variables: [Variable], context: ExecutionContext) {
    guard case .select(let variables) = query.form else {
      throw EngineError(
        code: .unsupported, message: "only SELECT gives a stream of solutions",
        remedy: "evaluate the query as it is, or write SELECT")
    }
    // No thread waits for somebody who may not ask again.
    var engine = self
    engine.options.threads = 1
    let (plan, scope, context) = try engine.compile(query)
    return (ProjectOperator(plan, slots: variables.map { scope.slot($0) }), variables, context)
  }
}
