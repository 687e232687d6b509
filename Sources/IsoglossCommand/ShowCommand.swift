import ArgumentParser
import Isogloss
import RDFGraph
import RDFModel
import SKOSVocabulary
import TermAlignment

/// `isogloss show`: everything that is said of one concept.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one concept: labels, definition and its source, hierarchy, mappings, warnings.",
    discussion: """
      EXAMPLE:
        isogloss show eu-ai-act-2024:provider
        isogloss show "AI system" --in eu-ai-act-2024 --language fr
        isogloss show 3.1.4 --in iso-iec-22989-2022 --format turtle
      """)

  @Argument(help: "The term: an IRI, a CURIE, a label, or with --in a notation.")
  var term: String?

  @Option(name: .customLong("in"), help: "The scheme of the term.")
  var scheme: String?

  @Option(help: "The form of the answer.")
  var format: ConceptFormat = .text

  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Common options") var common: CommonOptions

  func run() throws {
    let (text, data) = try data.argument(term, named: "term")
    let vocabulary = try data.load(common)
    let lookup = TermLookup(vocabulary, common)
    let concept = try lookup.concept(text, in: scheme)
    let language = common.displayLanguage
    switch format {
    case .text:
      let friends = vocabulary.resolver.resolve(concept).falseFriends
      let text = ConceptText(concept, friends, language: language, style: common.style)
      try common.write(text.text)
    case .json:
      guard case .object(let members) = concept.json(in: language) else { return }
      let friends = vocabulary.resolver.resolve(concept).falseFriends.map { $0.json(in: language) }
      let answer = JSONValue.object(members + [.init("falseFriends", .array(friends))])
      try common.write(answer.prettyPrinted)
    case .turtle, .rdfxml, .jsonld, .ntriples:
      guard let syntax = GraphFormat(rawValue: format.rawValue) else { return }
      try common.write { output in
        _ = try vocabulary.description(of: concept).write(syntax, to: output)
      }
    }
  }
}

/// The form of a concept.
enum ConceptFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, turtle, rdfxml, jsonld, ntriples
}
