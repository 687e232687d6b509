import ByteStorage
import RDFGraph
public import SKOSVocabulary

/// The mappings among all schemes.
public struct CoverageMatrix: Sendable {
  /// Two schemes that some mapping joins, by IRI.
  public struct Pair: Sendable {
    /// The first scheme.
    public let source: ConceptScheme
    /// The second scheme.
    public let target: ConceptScheme
    /// Distinct stated pairs of concepts by relation, as seen from the first scheme.
    public let stated: CoverageCounts
    /// Pairs that follow and that nobody stated, likewise.
    public let inferred: CoverageCounts
    /// Whether ``inferred`` has all of them; else there may be more than were looked for.
    public let isInferredComplete: Bool
    /// The concepts of the first scheme that a statement relates to the second.
    public let sourceMapped: Int
    /// The concepts of the second scheme that a statement relates to the first.
    public let targetMapped: Int
    /// The concepts of the first scheme for which somebody looked in the second, and found nothing.
    public let sourceUnmapped: Int
    /// The concepts of the second scheme for which somebody looked in the first.
    public let targetUnmapped: Int
  }

  /// The pairs, by the IRIs of their schemes.
  public let pairs: [Pair]
  /// The schemes that take part, by IRI, with the number of their concepts.
  public let schemes: [(scheme: ConceptScheme, conceptCount: Int)]
  /// What the matrix leaves out.
  public let notes: [String]

  /// The pairs with one scheme alone: what ``Resolver/coverageMatrix(around:)`` counts for it.
  ///
  /// - Complexity: O(n) in the pairs and schemes.
  public func around(_ scheme: ConceptScheme) -> CoverageMatrix {
    let own = pairs.filter { $0.source == scheme || $0.target == scheme }
    let used = Set(own.flatMap { [$0.source, $0.target] })
    return CoverageMatrix(
      pairs: own, schemes: schemes.filter { used.contains($0.scheme) }, notes: notes)
  }
}

extension Resolver {
  /// The mappings among all schemes.
  ///
  /// - Parameter scheme: where given, only pairs with this scheme.
  /// - Complexity: O(m log m) in the mappings, and in the mappings that are reached from each
  ///   mapped concept, up to a limit of which each scheme has its share; notes and pairs say where
  ///   inferences may be missing.
  public func coverageMatrix(around scheme: ConceptScheme? = nil) -> CoverageMatrix {
    coverageMatrix(around: scheme, maximumMatches: 5_000_000)
  }

  /// - Parameter maximumMatches: what all resolutions together may find.
  func coverageMatrix(around scheme: ConceptScheme?, maximumMatches: Int) -> CoverageMatrix {
    var builder = CoverageMatrixBuilder(self, scheme, maximumMatches: maximumMatches)
    return builder.matrix()
  }
}

/// Counts the mappings among all schemes.
struct CoverageMatrixBuilder {
  struct Key: Hashable {
    let one: UInt32
    let other: UInt32
  }

  struct Tally {
    var stated = CoverageCounts()
    var inferred = CoverageCounts()
    var sources: Set<TermID> = []
    var targets: Set<TermID> = []
    var sourceUnmapped: Set<TermID> = []
    var targetUnmapped: Set<TermID> = []
  }

  struct Fact: Hashable {
    let one: TermID
    let other: TermID
    let relation: CoverageClass
  }

  let resolver: Resolver
  let only: ConceptScheme?
  let maximumMatches: Int
  private let order: [TermID]
  let numbers: [TermID: UInt32]
  var tallies: [Key: Tally] = [:]
  /// The schemes all of whose mapped concepts were looked at.
  var completeSchemes: Set<UInt32> = []
  /// The schemes with a mapped concept of which not everything was looked at.
  var cutSchemes: Set<UInt32> = []
  var notes: [String] = []

  /// What one resolution looks at.
  static let maximumMappings = 20_000

