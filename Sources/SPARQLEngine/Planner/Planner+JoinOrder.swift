import RDFModel
import SPARQLAlgebra

/// In which order the operands of a group are joined.
extension Planner {
  /// An operand and by how much it multiplies the rows in its place.
  struct JoinStep {
    let index: Int
    let factor: Double
  }

  /// More operands than these are ordered one by one, not by trying all orders.
  static let mostOperandsOfDynamicProgramming = 10

  /// The order of least cost, where rows in between and look-ups are what costs.
  func joinOrder(
    _ operands: [Algebra], _ filters: [Expression], after seed: Operator, _ position: Position,
    _ lists: ArgumentLists
  ) throws(EngineError) -> [JoinStep] {
    guard operands.count > 1 else {
      let bound = position.scope.variables(in: seed.layout)
      return operands.indices.map {
        JoinStep(index: $0, factor: estimate(operands[$0], bound, lists))
      }
    }
    guard operands.count <= 62, features.contains(.joinOrder),
      var graph = JoinGraph(operands, filters, after: seed, position, lists, planner: self)
    else { return try greedyOrder(operands, after: seed, position, lists) }
    if operands.count <= Self.mostOperandsOfDynamicProgramming,
      let order = bestOrder(&graph)
    {
      return order
    }
    return cheapestNext(&graph)
  }

  /// A set of operands that were taken in the cheapest order that is known.
  private struct Partial {
    var cost = Double.infinity
    var rows = 0.0
    var known: UInt64 = 0
    var last = -1
    var factor = 1.0
  }

  /// The cheapest of all orders that make a product only where nothing is connected; nil where
  /// none can be taken, because an operand waits for a value that nobody gives.
  private func bestOrder(_ graph: inout JoinGraph) -> [JoinStep]? {
    let count = graph.operands.count
    var table = [Partial](repeating: Partial(), count: 1 << count)
    table[0] = Partial(cost: 0, rows: graph.startRows, known: graph.start)
    for taken in 0..<((1 << count) - 1) where table[taken].cost < .infinity {
      let partial = table[taken]
      let open = (0..<count).filter { taken & (1 << $0) == 0 }
      let connected = open.filter { graph.isConnected($0, partial.known) }
      for operand in open {
        let step = graph.step(
          operand, after: UInt64(taken), known: partial.known, rows: partial.rows)
        guard step.factor < .infinity else { continue }
        // A product with something unconnected is worth it only where that is a single row.
        if !connected.isEmpty, !connected.contains(operand), step.factor > 1 { continue }
        let next = taken | 1 << operand
        let cost = partial.cost + step.cost
        if cost < table[next].cost {
          table[next] = Partial(
            cost: cost, rows: step.rows, known: partial.known | graph.masks[operand],
            last: operand, factor: step.factor)
        }
      }
    }
    var taken = (1 << count) - 1
    guard table[taken].cost < .infinity else { return nil }
    var order: [JoinStep] = []
    while taken != 0 {
      let partial = table[taken]
      order.append(JoinStep(index: partial.last, factor: partial.factor))
      taken &= ~(1 << partial.last)
    }
    return order.reversed()
  }

  /// Always the operand that costs least next, counting the rows that it leaves.
  private func cheapestNext(_ graph: inout JoinGraph) -> [JoinStep] {
    var order: [JoinStep] = []
    var open = Array(graph.operands.indices)
    var (taken, known, rows) = (UInt64(0), graph.start, graph.startRows)
    while !open.isEmpty {
      var best: (place: Int, weight: Double, rows: Double, factor: Double)?
      let connected = Set(open.filter { graph.isConnected($0, known) })
      for (place, operand) in open.enumerated() {
        let step = graph.step(operand, after: taken, known: known, rows: rows)
        if !connected.isEmpty, !connected.contains(operand), step.factor > 1 { continue }
        let weight = step.cost + step.rows * 20
        if best.map({ weight < $0.weight }) ?? true {
          best = (place, weight, step.rows, step.factor)
        }
      }
      let chosen = best ?? (0, 0, rows, 1)
      let operand = open.remove(at: chosen.place)
      order.append(JoinStep(index: operand, factor: chosen.factor))
      taken |= 1 << UInt64(operand)
      known |= graph.masks[operand]
      rows = max(chosen.rows, 1e-9)
    }
    return order
  }

  /// Always the operand that promises the fewest rows.
  private func greedyOrder(
    _ operands: [Algebra], after seed: Operator, _ position: Position, _ lists: ArgumentLists
  ) throws(EngineError) -> [JoinStep] {
    var bound = position.scope.variables(in: seed.layout)
    var open = Array(operands.indices)
    var order: [JoinStep] = []
    while !open.isEmpty {
      var best = (place: 0, factor: Double.infinity, isConnected: false)
      for (place, operand) in open.enumerated() {
        // Quadratic in the operands, of which a query may have thousands.
        if place & 127 == 0 { try context.tick(64 * min(open.count - place, 128)) }
        let factor = estimate(operands[operand], bound, lists)
        let isConnected =
          bound.isEmpty || !operands[operand].variables.isDisjoint(with: bound)
        let isPossible = factor < .infinity
        let beats =
          isPossible != (best.factor < .infinity)
          ? isPossible
          : isConnected == best.isConnected
            ? factor < best.factor : isConnected || factor <= 1
        if place == 0 || beats { best = (place, factor, isConnected) }
      }
      let operand = open.remove(at: best.place)
      order.append(JoinStep(index: operand, factor: best.factor))
      bound.formUnion(operands[operand].variables)
    }
    return order
  }
}
