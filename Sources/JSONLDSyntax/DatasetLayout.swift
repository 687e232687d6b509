internal import RDFModel

/// Where each statement of a dataset is written: which blank nodes are collections or parts of a
/// string, and which stand in the place where they are mentioned.
///
/// Source: JSON-LD 1.1 Processing Algorithms and API, section 8.4.
struct DatasetLayout {
  typealias TermNumber = SortedStatements.Rank

  /// The statements about one node in one graph.
  struct Run {
    let graph: TermNumber
    let subject: TermNumber
    let rows: Range<Int>
    fileprivate(set) var place = Place.unknown
  }

  /// Where a node is written.
  enum Place {
    case unknown
    /// Among the nodes of its graph.
    case root
    /// Where it is mentioned, without a label.
    case inside
    /// As a cell of a list.
    case cell
    /// As a string with a base direction.
    case string
  }

  private(set) var runs: [Run] = []
  /// The statements with the items of the lists that are objects of statements.
  private var lists: [Int: [Int]] = [:]
  private var mentions: [Mention]
  private let terms: Terms

  /// Deeper than this, nodes and lists get labels and a place among the nodes of the graph.
  private static var maximumNesting: Int { 32 }

  private struct Mention {
    /// How many statements have the node as their object; 2 stands for more.
    var count: UInt8 = 0
    var namesGraph = false
    /// The statement that has the node as its object.
    var row = 0
    /// The number of runs, and one of them.
    var runCount = 0
    var run = 0
  }

  /// The terms that lists are made of.
  private struct Terms {
    let first: TermNumber?
    let rest: TermNumber?
    let `nil`: TermNumber?
    let type: TermNumber?
    let list: TermNumber?
    let value: TermNumber?
    let language: TermNumber?
    let direction: TermNumber?

    init(_ table: SortedStatements) {
      first = table.rank(RDF.first)
      rest = table.rank(RDF.rest)
      `nil` = table.rank(RDF.nil)
      type = table.rank(RDF.type)
      list = table.rank(IRI(trusted: RDF.namespace + "List"))
      value = table.rank(RDF.value)
      language = table.rank(IRI(trusted: RDF.namespace + "language"))
      direction = table.rank(IRI(trusted: RDF.namespace + "direction"))
    }
  }

  /// Lays sorted statements out.
  ///
  /// - Parameters:
  ///   - nests: whether blank nodes stand where they are mentioned, if that is one place.
  ///   - joinsStrings: whether compound literals become strings.
  ///   - nestsLists: whether lists may stand in lists.
  init(_ table: SortedStatements, nests: Bool, joinsStrings: Bool, nestsLists: Bool) {
    terms = Terms(table)
    mentions = Array(repeating: Mention(), count: Int(table.blankNodes.upperBound))
    countMentions(table)
    if joinsStrings { findStrings(table) }
    findLists(table, nested: nestsLists)
    placeNodes(table, nests: nests)
  }

  // MARK: Answers

  /// The statements with the items of the list that is the object of a statement, if it is one.
  func list(_ row: Int) -> [Int]? { lists[row] }

  /// The statements about a blank node that is written in the place of its mention; empty where
  /// there are none; nil for a node that is not.
  func rows(inside node: TermNumber, nests: Bool) -> Range<Int>? {
    let mention = mentions[Int(node)]
    if mention.runCount == 0 {
      return nests && mention.count == 1 && !mention.namesGraph ? 0..<0 : nil
    }
    return mention.runCount == 1 && runs[mention.run].place == .inside
      ? runs[mention.run].rows : nil
  }

  /// The statements that make a string of a blank node.
  func string(_ node: TermNumber) -> Range<Int>? {
    let mention = mentions[Int(node)]
    return mention.runCount == 1 && runs[mention.run].place == .string
      ? runs[mention.run].rows : nil
  }

  /// Whether a blank node is mentioned anywhere but as a subject in one graph.
  func needsLabel(_ node: TermNumber) -> Bool {
    let mention = mentions[Int(node)]
    return mention.count > 0 || mention.namesGraph || mention.runCount > 1
  }

  /// Whether a blank node is written with a label.
  func isLabelled(_ node: TermNumber, nests: Bool) -> Bool {
    let mention = mentions[Int(node)]
    if mention.runCount == 1 {
      switch runs[mention.run].place {
      case .inside, .cell, .string: return false
      case .root, .unknown: break
      }
    }
    return !nests || (needsLabel(node) && rows(inside: node, nests: nests) == nil)
  }

  func isNil(_ term: TermNumber) -> Bool { term == terms.nil }

  func isType(_ term: TermNumber) -> Bool { term == terms.type }

  // MARK: Finding out

  private mutating func countMentions(_ table: SortedStatements) {
    var start = 0
    while start < table.rows.count {
      let row = table.rows[start]
      var end = start
      while end < table.rows.count, table.rows[end].subject == row.subject,
        table.rows[end].graph == row.graph
      {
        let object = Int(table.rows[end].object)
        // As a type, a node can only be mentioned by its label.
        let isType = table.rows[end].predicate == terms.type
        mentions[object].count = min(2, mentions[object].count + (isType ? 2 : 1))
        mentions[object].row = end
        end += 1
      }
      mentions[Int(row.subject)].runCount += 1
      mentions[Int(row.subject)].run = runs.count
      if row.graph != SortedStatements.defaultGraph { mentions[Int(row.graph)].namesGraph = true }
      runs.append(Run(graph: row.graph, subject: row.subject, rows: start..<end))
      start = end
    }
  }

