/// A dataset that has no canonical form, or none within the work allowed.
public struct CanonicalizationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of error: a stable word that programs may compare.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The word, for example `canonicalization-limit`.
    public let rawValue: String

    /// Takes a word as a code.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Telling blank nodes apart would take more steps than the limit allows.
    public static let limitExceeded = Code(rawValue: "canonicalization-limit")
    /// A triple term: the algorithm is defined for RDF 1.1.
    public static let tripleTerm = Code(rawValue: "canonicalization-triple-term")
  }

  /// The kind of error.
  public let code: Code
  /// What is wrong, in one sentence without a full stop.
  public let message: String
  /// What the user can do, in one sentence without a full stop.
  public let remedy: String

  /// The error on one line: `error CODE: message; remedy`.
  public var description: String { "error \(code.rawValue): \(message); \(remedy)" }

  static func limitExceeded(
    _ limits: CanonicalizationLimits, alikeCount: Int
  ) -> CanonicalizationError {
    CanonicalizationError(
      code: .limitExceeded,
      message: """
        \(alikeCount) blank nodes look alike, and telling them apart takes more than the \
        \(limits.total(alikeCount: alikeCount)) steps of the limit steps = \(limits.steps)
        """,
      remedy: """
        give the nodes properties or IRIs that tell them apart, or raise the limit steps if the \
        source can be trusted
        """)
  }

  static let tripleTerm = CanonicalizationError(
    code: .tripleTerm,
    message: "the dataset holds a triple term, and RDFC-1.0 is defined for RDF 1.1 without them",
    remedy: "leave triple terms out, or compare datasets in canonical N-Quads with equal labels")
}

/// How much work the canonical form of a dataset may take.
///
/// Some datasets make the algorithm try every order of many blank nodes, and some are made for
/// that. A step is one related blank node hashed, or one blank node in an order tried; a processor
/// takes some hundred thousand in a second.
///
/// Source: RDF Dataset Canonicalization, section 7.1 (dataset poisoning).
public struct CanonicalizationLimits: Hashable, Sendable {
  /// How many steps are allowed beside those that grow with the dataset: 32 for each blank node
  /// that looks like another at first.
  public var steps: Int

  private static let stepsPerBlankNode = 32

  /// Makes limits; the standard one admits rings of a hundred blank nodes that look alike, and any
  /// number of copies of what is smaller.
  public init(steps: Int = 65_536) {
    self.steps = steps
  }

  /// The steps for a number of blank nodes that look like others.
  func total(alikeCount: Int) -> Int {
    let (total, overflows) = steps.addingReportingOverflow(alikeCount * Self.stepsPerBlankNode)
    return overflows ? .max : total
  }
}
