public import RDFModel

/// A predicate whose triples are computed instead of stored, such as a search in an index.
///
/// `subject predicate object` in a query calls the function that the engine knows by the
/// predicate's IRI; a list on either side is several arguments:
///
/// ```sparql
/// SELECT ?concept ?label WHERE { (?concept ?label) isogloss:search ("risk*" "en" 10) }
/// ```
public protocol PropertyFunction: Sendable {
  /// Whether a call makes sense with these positions known; the planner puts it off until then.
  ///
  /// - Parameters:
  ///   - subject: for each argument before the predicate, whether it has a value.
  ///   - object: the same for those after it.
  func isCallable(subject: [Bool], object: [Bool]) -> Bool

  /// The solutions of a call.
  ///
  /// - Parameters:
  ///   - subject: the values of the arguments before the predicate; nil for variables without one.
  ///   - object: the same for those after it.
  /// - Returns: for each solution the values of all arguments in their order, those before the
  ///   predicate first; nil where a solution says nothing of an argument. Values that are known
  ///   need not be repeated: the engine keeps the solutions that agree with them.
  /// - Throws: ``EngineError`` where the call is wrong.
  func solutions(subject: [Term?], object: [Term?]) throws(EngineError) -> [[Term?]]
}

extension PropertyFunction {
  /// Callable as soon as all arguments after the predicate are known.
  public func isCallable(subject: [Bool], object: [Bool]) -> Bool { object.allSatisfy { $0 } }
}
