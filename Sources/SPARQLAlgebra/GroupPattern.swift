/// A group graph pattern as it is read: what has been joined so far, the filters that wait for
/// the end, and the triples that are not yet joined.
///
/// Source: SPARQL 1.1 Query, section 18.2.2.
final class GroupPattern {
  /// `G` of section 18.2.2.6.
  var pattern = Nested(Algebra.unit)
  /// `FS` of section 18.2.2.2.
  var filters: [Nested<Expression>] = []
  /// The conjunction of the filters, once the group is complete.
  var condition: Nested<Expression>?
  var block: TripleBlock
  /// The variables in scope so far.
  var scope = VariableScope()

  init(block: TripleBlock) {
    self.block = block
  }

  /// The group as a pattern.
  func algebra(_ parser: ParserState) throws(Halt) -> Nested<Algebra> {
    guard let condition else { return pattern }
    let depth = try parser.deeper(than: max(condition.depth, pattern.depth))
    return Nested(.filter(condition.node, pattern.node), depth: depth)
  }
}

/// The variables in scope, in the order of their appearance.
///
/// Source: SPARQL 1.1 Query, section 18.2.1.
struct VariableScope {
  private(set) var variables: [Variable] = []
  private var members: Set<Variable> = []

  func contains(_ variable: Variable) -> Bool { members.contains(variable) }

  /// Adds a variable, unless the query cannot name it.
  mutating func insert(_ variable: Variable) {
    guard variable.isDistinguished, members.insert(variable).inserted else { return }
    variables.append(variable)
  }

  mutating func insert(contentsOf others: [Variable]) {
    for variable in others { insert(variable) }
  }

  mutating func insert(_ pattern: TermPattern) {
    switch pattern {
    case .variable(let variable): insert(variable)
    case .term: break
    case .tripleTerm(let triple): insert(triple)
    }
  }

  mutating func insert(_ triple: TriplePattern) {
    insert(triple.subject)
    insert(triple.predicate)
    insert(triple.object)
  }

  mutating func insert(_ name: VarOrIRI) {
    if case .variable(let variable) = name { insert(variable) }
  }
}