  init(_ resolver: Resolver, _ only: ConceptScheme?, maximumMatches: Int) {
    self.resolver = resolver
    self.only = only
    self.maximumMatches = maximumMatches
    order = resolver.graph.sorted(resolver.index.schemes)
    numbers = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, UInt32($0)) })
  }

  var graph: SKOSGraph { resolver.graph }
  var index: MappingIndex { resolver.index }

  mutating func matrix() -> CoverageMatrix {
    countStatements()
    countInferences()
    let sorted = tallies.sorted { ($0.key.one, $0.key.other) < ($1.key.one, $1.key.other) }
    let schemes = order.map { graph.conceptScheme($0) }
    var used: Set<UInt32> = []
    let pairs = sorted.compactMap { key, tally -> CoverageMatrix.Pair? in
      guard let one = schemes[Int(key.one)], let other = schemes[Int(key.other)] else {
        return nil
      }
      used.formUnion([key.one, key.other])
      return CoverageMatrix.Pair(
        source: one, target: other, stated: tally.stated, inferred: tally.inferred,
        isInferredComplete: !completeSchemes.isDisjoint(with: [key.one, key.other])
          && cutSchemes.isDisjoint(with: [key.one, key.other]),
        sourceMapped: tally.sources.count, targetMapped: tally.targets.count,
        sourceUnmapped: tally.sourceUnmapped.count, targetUnmapped: tally.targetUnmapped.count)
    }
    return CoverageMatrix(
      pairs: pairs,
      schemes: used.sorted().compactMap { number in
        schemes[Int(number)].map { ($0, $0.concepts.count) }
      }, notes: notes)
  }

  private mutating func countStatements() {
    var known: Set<Fact> = []
    for number in 0..<index.count where !index.isDenial(number) {
      let (subject, object) = (index.subject(number), index.object(number))
      if index.isAbsence(number) {
        countAbsence(number, subject, object)
        continue
      }
      guard subject != object else { continue }
      let isForth = subject < object
      let relation = index.relation(number)
      let fact = Fact(
        one: isForth ? subject : object, other: isForth ? object : subject,
        relation: CoverageClass(isForth ? relation : relation.inverse))
      guard known.insert(fact).inserted else { continue }
      count(subject, CoverageClass(relation), CoverageClass(relation.inverse), object) {
        tally, relation in tally.stated[relation] += 1
      }
    }
  }

  private mutating func countAbsence(_ number: Int, _ subject: TermID, _ object: TermID) {
    let slots = StatementSlots(index: index, number: number)
    let isSubject = index.node(of: subject) != nil && !index.schemes(of: subject).isEmpty
    let (concept, slot) = isSubject ? (subject, Slot.objectSource) : (object, Slot.subjectSource)
    guard let scheme = slots.values(slot, of: index.statement(number)).first,
      let other = numbers[scheme]
    else { return }
    for home in index.schemes(of: concept) {
      guard let one = numbers[home], one != other, isWanted(home, scheme) else { continue }
      if one < other {
        tallies[Key(one: one, other: other), default: Tally()].sourceUnmapped.insert(concept)
      } else {
        tallies[Key(one: other, other: one), default: Tally()].targetUnmapped.insert(concept)
      }
    }
  }

  func isWanted(_ one: TermID, _ other: TermID) -> Bool {
    guard let only else { return true }
    return one == only.node || other == only.node
  }

  /// Counts a pair of concepts for every pair of their schemes.
  private mutating func count(
    _ subject: TermID, _ forth: CoverageClass, _ back: CoverageClass, _ object: TermID,
    _ add: (inout Tally, CoverageClass) -> Void
  ) {
    for left in index.schemes(of: subject) {
      for right in index.schemes(of: object) {
        guard let one = numbers[left], let other = numbers[right], one != other,
          isWanted(left, right)
        else { continue }
        let isForth = one < other
        let key = isForth ? Key(one: one, other: other) : Key(one: other, other: one)
        // In place: a copy of the sets for each pair would make this quadratic.
        add(&tallies[key, default: Tally()], isForth ? forth : back)
        tallies[key]?.sources.insert(isForth ? subject : object)
        tallies[key]?.targets.insert(isForth ? object : subject)
      }
    }
  }
}
