import ArgumentParser
import Isogloss
import SKOSVocabulary
import TermAlignment

/// `isogloss compare`: two concepts side by side.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare two concepts: definitions split into genus and characteristics.",
    discussion: """
      A definition starts from a wider concept, the genus, and adds the characteristics that set \
      the concept apart. The rules that split it know English; definitions in other languages are \
      cut into clauses.

      EXAMPLE:
        isogloss compare eu-ai-act-2024:risk iso-31000-2018:risk
        isogloss compare eu-ai-act-2024:risk iso-31000-2018:risk --format markdown
      """)

  @Argument(help: "The first term: an IRI, a CURIE or a label.")
  var first: String

  @Argument(help: "The second term.")
  var second: String

  @Option(help: "The form of the comparison.")
  var format: ComparisonFormat = .text

  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Common options") var common: CommonOptions

  func run() throws {
    let vocabulary = try data.load(common)
    let lookup = TermLookup(vocabulary, common)
    let comparison = vocabulary.comparison(
      try lookup.concept(first, in: nil), try lookup.concept(second, in: nil))
    let language = common.displayLanguage
    switch format {
    case .text: try common.write(comparison.text(in: language))
    case .json: try common.write(comparison.json(in: language).prettyPrinted)
    case .markdown: try common.write(comparison.markdown(in: language))
    case .html:
      let names = [comparison.left, comparison.right].map {
        $0.concept.displayLabel(in: language) + " (" + $0.place(in: language) + ")"
      }
      let title = names.joined(separator: " and ")
      let body = "<h1>\(HTMLReport.escaped(title))</h1>\n" + comparison.html(in: language)
      try common.write(HTMLReport.page(title: title, body: body))
    }
  }
}

/// The form of a comparison.
enum ComparisonFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, html, markdown
}
