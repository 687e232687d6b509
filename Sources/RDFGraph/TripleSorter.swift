import ByteStorage

/// Turns unsorted rows into the three permutations, on the cores there are.
///
/// Rows are scattered by subject and sorted within each subject, which is cheap because sources
/// keep what they say of a subject together. The other orders need no comparison at all: a
/// stable counting sort by object of SPO is OSP, and one by predicate of OSP is POS. What comes
/// out does not depend on the number of threads.
enum TripleSorter {
  struct Result: ~Copyable {
    var permutations: [Permutation]
    var graphSets: GraphSets
    var origins: OriginColumns?
  }

  static func sort(
    _ rows: consuming TripleRows, dictionary: TermDictionary, threadCount: Int
  ) -> Result {
    let threads = max(1, min(threadCount, mostThreads))
    let ordinals = TermOrdinals(dictionary)
    let isPlain = rows.graphs.count == 0 && rows.lines.count == 0
    let frozen = rows.freeze()
    let leading =
      isPlain
      ? SubjectOrder<PlainRow>.sort(frozen, ordinals, threads: threads)
      : SubjectOrder<NumberedRow>.sort(frozen, ordinals, threads: threads)
    let spo = leading.permutation
    let osp = rotate(spo, keys: dictionary.count, ordinals, threads: threads)
    let pos = rotate(osp, keys: dictionary.count(.iri), ordinals, threads: threads)
    return Result(
      permutations: [spo, pos, osp], graphSets: leading.graphSets, origins: leading.origins)
  }

  /// Each thread counts for itself, four bytes per term; more threads would wait for memory, not
  /// for a core.
  private static let mostThreads = 4

  /// The permutation that leads with the last term: rows (a, b, c) become (c, a, b), with the
  /// order of equal `c` kept.
  private static func rotate(
    _ source: Permutation, keys: Int, _ ordinals: TermOrdinals, threads: Int
  ) -> Permutation {
    let rows = RotatedRows(source, keyCount: keys, ordinals)
    let offsets = CountingSort.sort(rows, threads: threads)
    return Permutation(
      offsets: offsets, second: rows.second.finish(), third: rows.third.finish(),
      graphSets: rows.sets?.finish())
  }
}

/// Rows of a permutation on their way to the one that leads with their last term.
private struct RotatedRows: CountedRows {
  let source: Permutation
  let keyCount: Int
  let ordinals: TermOrdinals
  let second: ColumnFiller<UInt32>
  let third: ColumnFiller<UInt32>
  let sets: ColumnFiller<UInt32>?

  init(_ source: Permutation, keyCount: Int, _ ordinals: TermOrdinals) {
    self.source = source
    self.keyCount = keyCount
    self.ordinals = ordinals
    second = ColumnFiller(count: source.third.count)
    third = ColumnFiller(count: source.third.count)
    sets = source.graphSets.map { ColumnFiller(count: $0.count) }
  }

  var rowCount: Int { source.third.count }

  func count(_ rows: Range<Int>, into counts: UnsafeMutableBufferPointer<UInt32>) {
    for row in rows { unsafe counts[ordinals.ordinal(source.third[row])] += 1 }
  }

  func move(_ rows: Range<Int>, to places: UnsafeMutableBufferPointer<UInt32>) {
    guard !rows.isEmpty else { return }
    var ordinal = source.leadingOrdinal(ofRow: rows.lowerBound)
    var leading = ordinals.bits(ordinal: ordinal)
    for row in rows {
      if row >= Int(source.offsets[ordinal + 1]) {
        repeat { ordinal += 1 } while row >= Int(source.offsets[ordinal + 1])
        leading = ordinals.bits(ordinal: ordinal)
      }
      let key = ordinals.ordinal(source.third[row])
      let target = unsafe Int(places[key])
      unsafe places[key] += 1
      second[target] = leading
      third[target] = source.second[row]
      if let sets, let graphSets = source.graphSets { sets[target] = graphSets[row] }
    }
  }
}

extension TermOrdinals {
  /// IRIs and blank nodes come first, so this many terms can be subjects.
  var subjectCount: Int { literals }

  /// The place of a term that the base is known to have, by its bits.
  @inline(__always)
  func ordinal(_ bits: UInt32) -> Int {
    let index = Int(bits & 0x3FFF_FFFF)
    switch bits >> 30 {
    case 0: return index
    case 1: return blankNodes + index
    case 2: return literals + index
    default: return tripleTerms + index
    }
  }

  func bits(ordinal: Int) -> UInt32 { id(ordinal).rawValue }
}
