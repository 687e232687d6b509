import ArgumentParser
import Isogloss
import RDFModel
import SKOSVocabulary
import TermAlignment

/// `isogloss search`: concepts by their labels, notations and definitions.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find concepts by label, notation or definition.",
    discussion: """
      Preferred, alternative and hidden labels, notations and definitions are searched without \
      regard to case and diacritics: whole texts first, then beginnings, then words, then texts \
      that differ by a few letters.

      EXAMPLE:
        isogloss search "human oversight"
        isogloss search risque --language fr --jurisdiction EU --format json
      """)

  @Argument(help: "The text to search for.")
  var text: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Only concepts of these schemes: ids, IRIs, titles or aliases.", valueName: "scheme"))
  var scheme: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Only schemes of these jurisdictions, such as EU.", valueName: "code"))
  var jurisdiction: [String] = []

  @Option(help: "The most concepts to show.")
  var limit = 20

  @Option(help: "The form of the answer.")
  var format: TextFormat = .text

  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit takes a number above 0.") }
    _ = try data.argument(text, named: "text")
  }

  func run() throws {
    let (text, data) = try data.argument(text, named: "text")
    let vocabulary = try data.load(common)
    let lookup = TermLookup(vocabulary, common)
    let options = SearchOptions(
      schemes: try scheme.map { try lookup.scheme($0) }, jurisdictions: jurisdiction,
      language: common.language, limit: limit)
    let found = try vocabulary.labels.search(text, options: options)
    let language = common.displayLanguage
    switch format {
    case .json:
      let answer: JSONValue = .members([
        "text": .string(text),
        "matches": .array(found.map { $0.json(in: language, warnedBy: vocabulary.resolver) }),
      ])
      try common.write(answer.prettyPrinted)
    case .text:
      let lines = found.map { match in
        Self.text(match, language, common.style)
          + Self.warning(
            match.falseFriends(by: vocabulary.resolver), match.concept.displayLabel(in: language),
            common.style)
      }
      try common.write(lines.joined())
      if found.isEmpty { common.note("isogloss: nothing was found for '\(text)'") }
    }
    if found.isEmpty { throw Failure.negative }
  }

  /// A line where the word means something else elsewhere.
  private static func warning(
    _ friends: [FalseFriend], _ label: String, _ style: TextStyle
  ) -> String {
    guard !friends.isEmpty else { return "" }
    let count = quantity(friends.count, "false friend")
    return "    " + style.yellow(count) + style.faint(": isogloss divergence '\(label)'") + "\n"
  }

  private static func text(_ match: LabelMatch, _ language: String, _ style: TextStyle) -> String {
    let concept = match.concept
    let label = concept.displayLabel(in: language)
    var result = "\(style.bold(label))  \(concept.curie)"
    if let scheme = concept.scheme {
      result += "  " + style.faint(scheme.displayName(in: language))
    }
    if match.text.lexicalForm != label, match.field != .definition {
      result += style.faint("  \(match.field.name) “\(match.text.lexicalForm)”")
    }
    if match.fit == .similar { result += style.faint("  similar") }
    result += "\n"
    if let definition = concept.definition(in: language) {
      result += "    \(definition.text.lexicalForm)\n"
    }
    return result
  }
}
