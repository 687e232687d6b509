import RDFModel
import SPARQLAlgebra

/// The algebra as the specification writes it down, solution by solution: slow, and too simple to
/// be wrong in the same way as the engine.
///
/// Knows what ``RandomQuery`` makes. Source: SPARQL 1.1 Query, section 18.5.
struct ReferenceEvaluator {
  typealias Solution = [Variable: Term]

  let triples: [Triple]

  func evaluate(_ algebra: Algebra) -> [Solution] {
    switch algebra {
    case .bgp(let patterns):
      return patterns.reduce([[:]]) { solutions, pattern in
        solutions.flatMap { solution in triples.compactMap { match(pattern, $0, solution) } }
      }
    case .path(let subject, let path, let object, _): return pairs(subject, path, object)
    case .join(let a, let b): return join(evaluate(a), evaluate(b))
    case .leftJoin(let a, let b, let condition):
      let right = evaluate(b)
      return evaluate(a).flatMap { left in
        let joined = join([left], right).filter { solution in
          condition.map { test($0, solution) == true } ?? true
        }
        return joined.isEmpty ? [left] : joined
      }
    case .filter(let condition, let inner):
      return evaluate(inner).filter { test(condition, $0) == true }
    case .union(let a, let b): return evaluate(a) + evaluate(b)
    case .minus(let a, let b):
      let right = evaluate(b)
      return evaluate(a).filter { left in
        !right.contains { other in
          Self.areCompatible(left, other) && !Set(left.keys).isDisjoint(with: other.keys)
        }
      }
    case .extend(let inner, let variable, let expression):
      return evaluate(inner).map { solution in
        var extended = solution
        extended[variable] = value(expression, solution)
        return extended
      }
    case .values(let data):
      return data.rows.map { row in
        var solution: Solution = [:]
        for (variable, term) in zip(data.variables, row) { solution[variable] = term }
        return solution
      }
    case .project(let inner, let variables):
      return evaluate(inner).map { solution in solution.filter { variables.contains($0.key) } }
    case .distinct(let inner):
      var seen = Set<Solution>()
      return evaluate(inner).filter { seen.insert($0).inserted }
    default: preconditionFailure("the generator makes no \(algebra)")
    }
  }

  private static func areCompatible(_ a: Solution, _ b: Solution) -> Bool {
    a.allSatisfy { b[$0.key] == nil || b[$0.key] == $0.value }
  }

  private func join(_ a: [Solution], _ b: [Solution]) -> [Solution] {
    a.flatMap { left in
      b.filter { Self.areCompatible(left, $0) }.map { left.merging($0) { own, _ in own } }
    }
  }

  private func match(_ pattern: TriplePattern, _ triple: Triple, _ solution: Solution) -> Solution?
  {
    var result = solution
    let places = [
      (pattern.subject, triple.subject), (pattern.predicate, triple.predicate),
      (pattern.object, triple.object),
    ]
    for (part, term) in places {
      switch part {
      case .term(let constant): if constant != term { return nil }
      case .variable(let variable):
        if let known = result[variable], known != term { return nil }
        result[variable] = term
      case .tripleTerm: return nil
      }
    }
    return result
  }

  // MARK: Paths

  private var nodes: Set<Term> { Set(triples.flatMap { [$0.subject, $0.object] }) }

  private func pairs(
    _ subject: TermPattern, _ path: PropertyPath, _ object: TermPattern
  ) -> [Solution] {
    let starts = subject.term.map { [$0] } ?? Array(nodes.union([object.term].compactMap { $0 }))
    return starts.flatMap { start in
      step(path, start).compactMap { end -> Solution? in
        if let wanted = object.term, wanted != end { return nil }
        var solution: Solution = [:]
        if let variable = subject.variable { solution[variable] = start }
        if let variable = object.variable {
          if let known = solution[variable], known != end { return nil }
          solution[variable] = end
        }
        return solution
      }
    }
  }

