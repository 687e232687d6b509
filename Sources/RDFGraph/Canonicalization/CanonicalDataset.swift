internal import ByteStorage
public import RDFModel

/// The hash functions that RDFC-1.0 names.
///
/// Source: RDF Dataset Canonicalization, section 4.3.
public enum CanonicalizationHash: String, CaseIterable, Hashable, Sendable {
  /// SHA-256, unless said otherwise.
  case sha256
  /// SHA-384.
  case sha384

  var digest: MessageDigest { self == .sha256 ? .sha256 : .sha384 }
}

/// A dataset in the form that all its copies share, whatever their labels and order.
///
/// Source: https://www.w3.org/TR/rdf-canon/
public struct CanonicalDataset: Hashable, Sendable {
  /// The hash function.
  public let hash: CanonicalizationHash
  /// The canonical N-Quads: lines in the order of code points, blank nodes as `_:c14n0` and on.
  public let nQuads: [UInt8]
  /// The blank nodes of the snapshot and the canonical ones in their place.
  public let issuedIdentifiers: [BlankNode: BlankNode]
  /// The hash of the canonical N-Quads in hexadecimal digits: equal for two datasets if and, but
  /// for collisions, only if they are isomorphic.
  ///
  /// Language tags count as they are written.
  public let contentHash: String
}

extension GraphSnapshot {
  /// The dataset of all graphs in canonical form, by RDFC-1.0.
  ///
  /// - Throws: ``CanonicalizationError`` with the code `canonicalization-limit` where blank nodes
  ///   are too hard to tell apart, or `canonicalization-triple-term`.
  /// - Complexity: O(n log n) in the quads where what is said of each blank node tells it from
  ///   all others; otherwise bounded by `limits`.
  ///
  /// Source: RDF Dataset Canonicalization, section 4.4.
  public func canonicalized(
    hash: CanonicalizationHash = .sha256,
    limits: CanonicalizationLimits = CanonicalizationLimits()
  ) throws(CanonicalizationError) -> CanonicalDataset {
    try canonicalized(CanonicalizationQuads(self), hash, limits)
  }

  /// The triples of a selection in canonical form, by RDFC-1.0, as one graph without a name: the
  /// content hash of a named graph is that of its triples, whatever its name.
  ///
  /// - Throws: ``CanonicalizationError`` with the code `canonicalization-limit` where blank nodes
  ///   are too hard to tell apart, or `canonicalization-triple-term`.
  /// - Complexity: as that of the whole dataset.
  ///
  /// Source: RDF Dataset Canonicalization, section 4.4.
  public func canonicalized(
    _ selection: GraphSelection, hash: CanonicalizationHash = .sha256,
    limits: CanonicalizationLimits = CanonicalizationLimits()
  ) throws(CanonicalizationError) -> CanonicalDataset {
    try canonicalized(CanonicalizationQuads(self, selection: selection), hash, limits)
  }

  private func canonicalized(
    _ quads: CanonicalizationQuads, _ hash: CanonicalizationHash, _ limits: CanonicalizationLimits
  ) throws(CanonicalizationError) -> CanonicalDataset {
    var canonicalizer = Canonicalizer(quads, digest: hash.digest, limits: limits)
    let issued = try canonicalizer.issueIdentifiers()
    let document = quads.nQuads(issued)
    var identifiers: [BlankNode: BlankNode] = [:]
    for (number, node) in issued.order.enumerated() {
      let label = dictionary.text(of: TermID(kind: .blankNode, index: Int(node)))
      identifiers[BlankNode(label)] = BlankNode("c14n\(number)")
    }
    let digits = hash.digest.hexadecimal(of: document.span)
    return CanonicalDataset(
      hash: hash, nQuads: document, issuedIdentifiers: identifiers,
      contentHash: String(decoding: digits, as: UTF8.self))
  }
}
