import ByteStorage

/// Triples as they came in: columns of identifiers, unsorted.
struct TripleRows: ~Copyable, Sendable {
  var subjects = GrowingColumn<UInt32>(capacity: 1024)
  var predicates = GrowingColumn<UInt32>(capacity: 1024)
  var objects = GrowingColumn<UInt32>(capacity: 1024)
  /// Graph numbers; empty as long as everything is in the unnamed default graph.
  var graphs = GrowingColumn<UInt32>(capacity: 1)
  var sources = GrowingColumn<UInt16>(capacity: 1)
  var lines = GrowingColumn<UInt32>(capacity: 1)

  var count: Int { subjects.count }

  mutating func reserve(_ additional: Int) {
    subjects.reserve(additional)
    predicates.reserve(additional)
    objects.reserve(additional)
  }

  mutating func append(subject: UInt32, predicate: UInt32, object: UInt32, graph: UInt32) {
    if graph != 0 || graphs.count > 0 {
      graphs.append(repeating: 0, count: subjects.count - graphs.count)
      graphs.append(graph)
    }
    subjects.append(subject)
    predicates.append(predicate)
    objects.append(object)
  }

  mutating func appendOrigin(source: Int, line: Int) {
    sources.append(UInt16(clamping: source))
    lines.append(UInt32(clamping: line))
  }

  /// The columns without what they do not need.
  consuming func freeze() -> FrozenRows {
    FrozenRows(
      subjects: subjects.freeze(), predicates: predicates.freeze(), objects: objects.freeze(),
      payload: RowPayload(
        graphs: graphs.freeze(), sources: sources.freeze(), lines: lines.freeze()))
  }
}

/// Triples as they came in, for several threads to read.
struct FrozenRows: Sendable {
  let subjects: Column<UInt32>
  let predicates: Column<UInt32>
  let objects: Column<UInt32>
  let payload: RowPayload
}

/// What rows have beside their triples; empty columns where they have nothing.
struct RowPayload: Sendable {
  let graphs: Column<UInt32>
  let sources: Column<UInt16>
  let lines: Column<UInt32>

  var isEmpty: Bool { graphs.count == 0 && lines.count == 0 }
}
