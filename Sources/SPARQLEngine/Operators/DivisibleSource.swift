/// A step that a plan begins with, and whose rows threads can share out among them.
///
/// A ``Operator/twin(over:)`` has the portions of the step that it is a twin of.
protocol DivisibleSource: Operator {
  /// What the step goes through, known without going; nil where it cannot be divided.
  var extent: SourceExtent? { get }

  /// Cuts what the step goes through into portions of about so many rows, and says how many these
  /// are.
  func divide(intoPortionsOf size: Int) throws(EngineError) -> Int

  /// Chooses the portion to go through next, by number; nil for everything.
  func take(portion: Int?)
}

/// How much a source goes through.
struct SourceExtent {
  /// The rows that are cut into portions.
  var rows: Int
  /// What going through them costs, in nanoseconds, about.
  var cost: Double
  /// How many rows come of them, about.
  var yield: Double
}
