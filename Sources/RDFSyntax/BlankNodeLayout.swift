internal import ByteStorage

/// Which blank nodes of sorted statements can be written without a label, as `[ ]` or as part of
/// `( )`.
struct BlankNodeLayout {
  typealias TermNumber = StatementTable.TermNumber

  /// What is known of a blank node.
  private struct Node {
    /// The statements that have it as subject, while they lie in one graph.
    var rows: Range<Int>?
    var hasManyGraphs = false
    var referenceCount = 0
    /// The row of the last reference.
    var reference = 0
    /// Whether it stands where only a label can: in a triple term, or as the name of a graph.
    var needsLabel = false
    var isList = false
  }

  private var nodes: [TermNumber: Node] = [:]

  init(_ table: borrowing StatementTable) {
    count(table)
    breakCycles(table)
    findLists(table)
  }

  /// Whether a node is written where it is referred to, the only time it is.
  func isNested(_ term: TermNumber) -> Bool {
    guard let node = nodes[term] else { return false }
    return node.referenceCount == 1 && !node.needsLabel && !node.hasManyGraphs
  }

  /// Whether anything refers to a node by a label.
  func isLabelled(_ term: TermNumber) -> Bool {
    guard let node = nodes[term] else { return false }
    return node.needsLabel || node.hasManyGraphs || node.referenceCount > 0
  }

  /// Whether a nested node starts a well-formed collection.
  func isList(_ term: TermNumber) -> Bool { nodes[term]?.isList ?? false }

  /// The statements about a node, where they lie in one graph.
  func rows(_ term: TermNumber) -> Range<Int> { nodes[term]?.rows ?? 0..<0 }

  // MARK: Analysis

  private mutating func count(_ table: borrowing StatementTable) {
    for index in table.rows.indices {
      let row = table.rows[index]
      if table.kind(row.subject) == .blankNode {
        var node = nodes[row.subject] ?? Node()
        if let rows = node.rows {
          if rows.upperBound == index, table.rows[rows.lowerBound].graph == row.graph {
            node.rows = rows.lowerBound..<index + 1
          } else {
            node.hasManyGraphs = true
          }
        } else {
          node.rows = index..<index + 1
        }
        nodes[row.subject] = node
      }
      switch table.kind(row.object) {
      case .blankNode:
        nodes[row.object, default: Node()].referenceCount += 1
        nodes[row.object, default: Node()].reference = index
      case .tripleTerm: label(row.object, table)
      case .iri, .literal, .language: break
      }
      if row.graph != StatementTable.defaultGraph, table.kind(row.graph) == .blankNode {
        nodes[row.graph, default: Node()].needsLabel = true
      }
    }
    for (term, node) in nodes {
      guard let rows = node.rows, node.referenceCount == 1 else { continue }
      if table.rows[rows.lowerBound].graph != table.rows[node.reference].graph {
        nodes[term]?.hasManyGraphs = true
      }
    }
  }

  private mutating func label(_ tripleTerm: TermNumber, _ table: borrowing StatementTable) {
    var open = [tripleTerm]
    while let term = open.popLast() {
      for part in table.parts(term) {
        switch table.kind(part) {
        case .tripleTerm: open.append(part)
        case .blankNode: nodes[part, default: Node()].needsLabel = true
        case .iri, .literal, .language: break
        }
      }
    }
  }

  /// Gives a label to one node of each ring in which every node is referred to by the one before.
  private mutating func breakCycles(_ table: borrowing StatementTable) {
    var done: Set<TermNumber> = []
    for start in nodes.keys.sorted() {
      var path: Set<TermNumber> = []
      var term = start
      while isNested(term), !done.contains(term) {
        guard path.insert(term).inserted else {
          nodes[term]?.needsLabel = true
          break
        }
        guard let reference = nodes[term]?.reference else { break }
        term = table.rows[reference].subject
      }
      done.formUnion(path)
    }
  }

  /// Marks the nodes from which a well-formed list runs to `rdf:nil`.
  private mutating func findLists(_ table: borrowing StatementTable) {
    guard let first = table.find(iri: RDFTerms.first), let rest = table.find(iri: RDFTerms.rest),
      let end = table.find(iri: RDFTerms.nil)
    else { return }
    var done: Set<TermNumber> = []
    for start in nodes.keys.sorted() {
      var path: [TermNumber] = []
      var term = start
      var isList = false
      while true {
        if term == end || nodes[term]?.isList == true {
          isList = true
          break
        }
        guard done.insert(term).inserted, isNested(term) else { break }
        let rows = rows(term)
        // Sorted by predicate, `rdf:first` comes before `rdf:rest`.
        guard rows.count == 2, table.rows[rows.lowerBound].predicate == first,
          table.rows[rows.lowerBound + 1].predicate == rest
        else { break }
        path.append(term)
        term = table.rows[rows.lowerBound + 1].object
      }
      if isList { for node in path { nodes[node]?.isList = true } }
    }
  }
}
