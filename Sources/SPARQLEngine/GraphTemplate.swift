import RDFGraph
import RDFModel
import SPARQLAlgebra

/// Makes the triples of CONSTRUCT from solutions.
///
/// Source: SPARQL 1.1 Query, section 16.2.
struct GraphTemplate {
  private enum Part {
    case constant(UInt32)
    case column(Int)
    /// A blank node of the template, by number: a fresh one for each solution.
    case blankNode(Int)
    /// A variable that no solution binds.
    case absent
    /// A triple term, whose parts come from the solution.
    indirect case tripleTerm(Part, Part, Part)
  }

  private let context: ExecutionContext
  private var patterns: [(Part, Part, Part)] = []
  private var labels: [String: Int] = [:]

  init(
    _ template: [TriplePattern], _ scope: Scope, _ layout: Layout, _ context: ExecutionContext
  ) {
    self.context = context
    for pattern in template {
      patterns.append(
        (
          part(pattern.subject, scope, layout), part(pattern.predicate, scope, layout),
          part(pattern.object, scope, layout)
        ))
    }
  }

  private mutating func part(_ pattern: TermPattern, _ scope: Scope, _ layout: Layout) -> Part {
    switch pattern {
    case .variable(let variable):
      return layout.column(of: scope.slot(variable)).map { .column($0) } ?? .absent
    case .term(.blankNode(let node)):
      let number = labels[node.label] ?? labels.count
      labels[node.label] = number
      return .blankNode(number)
    case .term(let term): return .constant(context.overlay.intern(term))
    case .tripleTerm(let inner):
      return .tripleTerm(
        part(inner.subject, scope, layout), part(inner.predicate, scope, layout),
        part(inner.object, scope, layout))
    }
  }

  /// The graph of all solutions of a plan.
  mutating func run(_ plan: Operator) throws(EngineError) -> ResultGraph {
    var seen = RowIndex(width: 3)
    var columns: [[UInt32]] = [[], [], []]
    while let batch = try plan.next() {
      for row in 0..<batch.count {
        var fresh = [UInt32](repeating: .max, count: labels.count)
        for pattern in patterns {
          let triple = [
            value(pattern.0, batch, row, &fresh), value(pattern.1, batch, row, &fresh),
            value(pattern.2, batch, row, &fresh),
          ]
          guard Self.isTriple(triple) else { continue }
          let row = [[triple[0]], [triple[1]], [triple[2]]]
          guard seen.insert(row, 0).isNew else { continue }
          for place in 0..<3 { columns[place].append(triple[place]) }
        }
      }
      try context.charge(batch.count * patterns.count * 24)
    }
    return ResultGraph(
      subjects: columns[0], predicates: columns[1], objects: columns[2],
      terms: ResultTerms(snapshot: context.snapshot, overlay: context.overlay.terms))
  }

  private func value(_ part: Part, _ batch: Batch, _ row: Int, _ fresh: inout [UInt32]) -> UInt32 {
    switch part {
    case .constant(let id): return id
    case .column(let column): return batch.columns[column][row]
    case .absent: return .max
    case .blankNode(let number):
      if fresh[number] == .max {
        fresh[number] = context.overlay.intern(.blankNode(context.overlay.freshBlankNode()))
      }
      return fresh[number]
    case .tripleTerm(let a, let b, let c):
      let ids = [
        value(a, batch, row, &fresh), value(b, batch, row, &fresh),
        value(c, batch, row, &fresh),
      ]
      guard Self.isTriple(ids) else { return .max }
      return context.overlay.intern(
        .tripleTerm(Triple(context.term(ids[0]), context.term(ids[1]), context.term(ids[2]))))
    }
  }

  /// Whether terms stand where RDF lets them.
  private static func isTriple(_ triple: [UInt32]) -> Bool {
    guard !triple.contains(.max) else { return false }
    let subject = TermID(rawValue: triple[0]).kind
    return (subject == .iri || subject == .blankNode) && TermID(rawValue: triple[1]).kind == .iri
  }
}
