import IsoglossTestSupport
import RDFModel
import SPARQLAlgebra

/// Patterns: what stands in the braces of WHERE.
extension RandomQuery {
  mutating func part() -> TermPattern {
    if chance(75) { return .variable(variable()) }
    return chance(92) ? .term(node()) : .term(generator.pick(RandomDataset.terms))
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
      let outer = TriplePattern(subject(), .term(.iri(link())), .tripleTerm(inner))
      let objects: [TermPattern] = [
        .tripleTerm(inner), .tripleTerm(inner), .tripleTerm(outer), .variable(variable()),
        .variable(variable()), .term(generator.pick(RandomDataset.tripleTerms)),
      ]
      return TriplePattern(subject(), .term(.iri(RandomDataset.reifies)), generator.pick(objects))
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
    let forward = chance(70) ? (chance(70) ? [link()] : [link(), RandomDataset.value]) : nil
    let inverse = forward == nil || chance(30) ? [link(), link()] : nil
    return .negatedPropertySet(forward: forward, inverse: inverse)
  }

  /// Triple patterns; at times a triangle, a star or a chain.
  private mutating func leaf() -> Algebra {
    if chance(18) {
      return .path(
        subject: chance(90) ? subject() : part(), path(chance(80) ? 2 : 3), object: part(),
        SourceMark())
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
    switch Int.random(in: 0..<18, using: &generator) {
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
    case 16: return isInExists || isInService ? leaf() : service(depth - 1)
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
        return chance(75) ? node() : generator.pick(RandomDataset.terms)
      }
    }
    return .values(InlineData(variables: columns, rows: rows))
  }

  /// A pattern at an endpoint: one that answers, one that a variable names, or one that does not.
  private mutating func service(_ depth: Int) -> Algebra {
    isInService = true
    defer { isInService = false }
    let inner = pattern(min(depth, 1))
    switch Int.random(in: 0..<5, using: &generator) {
    case 0:
      let missing = IRI(trusted: RandomDataset.namespace + "missing")
      return .service(.iri(missing), inner, silent: true, SourceMark())
    case 1:
      let name = freshVariable()
      let table = InlineData(variables: [name], rows: [[.iri(Self.endpoint)]])
      return .join(.values(table), .service(.variable(name), inner, silent: false, SourceMark()))
    default:
      return .service(.iri(Self.endpoint), inner, silent: chance(30), SourceMark())
    }
  }

  /// The endpoint that answers.
  static let endpoint = IRI(trusted: RandomDataset.namespace + "endpoint")

  /// A sub-query whose order is total, so that LIMIT has one answer.
  private mutating func firstRows() -> Algebra {
    let columns = [Self.variables[0], Self.variables[1]]
    let (a, b) = (TermPattern.variable(columns[0]), TermPattern.variable(columns[1]))
    let inner = Algebra.filter(
      .and(.call(.isIRI, [.variable(columns[0])]), .call(.isIRI, [.variable(columns[1])])),
      .bgp([TriplePattern(a, .term(.iri(link())), b)]))
    let ordered = Algebra.orderBy(
      inner, columns.map { OrderCondition(.variable($0), isDescending: chance(50)) })
    let projected = Algebra.project(ordered, columns)
    return .slice(
      chance(30) ? .distinct(projected) : projected,
      offset: Int.random(in: 0...2, using: &generator),
      limit: chance(85) ? Int.random(in: 0...4, using: &generator) : nil)
  }

  /// The pattern of EXISTS.
  mutating func existing() -> Algebra {
    let kept = isInExists
    isInExists = true
    defer { isInExists = kept }
    return pattern(chance(70) ? 1 : 2)
  }
}
