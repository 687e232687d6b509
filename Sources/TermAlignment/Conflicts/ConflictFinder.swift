import ByteStorage
import RDFGraph
import RDFModel
public import SKOSVocabulary

extension Resolver {
  /// Mappings that cannot all be right, with the minimal sets of statements that cause it and what
  /// could be done.
  ///
  /// - Parameters:
  ///   - rules: the conditions to check, of ``IntegrityRule/mappingRules``.
  ///   - limit: the most conflicts to work out for each rule; all are counted.
  /// - Complexity: O(n + e) in concepts and mappings to find them; working one out is bounded, and
  ///   says so where it stops.
  public func conflicts(
    rules: Set<IntegrityRule> = IntegrityRule.mappingRules, limit: Int = 1000
  ) -> ConflictReport {
    var finder = ConflictFinder(self, limit: limit)
    if rules.contains(.s46) { finder.findExactAndOther() }
    if rules.contains(.affirmedAndDenied) { finder.findDenied() }
    if rules.contains(.sameSchemeMatch) { finder.findSameScheme() }
    if rules.contains(.hierarchyInversion) { finder.findInversions() }
    return finder.report(rules)
  }
}

/// Finds conflicts and works out their causes and repairs.
struct ConflictFinder {
  let graph: SKOSGraph
  let index: MappingIndex
  var network: MappingNetwork
  private let limit: Int
  private var conflicts: [MappingConflict] = []
  private var counts: [IntegrityRule: Int] = [:]

  init(_ resolver: Resolver, limit: Int) {
    graph = resolver.graph
    index = resolver.index
    network = MappingNetwork(resolver.index)
    self.limit = limit
  }

  consuming func report(_ rules: Set<IntegrityRule>) -> ConflictReport {
    var counts = self.counts
    for rule in rules.intersection(IntegrityRule.mappingRules) where counts[rule] == nil {
      counts[rule] = 0
    }
    let graph = graph
    let sorted = conflicts.sorted { left, right in
      if left.rule != right.rule { return left.rule.rawValue < right.rule.rawValue }
      let one = (graph.iriText(left.subject), graph.iriText(left.object), left.message)
      return one < (graph.iriText(right.subject), graph.iriText(right.object), right.message)
    }
    return ConflictReport(conflicts: sorted, counts: counts)
  }

  /// Counts a conflict, and says whether it is to be worked out.
  mutating func admits(_ rule: IntegrityRule) -> Bool {
    let count = counts[rule, default: 0]
    counts[rule] = count + 1
    return count < limit
  }

  mutating func add(_ conflict: MappingConflict) { conflicts.append(conflict) }

  func name(_ node: TermID) -> String { graph.curie(of: node) }

  func cause(_ number: Int) -> MappingConflict.Cause {
    MappingConflict.Cause(
      subject: index.subject(number), predicate: index.predicate(number),
      object: index.object(number), mapping: number, isDenial: index.isDenial(number))
  }

  /// The nodes at the ends of a mapping.
  private func ends(_ number: Int) -> (Int, Int)? {
    guard !index.isAbsence(number), let one = index.node(of: index.subject(number)),
      let other = index.node(of: index.object(number)), one != other
    else { return nil }
    return (one, other)
  }

  private func isExact(_ number: Int) -> Bool {
    index.relations[number] == MappingCode.exact.rawValue
  }

  // MARK: S46

  /// A pair that matches exactly, over any number of links, and by another relation.
  ///
  /// Source: SKOS Reference, S46.
  mutating func findExactAndOther() {
    for number in 0..<index.count where !index.isDenial(number) && !isExact(number) {
      guard let code = MappingCode(rawValue: index.relations[number]),
        [.broad, .narrow, .related].contains(code), let (one, other) = ends(number),
        network.classes[one] == network.classes[other], admits(.s46)
      else { continue }
      let (paths, isCut) = network.paths(from: one, to: other)
      let steps = paths.first?.count ?? 0
      add(
        conflict(
          .s46, [number], paths, isCut, between: (one, other),
          message: "\(name(index.subject(number))) has \(name(index.object(number))) as "
            + "\(code.relation.curie), and matches it exactly"
            + (steps > 1 ? " over \(steps) links" : "")))
    }
  }

  // MARK: Denials

  /// A denial against a statement, or against what exact matches give.
  mutating func findDenied() {
    for number in 0..<index.count where index.isDenial(number) {
      guard let denied = MappingCode(rawValue: index.relations[number]),
        let (one, other) = ends(number)
      else { continue }
      if denied.denialDenies(.exact), network.classes[one] == network.classes[other] {
        guard admits(.affirmedAndDenied) else { continue }
        let (paths, isCut) = network.paths(from: one, to: other)
        let steps = paths.first?.count ?? 0
        add(
          conflict(
            .affirmedAndDenied, [number], paths, isCut, between: (one, other),
            message: "\(name(index.subject(number))) is stated not to be "
              + "\(denied.relation.curie) of \(name(index.object(number))), and matches it exactly"
              + (steps > 1 ? " over \(steps) links" : "")))
      }
      guard denied != .exact else { continue }
      for edge in index.affirmed.edges(of: one)
      where index.affirmed.targets[edge] == UInt32(other)
        && index.affirmed.relations[edge] == denied.rawValue
      {
        guard admits(.affirmedAndDenied) else { continue }
        let affirmed = Int(index.affirmed.mappings[edge] & ~MappingAdjacency.backwards)
        add(
          conflict(
            .affirmedAndDenied, [number, affirmed], [[]], false, between: (one, other),
            message: "\(name(index.subject(number))) is stated to be and not to be "
              + "\(denied.relation.curie) of \(name(index.object(number)))"))
      }
    }
  }

