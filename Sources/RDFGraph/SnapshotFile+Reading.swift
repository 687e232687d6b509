import ByteStorage
import RDFModel

extension GraphSnapshot {
  /// Opens a snapshot file.
  ///
  /// Nothing of a large file is read but its header and its list of graphs, prefixes and counts;
  /// the columns come into memory page by page as they are used, and ``verify()`` looks through
  /// them on demand. A file of up to 8 MiB is verified at once.
  ///
  /// The file must not be changed while it is open; whoever replaces it renames another one into
  /// its place, as writing with `isogloss snapshot -o` does.
  ///
  /// - Throws: `SnapshotFileError` with the codes `snapshot-unreadable`, `snapshot-unrecognized`,
  ///   `snapshot-version`, `snapshot-damaged`.
  /// - Complexity: O(1) in the triples and terms; O(g + p) in the graphs and predicates.
  public static func open(path: String) throws(SnapshotFileError) -> GraphSnapshot {
    guard let file = MappedFile(path: path) else {
      throw SnapshotFileError(code: .unreadable, message: "the file cannot be read")
    }
    let layout = try SnapshotLayout(file)
    if file.byteCount <= SnapshotFile.smallFile { try layout.verify() }
    return try layout.snapshot()
  }

  /// Looks through everything: the checksums of the file that the snapshot was opened from, if
  /// it was, and then all that readers rely on.
  ///
  /// - Throws: `SnapshotFileError` with the code `snapshot-damaged`.
  /// - Complexity: O(n log k) in the triples n and those of a leading term, k.
  public func verify() throws(SnapshotFileError) {
    try verifyChecksums()
    do throws(InvariantViolation) { try checkInvariants() } catch {
      throw .damaged(error.description)
    }
  }

  /// Verifies the checksums of the file that the snapshot was opened from, if it was.
  ///
  /// - Throws: `SnapshotFileError` with the code `snapshot-damaged`.
  /// - Complexity: O(n) in the bytes of the file.
  public func verifyChecksums() throws(SnapshotFileError) { try layout?.verify() }
}

extension SnapshotFileError {
  static func damaged(_ what: String) -> SnapshotFileError {
    SnapshotFileError(code: .damaged, message: "the snapshot is damaged: \(what)")
  }
}

/// The sections of a mapped snapshot file.
struct SnapshotLayout: Sendable {
  private let file: MappedFile
  private let entries: [UInt32: SnapshotFile.Entry]

  /// Reads and verifies header and table.
  init(_ file: MappedFile) throws(SnapshotFileError) {
    self.file = file
    let headerSize = SnapshotFile.headerSize
    guard let start = file.column(of: UInt8.self, at: 0, count: min(file.byteCount, headerSize)),
      SnapshotFile.isSnapshot(start.span)
    else {
      throw SnapshotFileError(code: .notASnapshot, message: "this is no Isogloss snapshot")
    }
    guard start.count == headerSize else { throw .damaged("the header is cut") }
    var reader = FactReader(start)
    reader.offset = SnapshotFile.magic.count
    let version = reader.number32()
    let count = Int(reader.number32())
    let length = reader.number64()
    let probe = reader.number64()
    let checksum = reader.number64()
    guard UInt32(littleEndian: 1) == 1 else {
      throw SnapshotFileError(
        code: .otherVersion, message: "snapshots are read on little-endian machines only")
    }
    guard version == SnapshotFile.version, probe == Checksum.probe else {
      throw SnapshotFileError(
        code: .otherVersion,
        message: "the snapshot has version \(version) of the format, or other hashes; "
          + "this program reads version \(SnapshotFile.version)")
    }
    guard length == UInt64(file.byteCount) else {
      throw .damaged("it should have \(length) bytes and has \(file.byteCount)")
    }
    guard count < 256,
      let head = file.column(
        of: UInt8.self, at: 0, count: headerSize + count * SnapshotFile.entrySize)
    else { throw .damaged("the table of sections is cut") }
    var copy = ByteBuffer(capacity: head.count)
    copy.append(head.span)
    for index in 0..<8 { copy[SnapshotFile.checksumOffset + index] = 0 }
    guard Checksum.of(copy.span) == checksum else { throw .damaged("the header has changed") }
    var table = FactReader(head)
    table.offset = headerSize
    var entries: [UInt32: SnapshotFile.Entry] = [:]
    for _ in 0..<count {
      let entry = SnapshotFile.Entry(
        kind: table.number32(), stride: table.number32(), offset: table.number64(),
        length: table.number64(), checksum: table.number64())
      entries[entry.kind] = entry
    }
    self.entries = entries
  }

