public import RDFModel
public import SPARQLAlgebra

/// Updates on a plain set of quads, literal to the specification.
///
/// Graphs may be empty, and an operation that fails silently does nothing.
///
/// Source: SPARQL 1.1 Update, section 4.3.
public struct ReferenceUpdate {
  /// The quads after the operations so far.
  public private(set) var quads: Set<Quad>
  /// The names of the named graphs.
  private var names: Set<Term>
  private var freshNodes = 0
  private let budget: Int

  /// Starts with a dataset, whose patterns may look at `budget` solutions.
  ///
  /// - Parameter names: the named graphs, of which some may be empty.
  public init(_ quads: [Quad], names: some Sequence<Term> = [], budget: Int = .max) {
    self.quads = Set(quads)
    self.names = Set(quads.compactMap(\.graph)).union(names)
    self.budget = budget
  }

  /// Does the operations of a request; LOAD is none of them.
  public mutating func apply(_ update: Update) throws {
    for operation in update.operations { try apply(operation) }
  }

  private mutating func apply(_ operation: UpdateOperation) throws {
    switch operation {
    case .insertData(let data):
      var fresh: [BlankNode: Term] = [:]
      let evaluator = evaluator(ReferenceDataset([]))
      insert(data.compactMap { Self.quad($0, [:], nil, evaluator, &fresh) })
      freshNodes += 1
    case .deleteData(let data):
      var fresh: [BlankNode: Term] = [:]
      let evaluator = evaluator(ReferenceDataset([]))
      quads.subtract(data.compactMap { Self.quad($0, [:], nil, evaluator, &fresh) })
    case .deleteInsert(let change): try apply(change)
    case .load(_, _, let silent):
      if !silent { throw ReferenceError.undefined("LOAD") }
    case .clear(let graphs, _): clear(graphs)
    case .drop(let graphs, _):
      clear(graphs)
      names = names.filter { !Self.holds(graphs, $0) }
    case .create(let graph, let silent):
      if !names.insert(.iri(graph)).inserted, !silent { throw ReferenceError.undefined("CREATE") }
    case .add(let source, let target, let silent):
      if try isThere(source, silent) { copy(source, to: target) }
    case .copy(let source, let target, let silent):
      guard try isThere(source, silent), source != target else { return }
      clear(target)
      copy(source, to: target)
    case .move(let source, let target, let silent):
      guard try isThere(source, silent), source != target else { return }
      clear(target)
      copy(source, to: target)
      clear(source)
      if let source { names.remove(.iri(source)) }
    }
  }

  private func isThere(_ graph: IRI?, _ silent: Bool) throws -> Bool {
    guard let graph, !names.contains(.iri(graph)) else { return true }
    if silent { return false }
    throw ReferenceError.undefined("no graph <\(graph.value)>")
  }

  private static func term(_ graph: IRI?) -> Term? { graph.map { .iri($0) } }

  private mutating func insert(_ added: some Sequence<Quad>) {
    quads.formUnion(added)
    names.formUnion(added.compactMap(\.graph))
  }

  private mutating func clear(_ graph: IRI?) {
    quads = quads.filter { $0.graph != Self.term(graph) }
  }

  private static func holds(_ graphs: GraphReference, _ name: Term?) -> Bool {
    switch graphs {
    case .graph(let iri): name == .iri(iri)
    case .default: name == nil
    case .named: name != nil
    case .all: true
    }
  }

  private mutating func clear(_ graphs: GraphReference) {
    quads = quads.filter { !Self.holds(graphs, $0.graph) }
  }

  private mutating func copy(_ source: IRI?, to target: IRI?) {
    let held = quads.filter { $0.graph == Self.term(source) }
    insert(held.map { Quad($0.triple, graph: Self.term(target)) })
    if let target { names.insert(.iri(target)) }
  }

  // MARK: Section 3.1.3: DELETE and INSERT

  private mutating func apply(_ change: DeleteInsert) throws {
    var dataset = ReferenceDataset(Array(quads), names: names)
    if change.using == nil, let with = change.with {
      dataset.defaultGraph = dataset.graph(.iri(with))
    }
    let evaluator = evaluator(dataset)
    evaluator.base = change.base
    let chosen = dataset.chosen(by: change.using)
    let solutions = try evaluator.evaluate(change.pattern, chosen.defaultGraph, chosen)
    var removed: Set<Quad> = []
    var added: Set<Quad> = []
    for solution in solutions {
      var fresh: [BlankNode: Term] = [:]
      removed.formUnion(
        change.delete.compactMap { Self.quad($0, solution, change.with, evaluator, &fresh) })
      fresh = [:]
      added.formUnion(
        change.insert.compactMap { Self.quad($0, solution, change.with, evaluator, &fresh) })
    }
    quads.subtract(removed)
    insert(added)
    freshNodes += 1
  }

  /// An evaluator whose blank nodes meet none of other operations.
  private func evaluator(_ dataset: ReferenceDataset) -> ReferenceEvaluator {
    let evaluator = ReferenceEvaluator(dataset)
    evaluator.budget = budget
    evaluator.nodePrefix = "update\(freshNodes)n"
    return evaluator
  }

  private static func quad(
    _ pattern: QuadPattern, _ solution: [Variable: Term], _ with: IRI?,
    _ evaluator: ReferenceEvaluator, _ fresh: inout [BlankNode: Term]
  ) -> Quad? {
    guard let triple = evaluator.instance(pattern.triple, solution, &fresh) else { return nil }
    switch pattern.graph {
    case nil: return Quad(triple, graph: term(with))
    case .iri(let iri): return Quad(triple, graph: .iri(iri))
    case .variable(let variable):
      guard let name = solution[variable], name.iri != nil else { return nil }
      return Quad(triple, graph: name)
    }
  }
}
