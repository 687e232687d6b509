/// What a reader of RDF needs to know beside the bytes.
public struct ReaderOptions: Sendable {
  /// The base against which relative references resolve until the source sets another.
  public var base: IRI?
  /// The name of the source in errors.
  public var sourceName: String
  /// The most that an input may ask for.
  public var limits: ReaderLimits
  /// Whether batches carry the line of each triple.
  public var recordsLines: Bool
  /// Whether IRIs are checked against RFC 3987; without, only what the syntax forbids is refused.
  public var validatesIRIs: Bool
  /// What happens to statements that break the syntax.
  public var mode: ReadingMode

  /// Makes options; all have defaults.
  public init(
    base: IRI? = nil, sourceName: String = "-", limits: ReaderLimits = .standard,
    recordsLines: Bool = false, validatesIRIs: Bool = true, mode: ReadingMode = .strict
  ) {
    self.base = base
    self.sourceName = sourceName
    self.limits = limits
    self.recordsLines = recordsLines
    self.validatesIRIs = validatesIRIs
    self.mode = mode
  }
}

/// What a reader does with a statement that breaks the syntax.
public enum ReadingMode: Sendable {
  /// The first fault ends the reading.
  case strict
  /// The readers of N-Triples and N-Quads leave the line of a fault out, tell the fault to the
  /// closure, and go on with the next line, until ``ReaderLimits/faultyStatements`` is passed.
  ///
  /// The other syntaxes have no place where a reader could safely go on; their readers are strict.
  case lenient(report: @Sendable (SyntaxError) -> Void)
}

/// Bounds on hostile input.
///
/// Each has a default that real vocabularies never reach, and an error
/// that names it.
public struct ReaderLimits: Sendable, Hashable {
  /// Nested elements, collections, property lists or JSON values; contexts of JSON-LD in contexts.
  public var depth = 1_000
  /// Triple terms within triple terms; never more than 250, for calls follow the values made of
  /// them.
  public var tripleTermDepth = 100
  /// Bytes in one literal.
  public var literalBytes = 16 << 20
  /// Bytes in one line of N-Triples or N-Quads, or in one token or comment of Turtle or TriG.
  public var statementBytes = 32 << 20
  /// Bytes in one IRI, prefix, or name.
  public var nameBytes = 64 << 10
  /// Attributes on one element.
  public var attributes = 1_000
  /// Namespaces or prefixes in scope.
  public var namespaces = 10_000
  /// Bytes that entities may expand to in one document; sixteen times its own length where that is
  /// more, as vocabularies abbreviate every namespace with an entity.
  public var entityBytes = 1 << 20
  /// Bytes that each byte of a gzip file may expand to, once 64 MiB have come out of it.
  public var expansionRatio = 250
  /// Statements that a lenient reader leaves out of one document.
  public var faultyStatements = 10_000
  /// Bytes in a document that has to be held whole, as JSON-LD has.
  public var documentBytes = 1 << 30
  /// Documents that the contexts of one JSON-LD document may name.
  public var contexts = 64

  /// The defaults.
  public static let standard = ReaderLimits()

  /// Makes the default limits, to be changed one by one.
  public init() {}
}