  /// Compares each section with its checksum, and what lies between sections with nothing.
  func verify() throws(SnapshotFileError) {
    var end = SnapshotFile.headerSize + entries.count * SnapshotFile.entrySize
    for entry in entries.values.sorted(by: { ($0.offset, $0.length) < ($1.offset, $1.length) }) {
      guard let found = content(of: entry), Checksum.of(found) == entry.checksum else {
        throw .damaged("section \(String(entry.kind, radix: 16)) has changed")
      }
      try verifyZeros(end..<max(end, Int(entry.offset)))
      // Sections without bytes share their place with the next.
      end = max(end, Int(entry.offset) + Int(entry.length))
    }
    try verifyZeros(end..<max(end, file.byteCount))
  }

  private func verifyZeros(_ range: Range<Int>) throws(SnapshotFileError) {
    guard let gap = file.column(of: UInt8.self, at: range.lowerBound, count: range.count) else {
      throw .damaged("a section lies outside")
    }
    for index in 0..<gap.count where gap[index] != 0 {
      throw .damaged("there is something between two sections")
    }
  }

  private func content(of entry: SnapshotFile.Entry) -> Column<UInt8>? {
    guard entry.offset <= UInt64(file.byteCount), entry.length <= UInt64(file.byteCount) else {
      return nil
    }
    return file.column(of: UInt8.self, at: Int(entry.offset), count: Int(entry.length))
  }

  // MARK: Columns

  private func optional<Element: BitwiseCopyable>(
    _ kind: UInt32, _ type: Element.Type
  ) throws(SnapshotFileError) -> Column<Element>? {
    guard let entry = entries[kind] else { return nil }
    let stride = MemoryLayout<Element>.stride
    guard Int(entry.stride) == stride, content(of: entry) != nil, Int(entry.length) % stride == 0,
      let column = file.column(
        of: type, at: Int(entry.offset), count: Int(entry.length) / stride)
    else { throw .damaged("section \(String(kind, radix: 16)) lies outside") }
    return column
  }

  private func column<Element: BitwiseCopyable>(
    _ kind: UInt32, _ type: Element.Type
  ) throws(SnapshotFileError) -> Column<Element> {
    guard let column = try optional(kind, type) else {
      throw .damaged("section \(String(kind, radix: 16)) is missing")
    }
    return column
  }

  private func table(_ number: Int, seed: UInt64) throws(SnapshotFileError) -> TermTable {
    let table = FrozenByteStringTable(
      checking: try column(SnapshotFile.table(number, 0), UInt8.self),
      ends: try column(SnapshotFile.table(number, 1), UInt32.self),
      qualifiers: try optional(SnapshotFile.table(number, 2), UInt32.self),
      slots: try column(SnapshotFile.table(number, 3), UInt64.self), seed: seed)
    guard let table else { throw .damaged("the terms of table \(number) do not fit each other") }
    return TermTable(table)
  }

  private func permutation(_ order: TripleOrder) throws(SnapshotFileError) -> Permutation {
    let result = Permutation(
      offsets: try column(SnapshotFile.order(order, 0), UInt32.self),
      second: try column(SnapshotFile.order(order, 1), UInt32.self),
      third: try column(SnapshotFile.order(order, 2), UInt32.self),
      graphSets: try optional(SnapshotFile.order(order, 3), UInt32.self))
    let count = result.second.count
    guard result.third.count == count, result.graphSets.map({ $0.count == count }) ?? true,
      result.offsets.count > 0
    else { throw .damaged("the columns of an order do not fit each other") }
    return result
  }

  // MARK: The snapshot

