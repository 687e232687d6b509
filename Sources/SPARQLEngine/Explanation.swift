/// The plan of a query that was run, step by step: what the planner expected of each and what it
/// did.
public struct Explanation: Sendable {
  /// One step of a plan.
  public struct Step: Sendable {
    /// What the step does, as a word such as `Scan`.
    public let name: String
    /// What it does that with, such as a pattern; may be empty.
    public let detail: String
    /// The rows that the planner expected.
    public let estimatedRows: Double
    /// The rows that came out.
    public let rows: Int
    /// In how many batches they came.
    public let batches: Int
    /// The triples that were looked at.
    public let triplesVisited: Int
    /// How long the step took, with the steps below it.
    public let elapsed: Duration
    /// The most that its tables took, in bytes.
    public let peakBytes: Int
    /// The steps that it takes rows from.
    public let inputs: [Step]

    /// How long the step took without those below it.
    public var ownElapsed: Duration {
      max(.zero, inputs.reduce(elapsed) { $0 - $1.elapsed })
    }

    /// This step and all below it, each before its inputs.
    public var all: [Step] { [self] + inputs.flatMap(\.all) }
  }

  /// The last step, whose rows are the solutions.
  public let root: Step

  init(_ plan: Operator) { root = Step(plan) }

  /// The triples that all steps looked at.
  public var triplesVisited: Int { root.all.reduce(0) { $0 + $1.triplesVisited } }

  /// The plan as lines, each step above its inputs, which are indented.
  public var text: String {
    var lines: [String] = []
    root.write(0, &lines)
    return lines.joined(separator: "\n")
  }
}

extension Explanation.Step {
  // Plans nest no deeper than queries may.
  init(_ step: Operator) {
    self.init(
      name: step.summary, detail: step.detail, estimatedRows: step.estimate, rows: step.rows,
      batches: step.batches, triplesVisited: step.visited, elapsed: step.elapsed,
      peakBytes: step.peakBytes, inputs: step.children.map { Self($0) })
  }

  fileprivate func write(_ depth: Int, _ lines: inout [String]) {
    var line = String(repeating: "  ", count: depth) + name
    if !detail.isEmpty { line += " " + detail }
    line += "  (estimated \(roundedEstimate)), rows \(rows), batches \(batches)"
    if triplesVisited > 0 { line += ", triples visited \(triplesVisited)" }
    line += ", \(Self.milliseconds(ownElapsed)) ms"
    if peakBytes > 0 { line += ", \((peakBytes + 1023) / 1024) kB" }
    lines.append(line)
    for input in inputs { input.write(depth + 1, &lines) }
  }

  /// ``estimatedRows`` as a whole number that is not too large to print.
  package var roundedEstimate: Int {
    estimatedRows.isFinite ? Int(min(max(estimatedRows, 0).rounded(), 1e15)) : Int(1e15)
  }

  /// Milliseconds with three digits after the point.
  private static func milliseconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    let digits = String(microseconds % 1000)
    return "\(microseconds / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
