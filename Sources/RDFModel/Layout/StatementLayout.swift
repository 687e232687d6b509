/// Where each statement of a document is written: which blank nodes stand inside the one statement
/// that refers to them, which are collections, which need a label, and which triple terms are
/// written as annotations of the triple they describe.
package struct StatementLayout {
  package typealias Rank = SortedStatements.Rank

  /// What a syntax has room for.
  package enum Style: Sendable {
    /// Collections hold any term; a triple has any number of reifiers, whose other statements may
    /// be written beside it.
    case turtle
    /// Collections hold resources; a triple has one reifier, which is named.
    case rdfXML
  }

  /// What is known of a blank node, or of an IRI that reifies.
  struct Node {
    /// The statements about it, while they lie in one graph.
    var rows = 0..<0
    var hasManyGraphs = false
    var references = 0
    /// The row of the last reference.
    var reference = 0
    /// Whether it stands where only a label can: in a triple term, or as the name of a graph.
    var needsLabel = false
    /// How many annotations name it, and the row of the last annotated statement.
    var annotations = 0
    var annotated = 0
    /// Whether it is a cell of a list that can be written as a collection.
    var isCell = false
    /// Whether a ring or the depth forbids to write it inside another.
    var isCut = false
    /// How many nodes lie around it; -1 while not known.
    var depth = -1
  }

  /// Nodes nested deeper get a label: readers limit depth, and people lose the thread long before.
  static let maximumDepth = 64

  let style: Style
  let firstBlankNode: Rank
  let blankNodeCount: Int
  /// The blank nodes, then the IRIs that reify.
  var nodes: [Node]
  /// The places of IRIs that reify among the nodes.
  private(set) var reifyingIRIs: [Rank: Int] = [:]
  /// The reifiers of annotated statements, by row.
  private var reifiers: [Int: [Rank]] = [:]
  /// The rows that annotations stand for.
  private var implied: Set<Int> = []
  /// The numbers of the labels of blank nodes, -1 for those without.
  private var labels: [Int] = []

  /// Lays statements out.
  ///
  /// - Complexity: O(n) in the statements, and O(log n) for each that reifies.
  package init(_ statements: SortedStatements, style: Style) {
    self.style = style
    firstBlankNode = statements.blankNodes.lowerBound
    blankNodeCount = statements.blankNodes.count
    nodes = Array(repeating: Node(), count: blankNodeCount)
    if !statements.tripleTerms.isEmpty { findAnnotations(statements) }
    guard !nodes.isEmpty else { return }
    count(statements)
    findCells(statements)
    findDepths(statements)
    numberLabels()
  }

  // MARK: Answers

  /// Whether a blank node is written where it is referred to, the only time it is.
  package func isNested(_ blankNode: Rank) -> Bool { isNested(index(blankNode)) }

  /// Whether a nested blank node is a cell of a collection.
  package func isCell(_ blankNode: Rank) -> Bool { nodes[index(blankNode)].isCell }

  /// The number of a blank node's label, or nil where nothing refers to it by one; labels are
  /// numbered in the order of the nodes.
  package func label(_ blankNode: Rank) -> Int? {
    let label = labels[index(blankNode)]
    return label < 0 ? nil : label
  }

  /// The statements about a nested node or hosted reifier.
  package func rows(_ rank: Rank) -> Range<Int> { node(rank).map { nodes[$0].rows } ?? 0..<0 }

  /// Whether a statement is written as an annotation of the triple that it reifies.
  package func isImplied(_ row: Int) -> Bool { !implied.isEmpty && implied.contains(row) }

  /// The reifiers that annotate a statement, in their order.
  package func reifiers(ofRow row: Int) -> [Rank] {
    reifiers.isEmpty ? [] : reifiers[row] ?? []
  }

  /// Whether a statement is annotated.
  package func isAnnotated(_ row: Int) -> Bool { !reifiers.isEmpty && reifiers[row] != nil }

  /// Whether the other statements about a reifier are written beside the statement it annotates.
  package func isHosted(_ reifier: Rank) -> Bool { node(reifier).map { isHosted($0) } ?? false }

  /// Whether a subject has its statements elsewhere.
  package func isWrittenElsewhere(_ subject: Rank) -> Bool {
    guard let index = node(subject) else { return false }
    return isHosted(index) || (index < blankNodeCount && isNested(index))
  }

  // MARK: Nodes

  private func index(_ blankNode: Rank) -> Int { Int(blankNode - firstBlankNode) }

  /// The place of a blank node or reifier among the nodes.
  func node(_ rank: Rank) -> Int? {
    if rank >= firstBlankNode { return rank < .max ? index(rank) : nil }
    return reifyingIRIs.isEmpty ? nil : reifyingIRIs[rank]
  }

  func isNested(_ index: Int) -> Bool {
    let node = nodes[index]
    return node.references == 1 && node.annotations == 0 && !node.needsLabel
      && !node.hasManyGraphs && !node.isCut
  }

  func isHosted(_ index: Int) -> Bool {
    let node = nodes[index]
    return style == .turtle && node.annotations == 1 && !node.hasManyGraphs && !node.isCut
  }

  /// The row beside or in which a node is written.
  func host(_ index: Int) -> Int? {
    if isHosted(index) { return nodes[index].annotated }
    return index < blankNodeCount && isNested(index) ? nodes[index].reference : nil
  }

  // MARK: Annotations

  /// Finds the statements that say of a stated triple that something reifies it.
  private mutating func findAnnotations(_ statements: SortedStatements) {
    guard let reifies = statements.rank(RDF.reifies) else { return }
    var found: [(row: Int, annotated: Int)] = []
    var annotated: Set<Int> = []
    for (row, statement) in statements.rows.enumerated()
    where statement.predicate == reifies && statements.tripleTerms.contains(statement.object) {
      let parts = statements.parts(statement.object)
      let stated = SortedStatements.Row(
        graph: statement.graph, subject: parts.subject, predicate: parts.predicate,
        object: parts.object)
      guard let place = statements.place(of: stated) else { continue }
      found.append((row, place))
      annotated.insert(place)
    }
    // What is annotated itself has to be written out.
    for (row, place) in found where !annotated.contains(row) {
      if style == .rdfXML, reifiers[place] != nil { continue }
      let reifier = statements.rows[row].subject
      implied.insert(row)
      reifiers[place, default: []].append(reifier)
      if statements.iris.contains(reifier), reifyingIRIs[reifier] == nil {
        reifyingIRIs[reifier] = nodes.count
        nodes.append(Node())
      }
      guard let index = node(reifier) else { continue }
      nodes[index].annotations += 1
      nodes[index].annotated = place
    }
  }

  // MARK: References

  private mutating func count(_ statements: SortedStatements) {
    for (row, statement) in statements.rows.enumerated() {
      if let index = node(statement.subject) { addRow(row, about: index, statements) }
      if statements.blankNodes.contains(statement.object) {
        nodes[index(statement.object)].references += 1
        nodes[index(statement.object)].reference = row
      } else if statements.tripleTerms.contains(statement.object), !isImplied(row) {
        label(statement.object, statements)
      }
      if statements.blankNodes.contains(statement.graph) {
        nodes[index(statement.graph)].needsLabel = true
      }
    }
    for index in nodes.indices where !nodes[index].rows.isEmpty {
      let graph = statements.rows[nodes[index].rows.lowerBound].graph
      let node = nodes[index]
      if node.references == 1, statements.rows[node.reference].graph != graph,
        index < blankNodeCount
      {
        nodes[index].hasManyGraphs = true
      }
      if node.annotations == 1, statements.rows[node.annotated].graph != graph {
        nodes[index].hasManyGraphs = true
      }
    }
  }

  private mutating func addRow(_ row: Int, about index: Int, _ statements: SortedStatements) {
    let rows = nodes[index].rows
    if rows.isEmpty {
      nodes[index].rows = row..<row + 1
    } else if rows.upperBound == row,
      statements.rows[rows.lowerBound].graph == statements.rows[row].graph
    {
      nodes[index].rows = rows.lowerBound..<row + 1
    } else {
      nodes[index].hasManyGraphs = true
    }
  }

  /// Gives the blank nodes in a triple term labels.
  private mutating func label(_ tripleTerm: Rank, _ statements: SortedStatements) {
    var open = [tripleTerm]
    while let term = open.popLast() {
      let parts = statements.parts(term)
      for part in [parts.subject, parts.object] {
        if statements.tripleTerms.contains(part) {
          open.append(part)
        } else if statements.blankNodes.contains(part) {
          nodes[index(part)].needsLabel = true
        }
      }
    }
  }

  /// Numbers the blank nodes that are referred to by a label.
  private mutating func numberLabels() {
    var number = 0
    labels = (0..<blankNodeCount).map { index in
      let node = nodes[index]
      if isNested(index) { return -1 }
      let isNamed =
        node.references > 0 || node.needsLabel || node.hasManyGraphs
        || (node.annotations > 0 && !isHosted(index))
      guard isNamed else { return -1 }
      defer { number += 1 }
      return number
    }
  }
}
