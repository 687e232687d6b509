public import RDFModel
public import SPARQLAlgebra
public import XSDValues

/// The algebra as the specification writes it down, solution by solution: slow, and too simple to
/// be wrong in the same way as the engine, of which it shares nothing.
///
/// Source: SPARQL 1.1 Query, section 18; SPARQL 1.2 Query where it says otherwise.
public final class ReferenceEvaluator {
  /// A solution mapping: section 18.1.8.
  public typealias Solution = [Variable: Term]
  /// Who answers SERVICE: a query and an endpoint in, solutions out.
  public typealias Service = (Query, IRI) throws -> [Solution]

  let dataset: ReferenceDataset
  /// The moment that NOW() gives.
  public var now = DateTimeValue(secondsSince1970: 0)
  /// Who answers SERVICE.
  public var service: Service?
  /// How many solutions may be looked at before the evaluator gives up.
  public var budget = Int.max
  var base: IRI?
  /// Blank nodes of BNODE(text) in the current solution (section 17.4.2.9).
  var labelled: [String: Term] = [:]
  /// What the labels of fresh blank nodes begin with.
  var nodePrefix = "reference"
  private var freshNodes = 0
  private var freshVariables = 0

  /// Makes an evaluator over a dataset.
  public init(_ dataset: ReferenceDataset) { self.dataset = dataset }

  func spend(_ steps: Int) throws {
    budget -= steps
    if budget < 0 { throw ReferenceError.tooMuchWork }
  }

  func freshBlankNode() -> Term {
    freshNodes += 1
    return .blankNode(BlankNode(nodePrefix + String(freshNodes)))
  }

  func freshVariable() -> Variable {
    freshVariables += 1
    return Variable("_:reference\(freshVariables)")
  }

  /// Evaluates a pattern over a graph of a dataset: `eval(D(G), algebra)`.
  ///
  /// Source: SPARQL 1.1 Query, section 18.6.
  func evaluate(
    _ algebra: Algebra, _ graph: [Triple], _ dataset: ReferenceDataset
  ) throws -> [Solution] {
    switch algebra {
    case .bgp(let patterns): return try basicGraphPattern(patterns, graph)
    case .path(let subject, let path, let object, _):
      return try self.path(subject, path, object, graph)
    case .join(let a, .service(.variable(let endpoint), let inner, let silent, _)):
      return try joinWithService(evaluate(a, graph, dataset), endpoint, inner, silent)
    case .join(let a, let b):
      return try join(evaluate(a, graph, dataset), evaluate(b, graph, dataset))
    case .leftJoin(let a, let b, let condition):
      return try leftJoin(
        evaluate(a, graph, dataset), evaluate(b, graph, dataset), condition, graph, dataset)
    case .filter(let condition, let inner):
      return try evaluate(inner, graph, dataset).filter { solution in
        labelled = [:]
        return try test(condition, solution, graph, dataset) == true
      }
    case .union(let a, let b):
      return try evaluate(a, graph, dataset) + evaluate(b, graph, dataset)
    case .minus(let a, let b):
      return try minus(evaluate(a, graph, dataset), evaluate(b, graph, dataset))
    case .graph(let name, let inner): return try self.graph(name, inner, dataset)
    case .extend: return try extend(algebra, graph, dataset)
    case .group(let inner, let keys, let aggregates):
      return try group(evaluate(inner, graph, dataset), keys, aggregates, graph, dataset)
    case .values(let data): return Self.solutions(data)
    case .service(let name, let inner, let silent, _):
      return try self.service(name, inner, silent)
    case .project(let inner, let variables):
      let wanted = Set(variables)
      return try evaluate(inner, graph, dataset).map { $0.filter { wanted.contains($0.key) } }
    case .distinct(let inner):
      var seen: Set<Solution> = []
      return try evaluate(inner, graph, dataset).map(Self.visible).filter {
        seen.insert($0).inserted
      }
    // Any number of copies will do (section 18.5).
    case .reduced(let inner): return try evaluate(inner, graph, dataset)
    case .orderBy(let inner, let conditions):
      return try order(evaluate(inner, graph, dataset), conditions, graph, dataset)
    case .slice(let inner, let offset, let limit):
      let rest = try evaluate(inner, graph, dataset).dropFirst(offset)
      return limit.map { Array(rest.prefix($0)) } ?? Array(rest)
    }
  }

  /// A solution without what blank nodes of the pattern stand for, which is no part of it.
  static func visible(_ solution: Solution) -> Solution {
    solution.filter { !$0.key.isBlankNode }
  }

  // MARK: Section 18.3: compatible mappings, and 18.5: operators

  static func areCompatible(_ a: Solution, _ b: Solution) -> Bool {
    a.allSatisfy { b[$0.key] == nil || b[$0.key] == $0.value }
  }

  func join(_ a: [Solution], _ b: [Solution]) throws -> [Solution] {
    try a.flatMap { left in
      try spend(b.count)
      return b.filter { Self.areCompatible(left, $0) }.map { left.merging($0) { own, _ in own } }
    }
  }

