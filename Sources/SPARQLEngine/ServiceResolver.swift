public import RDFModel
public import SPARQLAlgebra

/// Answers the patterns of SERVICE.
///
/// The engine has no resolver unless its host gives it one, and calls nothing else; so no query
/// opens a connection by itself.
///
/// Source: SPARQL 1.1 Federated Query.
public protocol ServiceResolver: Sendable {
  /// The solutions of a query at an endpoint.
  ///
  /// The call blocks the thread of the query until the answer is there.
  ///
  /// - Parameters:
  ///   - query: a SELECT query, with the known values of its variables as VALUES.
  ///   - endpoint: the IRI after SERVICE.
  ///   - limits: what is left of the limits of the query that asks. A longer answer ends that
  ///     query in any case; who keeps to them need not read it.
  /// - Throws: anything; SERVICE SILENT makes it an empty solution, SERVICE an ``EngineError`` with
  ///   the code `query-service-failed`, unless it is an ``EngineError`` itself.
  func solutions(
    of query: Query, at endpoint: IRI, within limits: RemainingLimits
  ) throws -> ServiceSolutions
}

/// What an endpoint answers.
public struct ServiceSolutions: Sendable {
  /// The variables.
  public let variables: [Variable]
  /// The terms of each solution, as long as there are variables; nil where one has no value.
  public let rows: [[Term?]]

  /// Makes an answer.
  public init(variables: [Variable], rows: [[Term?]]) {
    self.variables = variables
    self.rows = rows
  }

  /// Takes the solutions of another engine as an answer.
  public init(_ solutions: SolutionSequence) {
    variables = solutions.variables
    rows = solutions.map(\.terms)
  }
}
