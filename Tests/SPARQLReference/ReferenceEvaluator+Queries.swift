public import RDFModel
public import SPARQLAlgebra

/// What a query gives by the reference.
public enum ReferenceResult {
  /// The solutions of SELECT, in order where the query has one.
  case solutions([[Variable: Term]])
  /// The answer of ASK.
  case boolean(Bool)
  /// The triples of CONSTRUCT and DESCRIBE.
  case graph([Triple])
}

/// Source: SPARQL 1.1 Query, section 16.
extension ReferenceEvaluator {
  /// Answers a query.
  public func evaluate(_ query: Query) throws -> ReferenceResult {
    base = query.base
    let dataset = dataset.chosen(by: query.dataset)
    let solutions = try evaluate(query.pattern, dataset.defaultGraph, dataset)
    switch query.form {
    case .select(let variables):
      let wanted = Set(variables)
      return .solutions(solutions.map { $0.filter { wanted.contains($0.key) } })
    case .ask: return .boolean(!solutions.isEmpty)
    case .construct(let template):
      var triples: Set<Triple> = []
      for solution in solutions {
        var fresh: [BlankNode: Term] = [:]
        for pattern in template {
          if let triple = instance(pattern, solution, &fresh) { triples.insert(triple) }
        }
      }
      return .graph(Array(triples))
    case .describe(let resources):
      return .graph(describe(resources, solutions, dataset.defaultGraph))
    }
  }

  /// The value of an expression in a solution of a query; nil for an error.
  public func value(
    of expression: Expression, in solution: Solution, for query: Query
  ) throws -> Term? {
    base = query.base
    labelled = [:]
    let dataset = dataset.chosen(by: query.dataset)
    return try value(expression, solution, dataset.defaultGraph, dataset)
  }

  /// Section 16.2: blank nodes of the template are fresh for each solution, and what is no triple
  /// is left out.
  func instance(
    _ pattern: TriplePattern, _ solution: Solution, _ fresh: inout [BlankNode: Term]
  ) -> Triple? {
    func term(_ part: TermPattern) -> Term? {
      switch part {
      case .variable(let variable): return solution[variable]
      case .term(.blankNode(let node)):
        let made = fresh[node] ?? freshBlankNode()
        fresh[node] = made
        return made
      case .term(let term): return term
      case .tripleTerm(let inner): return instance(inner, solution, &fresh).map { .tripleTerm($0) }
      }
    }
    guard let subject = term(pattern.subject), let predicate = term(pattern.predicate),
      let object = term(pattern.object), predicate.iri != nil
    else { return nil }
    switch subject {
    case .iri, .blankNode: return Triple(subject, predicate, object)
    case .literal, .tripleTerm: return nil
    }
  }

  /// Section 16.4 leaves the description to the service; this is the concise bounded one.
  private func describe(
    _ resources: [VarOrIRI], _ solutions: [Solution], _ graph: [Triple]
  ) -> [Triple] {
    var pending: [Term] = []
    for resource in resources {
      switch resource {
      case .iri(let iri): pending.append(.iri(iri))
      case .variable(let variable): pending += solutions.compactMap { $0[variable] }
      }
    }
    var described: Set<Term> = []
    var triples: Set<Triple> = []
    while let node = pending.popLast() {
      guard described.insert(node).inserted else { continue }
      for triple in graph where triple.subject == node {
        triples.insert(triple)
        if case .blankNode = triple.object { pending.append(triple.object) }
      }
    }
    return Array(triples)
  }
}