  /// The run of a blank node that is mentioned once, in the graph in which all is said of it.
  private func onlyRun(of node: TermNumber, _ table: SortedStatements) -> Int? {
    let mention = mentions[Int(node)]
    guard table.blankNodes.contains(node), mention.count == 1, mention.runCount == 1,
      !mention.namesGraph, runs[mention.run].graph == table.rows[mention.row].graph
    else { return nil }
    return mention.run
  }

  private mutating func findStrings(_ table: SortedStatements) {
    for index in runs.indices where onlyRun(of: runs[index].subject, table) == index {
      var counts: [TermNumber?: Int] = [:]
      for row in runs[index].rows {
        counts[table.rows[row].predicate, default: 0] += 1
        if !table.literals.contains(table.rows[row].object) { counts[nil] = 1 }
      }
      let known = [terms.value, terms.direction, terms.language].compactMap(\.self)
      guard counts[terms.value] == 1, counts[terms.direction] == 1,
        counts.values.allSatisfy({ $0 == 1 }),
        counts.keys.allSatisfy({ known.contains($0 ?? .max) })
      else { continue }
      runs[index].place = .string
    }
  }

  private mutating func findLists(_ table: SortedStatements, nested: Bool) {
    guard let `nil` = terms.nil, let rest = terms.rest else { return }
    for tail in table.rows.indices
    where table.rows[tail].object == `nil` && table.rows[tail].predicate == rest {
      var items: [Int] = []
      var head = tail
      while table.rows[head].predicate == rest,
        let run = onlyRun(of: table.rows[head].subject, table), let item = item(of: run, table)
      {
        runs[run].place = .cell
        items.append(item)
        head = mentions[Int(runs[run].subject)].row
      }
      if !nested, table.rows[head].predicate == terms.first, let first = items.popLast() {
        // The first cell stays a node, so that the list is no item itself.
        let run = mentions[Int(table.rows[first].subject)].run
        runs[run].place = .unknown
        head = runs[run].rows.first { table.rows[$0].predicate == rest } ?? head
      }
      if !items.isEmpty { lists[head] = items.reversed() }
    }
  }

  /// The statement with the item of a cell; nil where the node is more than a cell.
  private func item(of run: Int, _ table: SortedStatements) -> Int? {
    var item: Int?
    var count = 0
    for row in runs[run].rows {
      switch table.rows[row].predicate {
      case terms.first:
        if item != nil { return nil }
        item = row
      case terms.rest: count += 1
      case terms.type where table.rows[row].object == terms.list: break
      default: return nil
      }
    }
    return count == 1 ? item : nil
  }

  // MARK: Placing

  private mutating func placeNodes(_ table: SortedStatements, nests: Bool) {
    var open: [(run: Int, depth: Int)] = []
    for index in runs.indices where runs[index].place == .unknown {
      if nests, onlyRun(of: runs[index].subject, table) == index { continue }
      runs[index].place = .root
      open.append((index, 0))
    }
    var reached: Set<Int> = []
    place(&open, &reached, table)
    // What is left is mentioned in circles: each gets a label somewhere.
    for index in runs.indices where runs[index].place == .unknown {
      runs[index].place = .root
      open.append((index, 0))
      place(&open, &reached, table)
    }
    for head in lists.keys.sorted() where !reached.contains(head) && lists[head] != nil {
      unfold(head, &open, table)
      place(&open, &reached, table)
    }
  }

  /// Places what the nodes at hand mention, and so on.
  private mutating func place(
    _ open: inout [(run: Int, depth: Int)], _ reached: inout Set<Int>,
    _ table: SortedStatements
  ) {
    while let (run, depth) = open.popLast() {
      var statements = runs[run].rows.map { (row: $0, depth: depth) }
      while let (row, depth) = statements.popLast() {
        let isDeep = depth + 1 > Self.maximumNesting
        if let items = lists[row] {
          guard reached.insert(row).inserted else { continue }
          if isDeep {
            unfold(row, &open, table)
          } else {
            statements += items.map { (row: $0, depth: depth + 1) }
          }
        } else if let run = onlyRun(of: table.rows[row].object, table),
          runs[run].place == .unknown
        {
          runs[run].place = isDeep ? .root : .inside
          open.append((run, isDeep ? 0 : depth + 1))
        }
      }
    }
  }

  /// Makes nodes of the cells of a list.
  private mutating func unfold(
    _ head: Int, _ open: inout [(run: Int, depth: Int)], _ table: SortedStatements
  ) {
    for row in lists.removeValue(forKey: head) ?? [] {
      let run = mentions[Int(table.rows[row].subject)].run
      runs[run].place = .root
      open.append((run, 0))
    }
  }
}
