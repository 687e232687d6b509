/// A query or subquery taken apart into the clauses that its algebra was made from.
///
/// Source: SPARQL 1.1 Query, sections 18.2.4 and 18.2.5, backwards.
struct QueryLevel {
  var isDistinct = false
  var isReduced = false
  var columns: [Variable] = []
  /// The expressions of SELECT; in a level without groups they are left in the pattern as BIND.
  var extensions: [Variable: Expression] = [:]
  var pattern: Algebra
  var keys: [GroupKey] = []
  var aggregates: [Variable: Aggregate] = [:]
  var having: Expression?
  var order: [OrderCondition] = []
  var offset = 0
  var limit: Int?
  /// VALUES after the groups; in a level without groups it is left in the pattern.
  var values: InlineData?

  /// Takes a level apart; one that selects no columns leaves those of a subquery alone.
  init(_ algebra: Algebra, isSelection: Bool) {
    pattern = algebra
    if case .slice(let inner, let offset, let limit) = pattern {
      (pattern, self.offset, self.limit) = (inner, offset, limit)
    }
    if isSelection { takeColumns() }
    if case .orderBy(let inner, let order) = pattern { (pattern, self.order) = (inner, order) }
    takeGroups()
  }

  private mutating func takeColumns() {
    if case .distinct(let inner) = pattern { (pattern, isDistinct) = (inner, true) }
    if case .reduced(let inner) = pattern { (pattern, isReduced) = (inner, true) }
    if case .project(let inner, let columns) = pattern {
      (pattern, self.columns) = (inner, columns)
    }
  }

  private mutating func takeGroups() {
    var inner = pattern
    var extensions: [Variable: Expression] = [:]
    while case .extend(let next, let variable, let expression) = inner {
      extensions[variable] = expression
      inner = next
    }
    var values: InlineData?
    if case .join(let next, .values(let data)) = inner { (inner, values) = (next, data) }
    var having: Expression?
    if case .filter(let condition, let next) = inner { (inner, having) = (next, condition) }
    guard case .group(let grouped, let keys, let bindings) = inner else { return }
    for binding in bindings { aggregates[binding.variable] = binding.aggregate }
    (pattern, self.keys, self.having) = (grouped, keys, having)
    (self.values, self.extensions) = (values, extensions)
  }
}
