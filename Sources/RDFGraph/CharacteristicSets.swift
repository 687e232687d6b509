public import ByteStorage

/// Which predicates subjects have together, and how many subjects have each such set.
///
/// Vocabularies repeat a few dozen shapes of concept a million times. The list of these shapes
/// tells how many subjects a star of patterns has (`?c skos:prefLabel ?l ; skos:broader ?b`),
/// where multiplying the counts of the predicates would be wrong by orders of magnitude, because
/// predicates go together.
///
/// Source: Neumann and Moerkotte, Characteristic Sets: Accurate Cardinality Estimation for RDF
/// Queries with Multiple Joins, 2011.
public struct CharacteristicSets: Sendable {
  /// The predicates of all sets, end to end, ascending within a set, as bits of identifiers.
  public let predicates: Column<UInt32>
  /// The triples that the subjects of the set have with each predicate, in the same places.
  public let triples: Column<UInt32>
  /// Where the predicates of each set end.
  public let ends: Column<UInt32>
  /// How many subjects have each set and nothing beside.
  public let subjects: Column<UInt32>
  /// Subjects whose sets are not listed, because there are more kinds of them than
  /// ``mostSets``; 0 where the counts are exact.
  public let otherSubjects: Int

  /// More kinds of subject than this are not a vocabulary, and no help to a planner.
  public static let mostSets = 1 << 14

  private init(
    predicates: Column<UInt32>, triples: Column<UInt32>, ends: Column<UInt32>,
    subjects: Column<UInt32>, otherSubjects: Int
  ) {
    self.predicates = predicates
    self.triples = triples
    self.ends = ends
    self.subjects = subjects
    self.otherSubjects = otherSubjects
  }

  /// No sets, of no subjects.
  init() {
    self.init(
      predicates: Column(), triples: Column(), ends: Column(), subjects: Column(),
      otherSubjects: 0)
  }

  /// Takes the four columns from a file, in the order of their declaration; nil where they cannot
  /// be those of sets.
  init?(checking columns: [Column<UInt32>], otherSubjects: Int) {
    guard columns.count == 4 else { return nil }
    self.init(
      predicates: columns[0], triples: columns[1], ends: columns[2], subjects: columns[3],
      otherSubjects: otherSubjects)
    var end: UInt32 = 0
    for set in 0..<ends.count {
      guard ends[set] >= end else { return nil }
      end = ends[set]
    }
    guard Int(end) == predicates.count, triples.count == predicates.count,
      subjects.count == ends.count, otherSubjects >= 0
    else { return nil }
  }

  /// The number of distinct sets.
  public var count: Int { ends.count }

  /// Where the predicates of a set lie.
  public func places(ofSet set: Int) -> Range<Int> {
    (set == 0 ? 0 : Int(ends[set - 1]))..<Int(ends[set])
  }

  /// What a star of patterns with one subject finds.
  public struct Star: Sendable, Hashable {
    /// Subjects that have all the predicates; exact where no subject is unlisted.
    public var subjects: Int
    /// Rows of the star with an open object for each predicate.
    ///
    /// A subject with two labels and three broader concepts counts six times. Exact where subjects
    /// of one set have equally many triples with each predicate.
    public var rows: Double
  }

  /// What a star with some predicates finds; a predicate that is asked for twice counts twice.
  ///
  /// - Complexity: O(m) in the members of all sets.
  public func star(_ asked: [TermID]) -> Star {
    let wanted = asked.map(\.rawValue).sorted()
    var star = Star(subjects: 0, rows: 0)
    for set in 0..<count {
      let places = places(ofSet: set)
      var place = places.lowerBound
      var rows = Double(subjects[set])
      var isWhole = true
      for predicate in wanted {
        while place < places.upperBound, predicates[place] < predicate { place += 1 }
        guard place < places.upperBound, predicates[place] == predicate else {
          isWhole = false
          break
        }
        rows *= Double(triples[place]) / Double(subjects[set])
      }
      guard isWhole else { continue }
      star.subjects += Int(subjects[set])
      star.rows += rows
    }
    return star
  }

  /// The memory held, in bytes.
  public var byteCount: Int {
    predicates.byteCount + triples.byteCount + ends.byteCount + subjects.byteCount
  }

  /// Counts the sets of all subjects.
  ///
  /// - Complexity: O(n) in the triples.
  init<Failure>(
    counting spo: Permutation, _ checkpoint: inout Checkpoint<Failure>
  ) throws(Failure) {
    // A set is known by the bytes of its predicates.
    var sets = ByteStringTable(expectedCount: 256)
    var key = ByteBuffer(capacity: 256)
    var runs: [UInt32] = []
    var triples = GrowingColumn<UInt32>()
    var starts = GrowingColumn<UInt32>()
    var predicates = GrowingColumn<UInt32>()
    var ends = GrowingColumn<UInt32>()
    var subjects = GrowingColumn<UInt32>()
    var others = 0
    for ordinal in 0..<max(spo.offsets.count - 1, 0) {
      let rows = spo.rows(leading: ordinal)
      try checkpoint.pass(1 + rows.count)
      if rows.isEmpty { continue }
      key.truncate(to: 0)
      runs.removeAll(keepingCapacity: true)
      var last: UInt32?
      for row in rows {
        let predicate = spo.second[row]
        if predicate == last {
          runs[runs.count - 1] += 1
        } else {
          for shift in stride(from: 0, to: 32, by: 8) as StrideTo<UInt32> {
            key.append(UInt8(truncatingIfNeeded: predicate >> shift))
          }
          runs.append(1)
          last = predicate
        }
      }
      var number = sets.find(key.span).map { Int($0) }
      if number == nil, sets.count < Self.mostSets, let fresh = try? sets.intern(key.span) {
        number = Int(fresh)
        starts.append(UInt32(truncatingIfNeeded: predicates.count))
        last = nil
        for row in rows where spo.second[row] != last {
          last = spo.second[row]
          predicates.append(spo.second[row])
          triples.append(0)
        }
        ends.append(UInt32(truncatingIfNeeded: predicates.count))
        subjects.append(0)
      }
      guard let number else {
        others += 1
        continue
      }
      subjects[number] += 1
      let start = Int(starts[number])
      for index in runs.indices { triples[start + index] += runs[index] }
    }
    self.init(
      predicates: predicates.freeze(), triples: triples.freeze(), ends: ends.freeze(),
      subjects: subjects.freeze(), otherSubjects: others)
  }
}
