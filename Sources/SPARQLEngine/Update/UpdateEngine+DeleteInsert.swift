import ByteStorage
import RDFGraph
import RDFModel
import SPARQLAlgebra

/// DELETE and INSERT with templates.
///
/// Source: SPARQL 1.1 Update, sections 3.1.3 and 4.2.1.
extension UpdateEngine {
  func apply(
    _ change: DeleteInsert, _ transaction: inout GraphTransaction, _ watch: UpdateWatch
  ) throws(EngineError) {
    var options = watch.patternOptions(transaction)
    if let graph = change.with { options.defaultGraph = .graphs([graph]) }
    var engine = QueryEngine(snapshot: transaction.snapshot, options: options)
    engine.functions = functions
    engine.propertyFunctions = propertyFunctions
    engine.serviceResolver = serviceResolver
    let leftovers = Leftovers()
    let solutions: PatternSolutions
    do throws(EngineError) {
      solutions = try engine.solutions(of: change, leftovers)
    } catch {
      leftovers.freeAside()
      throw error
    }
    // All is deleted before anything is inserted, whatever solution it comes from.
    var templates = QuadTemplates(solutions, with: change.with)
    for row in 0..<solutions.rows.count where !change.delete.isEmpty {
      try watch.count(change.delete.count, keeping: templates.keptBytes, transaction)
      for quad in change.delete {
        guard let (s, p, o, graph) = try templates.quad(quad, row, &transaction) else { continue }
        transaction.delete(s, p, o, graph: graph)
      }
    }
    for row in 0..<solutions.rows.count where !change.insert.isEmpty {
      try watch.count(change.insert.count, keeping: templates.keptBytes, transaction)
      templates.beginSolution()
      for quad in change.insert {
        guard let (s, p, o, graph) = try templates.quad(quad, row, &transaction) else { continue }
        transaction.insert(s, p, o, graph: graph)
      }
    }
  }
}

/// The solutions of a pattern, with what their identifiers mean.
struct PatternSolutions {
  let rows: Batch
  let columns: [Variable: Int]
  let context: ExecutionContext
}

extension QueryEngine {
  /// All solutions of the pattern of an operation.
  func solutions(
    of change: DeleteInsert, _ leftovers: Leftovers
  ) throws(EngineError) -> PatternSolutions {
    let query = Query(
      form: .ask, dataset: change.using, pattern: change.pattern, base: change.base)
    let (plan, scope, context) = try compile(query)
    leftovers.keep(plan, context)
    var columns: [Variable: Int] = [:]
    for (variable, slot) in scope.slots { columns[variable] = plan.layout.column(of: slot) }
    let rows = try StoredTable.collect(plan, for: plan)
    try context.check(rows: rows.count)
    return PatternSolutions(rows: rows, columns: columns, context: context)
  }
}

/// Makes quads of templates and solutions.
struct QuadTemplates {
  private let solutions: PatternSolutions?
  private let with: IRI?
  /// The identifiers of terms that the query made, in the transaction.
  private var known: [UInt32: TermID] = [:]
  private var constants: [Term: TermID] = [:]
  private var nodes: [BlankNode: TermID] = [:]

  /// Without solutions there are no variables either: the quads are data.
  init(_ solutions: PatternSolutions? = nil, with graph: IRI? = nil) {
    self.solutions = solutions
    with = graph
  }

  /// What the solutions take beside the transaction, and what is remembered of them, in bytes.
  var keptBytes: Int {
    (solutions?.context.keptBytes ?? 0) + known.capacity * 24
  }

  /// Blank nodes of templates are new for each solution.
  mutating func beginSolution() { nodes = [:] }

