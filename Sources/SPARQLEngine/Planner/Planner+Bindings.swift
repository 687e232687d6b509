import RDFModel
import SPARQLAlgebra

/// What gives variables their values: BIND and VALUES.
extension Planner {
  /// A chain of BIND in one operator.
  func compileExtend(
    _ pattern: Algebra, _ seed: Operator, _ position: Position
  ) throws(EngineError) -> Operator {
    var bindings: [(Variable, Expression)] = []
    var inner = pattern
    // A chain is computed row by row in one operator, so that BNODE agrees within a row.
    while case .extend(let below, let variable, let expression) = inner {
      if !bindings.isEmpty, !(seed is UnitOperator), !position.substitutes,
        !Self.allowsSeed(inner, position.scope.variables(in: seed.layout))
      {
        break
      }
      bindings.append((variable, expression))
      inner = below
    }
    var before = position
    for (variable, expression) in bindings {
      before.require(expression.variables.union([variable]))
    }
    let input = try compile(inner, seed, before)
    var layout = input.layout
    var compiled: [(column: Int, isNew: Bool, expression: CompiledExpression)] = []
    var existing: [ExistsTest] = []
    for (variable, expression) in bindings.reversed() {
      let compiledExpression = try compile(expression, layout, position, &existing)
      let slot = position.scope.slot(variable)
      if let column = layout.column(of: slot) {
        compiled.append((column, false, compiledExpression))
      } else {
        compiled.append((layout.slots.count, true, compiledExpression))
        layout.slots.append(slot)
      }
    }
    return ExtendOperator(
      gathered(input), layout: layout, bindings: compiled, existing: existing)
  }

  /// The rows of VALUES.
  func table(
    _ data: InlineData, _ position: Position
  ) throws(EngineError) -> Operator {
    var columns = [[UInt32]](repeating: [], count: data.variables.count)
    for row in data.rows {
      try context.tick(8 * row.count)
      try context.checkRow()
      for (column, term) in row.enumerated() {
        columns[column].append(term.map { context.overlay.intern($0) } ?? .max)
      }
    }
    let slots = data.variables.map { position.scope.slot($0) }
    let certain = slots.indices.filter { !columns[$0].contains(.max) }.map { slots[$0] }
    return TableOperator(
      context, layout: Layout(slots: slots, certain: Set(certain)),
      table: Batch(columns: columns, count: data.rows.count))
  }
}