  // MARK: Schemes

  /// Exact matches that join several concepts of one scheme, which says that they are several.
  mutating func findSameScheme() {
    for number in 0..<network.classCount {
      let members = network.nodes(ofClass: number)
      guard members.count > 1 else { continue }
      var byScheme: [UInt32: [Int]] = [:]
      for node in members {
        for place in index.schemes(ofNode: Int(node)) {
          byScheme[index.schemeNumbers[place], default: []].append(Int(node))
        }
      }
      for (scheme, nodes) in byScheme.sorted(by: { $0.key < $1.key }) where nodes.count > 1 {
        let sorted = nodes.sorted {
          graph.iriText(index.term(ofNode: $0)) < graph.iriText(index.term(ofNode: $1))
        }
        for (one, other) in zip(sorted, sorted.dropFirst()) {
          guard admits(.sameSchemeMatch) else { continue }
          let (paths, isCut) = network.paths(from: one, to: other)
          add(
            conflict(
              .sameSchemeMatch, [], paths, isCut, between: (one, other),
              message: "exact matches join \(name(index.term(ofNode: one))) and "
                + "\(name(index.term(ofNode: other))), both of "
                + graph.iriText(index.schemes[Int(scheme)])))
        }
      }
    }
  }

  // MARK: Putting together

  /// A conflict of fixed statements with any of several ways of exact matches.
  private func conflict(
    _ rule: IntegrityRule, _ fixed: [Int], _ paths: [[Int]], _ isCut: Bool,
    between ends: (Int, Int), message: String
  ) -> MappingConflict {
    var repairs = fixed.map { repair($0) }
    // One link that is on every way ends them all; without one, a link of each way.
    var common = paths.isEmpty ? [] : Set(paths[0])
    for path in paths.dropFirst() { common.formIntersection(path) }
    var trial = network
    for link in common.sorted()
    where trial.path(from: ends.0, to: ends.1, without: [link]) == nil {
      repairs.append(repair(link))
    }
    if common.isEmpty, paths.count > 1, !isCut {
      let links = hittingSet(paths)
      if trial.path(from: ends.0, to: ends.1, without: Set(links)) == nil {
        repairs.append(repair(links))
      }
    }
    return MappingConflict(
      rule: rule, subject: index.term(ofNode: ends.0), object: index.term(ofNode: ends.1),
      message: message, causes: paths.map { path in (fixed + path).map(cause) }, isCut: isCut,
      repairs: ranked(repairs))
  }

  /// A small set with a link of every way: over and over the link that most ways have.
  private func hittingSet(_ paths: [[Int]]) -> [Int] {
    var open = paths
    var chosen: [Int] = []
    while !open.isEmpty {
      var uses: [Int: Int] = [:]
      for path in open { for link in path { uses[link, default: 0] += 1 } }
      guard let best = uses.min(by: { ($1.value, $0.key) < ($0.value, $1.key) })?.key else { break }
      chosen.append(best)
      open.removeAll { $0.contains(best) }
    }
    return chosen.sorted()
  }

  func repair(_ number: Int) -> MappingConflict.Repair { repair([number]) }

  private func repair(_ numbers: [Int]) -> MappingConflict.Repair {
    let isDenial = numbers.allSatisfy { index.isDenial($0) }
    let isExact = numbers.allSatisfy { self.isExact($0) }
    return MappingConflict.Repair(
      action: isDenial ? .withdraw : isExact ? .weaken : .remove, statements: numbers.map(cause),
      lost: isDenial ? 0 : Dependents(network, without: Set(numbers), examples: 0).count,
      confidence: numbers.compactMap { index.confidence($0) }.min())
  }

  /// What loses least first; then fewer statements, then the less confident.
  func ranked(_ repairs: [MappingConflict.Repair]) -> [MappingConflict.Repair] {
    repairs.enumerated().sorted { left, right in
      let one = left.element
      let other = right.element
      if one.lost != other.lost { return one.lost < other.lost }
      if one.statements.count != other.statements.count {
        return one.statements.count < other.statements.count
      }
      let confidences = (one.confidence ?? 1, other.confidence ?? 1)
      if confidences.0 != confidences.1 { return confidences.0 < confidences.1 }
      return left.offset < right.offset
    }.map(\.element)
  }
}
