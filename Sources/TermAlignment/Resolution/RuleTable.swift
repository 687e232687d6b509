/// The rules that are on, as two small tables that a walk looks things up in.
///
/// Relations are bytes: those of ``MappingCode``, and ``equivalence``.
///
/// Source: SSSOM, chaining rules.
struct RuleTable: Sendable {
  /// No relation.
  static let none: UInt8 = 0xFF
  /// An `owl:equivalentClass` that RG1 did not weaken: it leads on, and is never reported.
  static let equivalence: UInt8 = 9
  /// One more than the highest relation.
  static let relationCount: UInt8 = 10

  let rules: Set<ResolutionRule>
  /// The relation of a link by its kind and direction.
  private let readings: [UInt8]
  /// The relation that follows from two, the first one's value times sixteen.
  private let compositions: [UInt8]
  /// The relations that make a second one follow before a first, as bits; the second one's value
  /// times sixteen.
  private let predecessors: [UInt16]

  init(_ rules: Set<ResolutionRule>) {
    self.rules = rules
    readings = (0..<32).map { kind in Self.read(UInt8(kind), rules)?.relation ?? Self.none }
    let compositions = (0..<256).map { pair -> UInt8 in
      let (first, second) = (UInt8(pair >> 4), UInt8(pair & 15))
      guard let next = Self.compose(first, second), rules.contains(next.rule) else {
        return Self.none
      }
      return next.relation
    }
    self.compositions = compositions
    predecessors = (0..<256).map { pair in
      (0..<UInt16(Self.relationCount)).reduce(0) { bits, first in
        compositions[Int(first) << 4 | pair & 15] == UInt8(pair >> 4) ? bits | 1 << first : bits
      }
    }
  }

  /// The relation of a link as it is read; ``none`` where no rule lets it be read so.
  func reading(_ kind: UInt8) -> UInt8 { readings[Int(kind & 31)] }

  /// What follows from a relation and then another; ``none`` where nothing does.
  func composition(_ first: UInt8, _ second: UInt8) -> UInt8 {
    compositions[Int(first & 15) << 4 | Int(second & 15)]
  }

  /// The relations from which, and then another, a relation follows: a bit for each.
  func predecessors(of relation: UInt8, before second: UInt8) -> UInt16 {
    predecessors[Int(relation & 15) << 4 | Int(second & 15)]
  }

  // MARK: Names

  /// The rules by which a link of this kind is read.
  func readingRules(_ kind: UInt8) -> [ResolutionRule] { Self.read(kind, rules)?.rules ?? [] }

  /// The rule by which two relations make one.
  static func compositionRule(_ first: UInt8, _ second: UInt8) -> ResolutionRule? {
    compose(first, second)?.rule
  }

  private static func read(
    _ kind: UInt8, _ rules: Set<ResolutionRule>
  ) -> (relation: UInt8, rules: [ResolutionRule])? {
    let isBackwards = kind & PredicateKind.backwards != 0
    var used: [ResolutionRule] = []
    var relation = kind & ~PredicateKind.backwards
    switch relation {
    case PredicateKind.equivalentClass where rules.contains(.generalisedEquivalence),
      PredicateKind.otherEquivalence where rules.contains(.generalisedEquivalence):
      used.append(.generalisedEquivalence)
      relation = MappingCode.exact.rawValue
    case PredicateKind.equivalentClass: relation = equivalence
    case PredicateKind.subsumption where rules.contains(.generalisedSubsumption):
      used.append(.generalisedSubsumption)
      relation = MappingCode.broad.rawValue
    default: break
    }
    guard relation < relationCount else { return nil }
    guard isBackwards else { return (relation, used) }
    let inverse = inverseRule(of: relation)
    guard rules.contains(inverse) else { return nil }
    let inverted = MappingCode(rawValue: relation)?.inverse.rawValue ?? relation
    return (inverted, used + [inverse])
  }

  private static func inverseRule(of relation: UInt8) -> ResolutionRule {
    switch MappingCode(rawValue: relation) {
    case .narrow: .inverseOfNarrow
    case .broad: .inverseOfBroad
    case .crossSpeciesExact: .inverseOfCrossSpeciesExact
    case .crossSpeciesNarrow: .inverseOfCrossSpeciesNarrow
    case .crossSpeciesBroad: .inverseOfCrossSpeciesBroad
    case .counterpart: .counterpartSymmetry
    case .exact, .close, .related, nil: .symmetry
    }
  }

  /// What follows by T1, RCE1 or RCE2, with every rule on.
  ///
  /// A functional counterpart is in none of them, nor is a relation across species.
  private static func compose(
    _ first: UInt8, _ second: UInt8
  ) -> (relation: UInt8, rule: ResolutionRule)? {
    if first == equivalence, second == equivalence { return (equivalence, .transitivity) }
    guard let next = MappingCode(rawValue: second) else { return nil }
    let chained: Set<MappingCode> = [.close, .broad, .narrow, .related]
    if first == equivalence {
      return chained.contains(next) ? (second, .exactThenRelation) : nil
    }
    guard let start = MappingCode(rawValue: first) else { return nil }
    switch (start, next) {
    case (.exact, .exact), (.broad, .broad), (.narrow, .narrow): return (first, .transitivity)
    case (.exact, _) where chained.contains(next): return (second, .exactThenRelation)
    case (_, .exact) where chained.contains(start): return (first, .relationThenExact)
    default: return nil
    }
  }
}
