import RDFGraph

extension IntegrityChecker {
  /// S46, and mappings into nothing.
  func checkMappings(_ collector: inout FindingCollector) {
    if collector.wants(.s46) { checkExactMatches(&collector) }
    if collector.wants(.unknownMappingTarget) { checkTargets(&collector) }
  }

  // MARK: S46

  /// `exactMatch` is symmetric and transitive (S44, S45): what it connects is one class.
  private func checkExactMatches(_ collector: inout FindingCollector) {
    let exact = terms.mapping(.exactMatch)
    var numbering = NodeNumbering(snapshot)
    var edges: [(source: UInt32, target: UInt32)] = []
    snapshot.forEach(snapshot.match(predicate: exact)) { subject, _, object in
      guard object.kind == .iri || object.kind == .blankNode else { return }
      let one = UInt32(numbering.number(subject))
      let other = UInt32(numbering.number(object))
      edges.append((source: one, target: other))
      edges.append((source: other, target: one))
    }
    guard !edges.isEmpty else { return }
    var classes = EquivalenceClasses(count: numbering.count)
    for edge in edges { classes.unite(Int(edge.source), Int(edge.target)) }
    let links = Adjacency(nodeCount: numbering.count, edges: edges)
    var finder = PathFinder(nodeCount: numbering.count)
    for relation in [MappingRelation.broadMatch, .narrowMatch, .relatedMatch] {
      let property = terms.mapping(relation)
      snapshot.forEach(snapshot.match(predicate: property)) { subject, _, object in
        guard let one = numbering.known(subject), let other = numbering.known(object),
          classes.representative(one) == classes.representative(other)
        else { return }
        collector.add(.s46, subject) {
          let path = finder.path(from: one, to: other, along: links) { _ in true } ?? []
          let steps = path.count - 1
          return (
            message: "\(graph.curie(of: subject)) has \(graph.curie(of: object)) as "
              + "\(relation.curie), and matches it exactly"
              + (steps > 1 ? " over \(steps) steps" : ""),
            cause: [graph.statement(subject, property, object)]
              + zip(path, path.dropFirst()).prefix(100).map {
                exactMatch(numbering.nodes[$0], numbering.nodes[$1], exact)
              },
            remedy: "make one of the exact matches a close match, or remove the "
              + relation.rawValue
          )
        }
      }
    }
  }

  private func exactMatch(_ one: TermID, _ other: TermID, _ exact: TermID) -> Statement {
    snapshot.contains(subject: one, predicate: exact, object: other)
      ? graph.statement(one, exact, other) : graph.statement(other, exact, one)
  }

  // MARK: Mappings into nothing

  private func checkTargets(_ collector: inout FindingCollector) {
    var unknown: [(node: TermID, statement: (TermID, TermID, TermID))] = []
    var seen: Set<TermID> = []
    for property in terms.mappings {
      snapshot.forEach(snapshot.match(predicate: property)) { subject, _, object in
        for end in [subject, object]
        where end.kind == .iri && !graph.isConcept(end) && seen.insert(end).inserted {
          unknown.append((end, (subject, property, object)))
        }
      }
    }
    guard !unknown.isEmpty else { return }
    let loaded = Set(graph.inventory.concepts.map(namespace))
    for (node, statement) in unknown where loaded.contains(namespace(node)) {
      collector.add(.unknownMappingTarget, node) {
        (
          message: "a mapping names \(graph.curie(of: node)), which its vocabulary does not have",
          cause: [graph.statement(statement.0, statement.1, statement.2)],
          remedy: "correct the identifier, or load the edition that has the concept"
        )
      }
    }
  }

  /// The IRI of a term up to its last slash or hash.
  private func namespace(_ node: TermID) -> String {
    let text = snapshot.dictionary.text(of: node)
    let end = text.utf8.lastIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "#") }
    return String(text[..<(end ?? text.startIndex)])
  }
}

/// Classes that grow together: union by size, with path halving.
struct EquivalenceClasses: Sendable {
  private var parents: [UInt32]
  private var sizes: [UInt32]

  /// Every number is a class of its own.
  init(count: Int) {
    parents = (0..<UInt32(count)).map { $0 }
    sizes = Array(repeating: 1, count: count)
  }

  /// The number that stands for the class of another.
  mutating func representative(_ member: Int) -> Int {
    var node = member
    while Int(parents[node]) != node {
      parents[node] = parents[Int(parents[node])]
      node = Int(parents[node])
    }
    return node
  }

  /// Makes one class of two.
  mutating func unite(_ one: Int, _ other: Int) {
    var (large, small) = (representative(one), representative(other))
    if large == small { return }
    if sizes[large] < sizes[small] { swap(&large, &small) }
    parents[small] = UInt32(large)
    sizes[large] += sizes[small]
  }
}
