import RDFModel
import SPARQLAlgebra

/// A source of numbers that gives the same ones for the same seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}

/// Makes small graphs and patterns that use every operator with few variables, so that they meet.
struct RandomQuery {
  var generator: SeededGenerator
  private var fresh = 0

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  static let variables = ["a", "b", "c", "d"].map { Variable($0) }

  private mutating func pick<T>(_ values: [T]) -> T {
    values[Int.random(in: 0..<values.count, using: &generator)]
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &generator) < percent
  }

  private mutating func node() -> Term {
    .iri(IRI(trusted: "http://example.org/n\(Int.random(in: 0..<6, using: &generator))"))
  }

  private mutating func property() -> IRI {
    IRI(trusted: "http://example.org/p\(Int.random(in: 0..<3, using: &generator))")
  }

  mutating func triples() -> [Triple] {
    Array(
      Set((0..<14).map { _ in Triple(node(), .iri(property()), node()) }))
  }

  private mutating func part() -> TermPattern {
    chance(75) ? .variable(pick(Self.variables)) : .term(node())
  }

  private mutating func triplePattern() -> TriplePattern {
    let predicate: TermPattern =
      chance(10) ? .variable(pick(Self.variables)) : .term(.iri(property()))
    return TriplePattern(part(), predicate, part())
  }

  private mutating func path(_ depth: Int) -> PropertyPath {
    if depth == 0 || chance(30) {
      return chance(30) ? .inverse(.link(property())) : .link(property())
    }
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: return .sequence(path(depth - 1), path(depth - 1))
    case 1: return .alternative(path(depth - 1), path(depth - 1))
    case 2: return .zeroOrMore(path(depth - 1))
    case 3: return .oneOrMore(path(depth - 1))
    default: return .zeroOrOne(path(depth - 1))
    }
  }

  private mutating func leaf() -> Algebra {
    if chance(20) { return .path(subject: part(), path(2), object: part(), SourceMark()) }
    return .bgp((0..<Int.random(in: 0...2, using: &generator)).map { _ in triplePattern() })
  }

  /// A pattern; within EXISTS only what substitution is defined for.
  mutating func pattern(_ depth: Int, inExists: Bool = false) -> Algebra {
    if depth == 0 { return leaf() }
    switch Int.random(in: 0..<(inExists ? 5 : 10), using: &generator) {
    case 0: return leaf()
    case 1:
      return .join(pattern(depth - 1, inExists: inExists), pattern(depth - 1, inExists: inExists))
    case 2:
      let condition = chance(40) ? expression(2, inExists: inExists) : nil
      return .leftJoin(
        pattern(depth - 1, inExists: inExists), pattern(depth - 1, inExists: inExists), condition)
    case 3:
      return .filter(expression(2, inExists: inExists), pattern(depth - 1, inExists: inExists))
    case 4:
      return .union(pattern(depth - 1, inExists: inExists), pattern(depth - 1, inExists: inExists))
    case 5: return .minus(pattern(depth - 1), pattern(depth - 1))
    case 6:
      fresh += 1
      let variable = Variable("x\(fresh)")
      let value: Expression = chance(50) ? .constant(node()) : .variable(pick(Self.variables))
      return .extend(pattern(depth - 1), variable, value)
    case 7:
      let columns = Array(Self.variables.shuffled(using: &generator).prefix(2))
      let rows = (0..<3).map { _ in (0..<2).map { _ in chance(70) ? node() : nil } }
      return .values(InlineData(variables: columns, rows: rows))
    case 8:
      return .project(
        pattern(depth - 1), Array(Self.variables.shuffled(using: &generator).prefix(2)))
    default: return .distinct(pattern(depth - 1))
    }
  }

  private mutating func expression(_ depth: Int, inExists: Bool) -> Expression {
    if depth == 0 || chance(40) {
      if chance(30) { return .bound(pick(Self.variables)) }
      let right: Expression = chance(50) ? .constant(node()) : .variable(pick(Self.variables))
      return .comparison(.equal, .variable(pick(Self.variables)), right)
    }
    switch Int.random(in: 0..<(inExists ? 3 : 5), using: &generator) {
    case 0: return .not(expression(depth - 1, inExists: inExists))
    case 1:
      return .or(
        expression(depth - 1, inExists: inExists), expression(depth - 1, inExists: inExists))
    case 2:
      return .and(
        expression(depth - 1, inExists: inExists), expression(depth - 1, inExists: inExists))
    case 3: return .exists(pattern(1, inExists: true))
    default: return .notExists(pattern(1, inExists: true))
    }
  }
}
