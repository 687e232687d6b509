import RDFGraph
import RDFModel
import SPARQLAlgebra

/// The operands of a group as a planner of joins sees them: which variables each mentions, by how
/// much it multiplies the rows when some are known, and what it costs to take it then.
///
/// Costs are nanoseconds of a middling machine; only their relations matter.
struct JoinGraph {
  private let planner: Planner
  let operands: [Algebra]
  private let lists: Planner.ArgumentLists
  private let variables: [Variable]
  /// The variables of each operand, and of each filter, as bits.
  let masks: [UInt64]
  private let filters: [UInt64]
  /// What is known before.
  let start: UInt64
  let startRows: Double
  private let stars: [Star?]
  /// Whether one scan answers an operand.
  private let areScans: [Bool]
  /// The subject and the object of properties that a merge may take, as bits.
  private let mergeSides: [(subject: UInt64, object: UInt64)?]
  /// What a look-up costs: more where triples are too many for the caches.
  private let lookUpCost: Double
  private var factors: [FactorKey: Double] = [:]
  private var starRows: [UInt64: Double] = [:]

  private struct FactorKey: Hashable {
    let operand: Int
    let known: UInt64
  }

  /// An operand that is a property of a subject.
  private struct Star {
    let subject: UInt64
    let predicate: TermID
    /// The share of the property's triples that have the object, where that is fixed.
    let share: Double
    let object: UInt64
    let distinctObjects: Double
  }

  /// Nil for more variables than there are bits.
  init?(
    _ operands: [Algebra], _ filters: [Expression], after seed: Operator,
    _ position: Planner.Position, _ lists: Planner.ArgumentLists, planner: Planner
  ) {
    self.planner = planner
    self.operands = operands
    self.lists = lists
    var bits: [Variable: UInt64] = [:]
    let names = operands.map { planner.mentionedVariables($0, lists) }
    for variable in names.joined() where bits[variable] == nil {
      guard bits.count < 64 else { return nil }
      bits[variable] = 1 << UInt64(bits.count)
    }
    func mask(_ variables: Set<Variable>) -> UInt64 {
      variables.reduce(0) { $0 | (bits[$1] ?? 0) }
    }
    var named = [Variable](repeating: Variable(""), count: bits.count)
    for (variable, bit) in bits { named[bit.trailingZeroBitCount] = variable }
    variables = named
    masks = names.map(mask)
    areScans = operands.map { ScanPattern($0, features: planner.features) != nil }
    self.filters = filters.filter(\.isStable).map { mask($0.variables) }.filter { $0 != 0 }
    start = mask(position.scope.variables(in: seed.layout))
    startRows = max(1, seed.estimate)
    let mayMerge = planner.mayMerge(after: seed, position)
    mergeSides = operands.map { operand -> (subject: UInt64, object: UInt64)? in
      guard mayMerge, let side = planner.mergeSide(operand) else { return nil }
      return (mask([side.subject]), mask([side.object]))
    }
    let size = Double(max(1, planner.context.snapshot.tripleCount))
    lookUpCost = 20 + 20 * Double(max(0, size.exponent - 20))
    let sets = planner.context.snapshot.statistics.characteristicSets
    let tells = sets.count > 0 && sets.count <= 256 && sets.otherSubjects == 0
    stars = operands.map { operand in
      guard tells, case .bgp(let patterns) = operand, patterns.count == 1,
        let subject = patterns[0].subject.variable
      else { return nil }
      return Self.star(patterns[0], mask([subject]), mask(patterns[0].object.variables), planner)
    }
  }

  private static func star(
    _ pattern: TriplePattern, _ subject: UInt64, _ object: UInt64, _ planner: Planner
  ) -> Star? {
    let snapshot = planner.context.snapshot
    guard let predicate = pattern.predicate.term.flatMap({ snapshot.id(of: $0) }),
      let known = snapshot.statistics.predicate(predicate), known.triples > 0
    else { return nil }
    var share = 1.0
    if let term = pattern.object.term {
      guard let id = snapshot.id(of: term) else { return nil }
      share =
        Double(snapshot.match(predicate: predicate, object: id).count) / Double(known.triples)
    } else if pattern.object.variable == nil {
      return nil
    }
    return Star(
      subject: subject, predicate: predicate, share: share, object: object,
      distinctObjects: Double(max(1, known.distinctObjects)))
  }

