/// From evidence to certainty: a logistic model with fixed weights.
struct MatchingModel: Sendable {
  /// What the model looks at, in the order of the weights.
  static let features = [
    "bias", "name", "same", "sameWords", "least", "bothDiffer", "numbers", "heads", "letters",
    "text", "defined", "above", "hasAbove", "below", "hasBelow", "beside", "ends", "hasEnds",
    "languages", "preferred", "property", "kinds", "sourceMargin", "targetMargin",
    "propertyName", "textSame", "contextLeast", "direction", "crossed", "derived",
    "own", "ownAbove",
  ]

  let weights: [Float]

  /// Before anything is known of neighbours and rivals.
  static let first = MatchingModel(weights: [
    -9.28, 2.05, 0.75, 0.32, 2.24, -1.66, -1.09, 0.37, 0.97, 0.21, 0.81, 0, 0, 0, 0, 0, 0, 0, 0,
    1.26, 1.37, -1.06, 0, 0, -2.31, 0, 3.45, -1.26, 0, -0.44, 0, 0,
  ])
  /// With neighbours and rivals.
  static let second = MatchingModel(weights: [
    -6.59, 0, 0.2, 0.31, 0.04, 0, -0.27, 0, 1.65, 0.1, 0.36, 1.73, -0.5, 1.06, 0.28, 0, 2.11, 0.74,
    0.16, 0.84, -0.52, -0.76, 1.35, 1.74, -2.69, 0, 2.16, -0.65, -0.37, 0, 0, 0,
  ])

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
    values[9] = evidence.areBothDefined ? evidence.text : 0
    values[10] = flag(evidence.areBothDefined)
    values[11] = evidence.above
    values[12] = flag(evidence.haveBothAbove)
    values[13] = evidence.below
    values[14] = flag(evidence.haveBothBelow)
    values[15] = evidence.beside
    values[16] = evidence.ends
    values[17] = flag(evidence.haveBothEnds)
    values[18] = Float(min(evidence.languages, 4))
    values[19] = flag(evidence.arePreferred)
    values[20] = flag(evidence.areProperties)
    values[21] = flag(evidence.kindsDiffer)
    values[22] = evidence.sourceMargin
    values[23] = evidence.targetMargin
    values[24] = evidence.areProperties ? evidence.name : 0
    values[25] = evidence.areBothDefined && comparison.isSameBag ? evidence.text : 0
    values[26] = min(
      comparison.first + comparison.firstInContext, comparison.second + comparison.secondInContext)
    values[27] = flag(evidence.directionsDiffer)
    values[28] = max(evidence.crossedEnds - evidence.ends, 0)
    values[29] = flag(evidence.isDerived)
    let own = min(
      max(comparison.first + comparison.firstInOwn, comparison.first + comparison.firstInContext),
      max(
        comparison.second + comparison.secondInOwn, comparison.second + comparison.secondInContext))
    values[30] = own
    values[31] = own * max(evidence.above, evidence.ends)
  }

  /// How surely the two of a pair mean the same, as the logarithm of the odds.
  func logOdds(_ evidence: PairEvidence, _ values: inout [Float]) -> Float {
    Self.values(evidence, into: &values)
    var sum: Float = 0
    for index in weights.indices { sum += weights[index] * values[index] }
    switch evidence.bridge {
    case .none: break
    case .near: sum += Self.nearBridge
    case .exact: sum += Self.exactBridge
    }
    if evidence.isNotationShared { sum += Self.sharedNotation }
    return sum
  }

  // None of the tasks that the other weights come from has bridges or notations; these are set by
  // judgement: a stated equivalence decides, a cross-reference nearly does, and equal notations
  // count for little, because every framework numbers its parts from one.
  private static let nearBridge: Float = 4
  private static let exactBridge: Float = 8
  private static let sharedNotation: Float = 0.7
}
