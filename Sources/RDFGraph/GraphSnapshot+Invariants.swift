import ByteStorage

/// What a snapshot broke of the rules that all its readers rely on.
public struct InvariantViolation: Error, Sendable, CustomStringConvertible {
  /// What is wrong, and where.
  public let description: String

  init(_ description: String) { self.description = description }
}

extension GraphSnapshot {
  /// Checks everything that readers rely on: ranges, orders, agreement of the three orders with
  /// each other and with the dictionary, the rules of a delta, and exact counts in a base.
  ///
  /// Tests call it on every form of snapshot; so does the full verification of a file.
  ///
  /// - Throws: ``InvariantViolation`` with the first rule that is broken.
  /// - Complexity: O(n log k) in the triples n and those of a leading term, k.
  public func checkInvariants() throws(InvariantViolation) {
    try checkDictionary()
    try checkGraphs()
    let sizes = permutations.map(\.count)
    guard sizes.count == 3, Set(sizes).count == 1 else {
      throw InvariantViolation("the orders have \(sizes) rows")
    }
    for order in TripleOrder.allCases { try checkBase(order) }
    try checkAgreement()
    if let delta { try checkDelta(delta) } else { try checkStatistics() }
  }

  private func require(
    _ condition: Bool, _ message: @autoclosure () -> String
  ) throws(InvariantViolation) {
    if !condition { throw InvariantViolation(message()) }
  }

  // MARK: Terms and graphs

  private func checkDictionary() throws(InvariantViolation) {
    for (name, table) in dictionary.tables {
      try check(table.base, name)
      if let added = table.added {
        for more in [added.settled, added.recent].compactMap({ $0 }) {
          try check(more, "added \(name)")
        }
        for number in table.base.count..<table.count {
          let found = table.find(table.key(number), qualifier: table.qualifier(number))
          try require(found.map { Int($0) } == number, "\(name): added \(number) is not found")
        }
      }
    }
    for index in 0..<dictionary.count(.literal) {
      let id = TermID(kind: .literal, index: index)
      if let language = dictionary.languageIndex(of: id) {
        try require(language < dictionary.languages.count, "literal \(index) has no language")
      } else if let datatype = dictionary.datatype(of: id) {
        try require(
          datatype.index < dictionary.count(.iri), "literal \(index) has no datatype")
      }
    }
    for index in 0..<dictionary.count(.tripleTerm) {
      let parts = dictionary.triple(of: TermID(kind: .tripleTerm, index: index))
      guard let parts else { throw InvariantViolation("triple term \(index) has no parts") }
      for part in [parts.subject, parts.predicate, parts.object] {
        try require(isKnown(part), "triple term \(index) has an unknown part")
      }
    }
  }

  private func check(
    _ table: FrozenByteStringTable, _ name: String
  ) throws(InvariantViolation) {
    var last: UInt32 = 0
    for number in 0..<table.count {
      let end = table.ends[number]
      try require(end >= last && Int(end) <= table.bytes.count, "\(name): \(number) ends at \(end)")
      last = end
    }
    try require(Int(last) == table.bytes.count, "\(name): bytes behind the last term")
    for number in 0..<table.count {
      let found = table.find(table.key(number), qualifier: table.qualifier(number))
      try require(found.map { Int($0) } == number, "\(name): \(number) is not found again")
    }
  }

  private func isKnown(_ id: TermID) -> Bool { id.index < dictionary.count(id.kind) }

  private func checkGraphs() throws(InvariantViolation) {
    for name in graphNames { try require(isKnown(name), "a graph has an unknown name") }
    try require(Set(graphNames).count == graphNames.count, "two graphs have one name")
    for set in graphSets.members {
      try require(!set.isEmpty, "an empty set of graphs")
      try require(zip(set, set.dropFirst()).allSatisfy { $0 < $1 }, "a set of graphs is unsorted")
      try require(Int(set.last ?? 0) <= graphNames.count, "a set has an unknown graph")
    }
    try require(!graphSets.members.isEmpty || tripleCount == 0, "no set of graphs")
  }

  // MARK: Rows

  private func checkBase(_ order: TripleOrder) throws(InvariantViolation) {
    let permutation = permutations[order.rawValue]
    try require(permutation.leadingCount <= ordinals.count, "\(order): too many offsets")
    try check(permutation, "\(order)", order) { place throws(InvariantViolation) in
      ordinals.id(place)
    }
  }

  private func check(
    _ permutation: Permutation, _ name: String, _ order: TripleOrder,
    leading: (Int) throws(InvariantViolation) -> TermID
  ) throws(InvariantViolation) {
    let count = permutation.count
    try require(permutation.third.count == count, "\(name): columns of two lengths")
    if let sets = permutation.graphSets {
      try require(sets.count == count, "\(name): graph sets of another length")
      for row in 0..<count {
        try require(
          Int(sets[row]) < graphSets.members.count, "\(name): row \(row) has an unknown set")
      }
    } else if count > 0 {
      try require(graphSets.members.first == [0], "\(name): set 0 is not the unnamed graph")
    }
    var next = 0
    for place in 0..<permutation.leadingCount {
      let (start, end) = (Int(permutation.offsets[place]), Int(permutation.offsets[place + 1]))
      try require(start == next && end >= start && end <= count, "\(name): offsets at \(place)")
      next = end
      let leadingTerm = try leading(place)
      for row in start..<end {
        let (second, third) = (permutation.second[row], permutation.third[row])
        if row > start {
          let before = (permutation.second[row - 1], permutation.third[row - 1])
          try require(before < (second, third), "\(name): row \(row) is out of order")
        }
        try checkKinds(order, leadingTerm.rawValue, second, third, "\(name): row \(row)")
      }
    }
    try require(next == count, "\(name): \(next) of \(count) rows are led")
  }

