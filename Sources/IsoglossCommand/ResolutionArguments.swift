import ArgumentParser
import Isogloss
import RDFGraph
import SKOSVocabulary
import TermAlignment

/// What a resolution looks for, on whose word, by which rules, and how far it goes.
struct ResolutionArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The relations to report: exact, close, broad, narrow, related, counterpart.",
      valueName: "list"))
  var relations: String?

  @Flag(exclusivity: .exclusive, help: "Report only what follows, or only what somebody stated.")
  var evidence: EvidenceChoice?

  @Option(
    help: ArgumentHelp(
      "The least confidence; matches without a stated confidence do not reach it.",
      valueName: "0…1"))
  var minConfidence: String?

  @Option(help: ArgumentHelp("The jurisdictions to look in.", valueName: "list"))
  var jurisdiction: String?

  @Option(help: ArgumentHelp("The editions of schemes to look in.", valueName: "list"))
  var edition: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "The mapping sets to believe, by IRI or its end; all by default.", valueName: "set"))
  var mappingSet: [String] = []

  @Option(
    help: ArgumentHelp("An author to believe, by name or identifier; repeatable.", valueName: "who")
  )
  var author: [String] = []

  @Option(
    help: ArgumentHelp(
      "The states of review to believe: \(ResolutionOptions.Word.reviewStates.expected).",
      valueName: "list"))
  var review: String?

  @Option(
    help: ArgumentHelp(
      "The rules that are on, and no others: \(ResolutionOptions.Word.rules.expected).",
      valueName: "list"))
  var rules: String?

  @Option(help: ArgumentHelp("Rules that are off.", valueName: "list"))
  var withoutRules: String?

  @Option(
    help: ArgumentHelp(
      "How confidence follows: \(ResolutionOptions.Word.confidenceRule.expected).",
      valueName: "rule"))
  var confidenceRule: String?

  @Flag(help: "Let independent derivations raise the confidence of a match, by noisy-or.")
  var combineIndependent = false

  @Option(
    help: ArgumentHelp(
      "What comes of the positions that people took on a mapping: "
        + "\(ResolutionOptions.Word.consensusRule.expected).", valueName: "rule"))
  var consensusRule: String?

  @Option(help: ArgumentHelp("The most links in a derivation (6).", valueName: "n"))
  var maxHops: String?

  @Option(help: ArgumentHelp("The most matches (1000).", valueName: "n"))
  var maxMatches: String?

  @Option(help: ArgumentHelp("The most derivations of a match (16).", valueName: "n"))
  var maxDerivations: String?

  func validate() throws { _ = try words() }

  /// The options that need no data to be understood.
  private func words() throws -> ResolutionOptions {
    func list(_ text: String?) -> [String]? {
      text.map { $0.split(separator: ",").map(String.init) }
    }
    let given: [(ResolutionOptions.Word, [String]?)] = [
      (.relations, list(relations)), (.evidence, evidence.map { [$0.rawValue] }),
      (.minimumConfidence, minConfidence.map { [$0] }), (.jurisdictions, list(jurisdiction)),
      (.editions, list(edition)), (.authors, author.isEmpty ? nil : author),
      (.reviewStates, list(review)), (.rules, list(rules)), (.withoutRules, list(withoutRules)),
      (.confidenceRule, confidenceRule.map { [$0] }),
      (.combinesIndependentEvidence, combineIndependent ? ["true"] : nil),
      (.consensusRule, consensusRule.map { [$0] }), (.maximumHops, maxHops.map { [$0] }),
      (.maximumMatches, maxMatches.map { [$0] }),
      (.maximumDerivations, maxDerivations.map { [$0] }),
    ]
    var options = ResolutionOptions()
    do {
      for case (let option, let words?) in given { try options.set(option, to: words) }
    } catch {
      throw ValidationError(
        "--\(error.option.rawValue) takes \(error.expected), not '\(error.word)'.")
    }
    return options
  }

  /// The options, with what they name found in the data.
  func options(in vocabulary: Vocabulary) throws -> ResolutionOptions {
    var options = try words()
    if mappingSet.isEmpty { return options }
    var sets: Set<TermID> = []
    for name in mappingSet.flatMap({ $0.split(separator: ",") }).map(String.init) {
      let found = vocabulary.mappings.mappingSets(named: name)
      guard !found.isEmpty else {
        throw Failure(.negative, ["isogloss: no mapping set is called '\(name)'"])
      }
      sets.formUnion(found)
    }
    options.mappingSets = sets
    return options
  }
}

/// Which matches count by the way they are known.
enum EvidenceChoice: String, EnumerableFlag {
  case inferred, stated
}
