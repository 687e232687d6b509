import IsoglossTestSupport
import RDFModel
import SPARQLAlgebra
import SPARQLReference

/// Makes queries that use every operator with few variables, so that they meet.
///
/// What the specification leaves open (which value SAMPLE takes, where ties end up) is wrapped so
/// that one answer is right, or left to the comparison.
struct RandomQuery {
  var generator: SeededGenerator
  private var fresh = 0
  /// How much of the pattern stands within EXISTS.
  private var isInExists = false

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  static let variables = ["a", "b", "c", "d"].map { Variable($0) }

  mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &generator) < percent
  }

  mutating func variable() -> Variable { generator.pick(Self.variables) }

  mutating func freshVariable() -> Variable {
    fresh += 1
    return Variable("x\(fresh)")
  }

  private mutating func node() -> Term {
    chance(90) ? generator.pick(RandomDataset.nodes) : generator.pick(RandomDataset.graphs)
  }

  private mutating func link() -> IRI { generator.pick(RandomDataset.links) }

  // MARK: Forms and modifiers

  mutating func query() -> Query {
    let inner = pattern(3)
    let visible = inner.patternVariables.filter(\.isDistinguished).sorted { $0.name < $1.name }
    switch Int.random(in: 0..<20, using: &generator) {
    case 0: return Query(form: .ask, pattern: inner)
    case 1:
      let template = (0..<2).map { _ in constructed() }
      return Query(form: .construct(template), pattern: .project(inner, visible))
    case 2:
      return Query(
        form: .describe([.variable(variable()), .iri(IRI(trusted: "http://example.org/n0"))]),
        pattern: inner)
    default: return select(inner, visible)
    }
  }

  private mutating func select(_ inner: Algebra, _ visible: [Variable]) -> Query {
    var pattern = inner
    var columns = visible.isEmpty ? [Self.variables[0]] : visible
    let isGrouped = chance(20)
    if isGrouped { (pattern, columns) = grouped(pattern) }
    for _ in 0..<2 where chance(25) {
      let added = freshVariable()
      pattern = .extend(
        pattern, added, isGrouped ? expression(3, over: columns) : expression(3))
      columns.append(added)
    }
    let isOrdered = chance(25)
    if isOrdered {
      let conditions = (0..<Int.random(in: 1...2, using: &generator)).map { _ in
        let key: Expression =
          chance(60) ? .variable(generator.pick(columns)) : expression(1, over: columns)
        return OrderCondition(key, isDescending: chance(40))
      }
      pattern = .orderBy(pattern, conditions)
    }
    pattern = .project(pattern, columns)
    if chance(15) { pattern = .distinct(pattern) }
    if chance(isOrdered ? 50 : 10) {
      pattern = .slice(
        pattern, offset: chance(30) ? Int.random(in: 1...3, using: &generator) : 0,
        limit: Int.random(in: 0...6, using: &generator))
    }
    var dataset: DatasetClause?
    if chance(10) {
      let graphs = RandomDataset.graphs.compactMap(\.iri).shuffled(using: &generator)
      let clause = DatasetClause(
        defaultGraphs: Array(graphs.prefix(Int.random(in: 0...2, using: &generator))),
        namedGraphs: Array(graphs.suffix(Int.random(in: 0...2, using: &generator))))
      // A clause of nothing cannot be written down.
      if !clause.defaultGraphs.isEmpty || !clause.namedGraphs.isEmpty { dataset = clause }
    }
    return Query(form: .select(columns), dataset: dataset, pattern: pattern)
  }

  private mutating func constructed() -> TriplePattern {
    let subject: TermPattern =
      chance(70) ? .variable(variable()) : .term(.blankNode(BlankNode("new")))
    let object: TermPattern =
      chance(20)
      ? .tripleTerm(
        TriplePattern(
          .variable(variable()), .term(.iri(link())), .variable(variable())))
      : .variable(variable())
    return TriplePattern(subject, .term(.iri(link())), object)
  }

  // MARK: Groups

  /// A pattern with GROUP BY and aggregates, and the columns that it has.
  mutating func grouped(_ inner: Algebra) -> (Algebra, [Variable]) {
    var keys: [GroupKey] = []
    for _ in 0..<Int.random(in: 0...2, using: &generator) {
      if chance(70) {
        let variable = variable()
        if !keys.contains(where: { $0.variable == variable }) {
          keys.append(GroupKey(.variable(variable), as: variable))
        }
      } else {
        keys.append(GroupKey(expression(1), as: freshVariable()))
      }
    }
    var bindings: [AggregateBinding] = []
    var results: [(Variable, Expression)] = []
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      let variable = Variable.aggregate(100 + fresh)
      let column = freshVariable()
      let (aggregate, result) = aggregate(.variable(variable), keys)
      bindings.append(AggregateBinding(variable, aggregate))
      results.append((column, result))
    }
    var pattern = Algebra.group(inner, keys: keys, aggregates: bindings)
    if chance(20), let binding = bindings.first, binding.aggregate.function == .count {
      let one = Expression.constant(RandomDataset.numbers[1])
      pattern = .filter(.comparison(.greater, .variable(binding.variable), one), pattern)
    }
    for (column, expression) in results { pattern = .extend(pattern, column, expression) }
    return (pattern, keys.compactMap(\.variable) + results.map(\.0))
  }

  /// An aggregate, and what of its result does not depend on the order of solutions.
  private mutating func aggregate(
    _ result: Expression, _ keys: [GroupKey]
  ) -> (Aggregate, Expression) {
    let argument: Expression = chance(70) ? .variable(variable()) : expression(2)
    let isDistinct = chance(30)
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: return (Aggregate(.count, nil, isDistinct: isDistinct), result)
    case 1, 2: return (Aggregate(.count, argument, isDistinct: isDistinct), result)
    case 3: return (Aggregate(.sum, summand(), isDistinct: isDistinct), result)
    case 4: return (Aggregate(.avg, summand(), isDistinct: isDistinct), result)
    case 5:
      // Terms of equal value are ties: only their value counts.
      let function: Aggregate.Function = chance(50) ? .min : .max
      let value = Expression.function(XSD.double, [result], SourceMark())
      let kind = Expression.call(chance(50) ? .isIRI : .isLiteral, [result])
      return (Aggregate(function, argument), .call(.coalesce, [value, kind]))
    case 6:
      return (
        Aggregate(
          .groupConcat, argument, isDistinct: isDistinct, separator: chance(50) ? "; " : nil),
        .call(.strlen, [result])
      )
    default:
      guard let key = keys.first(where: { $0.variable != nil }) else {
        return (Aggregate(.count, nil), result)
      }
      return (Aggregate(.sample, key.expression), result)
    }
  }

  /// What sums to the same in every order: no number is too big or too fine.
  private mutating func summand() -> Expression {
    let value = Expression.variable(variable())
    if chance(20) { return value }
    return .call(
      .if,
      [
        .in(value, RandomDataset.numbers.map { .constant($0) }), value,
        .constant(generator.pick(RandomDataset.numbers + [RandomDataset.strings[1]])),
      ])
  }

  // MARK: Patterns

  mutating func part() -> TermPattern {
    if chance(75) { return .variable(variable()) }
    return chance(92) ? .term(node()) : .term(generator.pick(RandomDataset.literals))
  }

  private mutating func subject() -> TermPattern {
    chance(75) ? .variable(variable()) : .term(node())
  }

  private mutating func triplePattern() -> TriplePattern {
    switch Int.random(in: 0..<20, using: &generator) {
    case 0, 1: return TriplePattern(subject(), .variable(variable()), part())
    case 2, 3, 4: return TriplePattern(subject(), .term(.iri(RandomDataset.value)), part())
    case 5:
      let inner = TriplePattern(subject(), .term(.iri(link())), part())
      return TriplePattern(
        subject(), .term(.iri(RandomDataset.reifies)),
        chance(50) ? .tripleTerm(inner) : .variable(variable()))
    case 6:
      let node = freshVariable()
      return TriplePattern(subject(), .term(.iri(link())), .variable(.blankNode(node.name)))
    default: return TriplePattern(subject(), .term(.iri(link())), part())
    }
  }

  private mutating func path(_ depth: Int) -> PropertyPath {
    if depth == 0 || chance(25) {
      if chance(15) { return negatedPropertySet() }
      return chance(30) ? .inverse(.link(link())) : .link(link())
    }
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: return .sequence(path(depth - 1), path(depth - 1))
    case 1: return .alternative(path(depth - 1), path(depth - 1))
    case 2: return .zeroOrMore(path(depth - 1))
    case 3: return .oneOrMore(path(depth - 1))
    case 4: return .inverse(path(depth - 1))
    default: return .zeroOrOne(path(depth - 1))
    }
  }

  private mutating func negatedPropertySet() -> PropertyPath {
    let forward = chance(70) ? [link()] : nil
    let inverse = forward == nil || chance(30) ? [link(), link()] : nil
    return .negatedPropertySet(forward: forward, inverse: inverse)
  }

  /// Triple patterns; at times a triangle, a star or a chain.
  private mutating func leaf() -> Algebra {
    if chance(18) {
      return .path(
        subject: chance(90) ? subject() : part(), path(2), object: part(), SourceMark())
    }
    let (a, b, c, d) = (
      TermPattern.variable(Self.variables[0]), TermPattern.variable(Self.variables[1]),
      TermPattern.variable(Self.variables[2]), TermPattern.variable(Self.variables[3])
    )
    func step(_ from: TermPattern, _ to: TermPattern, _ link: IRI) -> TriplePattern {
      TriplePattern(from, .term(.iri(link)), to)
    }
    switch Int.random(in: 0..<12, using: &generator) {
    case 0: return .bgp([step(a, b, link()), step(b, c, link()), step(c, a, link())])
    case 1: return .bgp([step(a, b, link()), step(a, c, link()), step(a, d, RandomDataset.value)])
    case 2: return .bgp([step(a, b, link()), step(b, c, link()), step(c, d, link())])
    default:
      return .bgp((0..<Int.random(in: 0...2, using: &generator)).map { _ in triplePattern() })
    }
  }

  mutating func pattern(_ depth: Int) -> Algebra {
    if depth == 0 { return leaf() }
    switch Int.random(in: 0..<17, using: &generator) {
    case 0, 1: return leaf()
    case 2, 3: return .join(pattern(depth - 1), pattern(depth - 1))
    case 4, 5:
      let condition = chance(40) ? condition(2) : nil
      return .leftJoin(pattern(depth - 1), pattern(depth - 1), condition)
    case 6, 7: return .filter(condition(2), pattern(depth - 1))
    case 8: return .union(pattern(depth - 1), pattern(depth - 1))
    case 9: return .minus(pattern(depth - 1), pattern(depth - 1))
    case 10, 11:
      let graph: VarOrIRI =
        chance(60)
        ? .variable(variable())
        : .iri(generator.pick(RandomDataset.graphs).iri ?? RandomDataset.value)
      return .graph(graph, pattern(depth - 1))
    case 12: return .extend(pattern(depth - 1), freshVariable(), expression(2))
    case 13: return values()
    case 14:
      return .project(
        pattern(depth - 1), Array(Self.variables.shuffled(using: &generator).prefix(2)))
    case 15:
      if isInExists { return leaf() }
      if chance(50) { return firstRows() }
      let (inner, columns) = grouped(pattern(depth - 1))
      return .project(inner, columns)
    default:
      let columns = Array(Self.variables.shuffled(using: &generator).prefix(2))
      let inner = Algebra.project(pattern(depth - 1), columns)
      return chance(80) ? .distinct(inner) : .reduced(inner)
    }
  }

  private mutating func values() -> Algebra {
    let columns = Array(
      Self.variables.shuffled(using: &generator).prefix(Int.random(in: 1...2, using: &generator)))
    let rows = (0..<3).map { _ in
      columns.map { _ -> Term? in
        if chance(20) { return nil }
        return chance(75) ? node() : generator.pick(RandomDataset.literals)
      }
    }
    return .values(InlineData(variables: columns, rows: rows))
  }

  /// A sub-query whose order is total, so that LIMIT has one answer.
  private mutating func firstRows() -> Algebra {
    let columns = [Self.variables[0], Self.variables[1]]
    let (a, b) = (TermPattern.variable(columns[0]), TermPattern.variable(columns[1]))
    let inner = Algebra.filter(
      .and(.call(.isIRI, [.variable(columns[0])]), .call(.isIRI, [.variable(columns[1])])),
      .bgp([TriplePattern(a, .term(.iri(link())), b)]))
    let ordered = Algebra.orderBy(
      inner, columns.map { OrderCondition(.variable($0), isDescending: chance(50)) })
    return .slice(
      .project(ordered, columns), offset: Int.random(in: 0...2, using: &generator),
      limit: Int.random(in: 1...4, using: &generator))
  }

  /// The pattern of EXISTS.
  mutating func existing() -> Algebra {
    let kept = isInExists
    isInExists = true
    defer { isInExists = kept }
    return pattern(chance(70) ? 1 : 2)
  }
}
