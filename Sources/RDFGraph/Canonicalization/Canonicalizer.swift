internal import ByteStorage
internal import RDFModel

/// The state of RDFC-1.0: what is known of each blank node, and the identifiers issued so far.
///
/// Source: RDF Dataset Canonicalization, sections 4.2 to 4.7.
struct Canonicalizer {
  let dataset: CanonicalizationQuads
  let digest: MessageDigest
  /// The identifiers that last.
  var canonical: IdentifierIssuer
  /// The identifiers of the attempt that is under way.
  var temporary: IdentifierIssuer
  private var firstDegreeHashes: [[UInt8]]

  private let limits: CanonicalizationLimits
  private var alikeCount = 0
  private var stepsLeft = 0

  init(
    _ dataset: CanonicalizationQuads, digest: MessageDigest, limits: CanonicalizationLimits
  ) {
    self.dataset = dataset
    self.digest = digest
    self.limits = limits
    canonical = IdentifierIssuer(prefix: "c14n", nodeCount: dataset.nodeCount)
    temporary = IdentifierIssuer(prefix: "b", nodeCount: dataset.nodeCount)
    firstDegreeHashes = []
  }

  /// Issues the canonical identifiers of all blank nodes.
  mutating func issueIdentifiers() throws(CanonicalizationError) -> IdentifierIssuer {
    firstDegreeHashes = (0..<UInt32(dataset.nodeCount)).map { firstDegreeHash(of: $0) }
    var alike: [[UInt32]] = []
    for group in groupsByHash() {
      if group.count == 1 { canonical.issue(group[0]) } else { alike.append(group) }
    }
    alikeCount = alike.reduce(0) { $0 + $1.count }
    stepsLeft = limits.total(alikeCount: alikeCount)
    for group in alike { try issueIdentifiers(of: group) }
    return canonical
  }

  /// The blank nodes that quads mention, by ascending hash of the first degree.
  private func groupsByHash() -> [[UInt32]] {
    let nodes = (0..<UInt32(dataset.nodeCount)).filter { !dataset.mentions(of: $0).isEmpty }
      .sorted { a, b in
        firstDegreeHashes[Int(a)].lexicographicallyPrecedes(firstDegreeHashes[Int(b)])
      }
    var groups: [[UInt32]] = []
    for node in nodes {
      if let last = groups.last?.first,
        firstDegreeHashes[Int(last)] == firstDegreeHashes[Int(node)]
      {
        groups[groups.count - 1].append(node)
      } else {
        groups.append([node])
      }
    }
    return groups
  }

  /// Issues the canonical identifiers of blank nodes that look alike at first.
  private mutating func issueIdentifiers(
    of group: [UInt32]
  ) throws(CanonicalizationError) {
    var attempts: [(hash: [UInt8], order: [UInt32])] = []
    for node in group where !canonical.hasIssued(node) {
      temporary.truncate(to: 0)
      temporary.issue(node)
      let hash = try nDegreeHash(of: node)
      attempts.append((hash, temporary.order))
    }
    attempts.sort { $0.hash.lexicographicallyPrecedes($1.hash) }
    for attempt in attempts {
      for node in attempt.order { canonical.issue(node) }
    }
  }

  /// Counts work against the limit.
  mutating func spend(_ steps: Int) throws(CanonicalizationError) {
    stepsLeft -= steps
    if stepsLeft < 0 { throw .limitExceeded(limits, alikeCount: alikeCount) }
  }

  // MARK: Hashes of one blank node

  /// The hash of the quads that mention a node, with all other blank nodes left unnamed.
  ///
  /// Source: RDF Dataset Canonicalization, section 4.6 (Hash First Degree Quads).
  private func firstDegreeHash(of node: UInt32) -> [UInt8] {
    var lines = SortedLines()
    for index in dataset.mentions(of: node) {
      dataset.append(dataset.quads[Int(index)], to: &lines.bytes) { other, bytes in
        bytes.append(other == node ? "_:a" : "_:z")
      }
      lines.endLine()
    }
    let sorted = lines.sorted()
    return digest.hexadecimal(of: sorted.span)
  }

  /// The hash of a blank node as another one's quad sees it.
  ///
  /// Source: RDF Dataset Canonicalization, section 4.7 (Hash Related Blank Node).
  func relatedHash(
    of node: UInt32, in quad: CanonicalizationQuads.Quad, position: UInt8
  ) -> [UInt8] {
    var input = ByteBuffer(capacity: 128)
    input.append(position)
    if position != UInt8(ascii: "g") {
      input.append(iri: dataset.dictionary.bytes(of: quad.predicate))
    }
    if !appendIdentifier(of: node, to: &input) {
      let hash = firstDegreeHashes[Int(node)]
      input.append(hash.span)
    }
    return digest.hexadecimal(of: input.span)
  }

  /// Writes the canonical identifier of a node, or else that of the attempt under way.
  ///
  /// - Returns: whether the node has one.
  func appendIdentifier(of node: UInt32, to buffer: inout ByteBuffer) -> Bool {
    if canonical.hasIssued(node) {
      canonical.append(node, to: &buffer)
    } else if temporary.hasIssued(node) {
      temporary.append(node, to: &buffer)
    } else {
      return false
    }
    return true
  }
}
