import SPARQLAlgebra

/// Gives each variable of a query or sub-query its slot.
///
/// A sub-query has a scope of its own, which shares slots only for what it projects.
final class Scope {
  private(set) var slots: [Variable: Int] = [:]
  private let counter: SlotCounter

  init(_ counter: SlotCounter) { self.counter = counter }

  /// The slot of a variable, new or known.
  func slot(_ variable: Variable) -> Int {
    if let known = slots[variable] { return known }
    let slot = counter.next()
    slots[variable] = slot
    return slot
  }

  /// A scope for a sub-query that shows some variables to this one.
  func inner(projecting variables: [Variable]) -> Scope {
    let scope = Scope(counter)
    for variable in variables { scope.slots[variable] = slot(variable) }
    return scope
  }

  /// The variables that a layout carries.
  func variables(in layout: Layout) -> Set<Variable> {
    if layout.slots.isEmpty { return [] }
    return slots.reduce(into: []) { if layout.contains($1.value) { $0.insert($1.key) } }
  }

  /// The variables that a layout carries a value for in every row.
  func certainVariables(in layout: Layout) -> Set<Variable> {
    if layout.certain.isEmpty { return [] }
    return slots.reduce(into: []) { if layout.certain.contains($1.value) { $0.insert($1.key) } }
  }

  /// A slot that no variable has.
  func hiddenSlot() -> Int { counter.next() }
}

/// Counts slots over all scopes of a query.
final class SlotCounter {
  private var count = 0

  func next() -> Int {
    defer { count += 1 }
    return count
  }
}