  private func checkKinds(
    _ order: TripleOrder, _ first: UInt32, _ second: UInt32, _ third: UInt32, _ place: String
  ) throws(InvariantViolation) {
    let ids = [first, second, third].map { TermID(rawValue: $0) }
    for id in ids { try require(isKnown(id), "\(place) has an unknown term") }
    let (subject, predicate) =
      switch order {
      case .spo: (ids[0], ids[1])
      case .pos: (ids[2], ids[0])
      case .osp: (ids[1], ids[2])
      }
    try require(
      subject.kind == .iri || subject.kind == .blankNode, "\(place) has no node as subject")
    try require(predicate.kind == .iri, "\(place) has no IRI as predicate")
  }

  /// Each triple of SPO stands in the other orders, with the same set of graphs; as all orders
  /// have as many rows, none has others.
  private func checkAgreement() throws(InvariantViolation) {
    let spo = permutations[0]
    for place in 0..<spo.leadingCount {
      let subject = ordinals.id(place)
      for row in spo.rows(leading: place) {
        let set = spo.graphSets?[row]
        for order in [TripleOrder.pos, .osp] {
          let (first, second, third) = order.arrange(
            subject.rawValue, spo.second[row], spo.third[row])
          let other = permutations[order.rawValue]
          let rows = ordinals[TermID(rawValue: first)].map { other.rows(leading: $0) } ?? 0..<0
          let found = other.place(second, third, in: rows)
          try require(found.isThere, "\(order): row \(row) of spo is missing")
          try require(other.graphSets?[found.row] == set, "\(order): row \(row) of spo differs")
        }
      }
    }
  }

  // MARK: Delta and counts

  private func checkDelta(_ delta: GraphDelta) throws(InvariantViolation) {
    let added = TripleOrder.allCases.map { delta[$0].permutation.count }
    let deleted = TripleOrder.allCases.map { delta[$0].deleted.count }
    try require(Set(added).count == 1, "the orders add \(added) rows")
    try require(Set(deleted).count == 1, "the orders delete \(deleted) rows")
    for order in TripleOrder.allCases {
      let changes = delta[order]
      let base = permutations[order.rawValue]
      try check(changes.permutation, "added \(order)", order) {
        place throws(InvariantViolation) in
        leadingTerm(place, of: changes.permutation)
      }
      for index in 0..<changes.deleted.count {
        let row = changes.deleted[index]
        try require(Int(row) < base.count, "\(order): deletes row \(row) of \(base.count)")
        try require(
          index == 0 || changes.deleted[index - 1] < row, "\(order): deletions are unsorted")
      }
      try require(
        changes.positions.count == changes.permutation.count, "\(order): positions are missing")
      for row in 0..<changes.positions.count {
        let position = Int(changes.positions[row])
        try require(position <= base.count, "\(order): added row \(row) lies outside")
        try require(
          row == 0 || changes.positions[row - 1] <= changes.positions[row],
          "\(order): added row \(row) is placed before the one before it")
      }
      try checkOrder(order)
    }
  }

  /// Base and delta together ascend in an order, and no triple is in both.
  private func checkOrder(_ order: TripleOrder) throws(InvariantViolation) {
    guard let delta else { return }
    var last: (UInt32, UInt32, UInt32)?
    var problem: String?
    let all = TripleRange(
      order: order, rows: 0..<permutations[order.rawValue].count,
      added: 0..<delta[order].permutation.count, in: delta[order])
    var count = 0
    forEachRow(all) { subject, predicate, object, _ in
      let triple = order.arrange(subject.rawValue, predicate.rawValue, object.rawValue)
      if let last, !(last < triple) { problem = "\(order): base and delta are out of order" }
      last = triple
      count += 1
    }
    if let problem { throw InvariantViolation(problem) }
    try require(count == tripleCount && count == all.count, "\(order): \(count) rows come out")
    let changes = delta[order]
    for place in 0..<changes.permutation.leadingCount {
      let raw = leadingTerm(place, of: changes.permutation).rawValue
      if order == .spo { try require(delta.subjects.mayContain(raw), "the filter lacks a subject") }
      if order == .osp { try require(delta.objects.mayContain(raw), "the filter lacks an object") }
    }
  }

  private func checkStatistics() throws(InvariantViolation) {
    let counted = GraphStatistics(permutations: permutations, dictionary: dictionary)
    try require(statistics.predicates == counted.predicates, "the counts of predicates differ")
    try require(
      statistics.distinctSubjects == counted.distinctSubjects
        && statistics.distinctObjects == counted.distinctObjects, "the counts of terms differ")
  }
}
