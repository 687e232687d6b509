public import ByteStorage

/// Some hundreds of triples on their way from a reader to a sink: columns of term numbers over
/// one run of bytes.
///
/// A term that several triples of a batch share (a subject, a predicate, a datatype) stands in
/// it once, so a sink looks it up once. Nothing in a batch is a `String`; readers append bytes
/// and sinks borrow them. Readers reuse one batch, so a sink copies what it keeps.
public struct TripleBatch: ~Copyable, Sendable {
  /// The number of a term within its batch.
  public typealias TermIndex = UInt32

  /// What a term of a batch is.
  public enum Kind: UInt8, BitwiseCopyable, Sendable {
    /// An absolute IRI, without brackets.
    case iri
    /// A blank node label, without `_:`.
    case blankNode
    /// The lexical form of a literal; its qualifier says the datatype or the language.
    case literal
    /// A triple term: three terms of the batch.
    case tripleTerm
    /// A language tag, with `--ltr` or `--rtl` after it where there is a direction.
    case language
  }

  /// One term: where its bytes are and what they mean.
  @frozen
  public struct TermRecord: BitwiseCopyable, Sendable {
    /// What the term is.
    public let kind: Kind
    /// The offset of the first byte; for a triple term the subject's index.
    public let start: UInt32
    /// The length in bytes; for a triple term the predicate's index.
    public let length: UInt32
    /// For a literal 0 (`xsd:string`) or one more than the index of its datatype (an
    /// ``Kind/iri``) or ``Kind/language``; for a triple term the object's index.
    public let qualifier: UInt32

    @inlinable
    init(kind: Kind, start: UInt32, length: UInt32, qualifier: UInt32) {
      self.kind = kind
      self.start = start
      self.length = length
      self.qualifier = qualifier
    }
  }

  /// The graph index of a triple in the default graph.
  public static var defaultGraph: TermIndex { .max }

  @usableFromInline var bytes: ByteBuffer
  @usableFromInline var records: GrowingColumn<TermRecord>
  @usableFromInline var subjects: GrowingColumn<TermIndex>
  @usableFromInline var predicates: GrowingColumn<TermIndex>
  @usableFromInline var objects: GrowingColumn<TermIndex>
  @usableFromInline var graphs: GrowingColumn<TermIndex>
  @usableFromInline var lines: GrowingColumn<UInt32>
  @usableFromInline var pendingStart: Int

  /// Makes an empty batch.
  public init() {
    bytes = ByteBuffer(capacity: 64 << 10)
    records = GrowingColumn(capacity: 4096)
    subjects = GrowingColumn(capacity: 2048)
    predicates = GrowingColumn(capacity: 2048)
    objects = GrowingColumn(capacity: 2048)
    graphs = GrowingColumn(capacity: 16)
    lines = GrowingColumn(capacity: 16)
    pendingStart = 0
  }

  // MARK: Filling

  /// Whether the batch has grown to the size at which readers pass it on.
  @inlinable
  public var isFull: Bool { subjects.count >= 2048 || bytes.count >= 256 << 10 }

  /// Starts a term whose bytes follow through ``append(_:)``.
  ///
  /// Bytes of a term that was started and not finished are forgotten.
  @inlinable
  public mutating func beginTerm() {
    bytes.truncate(to: pendingStart)
  }

  /// Appends bytes to the term being written.
  @inlinable
  public mutating func append(_ more: Span<UInt8>) { bytes.append(more) }

  /// Appends a byte to the term being written.
  @inlinable
  public mutating func append(_ byte: UInt8) { bytes.append(byte) }

  /// Appends the UTF-8 of a Unicode scalar value to the term being written.
  public mutating func append(scalar: UInt32) { bytes.append(scalar: scalar) }

  /// The bytes of the term being written.
  @inlinable
  public var pending: Span<UInt8> {
    @_lifetime(borrow self)
    borrowing get { bytes.slice(pendingStart, bytes.count - pendingStart) }
  }

  /// The length of the term being written, in bytes.
  @inlinable
  public var pendingCount: Int { bytes.count &- pendingStart }

  /// The bytes that the terms take, and those of the term being written.
  public var byteCount: Int { bytes.count }

  /// Finishes the term being written.
  ///
  /// - Parameter qualifier: for a literal, its datatype's or language's index, or nil for
  ///   `xsd:string`.
  @inlinable
  public mutating func endTerm(_ kind: Kind, qualifier: TermIndex? = nil) -> TermIndex {
    let start = pendingStart
    pendingStart = bytes.count
    let index = records.count
    records.append(
      TermRecord(
        kind: kind, start: UInt32(truncatingIfNeeded: start),
        length: UInt32(truncatingIfNeeded: pendingStart &- start),
        qualifier: qualifier.map { $0 &+ 1 } ?? 0))
    return UInt32(truncatingIfNeeded: index)
  }

  /// Adds a whole term.
  @inlinable
  public mutating func addTerm(
    _ kind: Kind, _ content: Span<UInt8>, qualifier: TermIndex? = nil
  ) -> TermIndex {
    beginTerm()
    append(content)
    return endTerm(kind, qualifier: qualifier)
  }