  /// The quad that a template makes of a solution; nil where it makes none.
  mutating func quad(
    _ pattern: QuadPattern, _ row: Int?, _ transaction: inout GraphTransaction
  ) throws(EngineError) -> (TermID, TermID, TermID, TermID?)? {
    guard let (subject, predicate, object) = try triple(pattern.triple, row, &transaction) else {
      return nil
    }
    switch pattern.graph {
    case nil:
      guard let with else { return (subject, predicate, object, nil) }
      return (subject, predicate, object, try id(.iri(with), &transaction))
    case .iri(let iri):
      return (subject, predicate, object, try id(.iri(iri), &transaction))
    case .variable(let variable):
      guard let graph = try value(variable, row, &transaction), graph.kind == .iri else {
        return nil
      }
      return (subject, predicate, object, graph)
    }
  }

  private mutating func triple(
    _ pattern: TriplePattern, _ row: Int?, _ transaction: inout GraphTransaction
  ) throws(EngineError) -> (TermID, TermID, TermID)? {
    guard let subject = try id(pattern.subject, row, &transaction),
      let predicate = try id(pattern.predicate, row, &transaction),
      let object = try id(pattern.object, row, &transaction),
      subject.kind == .iri || subject.kind == .blankNode, predicate.kind == .iri
    else { return nil }
    return (subject, predicate, object)
  }

  private mutating func id(
    _ pattern: TermPattern, _ row: Int?, _ transaction: inout GraphTransaction
  ) throws(EngineError) -> TermID? {
    switch pattern {
    case .variable(let variable): return try value(variable, row, &transaction)
    case .term(.blankNode(let node)):
      if let fresh = nodes[node] { return fresh }
      let fresh = try UpdateEngine.capped { () throws(CapacityError) in
        try transaction.makeBlankNode()
      }
      nodes[node] = fresh
      return fresh
    case .term(let term): return try id(term, &transaction)
    case .tripleTerm(let inner):
      guard depth(inner.object, row) < ReaderLimits.standard.tripleTermDepth else {
        throw .tooDeepTripleTerm
      }
      guard let (subject, predicate, object) = try triple(inner, row, &transaction) else {
        return nil
      }
      return try UpdateEngine.capped { () throws(CapacityError) in
        try transaction.intern(tripleTerm: subject, predicate, object)
      }
    }
  }

  /// How deep the triple term is that a template makes.
  private func depth(_ pattern: TermPattern, _ row: Int?) -> Int {
    var (pattern, depth) = (pattern, 0)
    while case .tripleTerm(let inner) = pattern { (pattern, depth) = (inner.object, depth + 1) }
    switch pattern {
    case .term(let term): return depth + term.tripleTermDepth
    case .variable(let variable):
      guard let solutions, let row, let column = solutions.columns[variable] else { return depth }
      let raw = solutions.rows.columns[column][row]
      guard raw != .max, TermID(rawValue: raw).kind == .tripleTerm else { return depth }
      return depth + solutions.context.term(raw).tripleTermDepth
    case .tripleTerm: return depth
    }
  }

  private mutating func value(
    _ variable: Variable, _ row: Int?, _ transaction: inout GraphTransaction
  ) throws(EngineError) -> TermID? {
    guard let solutions, let row, let column = solutions.columns[variable] else { return nil }
    let raw = solutions.rows.columns[column][row]
    if raw == .max { return nil }
    let id = TermID(rawValue: raw)
    guard solutions.context.isOverlay(id) else { return id }
    if let known = known[raw] { return known }
    let term = solutions.context.term(raw)
    let interned: TermID
    if case .blankNode = term {
      interned = try UpdateEngine.capped { () throws(CapacityError) in
        try transaction.makeBlankNode()
      }
    } else {
      interned = try UpdateEngine.capped { () throws(CapacityError) in
        try transaction.intern(term)
      }
    }
    known[raw] = interned
    return interned
  }

  private mutating func id(
    _ term: Term, _ transaction: inout GraphTransaction
  ) throws(EngineError) -> TermID {
    if let known = constants[term] { return known }
    let id = try UpdateEngine.capped { () throws(CapacityError) in try transaction.intern(term) }
    constants[term] = id
    return id
  }
}
