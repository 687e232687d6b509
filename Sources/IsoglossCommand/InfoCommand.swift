import ArgumentParser
import Isogloss

/// `isogloss info`: what is loaded.
struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Show what is loaded: schemes, labels, mappings, triples, memory, load time.",
    discussion: """
      EXAMPLE:
        isogloss info
        isogloss info my-vocabulary.ttl --format json
      """)

  @Argument(help: "Files to read in place of the shipped vocabularies.", completion: .file())
  var files: [String] = []

  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Common options") var common: CommonOptions

  @Option(help: "The form of the answer.")
  var format: TextFormat = .text

  func run() throws {
    let clock = ContinuousClock()
    let start = clock.now
    let vocabulary = try data.adding(files).load(common)
    let seconds = (clock.now - start) / .seconds(1)
    let summary = VocabularySummary(vocabulary.skos, language: common.displayLanguage)
    switch format {
    case .text: try common.write(Self.text(summary, seconds, common.style))
    case .json:
      guard case .object(let members) = summary.json else { return }
      let loadTime = JSONValue.Member("loadSeconds", .number((seconds * 1000).rounded() / 1000))
      try common.write(JSONValue.object(members + [loadTime]).prettyPrinted)
    }
  }

  private static func text(
    _ summary: VocabularySummary, _ seconds: Double, _ style: TextStyle
  ) -> String {
    var table = TextTable(columns: 4, rightAligned: [1])
    for scheme in summary.schemes {
      table.add([
        style.bold(scheme.id), String(scheme.conceptCount), scheme.title,
        style.faint(scheme.jurisdictions.joined(separator: ", ")),
      ])
    }
    var result = style.faint("scheme, concepts, title, jurisdiction\n")
    if summary.schemes.isEmpty { result = "no concept scheme\n" }
    result += table.text
    if !summary.ontologies.isEmpty {
      result += style.faint("\nontology or namespace without a scheme, terms, title\n")
      var others = TextTable(columns: 3, rightAligned: [1])
      for ontology in summary.ontologies {
        others.add([style.bold(ontology.iri), String(ontology.conceptCount), ontology.title])
      }
      result += others.text
    }
    result += "\n"
    var facts = TextTable(columns: 2)
    facts.add(["schemes", String(summary.schemes.count)])
    facts.add(["concepts", String(summary.conceptCount)])
    if summary.collectionCount > 0 { facts.add(["collections", String(summary.collectionCount)]) }
    facts.add(["labels", list(summary.labels, unnamed: "no language")])
    facts.add(["mappings", list(summary.mappings, unnamed: "")])
    facts.add(["triples", "\(summary.tripleCount) in \(summary.graphCount) named graphs"])
    facts.add(["documents", String(summary.documentCount)])
    facts.add(["memory", decimals(Double(summary.byteCount) / 1_000_000, 1) + " MB"])
    facts.add(["load time", decimals(seconds, 2) + " s"])
    return result + facts.text
  }

  private static func list(_ counts: [VocabularySummary.Count], unnamed: String) -> String {
    let total = counts.reduce(0) { $0 + $1.count }
    guard total > 0 else { return "0" }
    let parts = counts.map { "\($0.name.isEmpty ? unnamed : $0.name) \($0.count)" }
    return "\(total) (\(parts.joined(separator: ", ")))"
  }

  private static func decimals(_ value: Double, _ places: Int) -> String {
    let factor = places == 1 ? 10.0 : 100.0
    return String((value * factor).rounded() / factor)
  }
}

/// The form of an answer that is text or JSON.
enum TextFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}
