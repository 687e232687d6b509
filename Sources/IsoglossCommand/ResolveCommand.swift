import ArgumentParser
import Isogloss
import RDFGraph
import SKOSVocabulary
import TermAlignment

/// `isogloss resolve`: what corresponds to a term elsewhere, and why.
struct ResolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Find what corresponds to a term in other frameworks, on whose word, and why.",
    discussion: """
      A TERM is an IRI, a CURIE such as eu-ai-act-2024:provider, a label in any language, or with \
      --in a notation. A SCHEME is an id, an IRI, a title or an alias. A term that fits several \
      concepts is never picked silently: they are listed on standard error.

      The answer ends with 0 where something corresponds, and with 1 where nothing agreed does: \
      declared unmapped, undecided, not equivalent. An inferred confidence is never above the \
      weakest link of its derivation.

      EXAMPLE:
        isogloss resolve provider --in eu-ai-act-2024
        isogloss resolve 3.1.4 --in iso-iec-22989-2022 --to eu-ai-act-2024 --explain
        isogloss resolve eu-ai-act-2024:deployer --relations exact,close --format json
      """)

  @Argument(help: "The term.")
  var term: String?

  @Option(name: .customLong("in"), help: "The scheme of the term.")
  var scheme: String?

  @Option(
    name: .customLong("to"), parsing: .upToNextOption,
    help: ArgumentHelp("The schemes to look in; all by default.", valueName: "scheme"))
  var targets: [String] = []

  @Option(
    help: ArgumentHelp(
      "The relations to report: exact, close, broad, narrow, related, counterpart.",
      valueName: "list"))
  var relations: RelationList = .all

  @Flag(exclusivity: .exclusive, help: "Report only what follows, or only what somebody stated.")
  var evidence: EvidenceChoice?

  @Option(
    help: ArgumentHelp(
      "The least confidence; matches without a stated confidence do not reach it.",
      valueName: "0…1"))
  var minConfidence: Double?

  @Flag(help: "Show date, licence, rules and definitions too.")
  var explain = false

  @Option(help: "The form of the answer.")
  var format: ResolutionFormat = .text

  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws {
    if let minConfidence, !(0...1).contains(minConfidence) {
      throw ValidationError("--min-confidence takes a number from 0 to 1.")
    }
  }

  func run() throws {
    let (text, data) = try data.argument(term, named: "term")
    let vocabulary = try data.load(common)
    let lookup = TermLookup(vocabulary, common)
    let concept = try lookup.concept(text, in: scheme)
    let options = ResolutionOptions(
      targetSchemes: targets.isEmpty
        ? nil
        : Set(
          try targets.flatMap { $0.split(separator: ",") }.map {
            try lookup.scheme(String($0)).node
          }),
      relations: relations.relations, evidence: evidence?.evidence ?? .any,
      minimumConfidence: minConfidence)
    let resolution = vocabulary.resolver.resolve(concept, options: options)
    try write(resolution, vocabulary)
    switch resolution.status {
    case .equivalent, .corresponding, .counterpartOnly: break
    case .declaredUnmapped, .undecided, .notEquivalent: throw Failure.negative
    }
  }

  private func write(_ resolution: Resolution, _ vocabulary: Vocabulary) throws {
    let language = common.displayLanguage
    switch format {
    case .text:
      let text = ResolutionText(
        resolution, language: language, explains: explain, style: common.style)
      try common.write(text.text)
    case .json: try common.write(resolution.json(in: language).prettyPrinted)
    case .sssom:
      try common.write(try SSSOMWriter().text(of: resolution.mappingSet(language: language)))
    }
  }
}

/// The form of a resolution.
enum ResolutionFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, sssom
}

/// Which matches count by the way they are known.
enum EvidenceChoice: String, EnumerableFlag {
  case inferred, stated

  var evidence: ResolutionOptions.Evidence { self == .inferred ? .inferred : .stated }
}

/// Relations named in a list with commas.
struct RelationList: ExpressibleByArgument {
  let relations: Set<MappingRelation>

  static let all = RelationList(relations: Set(MappingRelation.allCases))

  private static let names: [String: MappingRelation] = [
    "exact": .exactMatch, "close": .closeMatch, "broad": .broadMatch, "narrow": .narrowMatch,
    "related": .relatedMatch, "counterpart": .functionalCounterpart,
  ]

  init(relations: Set<MappingRelation>) { self.relations = relations }

  init?(argument: String) {
    var relations: Set<MappingRelation> = []
    for name in argument.split(separator: ",") {
      guard let relation = Self.names[String(name)] else { return nil }
      relations.insert(relation)
    }
    guard !relations.isEmpty else { return nil }
    self.relations = relations
  }

  var defaultValueDescription: String { "all of them" }
}
