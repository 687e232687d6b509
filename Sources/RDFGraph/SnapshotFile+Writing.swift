import ByteStorage
public import RDFModel

extension GraphSnapshot {
  /// Writes the snapshot as a file that ``init(contentsOf:)`` opens without reading it.
  ///
  /// The same content in the same order of terms gives the same bytes on every machine; a delta is
  /// merged first, and terms that updates have left without a triple are left out where they are
  /// more than a thousand and a hundredth of all.
  ///
  /// - Throws: what the sink throws.
  /// - Complexity: O(n) in the bytes of columns and dictionary.
  public func write<Sink: ByteSink & ~Copyable>(into sink: inout Sink) throws {
    let snapshot = compacted(from: max(1024, dictionary.count / 100))
    var sections: [Section] = []
    var seeds: [UInt64] = []
    for (number, (_, table)) in snapshot.dictionary.tables.enumerated() {
      // A seed from the keys: the same in every process, and nobody can choose keys for it.
      let keys = Checksum.of(table.base.bytes)
      let seed = table.base.seed & 1 == 1 ? ByteHash.keyed(keys) : keys & ~1
      seeds.append(seed)
      sections.append(Section(SnapshotFile.table(number, 0), table.base.bytes))
      sections.append(Section(SnapshotFile.table(number, 1), table.base.ends))
      if let qualifiers = table.base.qualifiers {
        sections.append(Section(SnapshotFile.table(number, 2), qualifiers))
      }
      sections.append(Section(SnapshotFile.table(number, 3), table.base.reseeded(seed)))
    }
    for order in TripleOrder.allCases {
      let permutation = snapshot.permutation(order)
      sections.append(Section(SnapshotFile.order(order, 0), permutation.offsets))
      sections.append(Section(SnapshotFile.order(order, 1), permutation.second))
      sections.append(Section(SnapshotFile.order(order, 2), permutation.third))
      if let sets = permutation.graphSets {
        sections.append(Section(SnapshotFile.order(order, 3), sets))
      }
    }
    if let origins = snapshot.origins {
      sections.append(Section(SnapshotFile.originSources, origins.source))
      sections.append(Section(SnapshotFile.originLines, origins.line))
    }
    var facts = FactWriter()
    facts.write(snapshot, seeds: seeds)
    sections.append(Section(SnapshotFile.facts, facts.bytes.freeze()))
    try Self.write(sections, into: &sink)
  }

  private static func write<Sink: ByteSink & ~Copyable>(
    _ sections: [Section], into sink: inout Sink
  ) throws {
    func aligned(_ offset: Int) -> Int {
      (offset + SnapshotFile.alignment - 1) / SnapshotFile.alignment * SnapshotFile.alignment
    }
    var table = FactWriter()
    var offset = aligned(SnapshotFile.headerSize + sections.count * SnapshotFile.entrySize)
    for section in sections {
      table.add(section.kind)
      table.add(section.stride)
      table.add(UInt64(offset))
      table.add(UInt64(section.length))
      table.add(section.checksum)
      offset = aligned(offset + section.length)
    }
    func header(checksum: UInt64) -> ByteBuffer {
      var header = FactWriter()
      for byte in SnapshotFile.magic { header.bytes.append(byte) }
      header.add(SnapshotFile.version)
      header.add(UInt32(sections.count))
      header.add(UInt64(offset))
      header.add(Checksum.probe)
      header.add(checksum)
      header.pad(to: SnapshotFile.headerSize)
      return header.bytes
    }
    var start = header(checksum: 0)
    start.append(table.bytes.span)
    let head = header(checksum: Checksum.of(start.span))
    try sink.write(head.span)
    try sink.write(table.bytes.span)
    var written = SnapshotFile.headerSize + table.bytes.count
    let zeros = [UInt8](repeating: 0, count: SnapshotFile.alignment)
    for section in sections {
      try sink.write(zeros.span.extracting(0..<(aligned(written) - written)))
      written = aligned(written) + section.length
      try section.withBytes { bytes in
        // In pieces, because a sink may copy what it gets.
        for start in stride(from: 0, to: bytes.count, by: 1 << 20) {
          try sink.write(bytes.extracting(start..<min(start + (1 << 20), bytes.count)))
        }
      }
    }
    try sink.write(zeros.span.extracting(0..<(aligned(written) - written)))
  }
}

