import ByteStorage

/// Counts over all graphs of a snapshot: exact in a base, close with a delta.
public struct GraphStatistics: Sendable {
  /// What is known of one predicate.
  public struct Predicate: Sendable, Hashable {
    /// The predicate.
    public let id: TermID
    /// Triples with it.
    public let triples: Int
    /// Distinct subjects of those triples.
    public let distinctSubjects: Int
    /// Distinct objects of those triples.
    public let distinctObjects: Int
  }

  /// All predicates in the order of their identifiers.
  public let predicates: [Predicate]
  /// Distinct subjects of any triple.
  public let distinctSubjects: Int
  /// Distinct objects of any triple.
  public let distinctObjects: Int
  private let positions: [TermID: Int]

  /// What is known of a predicate, or nil where no triple has it.
  public func predicate(_ id: TermID) -> Predicate? { positions[id].map { predicates[$0] } }

  /// Takes counts that were made before; predicates in the order of their identifiers.
  init(predicates: [Predicate], distinctSubjects: Int, distinctObjects: Int) {
    self.predicates = predicates
    self.distinctSubjects = distinctSubjects
    self.distinctObjects = distinctObjects
    positions = Dictionary(
      predicates.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { a, _ in a })
  }

  /// Counts everything.
  ///
  /// - Complexity: O(n) in the triples.
  init(permutations: [Permutation], dictionary: TermDictionary) {
    let pos = permutations[TripleOrder.pos.rawValue]
    let spo = permutations[TripleOrder.spo.rawValue]
    let osp = permutations[TripleOrder.osp.rawValue]
    var used: [Int] = []
    for ordinal in 0..<max(pos.offsets.count - 1, 0) where !pos.rows(leading: ordinal).isEmpty {
      used.append(ordinal)
    }
    let subjectCounts = Self.subjectCounts(spo, ordinals: max(pos.offsets.count - 1, 0))
    predicates = used.map { ordinal in
      let rows = pos.rows(leading: ordinal)
      return Predicate(
        id: dictionary.id(ordinal: ordinal), triples: rows.count,
        distinctSubjects: Int(subjectCounts[ordinal]),
        distinctObjects: Self.runs(pos, rows))
    }
    positions = Dictionary(
      uniqueKeysWithValues: predicates.enumerated().map { ($0.element.id, $0.offset) })
    distinctSubjects = Self.leaders(spo)
    distinctObjects = Self.leaders(osp)
  }

  private static func leaders(_ permutation: Permutation) -> Int {
    var count = 0
    for ordinal in 0..<max(permutation.offsets.count - 1, 0)
    where permutation.offsets[ordinal] != permutation.offsets[ordinal + 1] {
      count += 1
    }
    return count
  }

  /// How often the second column changes within some rows.
  private static func runs(_ permutation: Permutation, _ rows: Range<Int>) -> Int {
    var count = 0
    var last: UInt32?
    for row in rows where permutation.second[row] != last {
      last = permutation.second[row]
      count += 1
    }
    return count
  }

  /// Distinct subjects per predicate, by the predicate's ordinal, which for an IRI is its index.
  private static func subjectCounts(_ spo: Permutation, ordinals: Int) -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: ordinals)
    for ordinal in 0..<max(spo.offsets.count - 1, 0) {
      var last: UInt32?
      for row in spo.rows(leading: ordinal) {
        let bits = spo.second[row]
        if bits == last { continue }
        last = bits
        let index = TermID(rawValue: bits).index
        if index < ordinals { counts[index] += 1 }
      }
    }
    return counts
  }
}
