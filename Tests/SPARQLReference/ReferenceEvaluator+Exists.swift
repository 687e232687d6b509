import RDFModel
public import SPARQLAlgebra

/// EXISTS: a pattern with the values of a solution in the place of its variables.
///
/// Where the text of SPARQL 1.1 replaces a variable in a place that only a variable can take
/// (columns, BIND, VALUES, the domain that MINUS looks at), the value is inserted beside the
/// pattern instead, as the errata have it; within a sub-query only what it projects is outer.
///
/// Source: SPARQL 1.1 Query, section 18.6 (`substitute`); SPARQL community SEP-0007.
extension ReferenceEvaluator {
  func exists(
    _ pattern: Algebra, _ solution: Solution, _ graph: [Triple], _ dataset: ReferenceDataset
  ) throws -> Bool {
    // The labels of BNODE belong to the solution outside.
    let kept = labelled
    defer { labelled = kept }
    return try !evaluate(substitute(pattern, solution), graph, dataset).isEmpty
  }

  func substitute(_ algebra: Algebra, _ solution: Solution) -> Algebra {
    switch algebra {
    case .bgp(let patterns):
      let replaced = patterns.map { substitute($0, solution) }
      return insert(solution, patterns.flatMap(\.patternVariables), .bgp(replaced))
    case .path(let subject, let path, let object, let mark):
      let replaced = Algebra.path(
        subject: substitute(subject, solution), path, object: substitute(object, solution), mark)
      return insert(solution, subject.patternVariables + object.patternVariables, replaced)
    case .values(let data): return insert(solution, data.variables, algebra)
    case .graph(let name, let inner):
      guard case .variable(let variable) = name else {
        return .graph(name, substitute(inner, solution))
      }
      return insert(solution, [variable], .graph(name, substitute(inner, solution)))
    case .service(let name, let inner, let silent, let mark):
      return .service(name, substitute(inner, solution), silent: silent, mark)
    case .join(let a, let b): return .join(substitute(a, solution), substitute(b, solution))
    case .union(let a, let b): return .union(substitute(a, solution), substitute(b, solution))
    case .minus(let a, let b): return .minus(substitute(a, solution), substitute(b, solution))
    case .leftJoin(let a, let b, let condition):
      return .leftJoin(
        substitute(a, solution), substitute(b, solution),
        condition.map { substitute($0, solution) })
    case .filter(let condition, let inner):
      return .filter(substitute(condition, solution), substitute(inner, solution))
    case .extend(let inner, let variable, let expression):
      let extended = Algebra.extend(
        substitute(inner, solution), variable, substitute(expression, solution))
      return insert(solution, [variable], extended)
    case .group(let inner, let keys, let aggregates):
      return .group(
        substitute(inner, solution),
        keys: keys.map { GroupKey(substitute($0.expression, solution), as: $0.variable) },
        aggregates: aggregates.map { binding in
          let aggregate = binding.aggregate
          return AggregateBinding(
            binding.variable,
            Aggregate(
              aggregate.function, aggregate.argument.map { substitute($0, solution) },
              isDistinct: aggregate.isDistinct, separator: aggregate.separator))
        })
    case .project(let inner, let variables):
      return .project(
        substitute(inner, solution.filter { variables.contains($0.key) }), variables)
    case .distinct(let inner): return .distinct(substitute(inner, solution))
    case .reduced(let inner): return .reduced(substitute(inner, solution))
    case .orderBy(let inner, let conditions):
      return .orderBy(
        substitute(inner, solution),
        conditions.map {
          OrderCondition(substitute($0.expression, solution), isDescending: $0.isDescending)
        })
    case .slice(let inner, let offset, let limit):
      return .slice(substitute(inner, solution), offset: offset, limit: limit)
    }
  }

