internal import RDFModel

/// Triple patterns and paths as they are read, until a group or a template takes them.
struct TripleBlock {
  /// One line of a `TriplesBlock`.
  enum Element {
    case triple(TriplePattern)
    case path(subject: TermPattern, PropertyPath, object: TermPattern, SourceMark)
  }

  /// What the triples are for.
  ///
  /// Blank nodes mean variables in a pattern, fresh nodes in a template; paths stand in patterns
  /// alone. Data has no variables, and what is deleted no blank nodes.
  ///
  /// Source: SPARQL 1.1 Update, section 3.1.3; SPARQL 1.1 Query, section 19.8, notes 7 to 11.
  enum Use {
    case pattern, template, deletedTemplate, data, deletedData

    var allowsBlankNodes: Bool { self != .deletedTemplate && self != .deletedData }
    var allowsVariables: Bool { self != .data && self != .deletedData }
  }

  let use: Use
  /// Tells the basic graph patterns of a query apart, for the scope of blank node labels.
  var number: Int
  var elements: [Element] = []
}

extension ParserState {
  /// A block with a number of its own.
  func makeBlock(_ use: TripleBlock.Use) -> TripleBlock {
    blocks += 1
    return TripleBlock(use: use, number: blocks)
  }

  // MARK: Translation

  /// Appends what a path pattern means: `/` and `^` become triple patterns, the rest stays a path.
  ///
  /// Source: SPARQL 1.1 Query, section 18.2.2.4.
  func translate(
    _ subject: TermPattern, _ path: PropertyPath, _ object: TermPattern, _ mark: SourceMark,
    into elements: inout [TripleBlock.Element]
  ) {
    // What waits is kept in a list, for the path may nest as deep as the limit allows.
    var waiting = [(subject: subject, path: path, object: object)]
    while let next = waiting.popLast() {
      switch next.path {
      case .link(let property):
        elements.append(
          .triple(TriplePattern(next.subject, .term(.iri(property)), next.object, mark: mark)))
      case .inverse(let inner):
        waiting.append((next.object, inner, next.subject))
      case .sequence(let first, let second):
        let middle = TermPattern.variable(freshVariable())
        waiting.append((middle, second, next.object))
        waiting.append((next.subject, first, middle))
      default:
        elements.append(.path(subject: next.subject, next.path, object: next.object, mark))
      }
    }
  }

  /// A variable for a step, a bracket or a list.
  func freshVariable() -> Variable {
    defer { freshNodes += 1 }
    return .blankNode(".\(freshNodes)")
  }

  /// What a block means: adjacent triple patterns are one basic graph pattern, and these and the
  /// paths are joined in their order.
  ///
  /// Source: SPARQL 1.1 Query, sections 18.2.2.5 and 18.2.2.6.
  static func patterns(of block: TripleBlock) -> [Algebra] {
    var result: [Algebra] = []
    var run: [TriplePattern] = []
    for element in block.elements {
      switch element {
      case .triple(let triple):
        run.append(triple)
      case .path(let subject, let path, let object, let mark):
        if !run.isEmpty { result.append(.bgp(run)) }
        run = []
        result.append(.path(subject: subject, path, object: object, mark))
      }
    }
    if !run.isEmpty { result.append(.bgp(run)) }
    return result
  }
}
