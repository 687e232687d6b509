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

  /// Makes options; all have defaults.
  public init(
    base: IRI? = nil, sourceName: String = "-", limits: ReaderLimits = .standard,
    recordsLines: Bool = false, validatesIRIs: Bool = true
  ) {
    self.base = base
    self.sourceName = sourceName
    self.limits = limits
    self.recordsLines = recordsLines
    self.validatesIRIs = validatesIRIs
  }
}

/// Bounds on hostile input.
///
/// Each has a default that real vocabularies never reach, and an error
/// that names it.
public struct ReaderLimits: Sendable, Hashable {
  /// Nested elements, collections or property lists.
  public var depth = 1_000
  /// Bytes in one literal.
  public var literalBytes = 16 << 20
  /// Bytes in one IRI, prefix, or name.
  public var nameBytes = 64 << 10
  /// Attributes on one element.
  public var attributes = 1_000
  /// Namespaces or prefixes in scope.
  public var namespaces = 10_000
  /// Bytes that entities may expand to in one document; sixteen times its own length where that is
  /// more, as vocabularies abbreviate every namespace with an entity.
  public var entityBytes = 1 << 20

  /// The defaults.
  public static let standard = ReaderLimits()

  /// Makes the default limits, to be changed one by one.
  public init() {}
}