  /// A pattern with the outer values of the variables that it mentions beside it.
  private func insert(
    _ solution: Solution, _ mentioned: [Variable], _ pattern: Algebra
  ) -> Algebra {
    let known = Set(mentioned).filter { solution[$0] != nil }.sorted { $0.name < $1.name }
    if known.isEmpty { return pattern }
    return .join(
      pattern, .values(InlineData(variables: known, rows: [known.map { solution[$0] }])))
  }

  private func substitute(_ pattern: TermPattern, _ solution: Solution) -> TermPattern {
    switch pattern {
    case .variable(let variable): return solution[variable].map { .term($0) } ?? pattern
    case .term: return pattern
    case .tripleTerm(let inner): return .tripleTerm(substitute(inner, solution))
    }
  }

  private func substitute(_ pattern: TriplePattern, _ solution: Solution) -> TriplePattern {
    TriplePattern(
      substitute(pattern.subject, solution), substitute(pattern.predicate, solution),
      substitute(pattern.object, solution))
  }

  private func substitute(_ expression: Expression, _ solution: Solution) -> Expression {
    func inner(_ expression: Expression) -> Expression { substitute(expression, solution) }
    switch expression {
    case .variable(let variable): return solution[variable].map { .constant($0) } ?? expression
    case .constant: return expression
    case .bound(let variable):
      // Whatever has been replaced is bound.
      let yes = Expression.constant(.literal(Literal("true", datatype: XSD.boolean)))
      return solution[variable] == nil ? expression : yes
    case .or(let a, let b): return .or(inner(a), inner(b))
    case .and(let a, let b): return .and(inner(a), inner(b))
    case .not(let a): return .not(inner(a))
    case .comparison(let comparison, let a, let b):
      return .comparison(comparison, inner(a), inner(b))
    case .arithmetic(let operation, let a, let b): return .arithmetic(operation, inner(a), inner(b))
    case .plus(let a): return .plus(inner(a))
    case .minus(let a): return .minus(inner(a))
    case .in(let a, let members): return .in(inner(a), members.map(inner))
    case .notIn(let a, let members): return .notIn(inner(a), members.map(inner))
    case .exists(let pattern): return .exists(substitute(pattern, solution))
    case .notExists(let pattern): return .notExists(substitute(pattern, solution))
    case .call(let function, let arguments): return .call(function, arguments.map(inner))
    case .function(let iri, let arguments, let mark):
      return .function(iri, arguments.map(inner), mark)
    }
  }
}

extension TermPattern {
  var patternVariables: [Variable] {
    switch self {
    case .variable(let variable): [variable]
    case .term: []
    case .tripleTerm(let inner): inner.patternVariables
    }
  }
}

extension TriplePattern {
  var patternVariables: [Variable] {
    subject.patternVariables + predicate.patternVariables + object.patternVariables
  }
}

extension Algebra {
  /// The variables in scope of the pattern: section 18.2.1.
  public var patternVariables: Set<Variable> {
    switch self {
    case .bgp(let patterns): return Set(patterns.flatMap(\.patternVariables))
    case .path(let subject, _, let object, _):
      return Set(subject.patternVariables + object.patternVariables)
    case .join(let a, let b), .union(let a, let b), .leftJoin(let a, let b, _):
      return a.patternVariables.union(b.patternVariables)
    case .filter(_, let inner), .distinct(let inner), .reduced(let inner), .orderBy(let inner, _),
      .slice(let inner, _, _), .minus(let inner, _):
      return inner.patternVariables
    case .graph(let name, let inner), .service(let name, let inner, _, _):
      guard case .variable(let variable) = name else { return inner.patternVariables }
      return inner.patternVariables.union([variable])
    case .extend(let inner, let variable, _): return inner.patternVariables.union([variable])
    case .group(_, let keys, let aggregates):
      return Set(keys.compactMap(\.variable)).union(aggregates.map(\.variable))
    case .values(let data): return Set(data.variables)
    case .project(_, let variables): return Set(variables)
    }
  }
}
