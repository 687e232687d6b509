internal import RDFModel

extension SPARQLPrinter {
  /// What an element adds to the group before it.
  private enum Element {
    case join(Algebra)
    case leftJoin(Algebra, Expression?)
    case minus(Algebra)
    case extend(Variable, Expression)
  }

  /// A pattern in braces.
  func group(_ algebra: Algebra) {
    braces { groupContent(algebra) }
  }

  /// What stands between the braces of a group that means the pattern.
  func groupContent(_ algebra: Algebra) {
    switch algebra {
    case .filter(let condition, let inner):
      elements(inner)
      filter(condition)
    case .project, .distinct, .reduced, .slice, .orderBy, .group:
      line()
      select(algebra)
    default:
      elements(algebra)
    }
  }

  private func filter(_ condition: Expression) {
    line()
    write("FILTER(")
    expression(condition)
    write(")")
  }

  /// A pattern as the elements of a group; the chain to the left is walked in a loop.
  private func elements(_ algebra: Algebra) {
    var chain: [Element] = []
    var first = algebra
    while let (left, element) = Self.lastElement(first) {
      chain.append(element)
      first = left
    }
    var endsInTriples = false
    if !first.isUnit { endsInTriples = joined(first, afterTriples: false) }
    for element in chain.reversed() {
      switch element {
      case .join(let right):
        endsInTriples = joined(right, afterTriples: endsInTriples)
        continue
      case .leftJoin(let right, let condition):
        optional(right, condition)
      case .minus(let right):
        line()
        write("MINUS ")
        group(right)
      case .extend(let variable, let value):
        bind(variable, value)
      }
      endsInTriples = false
    }
  }

  private static func lastElement(_ algebra: Algebra) -> (Algebra, Element)? {
    switch algebra {
    case .join(let left, let right): (left, .join(right))
    case .leftJoin(let left, let right, let condition): (left, .leftJoin(right, condition))
    case .minus(let left, let right): (left, .minus(right))
    case .extend(let left, let variable, let value): (left, .extend(variable, value))
    default: nil
    }
  }

  private func optional(_ right: Algebra, _ condition: Expression?) {
    line()
    write("OPTIONAL ")
    braces {
      // A filter of the pattern itself must not become the condition of the join.
      elements(right)
      if let condition { filter(condition) }
    }
  }

  private func bind(_ variable: Variable, _ value: Expression) {
    line()
    write("BIND(")
    expression(value)
    write(" AS \(variable))")
  }

  /// An element that is joined to what comes before it; says whether it ends in triple patterns,
  /// which would run together with triple patterns after them.
  private func joined(_ algebra: Algebra, afterTriples: Bool) -> Bool {
    switch algebra {
    case .bgp(let triples):
      if afterTriples {
        // An empty group ends a basic graph pattern and means nothing else.
        line()
        write("{}")
      }
      for triple in triples {
        line()
        self.triple(triple)
        write(" .")
      }
      return !triples.isEmpty
    case .path(let subject, let path, let object, _):
      line()
      write(term(subject) + " ")
      self.path(path)
      write(" \(term(object)) .")
    case .union:
      line()
      union(algebra)
    case .graph(let name, let inner):
      line()
      write("GRAPH \(self.name(name)) ")
      group(inner)
    case .service(let name, let inner, let silent, _):
      line()
      write("SERVICE \(silent ? "SILENT " : "")\(self.name(name)) ")
      group(inner)
    case .values(let data):
      line()
      inlineData(data)
    default:
      line()
      group(algebra)
    }
    return false
  }

  private func union(_ algebra: Algebra) {
    let alternatives = Chain(algebra) { node in
      if case .union(let left, let right) = node { (left, right) } else { nil }
    }
    for (index, alternative) in alternatives.operands.enumerated() {
      if index > 0 { write(" UNION ") }
      group(alternative)
    }
  }

  func inlineData(_ data: InlineData) {
    write("VALUES (\(data.variables.map(\.description).joined(separator: " "))) ")
    braces {
      for row in data.rows {
        line()
        write("(\(row.map { $0.map { term($0) } ?? "UNDEF" }.joined(separator: " ")))")
      }
    }
  }

