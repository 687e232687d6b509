public import SKOSVocabulary
public import SPARQLEngine

extension Explanation {
  /// The plan as an object, each step with those that it takes rows from as `inputs`; times are in
  /// milliseconds.
  public var json: JSONValue { root.json }
}

extension Explanation.Step {
  // Plans nest no deeper than queries may.
  fileprivate var json: JSONValue {
    .members([
      "operator": .string(name), "detail": .string(detail),
      "estimatedRows": .integer(roundedEstimate), "rows": .integer(rows),
      "batches": .integer(batches), "triplesVisited": .integer(triplesVisited),
      "elapsedMilliseconds": .number(Self.milliseconds(elapsed)),
      "ownMilliseconds": .number(Self.milliseconds(ownElapsed)),
      "peakBytes": .integer(peakBytes), "inputs": .array(inputs.map(\.json)),
    ])
  }

  /// Milliseconds to the microsecond.
  private static func milliseconds(_ duration: Duration) -> Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds * 1_000_000 + attoseconds / 1_000_000_000_000) / 1000
  }
}
