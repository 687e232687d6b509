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
        \(limits.steps(alikeCount: alikeCount)) steps that the limit stepsPerBlankNode \
        (\(limits.stepsPerBlankNode)) allows
        """,
      remedy: """
        give the nodes properties or IRIs that tell them apart, or raise stepsPerBlankNode if \
        the source is trusted
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
/// that. A step is one related blank node hashed, or one blank node in an order tried.
///
/// Source: RDF Dataset Canonicalization, section 7.1 (dataset poisoning).
public struct CanonicalizationLimits: Hashable, Sendable {
  /// How many steps are allowed for each blank node that looks like another at first.
  ///
  /// Small datasets get the steps of 256 blank nodes.
  public var stepsPerBlankNode: Int

  /// Makes limits; the standard one admits chains of hundreds of blank nodes that look alike.
  public init(stepsPerBlankNode: Int = 256) {
    self.stepsPerBlankNode = stepsPerBlankNode
  }

  /// The steps for a number of blank nodes that look like others.
  func steps(alikeCount: Int) -> Int {
    let (steps, overflows) = stepsPerBlankNode.multipliedReportingOverflow(
      by: max(alikeCount, 256))
    return overflows ? .max : steps
  }
}
