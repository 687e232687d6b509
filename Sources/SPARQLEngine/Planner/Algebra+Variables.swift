import RDFModel
import SPARQLAlgebra

/// What a part of a query says about its variables.
extension Algebra {
  /// The variables that solutions of the pattern may bind.
  var variables: Set<Variable> {
    switch self {
    case .bgp(let patterns): return patterns.reduce(into: []) { $0.formUnion($1.variables) }
    case .path(let subject, _, let object, _):
      return subject.variables.union(object.variables)
    case .join(let a, let b), .union(let a, let b), .leftJoin(let a, let b, _):
      return a.variables.union(b.variables)
    case .filter(_, let inner), .distinct(let inner), .reduced(let inner),
      .orderBy(let inner, _), .slice(let inner, _, _):
      return inner.variables
    case .minus(let left, _): return left.variables
    case .graph(let name, let inner):
      guard case .variable(let variable) = name else { return inner.variables }
      return inner.variables.union([variable])
    case .extend(let inner, let variable, _): return inner.variables.union([variable])
    case .group(_, let keys, let aggregates):
      return Set(keys.compactMap(\.variable)).union(aggregates.map(\.variable))
    case .values(let data): return Set(data.variables)
    case .service(let name, let inner, _, _):
      guard case .variable(let variable) = name else { return inner.variables }
      return inner.variables.union([variable])
    case .project(_, let variables): return Set(variables)
    }
  }

  /// The variables that every solution of the pattern binds.
  var certainVariables: Set<Variable> {
    switch self {
    case .bgp, .path: return variables
    case .join(let a, let b): return a.certainVariables.union(b.certainVariables)
    case .union(let a, let b): return a.certainVariables.intersection(b.certainVariables)
    case .leftJoin(let a, _, _), .minus(let a, _), .filter(_, let a), .distinct(let a),
      .reduced(let a), .orderBy(let a, _), .slice(let a, _, _), .extend(let a, _, _):
      return a.certainVariables
    case .graph(let name, let inner):
      guard case .variable(let variable) = name else { return inner.certainVariables }
      return inner.certainVariables.union([variable])
    case .group(_, let keys, _):
      return Set(
        keys.compactMap { key in
          if case .variable(let variable) = key.expression, key.variable == variable {
            return self.groupedPattern?.certainVariables.contains(variable) == true ? variable : nil
          }
          return nil
        })
    case .values(let data):
      return Set(
        data.variables.enumerated().filter { column, _ in
          data.rows.allSatisfy { $0[column] != nil }
        }.map(\.element))
    case .service: return []
    case .project(let inner, let variables):
      return inner.certainVariables.intersection(variables)
    }
  }

  private var groupedPattern: Algebra? {
    if case .group(let inner, _, _) = self { inner } else { nil }
  }

  /// Every variable that the pattern mentions and that solutions from outside may bind, those of
  /// its filters included.
  var mentionedVariables: Set<Variable> {
    switch self {
    case .join(let a, let b), .union(let a, let b), .minus(let a, let b):
      return a.mentionedVariables.union(b.mentionedVariables)
    case .leftJoin(let a, let b, let condition):
      return a.mentionedVariables.union(b.mentionedVariables).union(condition?.variables ?? [])
    case .filter(let condition, let inner):
      return inner.mentionedVariables.union(condition.variables)
    case .extend(let inner, let variable, let expression):
      return inner.mentionedVariables.union(expression.variables).union([variable])
    case .graph(_, let inner): return variables.union(inner.mentionedVariables)
    default: return variables
    }
  }