/// A column on its way into a file.
private struct Section {
  let kind: UInt32
  let stride: UInt32
  let length: Int
  let checksum: UInt64
  private let columns: Columns

  private enum Columns {
    case bytes(Column<UInt8>)
    case short(Column<UInt16>)
    case words(Column<UInt32>)
    case long(Column<UInt64>)
  }

  private init<Element: BitwiseCopyable>(
    _ kind: UInt32, _ column: Column<Element>, _ columns: Columns
  ) {
    self.kind = kind
    stride = UInt32(MemoryLayout<Element>.stride)
    length = column.byteCount
    checksum = Checksum.of(column)
    self.columns = columns
  }

  init(_ kind: UInt32, _ column: Column<UInt8>) { self.init(kind, column, .bytes(column)) }
  init(_ kind: UInt32, _ column: Column<UInt16>) { self.init(kind, column, .short(column)) }
  init(_ kind: UInt32, _ column: Column<UInt32>) { self.init(kind, column, .words(column)) }
  init(_ kind: UInt32, _ column: Column<UInt64>) { self.init(kind, column, .long(column)) }

  func withBytes(_ body: (Span<UInt8>) throws -> Void) rethrows {
    switch columns {
    case .bytes(let column): try column.withBytes(body)
    case .short(let column): try column.withBytes(body)
    case .words(let column): try column.withBytes(body)
    case .long(let column): try column.withBytes(body)
    }
  }
}

/// Writes the small things of a snapshot: numbers, texts and lists of them.
struct FactWriter: ~Copyable {
  var bytes = ByteBuffer()

  mutating func add(_ number: UInt32) {
    for shift in stride(from: 0, to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(shift)))
    }
  }

  mutating func add(_ number: UInt64) {
    add(UInt32(truncatingIfNeeded: number))
    add(UInt32(truncatingIfNeeded: number >> 32))
  }

  mutating func add(_ number: Int) { add(UInt64(number)) }

  mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes.append(text)
  }

  mutating func pad(to count: Int) { bytes.append(repeating: 0, count: count - bytes.count) }

  mutating func write(_ snapshot: GraphSnapshot, seeds: [UInt64]) {
    for seed in seeds { add(seed) }
    add(snapshot.documentCount)
    add(snapshot.graphNames.count)
    for (index, name) in snapshot.graphNames.enumerated() {
      add(name.rawValue)
      add(UInt32(snapshot.droppedGraphs.contains(index + 1) ? 1 : 0))
    }
    add(snapshot.graphSets.members.count)
    for members in snapshot.graphSets.members {
      add(members.count)
      for member in members { add(member) }
    }
    let pairs = snapshot.prefixes.pairs
    add(pairs.count)
    for pair in pairs {
      add(pair.prefix)
      add(pair.namespace.value)
    }
    add(snapshot.sources.count)
    for source in snapshot.sources { add(source) }
    write(snapshot.statistics)
  }

  private mutating func write(_ statistics: GraphStatistics) {
    add(statistics.distinctSubjects)
    add(statistics.distinctObjects)
    add(statistics.predicates.count)
    for predicate in statistics.predicates {
      add(predicate.id.rawValue)
      add(predicate.triples)
      add(predicate.distinctSubjects)
      add(predicate.distinctObjects)
    }
    add(statistics.classes.count)
    for known in statistics.classes {
      add(known.id.rawValue)
      add(known.instances)
    }
    let sets = statistics.characteristicSets
    for column in [sets.predicates, sets.triples, sets.ends, sets.subjects] {
      add(column.count)
      for index in 0..<column.count { add(column[index]) }
    }
    add(sets.otherSubjects)
  }
}
