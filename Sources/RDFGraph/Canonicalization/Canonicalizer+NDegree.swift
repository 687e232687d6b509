internal import ByteStorage

extension Canonicalizer {
  /// The hash of all that can be reached from a blank node through others, and in
  /// ``temporary`` the numbers on the way there.
  ///
  /// The algorithm is recursive; here the calls that wait lie in an array, for chains of blank
  /// nodes can be longer than a thread's stack is deep.
  ///
  /// Source: RDF Dataset Canonicalization, section 4.8 (Hash N-Degree Quads).
  mutating func nDegreeHash(of node: UInt32) throws(CanonicalizationError) -> [UInt8] {
    var waiting = [try visit(node)]
    var returned: [UInt8]?
    while true {
      switch try proceed(&waiting[waiting.count - 1], returned) {
      case .descend(let next):
        waiting.append(try visit(next))
        returned = nil
      case .finish(let hash):
        waiting.removeLast()
        if waiting.isEmpty { return hash }
        returned = hash
      }
    }
  }

  /// Begins a visit: groups what the node is related to by hash.
  private mutating func visit(_ node: UInt32) throws(CanonicalizationError) -> Visit {
    var related: [(hash: [UInt8], node: UInt32)] = []
    for index in dataset.mentions(of: node) {
      let quad = dataset.quads[Int(index)]
      quad.forEachBlankNode { other, position in
        guard other != node else { return }
        related.append((relatedHash(of: other, in: quad, position: position), other))
      }
    }
    try spend(related.count + 1)
    related.sort {
      $0.hash == $1.hash
        ? $0.node < $1.node : $0.hash.lexicographicallyPrecedes($1.hash)
    }
    var groups: [Visit.Group] = []
    for (hash, other) in related {
      if let last = groups.last, last.hash == hash {
        groups[groups.count - 1].nodes.append(other)
      } else {
        groups.append(Visit.Group(hash: hash, nodes: [other]))
      }
    }
    var visit = Visit(groups: groups)
    try beginGroup(&visit)
    return visit
  }

  /// Goes on with a visit until it needs the hash of another node, or ends.
  private mutating func proceed(
    _ visit: inout Visit, _ returned: [UInt8]?
  ) throws(CanonicalizationError) -> Step {
    if let returned {
      let node = visit.unnamed[visit.hashedCount]
      visit.hashedCount += 1
      append(node, to: &visit.path)
      visit.path.append(UInt8(ascii: "<"))
      visit.path.append(contentsOf: returned)
      visit.path.append(UInt8(ascii: ">"))
      if visit.isWorseThanChosen { try beginNextOrder(&visit) }
    }
    while visit.groupIndex < visit.groups.count {
      if visit.hashedCount < visit.unnamed.count {
        return .descend(visit.unnamed[visit.hashedCount])
      }
      if visit.chosenPath.isEmpty || visit.path.lexicographicallyPrecedes(visit.chosenPath) {
        visit.chosenPath = visit.path
        visit.isChosenIssued = true
      }
      try beginNextOrder(&visit)
    }
    return .finish(digest.hexadecimal(of: visit.data.span))
  }

  /// Begins the group at `groupIndex`, if there is one.
  private mutating func beginGroup(_ visit: inout Visit) throws(CanonicalizationError) {
    guard visit.groupIndex < visit.groups.count else { return }
    let group = visit.groups[visit.groupIndex]
    visit.data += group.hash
    visit.order = group.nodes
    visit.issuedCount = temporary.order.count
    visit.chosenPath = []
    visit.isChosenIssued = false
    // Nothing is chosen yet, so the first order is never given up at once.
    _ = try beginOrder(&visit)
  }

  /// Goes on to the next order of the group that may be better, or to the next group.
  private mutating func beginNextOrder(_ visit: inout Visit) throws(CanonicalizationError) {
    while visit.order.advanceToNextPermutation() {
      if visit.isChosenIssued {
        // Kept only where another order is tried: chains would copy their whole length each time.
        visit.chosenNodes = Array(temporary.order[visit.issuedCount...])
        visit.isChosenIssued = false
        try spend(visit.chosenNodes.count / 16)
      }
      if try beginOrder(&visit) { return }
    }
    if !visit.isChosenIssued {
      temporary.truncate(to: visit.issuedCount)
      for node in visit.chosenNodes { temporary.issue(node) }
    }
    visit.data += visit.chosenPath
    visit.groupIndex += 1
    try beginGroup(&visit)
  }

  /// Begins an order: names its nodes.
  ///
  /// - Returns: whether the order can still be better than the chosen one.
  private mutating func beginOrder(_ visit: inout Visit) throws(CanonicalizationError) -> Bool {
    try spend(visit.order.count)
    temporary.truncate(to: visit.issuedCount)
    visit.path = []
    visit.unnamed = []
    visit.hashedCount = 0
    for node in visit.order {
      if !canonical.hasIssued(node), !temporary.hasIssued(node) {
        visit.unnamed.append(node)
        temporary.issue(node)
      }
      append(node, to: &visit.path)
      if visit.isWorseThanChosen { return false }
    }
    return true
  }

  private func append(_ node: UInt32, to path: inout [UInt8]) {
    var buffer = ByteBuffer(capacity: 16)
    _ = appendIdentifier(of: node, to: &buffer)
    for offset in 0..<buffer.count { path.append(buffer[offset]) }
  }
}

/// What a visit needs next.
private enum Step {
  case descend(UInt32)
  case finish([UInt8])
}

/// The state of one call of Hash N-Degree Quads.
private struct Visit {
  /// Related blank nodes that share a hash.
  struct Group {
    let hash: [UInt8]
    var nodes: [UInt32]
  }

  let groups: [Group]
  var groupIndex = 0
  /// What will be hashed.
  var data: [UInt8] = []

  /// The order of the group's nodes that is tried.
  var order: [UInt32] = []
  /// How many temporary identifiers there were before the group.
  var issuedCount = 0
  var path: [UInt8] = []
  /// The nodes of the order that had no identifier, all of which are hashed in turn.
  var unnamed: [UInt32] = []
  var hashedCount = 0

  /// The least path so far; empty before the first.
  var chosenPath: [UInt8] = []
  /// The nodes that the least path gave temporary identifiers to; not kept while they have them.
  var chosenNodes: [UInt32] = []
  var isChosenIssued = false

  init(groups: [Group]) { self.groups = groups }

  /// Whether a path that goes on like this cannot be chosen.
  var isWorseThanChosen: Bool {
    !chosenPath.isEmpty && path.count >= chosenPath.count
      && chosenPath.lexicographicallyPrecedes(path)
  }
}

extension [UInt32] {
  /// Goes on to the next greater order of the elements.
  ///
  /// - Returns: false where the order is the last, which then stays.
  mutating func advanceToNextPermutation() -> Bool {
    guard count > 1 else { return false }
    var pivot = count - 2
    while self[pivot] >= self[pivot + 1] {
      if pivot == 0 { return false }
      pivot -= 1
    }
    var successor = count - 1
    while self[successor] <= self[pivot] { successor -= 1 }
    swapAt(pivot, successor)
    self[(pivot + 1)...].reverse()
    return true
  }
}
