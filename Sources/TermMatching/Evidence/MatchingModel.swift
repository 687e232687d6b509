/// From evidence to certainty: a logistic model with fixed weights.
struct MatchingModel: Sendable {
  /// What the model looks at, in the order of the weights.
  static let features = [
    "bias", "name", "same", "sameWords", "least", "bothDiffer", "numbers", "heads", "letters",
    "text", "defined", "above", "hasAbove", "below", "hasBelow", "beside", "ends", "hasEnds",
    "languages", "preferred", "property", "kinds", "sourceMargin", "targetMargin",
    "propertyName", "textSame",
  ]

  let weights: [Float]

  /// Before anything is known of neighbours and rivals.
  static let first = MatchingModel(weights: [
    -9, 8, 1, 2, 3, -3, -3, 0.5, 3, 2, -0.3, 0, 0, 0, 0, 0, 0, 0, 0.3, 0.3, -0.5, -0.5, 0, 0, 0, 0,
  ])
  /// With neighbours and rivals.
  static let second = MatchingModel(weights: [
    -9, 8, 1, 2, 3, -3, -3, 0.5, 3, 2, -0.3, 1.5, -0.5, 1.5, -0.3, 0.5, 1.5, -0.5, 0.3, 0.3, -0.5,
    -0.5, 1.5, 1.5, 0, 0,
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
  }

  /// How surely the two of a pair mean the same, from 0 to 1.
  func certainty(_ evidence: PairEvidence, _ values: inout [Float]) -> Float {
    Self.values(evidence, into: &values)
    var sum: Float = 0
    for index in weights.indices { sum += weights[index] * values[index] }
    switch evidence.bridge {
    case .none: break
    case .near: sum += Self.nearBridge
    case .exact: sum += Self.exactBridge
    }
    if evidence.isNotationShared { sum += Self.sharedNotation }
    return logistic(sum)
  }

  // None of the tasks that the other weights come from has bridges or notations; these are set by
  // judgement: a stated equivalence decides, a cross-reference nearly does, and equal notations
  // count for little, because every framework numbers its parts from one.
  private static let nearBridge: Float = 4
  private static let exactBridge: Float = 8
  private static let sharedNotation: Float = 0.7
}