  private func step(_ path: PropertyPath, _ node: Term) -> [Term] {
    switch path {
    case .link(let iri):
      return triples.filter { $0.subject == node && $0.predicate == .iri(iri) }.map(\.object)
    case .inverse(.link(let iri)):
      return triples.filter { $0.object == node && $0.predicate == .iri(iri) }.map(\.subject)
    case .alternative(let a, let b): return step(a, node) + step(b, node)
    case .sequence(let a, let b): return step(a, node).flatMap { step(b, $0) }
    case .zeroOrOne(let inner): return Array(Set(step(inner, node) + [node]))
    case .zeroOrMore(let inner): return Array(closure(inner, [node]))
    case .oneOrMore(let inner): return Array(closure(inner, Set(step(inner, node))))
    default: preconditionFailure("the generator makes no \(path)")
    }
  }

  private func closure(_ path: PropertyPath, _ start: Set<Term>) -> Set<Term> {
    var reached = start
    while true {
      let more = reached.union(reached.flatMap { step(path, $0) })
      if more == reached { return reached }
      reached = more
    }
  }

  // MARK: Expressions

  /// The effective boolean value, nil for an error.
  private func test(_ expression: Expression, _ solution: Solution) -> Bool? {
    switch expression {
    case .bound(let variable): return solution[variable] != nil
    case .not(let inner): return test(inner, solution).map { !$0 }
    case .or(let a, let b):
      let (left, right) = (test(a, solution), test(b, solution))
      return left == true || right == true ? true : left == nil || right == nil ? nil : false
    case .and(let a, let b):
      let (left, right) = (test(a, solution), test(b, solution))
      return left == false || right == false ? false : left == nil || right == nil ? nil : true
    case .comparison(.equal, let a, let b):
      guard let left = value(a, solution), let right = value(b, solution) else { return nil }
      return left == right
    case .exists(let pattern): return !evaluate(substitute(pattern, solution)).isEmpty
    case .notExists(let pattern): return evaluate(substitute(pattern, solution)).isEmpty
    default: preconditionFailure("the generator makes no \(expression)")
    }
  }

  private func value(_ expression: Expression, _ solution: Solution) -> Term? {
    switch expression {
    case .variable(let variable): return solution[variable]
    case .constant(let term): return term
    default: return nil
    }
  }

  /// A pattern with the values of a solution in the place of its variables.
  private func substitute(_ algebra: Algebra, _ solution: Solution) -> Algebra {
    func part(_ pattern: TermPattern) -> TermPattern {
      pattern.variable.flatMap { solution[$0] }.map { .term($0) } ?? pattern
    }
    switch algebra {
    case .bgp(let patterns):
      return .bgp(
        patterns.map { TriplePattern(part($0.subject), part($0.predicate), part($0.object)) })
    case .path(let subject, let path, let object, let mark):
      return .path(subject: part(subject), path, object: part(object), mark)
    case .join(let a, let b): return .join(substitute(a, solution), substitute(b, solution))
    case .union(let a, let b): return .union(substitute(a, solution), substitute(b, solution))
    case .leftJoin(let a, let b, let condition):
      return .leftJoin(
        substitute(a, solution), substitute(b, solution),
        condition.map { substitute($0, solution) })
    case .filter(let condition, let inner):
      return .filter(substitute(condition, solution), substitute(inner, solution))
    default: preconditionFailure("the generator makes no \(algebra) in EXISTS")
    }
  }

  private func substitute(_ expression: Expression, _ solution: Solution) -> Expression {
    switch expression {
    case .variable(let variable): return solution[variable].map { .constant($0) } ?? expression
    case .bound(let variable):
      // Whatever has been replaced is bound.
      let one = Expression.constant(.iri(RDF.nil))
      return solution[variable] == nil ? expression : .comparison(.equal, one, one)
    case .not(let inner): return .not(substitute(inner, solution))
    case .or(let a, let b): return .or(substitute(a, solution), substitute(b, solution))
    case .and(let a, let b): return .and(substitute(a, solution), substitute(b, solution))
    case .comparison(let comparison, let a, let b):
      return .comparison(comparison, substitute(a, solution), substitute(b, solution))
    default: return expression
    }
  }
}
