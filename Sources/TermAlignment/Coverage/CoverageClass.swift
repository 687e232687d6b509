public import SKOSVocabulary

/// How well a concept is covered by another scheme: by the strongest thing said of it.
///
/// The order is that of strength.
public enum CoverageClass: String, CaseIterable, Comparable, Hashable, Sendable {
  /// An exact match.
  case exact
  /// A close match.
  case close
  /// A broader concept.
  case broader
  /// A narrower concept.
  case narrower
  /// A functional counterpart.
  case counterpart
  /// A related concept.
  case related
  /// Somebody looked and found nothing.
  case declaredUnmapped = "declared-unmapped"
  /// Nobody said anything.
  case undecided

  var rank: Int {
    switch self {
    case .exact: 0
    case .close: 1
    case .broader: 2
    case .narrower: 3
    case .counterpart: 4
    case .related: 5
    case .declaredUnmapped: 6
    case .undecided: 7
    }
  }

  /// The strongest first.
  public static func < (left: CoverageClass, right: CoverageClass) -> Bool {
    left.rank < right.rank
  }

  /// The class of a relation.
  public init(_ relation: MappingRelation) {
    switch relation {
    case .exactMatch: self = .exact
    case .closeMatch: self = .close
    case .broadMatch: self = .broader
    case .narrowMatch: self = .narrower
    case .functionalCounterpart: self = .counterpart
    // Counterparts in another species are comparable and not the same.
    case .relatedMatch, .crossSpeciesExactMatch, .crossSpeciesBroadMatch, .crossSpeciesNarrowMatch:
      self = .related
    }
  }

  /// The class in words.
  public var title: String {
    self == .declaredUnmapped ? "declared unmapped" : rawValue
  }

  /// The classes of those that something corresponds to.
  public static let mapped: [CoverageClass] = allCases.filter { $0 < .declaredUnmapped }
}

/// How many of something are in each class.
public struct CoverageCounts: Hashable, Sendable {
  private var counts = [Int](repeating: 0, count: CoverageClass.allCases.count)

  /// The count of a class.
  public internal(set) subscript(coverage: CoverageClass) -> Int {
    get { counts[coverage.rank] }
    set { counts[coverage.rank] = newValue }
  }

  /// All of them.
  public var total: Int { counts.reduce(0, +) }

  /// Those that something corresponds to.
  public var mapped: Int { CoverageClass.mapped.reduce(0) { $0 + self[$1] } }

  /// The counts by the names of the classes.
  public func json(_ classes: [CoverageClass] = CoverageClass.allCases) -> JSONValue {
    .object(classes.map { .init($0.rawValue, .integer(self[$0])) })
  }

  static func += (left: inout CoverageCounts, right: CoverageCounts) {
    for index in left.counts.indices { left.counts[index] += right.counts[index] }
  }
}