  func snapshot() throws(SnapshotFileError) -> GraphSnapshot {
    let bytes = try column(SnapshotFile.facts, UInt8.self)
    guard Checksum.of(bytes) == entries[SnapshotFile.facts]?.checksum else {
      throw .damaged("its graphs and counts have changed")
    }
    var facts = FactReader(bytes)
    let seeds = (0..<5).map { _ in facts.number64() }
    let dictionary = TermDictionary(
      iris: try table(0, seed: seeds[0]), blankNodes: try table(1, seed: seeds[1]),
      literals: try table(2, seed: seeds[2]), tripleTerms: try table(3, seed: seeds[3]),
      languages: try table(4, seed: seeds[4]))
    var permutations: [Permutation] = []
    for order in TripleOrder.allCases { permutations.append(try permutation(order)) }
    let ordinals = TermOrdinals(dictionary)
    let count = permutations[0].count
    guard permutations.allSatisfy({ $0.count == count && $0.leadingCount <= ordinals.count })
    else { throw .damaged("its orders do not fit each other") }
    var origins: OriginColumns?
    if let source = try optional(SnapshotFile.originSources, UInt16.self) {
      let line = try column(SnapshotFile.originLines, UInt32.self)
      guard source.count == count, line.count == count else {
        throw .damaged("its origins do not fit its triples")
      }
      origins = OriginColumns(source: source, line: line)
    }
    let documentCount = facts.number32()
    var dropped: Set<Int> = []
    let names = facts.list { reader, index in
      let id = TermID(rawValue: reader.number32())
      if reader.number32() == 1 { dropped.insert(index + 1) }
      return id
    }
    let sets = facts.list { reader, _ in reader.list { reader, _ in reader.number32() } }
    let prefixes = facts.list { reader, _ in (reader.text(), IRI(trusted: reader.text())) }
    let sources = facts.list { reader, _ in reader.text() }
    let statistics = facts.statistics()
    guard !facts.isCut else { throw .damaged("its graphs and counts are cut") }
    return GraphSnapshot(
      dictionary: dictionary, permutations: permutations, names: GraphNames(names),
      graphSets: GraphSets(members: sets), droppedGraphs: dropped, origins: origins,
      prefixes: PrefixMap(Dictionary(prefixes, uniquingKeysWith: { first, _ in first })),
      sources: sources, documentCount: documentCount, statistics: statistics, layout: self)
  }
}

/// Reads what a ``FactWriter`` wrote; beyond the end there are zeros and ``isCut`` is set.
struct FactReader {
  private let bytes: Column<UInt8>
  var offset = 0
  private(set) var isCut = false

  init(_ bytes: Column<UInt8>) { self.bytes = bytes }

  mutating func number32() -> UInt32 {
    guard offset + 4 <= bytes.count else {
      isCut = true
      return 0
    }
    defer { offset += 4 }
    return (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << UInt32(8 * $1) }
  }

  mutating func number64() -> UInt64 {
    let low = number32()
    return UInt64(number32()) << 32 | UInt64(low)
  }

  /// A count of things that take at least a byte each.
  private mutating func count() -> Int {
    let count = number64()
    guard count <= UInt64(bytes.count - offset) else {
      isCut = true
      return 0
    }
    return Int(count)
  }

  mutating func text() -> String {
    let length = count()
    defer { offset += length }
    return String(bytes: bytes.slice(offset, length))
  }

  mutating func list<Element>(
    _ read: (inout FactReader, Int) -> Element
  ) -> [Element] {
    (0..<count()).map { read(&self, $0) }
  }

  mutating func statistics() -> GraphStatistics {
    let subjects = Int(truncatingIfNeeded: number64())
    let objects = Int(truncatingIfNeeded: number64())
    let predicates = list { reader, _ in
      GraphStatistics.Predicate(
        id: TermID(rawValue: reader.number32()),
        triples: Int(truncatingIfNeeded: reader.number64()),
        distinctSubjects: Int(truncatingIfNeeded: reader.number64()),
        distinctObjects: Int(truncatingIfNeeded: reader.number64()))
    }
    let classes = list { reader, _ in
      GraphStatistics.Class(
        id: TermID(rawValue: reader.number32()),
        instances: Int(truncatingIfNeeded: reader.number64()))
    }
    let columns = (0..<4).map { _ in
      Column(copying: list { reader, _ in reader.number32() }.span)
    }
    let sets = CharacteristicSets(
      checking: columns, otherSubjects: Int(truncatingIfNeeded: number64()))
    if sets == nil { isCut = true }
    return GraphStatistics(
      predicates: predicates, classes: classes, distinctSubjects: subjects,
      distinctObjects: objects, characteristicSets: sets ?? CharacteristicSets())
  }
}
