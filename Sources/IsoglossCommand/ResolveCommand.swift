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
      weakest link of its derivation. With --explain, and always as svg and prov (PROV-O in \
      Turtle), all minimal derivations are given, the best first; a bound that was reached is \
      named.

      EXAMPLE:
        isogloss resolve provider --in eu-ai-act-2024
        isogloss resolve 3.1.4 --in iso-iec-22989-2022 --to eu-ai-act-2024 --explain
        isogloss resolve eu-ai-act-2024:deployer --relations exact --format json
        isogloss resolve eu-ai-act-2024:provider --without-rules T1,RCE1
        isogloss resolve eu-ai-act-2024:provider --format svg -o provider.svg
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
      "Look only at the pair with this term, and at what blocks it.", valueName: "term"))
  var with: String?

  @Flag(help: "Show all minimal derivations, with rules, dates, licences and editions.")
  var explain = false

  @Option(help: "The form of the answer.")
  var format: ResolutionFormat = .text

  @OptionGroup(title: "What to look for") var resolution: ResolutionArguments
  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws { _ = try data.argument(term, named: "term") }

  func run() throws {
    let (text, data) = try data.argument(term, named: "term")
    let vocabulary = try data.load(common)
    let lookup = TermLookup(vocabulary, common)
    let concept = try lookup.concept(text, in: scheme)
    var options = try resolution.options(in: vocabulary)
    if !targets.isEmpty {
      options.targetSchemes = Set(
        try targets.flatMap { $0.split(separator: ",") }.map {
          try lookup.scheme(String($0)).node
        })
    }
    if let with { options.targets = [try lookup.concept(with, in: nil).node] }
    let answer = vocabulary.resolver.resolve(concept, options: options)
    try write(answer)
    switch answer.status {
    case .equivalent, .corresponding, .counterpartOnly: break
    case .declaredUnmapped, .undecided, .notEquivalent: throw Failure.negative
    }
  }

  private func write(_ resolution: Resolution) throws {
    let language = common.displayLanguage
    switch format {
    case .text:
      let style = common.style
      try common.write(
        explain
          ? resolution.explanation().text(language: language, mark: style.mark)
          : resolution.text(language: language, mark: style.mark))
    case .json:
      let json =
        explain
        ? resolution.explanation().json(in: language) : resolution.json(in: language)
      try common.write(json.prettyPrinted)
    case .sssom:
      let set =
        explain
        ? resolution.explanation().mappingSet(language: language)
        : resolution.mappingSet(language: language)
      try common.write(try SSSOMWriter().text(of: set))
    case .svg: try common.write(resolution.explanation().svg(language: language))
    case .prov:
      let provenance = DerivationProvenance(resolution.explanation(), language: language)
      try common.write { output in _ = try provenance.write(.turtle, to: output) }
    }
  }
}

extension TextStyle {
  /// Makes a piece of an answer stand out.
  func mark(_ mark: TextMark, _ text: String) -> String {
    switch mark {
    case .heading: bold(text)
    case .relation: cyan(text)
    case .good: green(text)
    case .doubtful: yellow(text)
    case .bad: red(text)
    case .aside: faint(text)
    }
  }
}

/// The form of a resolution.
enum ResolutionFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, sssom, svg, prov
}
