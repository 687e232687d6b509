import ByteStorage

/// Turns unsorted rows into the three permutations.
///
/// Rows are scattered by subject and sorted within each subject, which is cheap because sources
/// keep what they say of a subject together. The other orders need no comparison at all: a
/// stable counting sort by object of SPO is OSP, and one by predicate of OSP is POS.
enum TripleSorter {
  struct Result: ~Copyable {
    var permutations: [Permutation]
    var graphSets: GraphSets
    var origins: OriginColumns?
  }

  static func sort(
    _ rows: borrowing TripleRows, dictionary: TermDictionary, graphCount: Int
  ) -> Result {
    let subjectOrdinals = dictionary.count(.iri) + dictionary.count(.blankNode)
    let starts = scatterStarts(
      rows.subjects, ordinals: subjectOrdinals, blankBase: dictionary.count(.iri))
    let plain = rows.graphs.count == 0 && rows.lines.count == 0
    var spo =
      plain
      ? sortPlain(rows, starts: starts, blankBase: dictionary.count(.iri))
      : sortWithPayload(rows, starts: starts, blankBase: dictionary.count(.iri))
    let origins = spo.origins
    let graphSets = GraphSets(members: spo.graphSets)
    spo.origins = nil
    let first = Permutation(
      offsets: spo.offsets.freeze(), second: spo.second.freeze(), third: spo.third.freeze(),
      graphSets: spo.memberships.count > 0 ? spo.memberships.freeze() : nil)
    let osp = rotate(first, ordinals: dictionary.count, dictionary: dictionary)
    let pos = rotate(osp, ordinals: dictionary.count(.iri), dictionary: dictionary)
    return Result(permutations: [first, pos, osp], graphSets: graphSets, origins: origins)
  }

  /// Where the rows of each subject start after scattering, by ordinal.
  private static func scatterStarts(
    _ subjects: borrowing GrowingColumn<UInt32>, ordinals: Int, blankBase: Int
  ) -> Column<UInt32> {
    var counts = GrowingColumn<UInt32>(capacity: ordinals + 1)
    counts.append(repeating: 0, count: ordinals + 1)
    for row in 0..<subjects.count {
      counts[subjectOrdinal(subjects[row], blankBase) + 1] += 1
    }
    for ordinal in 0..<ordinals { counts[ordinal + 1] += counts[ordinal] }
    return counts.freeze()
  }

  /// Subjects are IRIs or blank nodes, so two cases are enough.
  @inline(__always)
  private static func subjectOrdinal(_ bits: UInt32, _ blankBase: Int) -> Int {
    bits < 1 << 30 ? Int(bits) : blankBase + Int(bits & 0x3FFF_FFFF)
  }

  /// The SPO order while it is made.
  private struct Leading: ~Copyable {
    var offsets = GrowingColumn<UInt32>()
    var second = GrowingColumn<UInt32>()
    var third = GrowingColumn<UInt32>()
    var memberships = GrowingColumn<UInt32>()
    var graphSets: [[UInt32]] = [[0]]
    var origins: OriginColumns?
  }

  private static func key(_ predicate: UInt32, _ object: UInt32) -> UInt64 {
    UInt64(predicate) << 32 | UInt64(object)
  }

  // MARK: One graph, no origins

  private static func sortPlain(
    _ rows: borrowing TripleRows, starts: Column<UInt32>, blankBase: Int
  ) -> Leading {
    let count = rows.count
    let keys = UnsafeMutablePointer<UInt64>.allocate(capacity: max(count, 1))
    defer { unsafe keys.deallocate() }
    var cursors = GrowingColumn<UInt32>(capacity: starts.count)
    cursors.append(starts.span)
    for row in 0..<count {
      let ordinal = subjectOrdinal(rows.subjects[row], blankBase)
      let target = Int(cursors[ordinal])
      cursors[ordinal] += 1
      unsafe (keys + target).initialize(to: key(rows.predicates[row], rows.objects[row]))
    }
    var result = Leading()
    result.offsets.reserve(starts.count)
    result.second.reserve(count)
    result.third.reserve(count)
    result.offsets.append(0)
    for ordinal in 0..<starts.count - 1 {
      let range = Int(starts[ordinal])..<Int(starts[ordinal + 1])
      let group = unsafe UnsafeMutableBufferPointer(
        start: keys + range.lowerBound, count: range.count)
      unsafe sortGroup(group)
      var last: UInt64?
      for index in 0..<group.count {
        let key = unsafe group[index]
        if key == last { continue }
        last = key
        result.second.append(UInt32(truncatingIfNeeded: key >> 32))
        result.third.append(UInt32(truncatingIfNeeded: key))
      }
      result.offsets.append(UInt32(truncatingIfNeeded: result.second.count))
    }
    return result
  }

  /// Insertion sort for the small groups that vocabularies consist of, the library's sort else.
  private static func sortGroup<Key: Comparable>(_ group: UnsafeMutableBufferPointer<Key>) {
    guard group.count <= 24 else {
      var sorted = unsafe group
      return unsafe sorted.sort()
    }
    var index = 1
    while index < group.count {
      let key = unsafe group[index]
      var hole = index
      while hole > 0, unsafe key < group[hole - 1] {
        unsafe group[hole] = group[hole - 1]
        hole -= 1
      }
      unsafe group[hole] = key
      index += 1
    }
  }

  // MARK: Named graphs or origins

  /// A row with the row number that it came from, to find its graph and origin again.
  private struct NumberedKey: Comparable, BitwiseCopyable {
    let key: UInt64
    let row: UInt32

