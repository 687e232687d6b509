public import ByteStorage

/// The distinct sets of graphs that triples are in; most snapshots have few.
///
/// Where the base has no column of sets, all its triples are in set 0, which holds graph 0 alone.
struct GraphSets: Sendable {
  /// Graph numbers, ascending, per set.
  let members: [[UInt32]]

  subscript(number: Int) -> [UInt32] { number < members.count ? members[number] : [] }
}

/// Which graphs a pattern is matched in: all of them, or those sets that hold a chosen one.
///
/// A selection is made once per query and asked once per row that a range yields.
@frozen
public enum GraphSelection: Sendable {
  /// Every triple counts: the union of all graphs.
  case all
  /// Only triples whose set of graphs is in the bit set count.
  case sets(BitSet)

  /// Whether a row of a permutation counts.
  @inlinable
  public func contains(row: Int, of permutation: Permutation) -> Bool {
    switch self {
    case .all: return true
    case .sets(let sets):
      guard let column = permutation.graphSets else { return sets.contains(0) }
      return sets.contains(Int(column[row]))
    }
  }

  /// Whether a row counts that is in a set of graphs, by its number.
  @inlinable
  public func contains(set: Int) -> Bool {
    switch self {
    case .all: true
    case .sets(let sets): sets.contains(set)
    }
  }
}

extension GraphSnapshot {
  /// The numbers of the graphs in each distinct set of graphs, by the numbers that
  /// ``Permutation/graphSets`` holds.
  public var graphSetMembers: [[UInt32]] { graphSets.members }

  /// The number of a named graph, or nil where the snapshot has no such graph.
  ///
  /// - Complexity: O(1).
  public func graphNumber(named id: TermID) -> Int? {
    guard let number = names.number(of: id) else { return nil }
    return droppedGraphs.contains(number) ? nil : number
  }

  /// The triples that are in at least one of some graphs, given by number (0 is the unnamed
  /// default graph).
  ///
  /// - Complexity: O(m) in the members of the distinct sets of graphs.
  public func selection(ofGraphs numbers: some Sequence<Int>) -> GraphSelection {
    let wanted = Set(numbers.map { UInt32($0) })
    var sets = BitSet(capacity: graphSets.members.count)
    var everything = true
    for (index, members) in graphSets.members.enumerated() {
      if members.contains(where: wanted.contains) {
        sets.insert(index)
      } else {
        everything = false
      }
    }
    return everything ? .all : .sets(sets)
  }

  /// The graphs that hold a triple, by number, ascending; empty where no graph does.
  public func graphs(subject: TermID, predicate: TermID, object: TermID) -> [Int] {
    graphSet(subject: subject, predicate: predicate, object: object)
      .map { graphSets[Int($0)].map { Int($0) } } ?? []
  }
}
