import RDFModel
import SPARQLAlgebra

/// What lets rows through: conditions and EXISTS.
extension Planner {
  /// A filter, with EXISTS as joins where it stands alone.
  func filtered(
    _ input: Operator, _ condition: Expression, _ position: Position
  ) throws(EngineError) -> Operator {
    var plan = input
    for part in condition.conjuncts {
      try context.tick(64)
      switch part {
      case .exists(let pattern), .notExists(let pattern):
        let keepsMatches = if case .exists = part { true } else { false }
        // What later conditions ask for has to go through the scan.
        let within = position.requiring(plan.layout.slots)
        if let scan = semiScan(pattern, plan, within, keepsMatches: keepsMatches) {
          plan = scan
        } else {
          let test = try existsTest(pattern, plan.layout, position)
          plan = SemiJoinOperator(gathered(plan), test, keepsMatches: keepsMatches)
        }
      default:
        var existing: [ExistsTest] = []
        let compiled = try compile(part, plan.layout, position, &existing)
        // What depends on one variable alone is the same for equal terms.
        let names = part.variables
        let column =
          names.count == 1 && part.isStable
          ? names.first.flatMap { plan.layout.column(of: position.scope.slot($0)) } : nil
        plan = FilterOperator(plan, compiled, existing: existing, column: column)
      }
    }
    return plan
  }

  /// The test of EXISTS for rows of a layout.
  func existsTest(
    _ pattern: Algebra, _ layout: Layout, _ position: Position
  ) throws(EngineError) -> ExistsTest {
    let known = pattern.mentionedVariables
    let columns = known.sorted { $0.name < $1.name }
      .compactMap { layout.column(of: position.scope.slot($0)) }
    let rows = rowSeed(layout, columns: columns, position.scope)
    var inner = position
    inner.substitutes = true
    inner.required =
      features.contains(.projection) ? Set(rows.layout.slots.suffix(1)) : nil
    return ExistsTest(
      pattern: try compile(pattern, rows, inner), seed: rows, columns: columns)
  }
}