    static func < (left: Self, right: Self) -> Bool {
      left.key == right.key ? left.row < right.row : left.key < right.key
    }
  }

  private static func sortWithPayload(
    _ rows: borrowing TripleRows, starts: Column<UInt32>, blankBase: Int
  ) -> Leading {
    let count = rows.count
    let keys = UnsafeMutablePointer<NumberedKey>.allocate(capacity: max(count, 1))
    defer { unsafe keys.deallocate() }
    var cursors = GrowingColumn<UInt32>(capacity: starts.count)
    cursors.append(starts.span)
    for row in 0..<count {
      let ordinal = subjectOrdinal(rows.subjects[row], blankBase)
      let target = Int(cursors[ordinal])
      cursors[ordinal] += 1
      unsafe (keys + target).initialize(
        to: NumberedKey(
          key: key(rows.predicates[row], rows.objects[row]), row: UInt32(truncatingIfNeeded: row)))
    }
    var result = Leading()
    var origins = OriginCollector()
    var sets = GraphSetCollector()
    result.offsets.append(0)
    for ordinal in 0..<starts.count - 1 {
      let range = Int(starts[ordinal])..<Int(starts[ordinal + 1])
      let group = unsafe UnsafeMutableBufferPointer(
        start: keys + range.lowerBound, count: range.count)
      unsafe sortGroup(group)
      var index = 0
      while index < group.count {
        let first = unsafe group[index]
        var end = index + 1
        while end < group.count, unsafe group[end].key == first.key { end += 1 }
        result.second.append(UInt32(truncatingIfNeeded: first.key >> 32))
        result.third.append(UInt32(truncatingIfNeeded: first.key))
        if rows.graphs.count > 0 {
          for member in index..<end {
            let row = unsafe Int(group[member].row)
            sets.add(row < rows.graphs.count ? rows.graphs[row] : 0)
          }
          result.memberships.append(sets.finishSet())
        }
        origins.add(row: Int(first.row), of: rows)
        index = end
      }
      result.offsets.append(UInt32(truncatingIfNeeded: result.second.count))
    }
    if rows.graphs.count > 0 { result.graphSets = sets.sets }
    result.origins = origins.freeze()
    return result
  }

  // MARK: The other orders

  /// The permutation that leads with the last term: rows (a, b, c) become (c, a, b), with the
  /// order of equal `c` kept.
  private static func rotate(
    _ source: Permutation, ordinals: Int, dictionary: TermDictionary
  ) -> Permutation {
    let count = source.third.count
    var offsets = GrowingColumn<UInt32>(capacity: ordinals + 1)
    offsets.append(repeating: 0, count: ordinals + 1)
    for row in 0..<count {
      offsets[dictionary.ordinal(TermID(rawValue: source.third[row])) + 1] += 1
    }
    for ordinal in 0..<ordinals { offsets[ordinal + 1] += offsets[ordinal] }
    var cursors = GrowingColumn<UInt32>(capacity: offsets.count)
    cursors.append(offsets.span)
    var second = GrowingColumn<UInt32>(capacity: count)
    second.append(repeating: 0, count: count)
    var third = GrowingColumn<UInt32>(capacity: count)
    third.append(repeating: 0, count: count)
    var sets = GrowingColumn<UInt32>(capacity: source.graphSets == nil ? 1 : count)
    if source.graphSets != nil { sets.append(repeating: 0, count: count) }
    for ordinal in 0..<max(source.offsets.count - 1, 0) {
      let rows = source.rows(leading: ordinal)
      if rows.isEmpty { continue }
      let leading = dictionary.id(ordinal: ordinal).rawValue
      for row in rows {
        let key = dictionary.ordinal(TermID(rawValue: source.third[row]))
        let target = Int(cursors[key])
        cursors[key] += 1
        second[target] = leading
        third[target] = source.second[row]
        if let graphSets = source.graphSets { sets[target] = graphSets[row] }
      }
    }
    return Permutation(
      offsets: offsets.freeze(), second: second.freeze(), third: third.freeze(),
      graphSets: source.graphSets == nil ? nil : sets.freeze())
  }
}

/// Numbers the distinct sets of graphs as they appear.
private struct GraphSetCollector {
  private(set) var sets: [[UInt32]] = []
  private var numbers: [[UInt32]: UInt32] = [:]
  private var singles: [UInt32: UInt32] = [:]
  private var current: [UInt32] = []

  mutating func add(_ graph: UInt32) {
    if !current.contains(graph) { current.append(graph) }
  }

  mutating func finishSet() -> UInt32 {
    defer { current.removeAll(keepingCapacity: true) }
    if current.count == 1, let known = singles[current[0]] { return known }
    let members = current.sorted()
    if let known = numbers[members] { return known }
    let number = UInt32(sets.count)
    sets.append(members)
    numbers[members] = number
    if members.count == 1 { singles[members[0]] = number }
    return number
  }
}

/// Collects source and line of each distinct triple.
private struct OriginCollector: ~Copyable {
  private var sources = GrowingColumn<UInt16>()
  private var lines = GrowingColumn<UInt32>()

  init() {}

  mutating func add(row: Int, of rows: borrowing TripleRows) {
    guard rows.lines.count > 0 else { return }
    sources.append(rows.sources[row])
    lines.append(rows.lines[row])
  }

  consuming func freeze() -> OriginColumns? {
    guard lines.count > 0 else { return nil }
    return OriginColumns(source: sources.freeze(), line: lines.freeze())
  }
}
