import RDFModel
public import SKOSVocabulary

/// How positions make an outcome, by name.
public enum ConsensusRule: String, CaseIterable, Hashable, Sendable {
  /// All who took a position accept, or all reject; an abstention leaves it open.
  case unanimity
  /// More than half of those who accept or reject; abstentions do not count.
  case majority
  /// At least two thirds of those who accept or reject; abstentions do not count.
  case twoThirds = "two-thirds"
  /// Somebody accepts and nobody rejects; somebody rejects and nobody accepts.
  case noRejection = "no-rejection"
}

/// What the positions on a mapping amount to under a rule, and who differs.
///
/// An agent's latest position counts; the earlier ones stay visible. Nothing is merged away: the
/// mapping and all positions remain as they are, whatever the outcome.
public struct Consensus: Hashable, Sendable {
  /// What comes of positions.
  public enum Outcome: String, CaseIterable, Hashable, Sendable {
    /// The rule is met for the mapping.
    case accepted
    /// The rule is met against the mapping.
    case rejected
    /// The rule is met neither way.
    case undecided
  }

  /// The rule.
  public let rule: ConsensusRule
  /// What comes of the positions.
  public let outcome: Outcome
  /// The positions that count, in the order of their dates.
  public let positions: [Position]
  /// Earlier positions of agents who took a later one.
  public let superseded: [Position]

  /// The positions against the outcome; where there is none, those of the smaller side, or of both
  /// sides where they are equal.
  public var dissent: [Position] {
    let accepting = positions.filter { $0.stance == .accept }
    let rejecting = positions.filter { $0.stance == .reject }
    switch outcome {
    case .accepted: return rejecting
    case .rejected: return accepting
    case .undecided:
      if accepting.count == rejecting.count { return accepting + rejecting }
      return accepting.count < rejecting.count ? accepting : rejecting
    }
  }

  /// How many of the positions that count have a stance.
  public func count(_ stance: Position.Stance) -> Int { positions.count { $0.stance == stance } }

  /// Computes the consensus of positions; nil where nobody took one.
  ///
  /// Of positions without a date, or on one day, the later one in order counts.
  ///
  /// - Complexity: O(n log n).
  public init?(of positions: [Position], rule: ConsensusRule = .noRejection) {
    guard !positions.isEmpty else { return nil }
    var latest: [Position] = []
    var earlier: [Position] = []
    var known: Set<String> = []
    for position in positions.sorted(by: Position.inOrder).reversed() {
      if known.insert(position.agent.value).inserted {
        latest.append(position)
      } else {
        earlier.append(position)
      }
    }
    self.rule = rule
    self.positions = latest.reversed()
    superseded = earlier.reversed()
    outcome = Self.outcome(
      accepting: latest.count { $0.stance == .accept },
      rejecting: latest.count { $0.stance == .reject }, all: latest.count, rule)
  }

  private static func outcome(
    accepting: Int, rejecting: Int, all: Int, _ rule: ConsensusRule
  ) -> Outcome {
    func meets(_ own: Int, _ other: Int) -> Bool {
      guard own > 0 else { return false }
      switch rule {
      case .unanimity: return own == all
      case .majority: return own > other
      case .twoThirds: return own * 3 >= (own + other) * 2
      case .noRejection: return other == 0
      }
    }
    if meets(accepting, rejecting) { return .accepted }
    return meets(rejecting, accepting) ? .rejected : .undecided
  }
}

extension Consensus {
  /// All positions, earlier ones of an agent included, in the order of their dates.
  public var allPositions: [Position] {
    superseded.isEmpty ? positions : (positions + superseded).sorted(by: Position.inOrder)
  }

  /// What an answer says of a mapping that somebody took a position on: all positions, and what
  /// comes of them.
  var members: [JSONValue.Member] {
    [
      .init("positions", .array(allPositions.map(\.json))), .init("consensus", json),
    ]
  }

  /// Rule, outcome, numbers and dissent.
  public var json: JSONValue {
    .members([
      "rule": .string(rule.rawValue),
      "outcome": .string(outcome.rawValue),
      "accept": .integer(count(.accept)),
      "reject": .integer(count(.reject)),
      "abstain": .integer(count(.abstain)),
      "dissent": .array(dissent.map(\.json)),
      "superseded": .array(superseded.map(\.json)),
    ])
  }

  /// The outcome in one line, with those who differ.
  public var summary: String {
    let numbers = Position.Stance.allCases.map { "\(count($0)) \($0.rawValue)" }
      .joined(separator: ", ")
    let others = dissent.map { position in
      "\(position.agent.value) (\(position.stance.rawValue)"
        + (position.reason.map { ": \($0)" } ?? "") + ")"
    }
    return "\(outcome.rawValue) by \(rule.rawValue): \(numbers)"
      + (others.isEmpty ? "" : "; dissent: " + others.joined(separator: ", "))
  }
}