  // MARK: Triples and paths

  func triple(_ triple: TriplePattern) {
    let isType = triple.predicate == .term(.iri(RDF.type))
    write("\(term(triple.subject)) \(isType ? "a" : term(triple.predicate)) \(term(triple.object))")
  }

  private func term(_ pattern: TermPattern) -> String {
    switch pattern {
    case .variable(let variable): return self.variable(variable)
    case .term(let term): return self.term(term)
    case .tripleTerm(let triple):
      return "<<( \(term(triple.subject)) \(term(triple.predicate)) \(term(triple.object)) )>>"
    }
  }

  /// How tightly the parts of a path bind, loosest first.
  private enum PathLevel: Int { case alternative, sequence, element, primary }

  private func path(_ path: PropertyPath, atLeast level: PathLevel = .alternative) {
    switch path {
    case .link(let property): write(iri(property))
    case .negatedPropertySet(let forward, let inverse):
      let members = (forward ?? []).map { iri($0) } + (inverse ?? []).map { "^" + iri($0) }
      write("!(\(members.joined(separator: "|")))")
    case .zeroOrOne(let inner): modified(inner, "?", level)
    case .zeroOrMore(let inner): modified(inner, "*", level)
    case .oneOrMore(let inner): modified(inner, "+", level)
    case .inverse(let inner):
      brackets(level.rawValue > PathLevel.element.rawValue) {
        write("^")
        // After the sign a modifier may follow its primary, but no second sign.
        if case .inverse = inner {
          brackets(true) { self.path(inner) }
        } else {
          self.path(inner, atLeast: .element)
        }
      }
    case .sequence:
      let steps = Chain(path) { node in
        if case .sequence(let first, let second) = node { (first, second) } else { nil }
      }
      chain(steps.operands, "/", .sequence, level)
    case .alternative:
      let alternatives = Chain(path) { node in
        if case .alternative(let first, let second) = node { (first, second) } else { nil }
      }
      chain(alternatives.operands, "|", .alternative, level)
    }
  }

  private func modified(_ inner: PropertyPath, _ sign: String, _ level: PathLevel) {
    brackets(level == .primary) {
      path(inner, atLeast: .primary)
      write(sign)
    }
  }

  private func chain(
    _ operands: [PropertyPath], _ sign: String, _ own: PathLevel, _ level: PathLevel
  ) {
    brackets(level.rawValue > own.rawValue) {
      for (index, operand) in operands.enumerated() {
        if index > 0 { write(sign) }
        path(operand, atLeast: own == .alternative ? .sequence : .element)
      }
    }
  }

  func brackets(_ needed: Bool, _ body: () -> Void) {
    if needed { write("(") }
    body()
    if needed { write(")") }
  }
}

/// The operands of an associative operator, where its tree is what the parser makes of a chain.
///
/// Trees of another shape are two operands, of which brackets or braces keep the shape.
struct Chain<Node> {
  let operands: [Node]

  init(_ node: Node, _ split: (Node) -> (Node, Node)?) {
    var leaves: [Node] = []
    if Self.collect(node, split, &leaves), Self.isBalanced(node, leaves.count, split) {
      operands = leaves
    } else if let (left, right) = split(node) {
      operands = [left, right]
    } else {
      operands = [node]
    }
  }

  /// Collects the leaves; false where the tree is deeper than a balanced one can be.
  private static func collect(
    _ node: Node, _ split: (Node) -> (Node, Node)?, _ leaves: inout [Node], _ depth: Int = 0
  ) -> Bool {
    guard let (left, right) = split(node) else {
      leaves.append(node)
      return true
    }
    return depth < 40 && collect(left, split, &leaves, depth + 1)
      && collect(right, split, &leaves, depth + 1)
  }

  private static func isBalanced(
    _ node: Node, _ count: Int, _ split: (Node) -> (Node, Node)?
  ) -> Bool {
    guard let (left, right) = split(node) else { return count == 1 }
    guard count > 1 else { return false }
    return isBalanced(left, (count + 1) / 2, split) && isBalanced(right, count / 2, split)
  }
}
