import ArgumentParser
import GlossaryExport
import Isogloss
import SKOSVocabulary
import TermAlignment

/// `isogloss export`: glossaries and alignments as files.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a glossary, an alignment, or the vocabulary itself.",
    discussion: """
      html and markdown are glossaries: terms, definitions with their sources, correspondences \
      and false friends. sssom, sssom-json, alignment (the format of ontology matchers), rdf and \
      owl (Turtle) are the alignment: all mappings, those at one scheme, or those among the schemes \
      named; the data may be SSSOM, RDF with SKOS or OWL mappings, or the Alignment format. turtle, \
      rdfxml, jsonld and ntriples are the schemes as data.

      A publisher's wording that is not known to be free is left out of glossaries, its citation \
      stays; --rights report gives it and reports each on standard error.

      EXAMPLE:
        isogloss export --scheme eu-ai-act-2024 --format html -o glossary.html
        isogloss export --scheme nist-ai-rmf-1.0 ai-verify-2025 --format sssom
        isogloss export --data mappings.ttl --format sssom
        isogloss export --data alignment.rdf --format sssom-json
      """)

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The schemes; all by default.", valueName: "scheme"))
  var scheme: [String] = []

  @Option(help: "What to write.")
  var format: ExportFormat

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "The languages of a glossary, the first one first; en by default.", valueName: "bcp47"))
  var languages: [String] = []

  @Option(help: "The order of a glossary: by label, or by place in the hierarchy.")
  var order: GlossaryOptions.Order = .alphabetical

  @Option(help: "What happens to wordings that are not known to be free.")
  var rights: GlossaryOptions.Rights = .strict

  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Common options") var common: CommonOptions

  func run() throws {
    let vocabulary = try data.load(common)
    let lookup = TermLookup(vocabulary, common)
    let schemes = try scheme.flatMap { $0.split(separator: ",") }.map {
      try lookup.scheme(String($0))
    }
    switch format {
    case .html: try common.write(try glossary(vocabulary, schemes).html())
    case .markdown: try common.write(glossary(vocabulary, schemes).markdown())
    case .sssom, .sssomJSON, .alignment, .rdf, .owl:
      guard let format = MappingFormat(rawValue: format.rawValue) else { return }
      try common.write(vocabulary.alignment(of: schemes), as: format)
    case .turtle, .rdfxml, .jsonld, .ntriples:
      guard let format = GraphFormat(rawValue: format.rawValue) else { return }
      try common.write { output in
        _ = try vocabulary.description(of: schemes).write(format, to: output)
      }
    }
  }

  private func glossary(_ vocabulary: Vocabulary, _ schemes: [ConceptScheme]) -> Glossary {
    let wanted = languages.flatMap { $0.split(separator: ",").map(String.init) }
    let glossary = vocabulary.glossary(
      options: GlossaryOptions(
        schemes: schemes, languages: wanted.isEmpty ? [common.displayLanguage] : wanted,
        order: order, rights: rights))
    for remark in glossary.rightsRemarks { common.note("\(remark.curie): \(remark.reason)") }
    return glossary
  }
}

/// What `export` writes.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
  case html, markdown, sssom
  case sssomJSON = "sssom-json"
  case alignment, rdf, owl, turtle, rdfxml, jsonld, ntriples
}
