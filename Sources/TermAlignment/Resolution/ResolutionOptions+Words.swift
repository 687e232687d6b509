public import RDFGraph
import SKOSVocabulary

extension ResolutionOptions {
  /// The options that can be set by words: how the command line and the service name them.
  public enum Word: String, CaseIterable, Sendable {
    /// `exact,close,broad,narrow,related,counterpart`, and `cross-species`.
    case relations
    /// `any`, `stated` or `inferred`.
    case evidence
    /// A number from 0 to 1.
    case minimumConfidence = "min-confidence"
    /// Jurisdictions as schemes state them.
    case jurisdictions = "jurisdiction"
    /// Editions as schemes state them.
    case editions = "edition"
    /// Names or identifiers of authors.
    case authors = "author"
    /// States of review.
    case reviewStates = "review"
    /// The rules that are on, and no others.
    case rules
    /// Rules that are off.
    case withoutRules = "without-rules"
    /// `weakest-link`, `product` or `frechet`.
    case confidenceRule = "confidence-rule"
    /// `true` or `false`.
    case combinesIndependentEvidence = "combine-independent"
    /// `unanimity`, `majority`, `two-thirds` or `no-rejection`.
    case consensusRule = "consensus-rule"
    /// A number of links.
    case maximumHops = "max-hops"
    /// A number of matches.
    case maximumMatches = "max-matches"
    /// A number of derivations.
    case maximumDerivations = "max-derivations"
  }

  /// A word that an option does not take.
  public struct UnknownWord: Error, Hashable, Sendable {
    /// The option.
    public let option: Word
    /// The word.
    public let word: String
    /// What it takes.
    public let expected: String
  }

  /// Sets an option by words.
  ///
  /// - Throws: ``UnknownWord``.
  public mutating func set(_ option: Word, to words: [String]) throws(UnknownWord) {
    switch option {
    case .relations: relations = try Self.relations(words)
    case .jurisdictions: jurisdictions = Set(words)
    case .editions: editions = Set(words)
    case .authors: authors = Set(words)
    case .reviewStates:
      reviewStates = Set(try Self.all(words, of: option) { ReviewState(rawValue: $0) })
    case .rules:
      rules = Set(try Self.all(words, of: option) { ResolutionRule(named: $0) })
        .intersection(ResolutionRule.switchable)
    case .withoutRules:
      rules.subtract(try Self.all(words, of: option) { ResolutionRule(named: $0) })
    default: try set(option, to: words.last ?? "")
    }
  }

  private mutating func set(_ option: Word, to word: String) throws(UnknownWord) {
    switch option {
    case .evidence:
      evidence = try Self.only(word, of: option) {
        ["any": Evidence.any, "stated": .stated, "inferred": .inferred][$0]
      }
    case .minimumConfidence:
      minimumConfidence = try Self.only(word, of: option) { text in
        Double(text).flatMap { $0 >= 0 && $0 <= 1 ? $0 : nil }
      }
    case .confidenceRule:
      confidenceRule = try Self.only(word, of: option) { ConfidenceRule(rawValue: $0) }
    case .consensusRule:
      consensusRule = try Self.only(word, of: option) { ConsensusRule(rawValue: $0) }
    case .combinesIndependentEvidence:
      combinesIndependentEvidence = try Self.only(word, of: option) { Bool($0) }
    case .maximumHops:
      maximumHops = try Self.only(word, of: option) { Self.number($0, in: 1...255) }
    case .maximumMatches:
      maximumMatches = try Self.only(word, of: option) { Self.number($0, in: 1...1_000_000) }
    default:
      maximumDerivations = try Self.only(word, of: option) { Self.number($0, in: 1...10_000) }
    }
  }

  private static func number(_ text: String, in range: ClosedRange<Int>) -> Int? {
    Int(text).flatMap { range.contains($0) ? $0 : nil }
  }

  private static func relations(_ words: [String]) throws(UnknownWord) -> Set<MappingRelation> {
    Set(try all(words, of: .relations) { relationNames[$0] }.joined())
  }

  private static let relationNames: [String: [MappingRelation]] = [
    "exact": [.exactMatch], "close": [.closeMatch], "broad": [.broadMatch],
    "narrow": [.narrowMatch], "related": [.relatedMatch], "counterpart": [.functionalCounterpart],
    "cross-species": [.crossSpeciesExactMatch, .crossSpeciesBroadMatch, .crossSpeciesNarrowMatch],
  ]

  private static func only<Value>(
    _ word: String, of option: Word, _ value: (String) -> Value?
  ) throws(UnknownWord) -> Value {
    guard let known = value(word) else {
      throw UnknownWord(option: option, word: word, expected: option.expected)
    }
    return known
  }

  private static func all<Value>(
    _ words: [String], of option: Word, _ value: (String) -> Value?
  ) throws(UnknownWord) -> [Value] {
    if words.isEmpty { throw UnknownWord(option: option, word: "", expected: option.expected) }
    var values: [Value] = []
    for word in words { values.append(try only(word, of: option, value)) }
    return values
  }
}

extension ResolutionOptions.Word {
  /// What the option takes, in words.
  public var expected: String {
    switch self {
    case .relations: "exact, close, broad, narrow, related, counterpart or cross-species"
    case .evidence: "any, stated or inferred"
    case .minimumConfidence: "a number from 0 to 1"
    case .jurisdictions: "jurisdictions as schemes state them"
    case .editions: "editions as schemes state them"
    case .authors: "names or identifiers"
    case .reviewStates: ReviewState.allCases.map(\.rawValue).joined(separator: ", ")
    case .rules, .withoutRules:
      ResolutionRule.allCases.filter { $0 != .stated }.map(\.rawValue).joined(separator: ", ")
    case .confidenceRule: ConfidenceRule.allCases.map(\.rawValue).joined(separator: ", ")
    case .consensusRule: ConsensusRule.allCases.map(\.rawValue).joined(separator: ", ")
    case .combinesIndependentEvidence: "true or false"
    case .maximumHops: "a number from 1 to 255"
    case .maximumMatches: "a number from 1 to 1000000"
    case .maximumDerivations: "a number from 1 to 10000"
    }
  }
}

extension MappingIndex {
  /// The mapping sets that a text means: the one with this IRI, else those whose IRI ends in it
  /// after a slash or a number sign.
  public func mappingSets(named text: String) -> [TermID] {
    let known = sets.compactMap { $0 }
    func name(_ set: TermID) -> String { snapshot.dictionary.text(of: set) }
    if let exact = known.first(where: { name($0) == text }) { return [exact] }
    return known.filter { name($0).hasSuffix("/" + text) || name($0).hasSuffix("#" + text) }
  }
}