  /// What the pattern costs of the stack, counted up to a limit.
  ///
  /// Joins and unions count less, because only short functions recurse over their chains.
  func depth(limit: Int) -> Int {
    if limit <= 0 { return 0 }
    let light = limit - DepthCost.light
    let below = limit - DepthCost.heavy
    switch self {
    case .bgp, .path, .values: return DepthCost.light
    case .join(let a, let b), .union(let a, let b):
      return DepthCost.light + max(a.depth(limit: light), b.depth(limit: light))
    case .minus(let a, let b):
      return DepthCost.heavy + max(a.depth(limit: below), b.depth(limit: below))
    case .leftJoin(let a, let b, let condition):
      return DepthCost.heavy
        + max(
          a.depth(limit: below), b.depth(limit: below), condition?.depth(limit: below) ?? 0)
    case .filter(let condition, let inner):
      return DepthCost.heavy + max(condition.depth(limit: below), inner.depth(limit: below))
    case .extend(let inner, _, let expression):
      return DepthCost.heavy + max(expression.depth(limit: below), inner.depth(limit: below))
    case .graph(_, let inner), .distinct(let inner), .reduced(let inner), .slice(let inner, _, _),
      .project(let inner, _), .service(_, let inner, _, _):
      return DepthCost.heavy + inner.depth(limit: below)
    case .orderBy(let inner, let conditions):
      return DepthCost.heavy
        + conditions.reduce(inner.depth(limit: below)) {
          max($0, $1.expression.depth(limit: below))
        }
    case .group(let inner, let keys, let aggregates):
      let expressions = keys.map(\.expression) + aggregates.compactMap(\.aggregate.argument)
      return DepthCost.heavy
        + expressions.reduce(inner.depth(limit: below)) { max($0, $1.depth(limit: below)) }
    }
  }
}

/// What one level of nesting counts.
enum DepthCost {
  static let light = 1
  static let heavy = 4
  static let expression = 8
}

extension TermPattern {
  var variables: Set<Variable> {
    switch self {
    case .variable(let variable): [variable]
    case .term: []
    case .tripleTerm(let pattern): pattern.variables
    }
  }
}

extension TriplePattern {
  var variables: Set<Variable> {
    subject.variables.union(predicate.variables).union(object.variables)
  }
}

extension Expression {
  /// The expressions that this one is made of, one step down.
  var operands: [Expression] {
    switch self {
    case .variable, .constant, .bound, .exists, .notExists: []
    case .or(let a, let b), .and(let a, let b), .comparison(_, let a, let b),
      .arithmetic(_, let a, let b):
      [a, b]
    case .not(let a), .plus(let a), .minus(let a): [a]
    case .in(let a, let members), .notIn(let a, let members): [a] + members
    case .call(_, let arguments), .function(_, let arguments, _): arguments
    }
  }

  /// Every variable that the expression mentions, in patterns of EXISTS too.
  var variables: Set<Variable> {
    switch self {
    case .variable(let variable), .bound(let variable): return [variable]
    case .exists(let pattern), .notExists(let pattern): return pattern.mentionedVariables
    default: return operands.reduce(into: []) { $0.formUnion($1.variables) }
    }
  }

  /// Whether the value depends on nothing but the solution, so that it may be computed early.
  var isStable: Bool {
    switch self {
    case .exists, .notExists: return false
    case .call(let function, _)
    where [.rand, .uuid, .struuid, .bnode].contains(function):
      return false
    default: return operands.allSatisfy(\.isStable)
    }
  }

  /// The parts of a conjunction.
  var conjuncts: [Expression] {
    var result: [Expression] = []
    var stack = [self]
    while let next = stack.popLast() {
      if case .and(let a, let b) = next {
        stack.append(b)
        stack.append(a)
      } else {
        result.append(next)
      }
    }
    return result
  }

  /// What the expression costs of the stack, counted up to a limit.
  func depth(limit: Int) -> Int {
    if limit <= 0 { return 0 }
    switch self {
    case .exists(let pattern), .notExists(let pattern):
      return DepthCost.heavy + pattern.depth(limit: limit - DepthCost.heavy)
    case .or(let a, let b), .and(let a, let b):
      let light = limit - DepthCost.light
      return DepthCost.light + max(a.depth(limit: light), b.depth(limit: light))
    default:
      let below = limit - DepthCost.expression
      return DepthCost.expression + operands.reduce(0) { max($0, $1.depth(limit: below)) }
    }
  }
}