  /// Adds a triple term from three terms of the batch.
  public mutating func addTripleTerm(
    _ subject: TermIndex, _ predicate: TermIndex, _ object: TermIndex
  ) -> TermIndex {
    records.append(
      TermRecord(kind: .tripleTerm, start: subject, length: predicate, qualifier: object))
    return UInt32(truncatingIfNeeded: records.count - 1)
  }

  /// Adds a triple, with its line where the reader records lines.
  @inlinable
  public mutating func addTriple(
    _ subject: TermIndex, _ predicate: TermIndex, _ object: TermIndex,
    graph: TermIndex = TripleBatch.defaultGraph, line: Int? = nil
  ) {
    if graph != TripleBatch.defaultGraph || graphs.count > 0 {
      // The column appears with the first named graph; what came before is in the default graph.
      graphs.append(repeating: TripleBatch.defaultGraph, count: subjects.count &- graphs.count)
      graphs.append(graph)
    }
    subjects.append(subject)
    predicates.append(predicate)
    objects.append(object)
    if let line { lines.append(UInt32(truncatingIfNeeded: line)) }
  }

  /// Forgets all triples and finished terms.
  ///
  /// A term being written must be finished before.
  public mutating func removeAll() {
    bytes.truncate(to: 0)
    records.truncate(to: 0)
    subjects.truncate(to: 0)
    predicates.truncate(to: 0)
    objects.truncate(to: 0)
    graphs.truncate(to: 0)
    lines.truncate(to: 0)
    pendingStart = 0
  }

  /// Takes the triples and finished terms of another batch in place of its own.
  ///
  /// - Complexity: O(n) in the bytes of the other batch.
  public mutating func copy(_ other: borrowing TripleBatch) {
    removeAll()
    bytes.append(other.bytes.slice(0, other.pendingStart))
    pendingStart = other.pendingStart
    records.append(other.records.span)
    subjects.append(other.subjects.span)
    predicates.append(other.predicates.span)
    objects.append(other.objects.span)
    graphs.append(other.graphs.span)
    lines.append(other.lines.span)
  }

  // MARK: Reading

  /// The number of triples.
  @inlinable
  public var count: Int { subjects.count }

  /// The number of terms.
  @inlinable
  public var termCount: Int { records.count }

  /// What and where a term is.
  @inlinable
  public borrowing func record(_ index: TermIndex) -> TermRecord { records[Int(index)] }

  /// The bytes of a term, which must not be a triple term.
  @inlinable
  @_lifetime(borrow self)
  public borrowing func content(_ record: TermRecord) -> Span<UInt8> {
    bytes.slice(Int(record.start), Int(record.length))
  }

  /// The subject of a triple.
  @inlinable
  public borrowing func subject(_ row: Int) -> TermIndex { subjects[row] }

  /// The predicate of a triple.
  @inlinable
  public borrowing func predicate(_ row: Int) -> TermIndex { predicates[row] }

  /// The object of a triple.
  @inlinable
  public borrowing func object(_ row: Int) -> TermIndex { objects[row] }

  /// The graph of a triple, ``defaultGraph`` where it has none.
  @inlinable
  public borrowing func graph(_ row: Int) -> TermIndex {
    row < graphs.count ? graphs[row] : TripleBatch.defaultGraph
  }

  /// The line of a triple, from 1, where the reader recorded lines.
  @inlinable
  public borrowing func line(_ row: Int) -> Int? {
    row < lines.count ? Int(lines[row]) : nil
  }

  /// A term as a value, for sinks that are not in a hurry.
  public borrowing func term(_ index: TermIndex) -> Term {
    let record = record(index)
    switch record.kind {
    case .iri: return .iri(IRI(trusted: String(bytes: content(record))))
    case .blankNode: return .blankNode(BlankNode(String(bytes: content(record))))
    case .literal: return .literal(literal(record))
    case .language: return .literal(Literal(String(bytes: content(record))))
    case .tripleTerm:
      return .tripleTerm(
        Triple(term(record.start), term(record.length), term(record.qualifier)))
    }
  }

  private borrowing func literal(_ record: TermRecord) -> Literal {
    let lexicalForm = String(bytes: content(record))
    guard record.qualifier > 0 else { return Literal(lexicalForm) }
    let qualifier = self.record(record.qualifier - 1)
    let text = String(bytes: content(qualifier))
    if qualifier.kind == .iri { return Literal(lexicalForm, datatype: IRI(trusted: text)) }
    return Literal(lexicalForm, languageAndDirection: text)
  }

  /// A triple as a value.
  public borrowing func quad(_ row: Int) -> Quad {
    let graph = graph(row)
    return Quad(
      Triple(term(subject(row)), term(predicate(row)), term(object(row))),
      graph: graph == TripleBatch.defaultGraph ? nil : term(graph))
  }
}

extension Literal {
  /// Makes a language-tagged string from a tag as batches and dictionaries keep it: `ar--rtl`.
  public init(_ lexicalForm: String, languageAndDirection tag: String) {
    for direction in [BaseDirection.leftToRight, .rightToLeft]
    where tag.hasSuffix("--" + direction.rawValue) {
      self.init(lexicalForm, language: String(tag.dropLast(5)), direction: direction)
      return
    }
    self.init(lexicalForm, language: tag)
  }
}