  /// By how much an operand multiplies the rows where some others were taken before.
  mutating func factor(_ operand: Int, after taken: UInt64, known: UInt64) -> Double {
    if let star = stars[operand], known & star.subject != 0,
      let factor = starFactor(operand, star, taken, known)
    {
      return factor
    }
    let key = FactorKey(operand: operand, known: known & masks[operand])
    if let factor = factors[key] { return factor }
    var names: Set<Variable> = []
    for bit in variables.indices where key.known & (1 << UInt64(bit)) != 0 {
      names.insert(variables[bit])
    }
    let factor = planner.estimate(operands[operand], names, lists)
    factors[key] = factor
    return factor
  }

  /// What subjects that have some properties have of another, as the characteristic sets tell.
  private mutating func starFactor(
    _ operand: Int, _ star: Star, _ taken: UInt64, _ known: UInt64
  ) -> Double? {
    var members: UInt64 = 0
    for other in operands.indices where taken & (1 << UInt64(other)) != 0 {
      if let known = stars[other], known.subject == star.subject { members |= 1 << UInt64(other) }
    }
    guard members != 0 else { return nil }
    let before = rows(ofStar: members)
    guard before > 0 else { return 0 }
    var factor = rows(ofStar: members | 1 << UInt64(operand)) / before * star.share
    if star.object != 0, known & star.object != 0 { factor /= star.distinctObjects }
    return factor
  }

  private mutating func rows(ofStar members: UInt64) -> Double {
    if let known = starRows[members] { return known }
    let predicates = operands.indices.compactMap {
      members & (1 << UInt64($0)) != 0 ? stars[$0]?.predicate : nil
    }
    let sets = planner.context.snapshot.statistics.characteristicSets
    let rows = sets.star(predicates).rows
    starRows[members] = rows
    return rows
  }

  /// The share of rows that filters let through which become ready with an operand.
  private func selectivity(_ operand: Int, known: UInt64) -> Double {
    var share = 1.0
    let after = known | masks[operand]
    for filter in filters where filter & ~after == 0 && filter & ~known != 0 { share *= 0.3 }
    return share
  }

  /// What it costs to take an operand, and how many rows there are then.
  mutating func step(
    _ operand: Int, after taken: UInt64, known: UInt64, rows: Double
  ) -> (cost: Double, rows: Double, factor: Double) {
    let factor = factor(operand, after: taken, known: known)
    let found = rows * factor
    let result = found * selectivity(operand, known: known)
    if areScans[operand] {
      let isSeeded = known & masks[operand] != 0
      let opens = masks[operand] & ~known != 0
      var lookUp = isSeeded ? lookUpCost : 40
      if isSeeded, !opens {
        // Many facts are noted as bits.
        let all = self.factor(operand, after: 0, known: 0)
        lookUp = min(lookUp, 2 + 1.5 * all / max(rows, 1))
      }
      var cost = rows * lookUp
      if isMergeable(operand, taken) {
        cost = min(cost, 3 * (rows + self.factor(operand, after: 0, known: 0)))
      }
      return (cost + found * 2 + result * 2, result, factor)
    }
    switch operands[operand] {
    case .path: return (rows * 200 + found * 20, result, factor)
    case .project, .distinct, .reduced, .orderBy, .group, .slice, .values:
      let alone = self.factor(operand, after: 0, known: 0)
      return (alone * 40 + rows * 10 + found * 5, result, factor)
    case .service: return (rows * 1000 + found * 100, result, factor)
    default: return (rows * 50 + found * 10, result, factor)
    }
  }

  /// Whether an operand may be merged with the one that was taken first.
  private func isMergeable(_ operand: Int, _ taken: UInt64) -> Bool {
    guard taken.nonzeroBitCount == 1, let second = mergeSides[operand],
      let first = mergeSides[taken.trailingZeroBitCount]
    else { return false }
    return first.object == second.object && first.subject != second.subject
  }

  /// Whether an operand shares a variable with what is known.
  func isConnected(_ operand: Int, _ known: UInt64) -> Bool {
    known == 0 || masks[operand] == 0 || known & masks[operand] != 0
  }
}
