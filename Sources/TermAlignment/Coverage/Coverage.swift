public import RDFGraph
public import SKOSVocabulary

/// How much of one scheme is mapped to another, as seen from the first.
public struct Coverage: Sendable {
  /// Some concepts of the first scheme, and how they are covered.
  public struct Section: Sendable {
    /// The concept or collection that heads the section; nil for what is in none.
    public let head: TermID?
    /// The name.
    public let name: String
    /// How many concepts there are.
    public let conceptCount: Int
    /// Each concept by the strongest statement, read in either direction.
    public let direct: CoverageCounts
    /// The concepts that no statement relates to the second scheme and inference does.
    public let inferred: CoverageCounts
  }

  /// The mappings from a section of the first scheme to one of the second.
  public struct Cell: Sendable {
    /// The number of the section in ``sections``.
    public let source: Int
    /// The number of the section in ``targetSections``.
    public let target: Int
    /// Stated pairs.
    public let direct: CoverageCounts
    /// Pairs that follow and that nobody stated.
    public let inferred: CoverageCounts
  }

  /// What becomes of the first scheme's concepts on the way to the second and back, each time by
  /// the strongest mappings there are.
  public struct RoundTrip: Sendable {
    /// Concepts that come back as themselves alone.
    public let returned: Int
    /// Concepts that come back among others.
    public let widened: Int
    /// Concepts that come back as others only.
    public let lost: Int
    /// Concepts from which nothing leads to the second scheme.
    public let unmapped: Int
    /// Those that come back as others too or only, with what they come back as; at most
    /// ``Coverage/maximumExamples``.
    public let changed: [(concept: Concept, returns: [Concept])]

    /// The part of all concepts that do not come back as themselves alone: from 0 to 1.
    public var loss: Double {
      let total = returned + widened + lost + unmapped
      return total == 0 ? 0 : Double(total - returned) / Double(total)
    }
  }

  /// The coverage between two editions.
  public struct TrendPoint: Sendable {
    /// The edition of the first scheme.
    public let source: ConceptScheme
    /// The edition of the second scheme.
    public let target: ConceptScheme
    /// How many concepts the first has.
    public let conceptCount: Int
    /// How many of them a statement relates to the second.
    public let mapped: Int
  }

  /// The most examples in lists of concepts.
  public static let maximumExamples = 1000

  /// The scheme whose concepts are counted.
  public let source: ConceptScheme
  /// The scheme in which they are looked for.
  public let target: ConceptScheme
  /// The sections of the first scheme.
  public let sections: [Section]
  /// The names of the sections of the second scheme.
  public let targetSections: [String]
  /// Pairs of sections that some mapping joins.
  public let cells: [Cell]
  /// Distinct stated pairs of concepts by relation, as seen from the first scheme.
  public let statedPairs: CoverageCounts
  /// Distinct pairs that follow and that nobody stated, likewise.
  public let inferredPairs: CoverageCounts
  /// The way there and back.
  public let roundTrip: RoundTrip
  /// Coverage over the editions of both schemes, the oldest first; empty where there is one.
  public let trend: [TrendPoint]

  /// How many concepts the first scheme has.
  public var conceptCount: Int { sections.reduce(0) { $0 + $1.conceptCount } }

  /// Each concept by the strongest statement.
  public var direct: CoverageCounts {
    sections.reduce(into: CoverageCounts()) { $0 += $1.direct }
  }

  /// The concepts that only inference covers.
  public var inferred: CoverageCounts {
    sections.reduce(into: CoverageCounts()) { $0 += $1.inferred }
  }
}
