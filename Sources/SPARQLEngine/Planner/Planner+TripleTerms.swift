import RDFModel
import SPARQLAlgebra

/// Triple terms with variables in them.
///
/// Where all of its variables have values a triple term is made and looked up; else it is matched
/// as a variable of its own and taken apart afterwards.
///
/// Source: SPARQL 1.2 Query, section 18.1.5.
extension Planner {
  /// A triple term that waits for its column.
  struct Unfolding {
    let slot: Int
    let pattern: TriplePattern
  }

  /// What stands in a position of a pattern, with triple terms made or put off.
  func resolve(
    _ pattern: TermPattern, _ plan: inout Operator, _ position: Position,
    _ unfoldings: inout [Unfolding]
  ) -> ScanOperator.Position {
    switch pattern {
    case .term(let term): return .constant(context.overlay.intern(term))
    case .variable(let variable):
      let slot = position.scope.slot(variable)
      guard let column = plan.layout.column(of: slot) else { return .free(slot: slot) }
      return .bound(column: column, certain: plan.layout.certain.contains(slot), slot: slot)
    case .tripleTerm(let inner):
      let slot = position.scope.hiddenSlot()
      let bound = position.scope.certainVariables(in: plan.layout)
      guard inner.variables.isSubset(of: bound) else {
        unfoldings.append(Unfolding(slot: slot, pattern: inner))
        return .free(slot: slot)
      }
      var layout = plan.layout
      plan = TripleTermOperator(plan, part: part(inner, &layout, position.scope), slot: slot)
      return .bound(column: plan.layout.slots.count - 1, certain: true, slot: slot)
    }
  }

  /// The plan with the triple terms that were put off taken apart.
  func unfolded(
    _ plan: Operator, _ unfoldings: [Unfolding], _ position: Position
  ) -> Operator {
    var plan = plan
    for unfolding in unfoldings {
      guard let column = plan.layout.column(of: unfolding.slot) else { continue }
      var layout = plan.layout
      let part = part(unfolding.pattern, &layout, position.scope)
      layout.certain.formUnion(unfolding.pattern.variables.map { position.scope.slot($0) })
      plan = TripleTermMatchOperator(plan, column: column, part: part, layout: layout)
    }
    return plan
  }

  private func part(
    _ triple: TriplePattern, _ layout: inout Layout, _ scope: Scope
  ) -> TripleTermPart {
    .tripleTerm(
      part(triple.subject, &layout, scope), part(triple.predicate, &layout, scope),
      part(triple.object, &layout, scope))
  }

  private func part(
    _ pattern: TermPattern, _ layout: inout Layout, _ scope: Scope
  ) -> TripleTermPart {
    switch pattern {
    case .term(let term): return .constant(context.overlay.intern(term))
    case .tripleTerm(let inner): return part(inner, &layout, scope)
    case .variable(let variable):
      let slot = scope.slot(variable)
      if let column = layout.column(of: slot) { return .column(column) }
      layout.slots.append(slot)
      return .column(layout.slots.count - 1)
    }
  }
}
