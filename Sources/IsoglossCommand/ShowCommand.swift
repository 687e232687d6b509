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
        isogloss show KI-System --in eu-ai-act-2024 --language de
        isogloss show 3.1.4 --in iso-iec-22989-2022 --format turtle
      """)

  @Argument(help: "The term: an IRI, a CURIE, a label, or with --in a notation.")
  var term: String?

  @Option(name: .customLong("in"), help: "The scheme of the term.")
  var scheme: String?

  @Option(help: "The form of the answer.")
  var format: ConceptFormat = .text

  @Option(help: "What comes of the positions that people took on a mapping.")
  var consensusRule: ConsensusRule = .noRejection

  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws { _ = try data.argument(term, named: "term") }

  func run() throws {
    let (text, data) = try data.argument(term, named: "term")
    let vocabulary = try data.load(common)
    let lookup = TermLookup(vocabulary, common)
    let concept = try lookup.concept(text, in: scheme)
    let language = common.displayLanguage
    switch format {
    case .text:
      let text = ConceptText(
        concept, falseFriends(of: concept, vocabulary),
        vocabulary.resolver.positions(at: concept, rule: consensusRule), language: language,
        style: common.style)
      try common.write(text.text)
    case .json: try common.write(json(concept, vocabulary, language).prettyPrinted)
    case .turtle, .rdfxml, .jsonld, .ntriples:
      guard let syntax = GraphFormat(rawValue: format.rawValue) else { return }
      try common.write { output in
        _ = try vocabulary.description(of: concept).write(syntax, to: output)
      }
    }
  }
}

extension ShowCommand {
  private func falseFriends(of concept: Concept, _ vocabulary: Vocabulary) -> [FalseFriend] {
    var options = ResolutionOptions()
    options.consensusRule = consensusRule
    return vocabulary.resolver.resolve(concept, options: options).falseFriends
  }

  /// The concept with what the alignment says of it: false friends, and the positions on mappings.
  private func json(
    _ concept: Concept, _ vocabulary: Vocabulary, _ language: String
  ) -> JSONValue {
    let positions = vocabulary.resolver.positions(at: concept, rule: consensusRule)
    let links = concept.mappingLinks.map { link -> JSONValue in
      let entries = positions[link]
      guard !entries.isEmpty, case .object(let members) = link.json(in: language) else {
        return link.json(in: language)
      }
      return .object(
        members + [.init("positions", .array(entries.map { $0.json(in: concept.graph) }))])
    }
    guard case .object(let members) = concept.json(in: language) else { return .null }
    let friends = falseFriends(of: concept, vocabulary).map { $0.json(in: language) }
    return .object(
      members.map { $0.name == "mappings" ? .init("mappings", .array(links)) : $0 }
        + [.init("falseFriends", .array(friends))])
  }
}

/// The form of a concept.
enum ConceptFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, turtle, rdfxml, jsonld, ntriples
}