  private func leftJoin(
    _ a: [Solution], _ b: [Solution], _ condition: Expression?, _ graph: [Triple],
    _ dataset: ReferenceDataset
  ) throws -> [Solution] {
    try a.flatMap { left in
      let joined = try join([left], b).filter { solution in
        labelled = [:]
        return try condition.map { try test($0, solution, graph, dataset) == true } ?? true
      }
      return joined.isEmpty ? [left] : joined
    }
  }

  private func minus(_ a: [Solution], _ b: [Solution]) throws -> [Solution] {
    try a.filter { left in
      try spend(b.count)
      return !b.contains { other in
        Self.areCompatible(left, other) && !Set(left.keys).isDisjoint(with: other.keys)
      }
    }
  }

  /// A run of BIND and SELECT expressions: one solution, so one set of labels for BNODE.
  private func extend(
    _ algebra: Algebra, _ graph: [Triple], _ dataset: ReferenceDataset
  ) throws -> [Solution] {
    var bindings: [(Variable, Expression)] = []
    var inner = algebra
    while case .extend(let below, let variable, let expression) = inner {
      bindings.append((variable, expression))
      inner = below
    }
    return try evaluate(inner, graph, dataset).map { solution in
      labelled = [:]
      var extended = solution
      for (variable, expression) in bindings.reversed() {
        extended[variable] = try value(expression, extended, graph, dataset)
      }
      return extended
    }
  }

  private func graph(
    _ name: VarOrIRI, _ inner: Algebra, _ dataset: ReferenceDataset
  ) throws -> [Solution] {
    switch name {
    case .iri(let iri):
      guard let graph = dataset.namedGraphs.first(where: { $0.name == .iri(iri) }) else {
        return []
      }
      return try evaluate(inner, graph.triples, dataset)
    case .variable(let variable):
      return try dataset.namedGraphs.flatMap { graph in
        try join(evaluate(inner, graph.triples, dataset), [[variable: graph.name]])
      }
    }
  }

  static func solutions(_ data: InlineData) -> [Solution] {
    data.rows.map { row in
      var solution: Solution = [:]
      for (variable, term) in zip(data.variables, row) { solution[variable] = term }
      return solution
    }
  }

  /// Source: SPARQL 1.1 Federated Query, section 4.
  private func service(
    _ name: VarOrIRI, _ inner: Algebra, _ silent: Bool
  ) throws -> [Solution] {
    guard case .iri(let endpoint) = name, let service else {
      if silent { return [[:]] }
      throw ReferenceError.undefined("SERVICE without an endpoint that can be asked")
    }
    let variables = Set(inner.patternVariables.filter(\.isDistinguished))
      .sorted { $0.name < $1.name }
    do { return try service(Query(form: .select(variables), pattern: inner), endpoint) } catch {
      if silent { return [[:]] }
      throw error
    }
  }

  /// The endpoint is what each solution before SERVICE says it is.
  private func joinWithService(
    _ solutions: [Solution], _ endpoint: Variable, _ inner: Algebra, _ silent: Bool
  ) throws -> [Solution] {
    try solutions.flatMap { solution in
      guard let iri = solution[endpoint]?.iri else {
        return silent ? [solution] : []
      }
      return try join([solution], service(.iri(iri), inner, silent))
    }
  }

  // MARK: Section 18.3.1: basic graph patterns

  private func basicGraphPattern(
    _ patterns: [TriplePattern], _ graph: [Triple]
  ) throws -> [Solution] {
    try patterns.reduce([[:]]) { solutions, pattern in
      try solutions.flatMap { solution in
        try spend(graph.count)
        return graph.compactMap { match(pattern, $0, solution) }
      }
    }
  }

  func match(_ pattern: TriplePattern, _ triple: Triple, _ solution: Solution) -> Solution? {
    var result = solution
    let places = [
      (pattern.subject, triple.subject), (pattern.predicate, triple.predicate),
      (pattern.object, triple.object),
    ]
    for (part, term) in places {
      switch part {
      case .term(let constant): if !Self.isSame(constant, term) { return nil }
      case .variable(let variable):
        if let known = result[variable], known != term { return nil }
        result[variable] = term
      case .tripleTerm(let inner):
        guard case .tripleTerm(let held) = term, let more = match(inner, held, result) else {
          return nil
        }
        result = more
      }
    }
    return result
  }

  /// Whether two terms are one: language tags are so whatever their case.
  ///
  /// Source: RDF 1.1 Concepts, section 3.3.
  static func isSame(_ a: Term, _ b: Term) -> Bool {
    if a == b { return true }
    guard let a = a.literal, let b = b.literal, let first = a.language, let second = b.language
    else { return false }
    return text(a.lexicalForm, b.lexicalForm) == .equal && first.lowercased() == second.lowercased()
      && a.direction == b.direction
  }
}
