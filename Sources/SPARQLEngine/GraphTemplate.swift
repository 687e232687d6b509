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
    var fresh = [UInt32](repeating: .max, count: labels.count)
    var last = [(UInt32, UInt32, UInt32)](repeating: (.max, .max, .max), count: patterns.count)
    while let batch = try plan.next() {
      let before = seen.byteCount + columns[0].count * 24
      try context.ensure(
        seen.peakByteCount(adding: batch.count * patterns.count) - seen.byteCount)
      for row in 0..<batch.count {
        try context.checkRow()
        try context.tick(patterns.count)
        for index in fresh.indices { fresh[index] = .max }
        for (number, pattern) in patterns.enumerated() {
          let subject = value(pattern.0, batch, row, &fresh)
          let predicate = value(pattern.1, batch, row, &fresh)
          let object = value(pattern.2, batch, row, &fresh)
          // Rows that repeat a part of those before them repeat its triples.
          let triple = (subject, predicate, object)
          if triple == last[number] { continue }
          last[number] = triple
          guard Self.isTriple(subject, predicate, object),
            seen.insert(subject, predicate, object).isNew
          else { continue }
          columns[0].append(subject)
          columns[1].append(predicate)
          columns[2].append(object)
        }
      }
      try context.charge(seen.byteCount + columns[0].count * 24 - before)
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
      let subject = value(a, batch, row, &fresh)
      let predicate = value(b, batch, row, &fresh)
      let object = value(c, batch, row, &fresh)
      guard Self.isTriple(subject, predicate, object),
        context.allowsTripleTerm(of: context.term(object))
      else { return .max }
      return context.overlay.intern(
        .tripleTerm(
          Triple(context.term(subject), context.term(predicate), context.term(object))))
    }
  }

  /// Whether terms stand where RDF lets them.
  private static func isTriple(_ subject: UInt32, _ predicate: UInt32, _ object: UInt32) -> Bool {
    guard subject != .max, predicate != .max, object != .max else { return false }
    let kind = TermID(rawValue: subject).kind
    return (kind == .iri || kind == .blankNode) && TermID(rawValue: predicate).kind == .iri
  }
}
