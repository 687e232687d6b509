import RDFGraph
import RDFModel
import SPARQLAlgebra

/// How many rows patterns yield per row that is known: exact counts for constants, averages for
/// bound variables.
extension Planner {
  /// The same for an operand of a group, which may be a call of a property function.
  func estimate(_ operand: Algebra, _ bound: Set<Variable>, _ lists: ArgumentLists) -> Double {
    if case .bgp(let patterns) = operand, patterns.count == 1,
      let function = propertyFunction(patterns[0])
    {
      return estimateCall(patterns[0], function, bound, lists)
    }
    return estimate(operand, bound)
  }

  func estimate(_ pattern: Algebra, _ bound: Set<Variable>) -> Double {
    switch pattern {
    case .bgp(let patterns):
      var known = bound
      var product = 1.0
      for pattern in patterns {
        product *= estimate(pattern, known)
        known.formUnion(pattern.variables)
      }
      return product
    case .path(let subject, let path, let object, _):
      return estimate(path, subject, object, bound)
    case .join(let a, let b): return estimate(a, bound) * estimate(b, bound.union(a.variables))
    case .union(let a, let b): return estimate(a, bound) + estimate(b, bound)
    case .leftJoin(let a, _, _), .minus(let a, _), .extend(let a, _, _), .graph(_, let a):
      return estimate(a, bound)
    case .filter(_, let inner): return estimate(inner, bound) * 0.3
    case .values(let data):
      let isJoin = !bound.isDisjoint(with: data.variables)
      return isJoin ? 0.5 : Double(data.rows.count)
    case .project(let inner, _), .distinct(let inner), .reduced(let inner),
      .orderBy(let inner, _):
      return apart(inner, bound, pattern.variables)
    case .group(let inner, let keys, _):
      return keys.isEmpty ? 1 : apart(inner, bound, pattern.variables) / 4
    case .slice(let inner, _, let limit):
      return min(apart(inner, bound, pattern.variables), Double(limit ?? .max))
    case .service(let name, let inner, _, _):
      // Far away is dear; and nobody can be asked who is not known yet.
      if case .variable(let variable) = name, !bound.contains(variable) { return .infinity }
      return bound.isDisjoint(with: inner.variables) ? 1e6 : 1e3
    }
  }

  /// A pattern that is evaluated on its own: bound variables help only after that.
  private func apart(_ inner: Algebra, _ bound: Set<Variable>, _ own: Set<Variable>) -> Double {
    let alone = estimate(inner, [])
    return bound.isDisjoint(with: own) ? alone : max(1, alone / 1000)
  }

  func estimate(_ pattern: TriplePattern, _ bound: Set<Variable>) -> Double {
    var ids: [TermID?] = []
    for part in [pattern.subject, pattern.predicate, pattern.object] {
      guard let term = part.term else {
        ids.append(nil)
        continue
      }
      guard let id = context.snapshot.id(of: term) else { return 0 }
      ids.append(id)
    }
    let count = Double(
      context.snapshot.match(subject: ids[0], predicate: ids[1], object: ids[2]).count)
    guard count > 0 else { return 0 }
    let statistics = context.snapshot.statistics
    let known = ids[1].flatMap { statistics.predicate($0) }
    var divisor = 1.0
    if ids[0] == nil, isBound(pattern.subject, bound) {
      divisor *= Double(max(1, known?.distinctSubjects ?? statistics.distinctSubjects))
    }
    if ids[2] == nil, isBound(pattern.object, bound) {
      divisor *= Double(max(1, known?.distinctObjects ?? statistics.distinctObjects))
    }
    if ids[1] == nil, isBound(pattern.predicate, bound) {
      divisor *= Double(max(1, statistics.predicates.count))
    }
    return count / divisor
  }

  private func estimate(
    _ path: PropertyPath, _ subject: TermPattern, _ object: TermPattern, _ bound: Set<Variable>
  ) -> Double {
    switch path {
    case .link(let iri):
      return estimate(TriplePattern(subject, .term(.iri(iri)), object), bound)
    case .inverse(let inner): return estimate(inner, object, subject, bound)
    case .alternative(let a, let b):
      return estimate(a, subject, object, bound) + estimate(b, subject, object, bound)
    case .sequence(let a, let b):
      let middle = Variable("_:")
      return estimate(a, subject, .variable(middle), bound)
        * estimate(b, .variable(middle), object, bound.union([middle]))
    case .zeroOrOne(let inner): return 1 + estimate(inner, subject, object, bound)
    case .zeroOrMore, .oneOrMore, .negatedPropertySet:
      let ends = [subject, object].filter { isBound($0, bound) }.count
      // Walks are dear; with a node to start from they are taken before products, not before
      // look-ups.
      return ends == 2 ? 1 : ends == 1 ? 20 : 10 * Double(context.snapshot.tripleCount)
    }
  }
}
