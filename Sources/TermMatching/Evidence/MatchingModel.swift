/// From evidence to certainty: two logistic models with fixed weights, one for what a pair says of
/// itself, one that knows what is sure of neighbours and rivals.
package struct MatchingModel: Sendable {
  /// What the models look at, in the order of the weights.
  package static let features = [
    "bias", "name", "same", "sameWords", "least", "bothDiffer", "numbers", "heads", "letters",
    "above", "hasAbove", "below", "hasBelow", "ends", "hasEnds", "preferred", "property",
    "kinds", "sourceMargin", "targetMargin", "propertyName", "contextLeast", "direction",
    "crossed", "derived", "own", "ownAbove", "inverse", "endsAlone", "commonLeast",
    "classCommon", "propertyOwn", "propertySame", "classSame", "classHeads",
    "astray", "endsAstray", "contradiction", "headDerived", "endsLeast",
  ]

  /// The weights before anything is known of neighbours and rivals.
  let first: [Float]
  /// The weights with neighbours and rivals.
  let second: [Float]

  /// What makes the log odds of pairs that were chosen those of their being right.
  private let calibration: (slope: Float, shift: Float)

  /// Takes weights by the names of the features; what is not named weighs nothing.
  package init(
    first: [String: Float], second: [String: Float], calibration: (slope: Float, shift: Float)
  ) {
    self.calibration = calibration
    self.first = Self.features.map { first[$0] ?? 0 }
    self.second = Self.features.map { second[$0] ?? 0 }
  }

  /// How surely a pair that was chosen is right.
  func confidence(_ logOdds: Float) -> Float {
    logistic(calibration.slope * logOdds + calibration.shift)
  }

  /// The values of the features for one pair.
  static func values(_ evidence: PairEvidence, into values: inout [Float]) {
    func flag(_ condition: Bool) -> Float { condition ? 1 : 0 }
    let comparison = evidence.comparison
    values[0] = 1
    values[1] = evidence.name
    values[2] = flag(comparison.isSame)
    values[3] = flag(comparison.isSameBag)
    values[4] = min(comparison.first, comparison.second)
    values[5] = min(1 - comparison.first, 1 - comparison.second)
    values[6] = flag(comparison.numbersDiffer)
    values[7] = flag(comparison.headsMatch)
    values[8] = evidence.letters
    values[9] = evidence.above
    values[10] = flag(evidence.haveBothAbove)
    values[11] = evidence.below
    values[12] = flag(evidence.haveBothBelow)
    values[13] = evidence.ends
    values[14] = flag(evidence.haveBothEnds)
    values[15] = flag(evidence.arePreferred)
    values[16] = flag(evidence.areProperties)
    values[17] = flag(evidence.kindsDiffer)
    values[18] = evidence.sourceMargin
    values[19] = evidence.targetMargin
    values[20] = evidence.areProperties ? evidence.name : 0
    values[21] = min(
      comparison.first + comparison.firstInContext, comparison.second + comparison.secondInContext)
    values[22] = flag(evidence.directionsDiffer)
    values[23] = max(evidence.crossedEnds - evidence.ends, 0)
    values[24] = flag(evidence.isDerived)
    let own = min(
      max(comparison.first + comparison.firstInOwn, comparison.first + comparison.firstInContext),
      max(
        comparison.second + comparison.secondInOwn, comparison.second + comparison.secondInContext))
    values[25] = own
    values[26] = own * max(evidence.above, evidence.ends)
    values[27] = evidence.inverse
    values[28] = evidence.endsAlone
    let common = min(
      comparison.first + comparison.firstCommon, comparison.second + comparison.secondCommon)
    values[29] = common
    values[30] = evidence.areProperties ? 0 : common
    values[31] = evidence.areProperties ? own : 0
    values[32] = flag(evidence.areProperties && comparison.isSameBag)
    values[33] = flag(!evidence.areProperties && comparison.isSameBag)
    values[34] = flag(!evidence.areProperties && comparison.headsMatch)
    values[35] = evidence.astray
    values[36] = evidence.endsAstray
    values[37] = evidence.contradiction
    values[38] = flag(!evidence.areProperties && comparison.isHeadDerived)
    values[39] = evidence.endsLeast
  }

  /// How surely the two of a pair mean the same, as the logarithm of the odds.
  static func logOdds(
    _ evidence: PairEvidence, _ weights: [Float], _ values: inout [Float]
  ) -> Float {
    Self.values(evidence, into: &values)
    var sum = judged(evidence)
    for index in weights.indices { sum += weights[index] * values[index] }
    return sum
  }

  /// What is added by judgement.
  static func judged(_ evidence: PairEvidence) -> Float {
    var sum: Float = 0
    switch evidence.bridge {
    case .none: break
    case .near: sum += Self.nearBridge
    case .exact: sum += Self.exactBridge
    }
    if evidence.isNotationShared {
      sum += Self.sharedNotation + Self.editions * evidence.notationTrust
    }
    if evidence.comparison.isNegated { sum += Self.negated }
    sum += Self.furtherLanguage * Float(min(max(Int(evidence.languages) - 1, 0), 3))
    sum += Self.languageApart * Float(min(evidence.languagesApart, 3))
    if evidence.areBothDefined { sum += Self.text * (evidence.text - Self.usualText) }
    sum += Self.beside * evidence.beside
    if evidence.comparison.isForeign { sum += Self.foreign }
    if evidence.genus != .none, !evidence.comparison.isSameBag { sum += Self.genus }
    sum += Self.astray * evidence.astray + Self.contradiction * evidence.contradiction
    if !evidence.areProperties, evidence.comparison.isHeadDerived { sum += Self.headDerived }
    if evidence.areProperties {
      if evidence.directionsDiffer { sum += Self.direction }
      sum += Self.endsAstray * evidence.endsAstray
      if evidence.haveBothEnds {
        // Ends that correspond confirm a name; they are none.
        let lead = evidence.endsLeast - Self.usualEnds
        sum += Self.ends * (evidence.name > 0 ? lead : min(lead, 0))
      }
    }
    return sum
  }

  // The tasks that the other weights come from have no bridges, notations, definitions, related
  // terms or several languages to speak of: a stated equivalence decides, a cross-reference nearly
  // does, and equal notations count for little, because every framework numbers its parts from
  // one. A second language that agrees tells less than the first, and one in which the names differ
  // as much against it, for translators choose; a name that only looks the same in another language
  // needs much beside it. Definitions of one thing by two bodies have a fifth in common or more,
  // and what a definition starts from is wider than what it defines.
  private static let nearBridge: Float = 4
  private static let exactBridge: Float = 8
  private static let sharedNotation: Float = 0.7
  // Unless most that share a notation have like names, too: then it is one numbering, as in two
  // editions of a classification, and tells what a name that was revised does not.
  private static let editions: Float = 3.5
  // A name that denies what the other says has most words in common with it.
  private static let negated: Float = -3
  private static let furtherLanguage: Float = 0.6
  private static let languageApart: Float = -0.6
  private static let foreign: Float = -2
  private static let beside: Float = 0.7
  private static let text: Float = 2
  private static let usualText: Float = 0.2
  private static let genus: Float = -2

  // One track alone has properties, so that no fit to others could know what they demand: two
  // properties are one only where both of their ends correspond and their names point one way,
  // whatever they are called. For the rest, what follows from the data counts as far as it is
  // sure: kinds of what shares nothing are not the same, what stands below different things rarely
  // is, and neither is an act and what it was done to. The fitted weights come on top of these.
  private static let direction: Float = -2
  private static let endsAstray: Float = -1.5
  private static let ends: Float = 2.5
  private static let usualEnds: Float = 0.5
  private static let contradiction: Float = -1
  private static let headDerived: Float = -1.5
  private static let astray: Float = -0.3
}
