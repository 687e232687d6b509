import RDFGraph
import RDFModel
import SPARQLAlgebra

/// Joins that go through sorted terms side by side.
extension Planner {
  /// The patterns that have the same only open variable, intersected, and which of the rest they
  /// are; nil where one look-up after the other costs less.
  func intersection(
    of operand: Algebra, _ rest: [Algebra], _ plan: Operator, _ position: Position,
    estimate: Double
  ) throws(EngineError) -> (plan: Operator, taken: Set<Int>)? {
    guard features.contains(.leapfrog), !rest.isEmpty,
      let (first, variable) = member(operand, plan, position)
    else { return nil }
    var members = [first]
    var taken: Set<Int> = []
    let bound = position.scope.variables(in: plan.layout)
    var least = self.estimate(operand, bound)
    for (offset, other) in rest.enumerated() {
      guard let (next, open) = member(other, plan, position), open == variable else { continue }
      members.append(next)
      taken.insert(offset)
      least = min(least, self.estimate(other, bound))
    }
    // Where few terms are left a fact is looked up faster than two runs are opened.
    guard members.count > 1, features.contains(.eager) || least > 8 else { return nil }
    let selection: GraphSelection
    switch position.target {
    case .selection(let chosen), .named(_, let chosen): selection = chosen
    case .variable: return nil
    }
    let slot = position.scope.slot(variable)
    return (
      LeapfrogOperator(
        plan, members: members, slot: slot, selection: selection, keeps: position.required,
        estimate: min(estimate, max(plan.estimate, 1) * least)), taken
    )
  }

  /// A pattern with a fixed property, one open end, and the other end known in every row.
  private func member(
    _ operand: Algebra, _ plan: Operator, _ position: Position
  ) -> (member: LeapfrogOperator.Member, open: Variable)? {
    guard case .bgp(let patterns) = operand, patterns.count == 1,
      propertyFunction(patterns[0]) == nil,
      let predicate = patterns[0].predicate.term?.iri
    else { return nil }
    let pattern = ScanPattern(patterns[0])
    guard !pattern.holdsTripleTerm, languageVariants(pattern.object) == nil else { return nil }
    for (open, other) in [
      (pattern.object, pattern.subject), (pattern.subject, pattern.object),
    ] {
      guard let variable = open.variable, other.variable != variable,
        !plan.layout.contains(position.scope.slot(variable))
      else { continue }
      let known: ScanOperator.Position
      if let term = other.term {
        known = .constant(context.overlay.intern(term))
      } else if let name = other.variable {
        let slot = position.scope.slot(name)
        guard let column = plan.layout.column(of: slot), plan.layout.certain.contains(slot)
        else { continue }
        known = .bound(column: column, certain: true, slot: slot)
      } else {
        continue
      }
      return (
        LeapfrogOperator.Member(
          predicate: context.overlay.intern(.iri(predicate)), known: known,
          opensObject: open == pattern.object, label: pattern.label), variable
      )
    }
    return nil
  }

  // MARK: Merging

  /// The join of two properties that share their objects, where nothing is known before and both
  /// are about as long.
  func mergeJoin(
    of operand: Algebra, _ rest: [Algebra], _ plan: Operator, _ position: Position
  ) throws(EngineError) -> Operator? {
    guard let other = rest.first, mayMerge(after: plan, position),
      let left = mergeSide(operand), let right = mergeSide(other),
      left.object == right.object, left.subject != right.subject
    else { return nil }
    let lengths = (estimate(operand, []), estimate(other, []))
    guard features.contains(.eager) || lengths.1 < lengths.0 * 8 else { return nil }
    // What is joined here is asked for by nothing in the group any more.
    func side(_ found: (subject: Variable, predicate: IRI, object: Variable, label: String))
      -> MergeJoinOperator.Side
    {
      MergeJoinOperator.Side(
        predicate: context.overlay.intern(.iri(found.predicate)),
        slot: position.scope.slot(found.subject), label: found.label)
    }
    return MergeJoinOperator(
      plan, side(left), side(right), object: position.scope.slot(left.object),
      keeps: position.required)
  }

  /// Whether nothing is known, and whole properties are what they say.
  func mayMerge(after plan: Operator, _ position: Position) -> Bool {
    guard features.contains(.mergeJoins), isUnit(plan),
      case .selection(let selection) = position.target, case .all = selection
    else { return false }
    return true
  }

  /// The ends of a property between two variables, which a merge may take.
  func mergeSide(
    _ operand: Algebra
  ) -> (subject: Variable, predicate: IRI, object: Variable, label: String)? {
    guard case .bgp(let patterns) = operand, patterns.count == 1,
      propertyFunction(patterns[0]) == nil, let predicate = patterns[0].predicate.term?.iri,
      let subject = patterns[0].subject.variable, let object = patterns[0].object.variable,
      subject != object
    else { return nil }
    return (subject, predicate, object, ScanPattern(patterns[0]).label)
  }
}
