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
  /// Whether the pattern stands within EXISTS, and within SERVICE.
  var isInExists = false
  var isInService = false

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

  mutating func node() -> Term {
    chance(90) ? generator.pick(RandomDataset.nodes) : generator.pick(RandomDataset.graphs)
  }

  mutating func link() -> IRI { generator.pick(RandomDataset.links) }

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
    if chance(30), let binding = bindings.first {
      // HAVING: of values that fail too.
      let one = Expression.constant(RandomDataset.numbers[1])
      if [.count, .sum, .avg].contains(binding.aggregate.function) {
        pattern = .filter(
          .comparison(generator.pick(Comparison.allCases), .variable(binding.variable), one),
          pattern)
      }
    }
    for (column, expression) in results { pattern = .extend(pattern, column, expression) }
    return (pattern, keys.compactMap(\.variable) + results.map(\.0))
  }

  /// An aggregate, and what of its result does not depend on the order of solutions.
  private mutating func aggregate(
    _ result: Expression, _ keys: [GroupKey]
  ) -> (Aggregate, Expression) {
    let argument: Expression = chance(70) ? .variable(variable()) : repeatable()
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
      return (
        Aggregate(function, argument, isDistinct: isDistinct), .call(.coalesce, [value, kind])
      )
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
      return (Aggregate(.sample, key.expression, isDistinct: isDistinct), result)
    }
  }

  /// An expression that may be written more than once, as those in aggregates are that are used so:
  /// the label of a blank node may stand in one basic graph pattern only.
  private mutating func repeatable() -> Expression {
    let expression = expression(2)
    return "\(expression)".contains("_:") ? .variable(variable()) : expression
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
}
