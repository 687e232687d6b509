import ArgumentParser
import Isogloss
import RDFModel
import TermAlignment
import TermMatching

/// `isogloss align`: which mappings between two vocabularies are worth proposing.
struct AlignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "align",
    abstract: "Propose mappings between two vocabularies.",
    discussion: """
      SOURCE and TARGET are files, or schemes of the vocabularies that are read. SKOS concepts, \
      OWL classes and properties are compared by their names in all languages, definitions, \
      neighbours, and what the data already says of them.

      Exact and close matches are one to one and keep the hierarchies upright; broader, narrower \
      and related ones are places to look, with a confidence below a half. The same name alone is \
      no proof of the same meaning: where definitions have little in common, a match is close at \
      most. Nobody has reviewed a proposal: the mapping set says so.

      EXAMPLE:
        isogloss align mine.ttl theirs.rdf -o proposals.sssom.tsv
        isogloss align nist-ai-rmf-1.0 ai-verify-2025 --threshold 0.5 --explain
        isogloss align a.owl.gz b.owl.gz --one-to-one --format alignment
      """)

  @Argument(help: "A file, or a scheme.", completion: .file())
  var source: String

  @Argument(help: "A file, or a scheme.", completion: .file())
  var target: String

  @Option(help: "The form of the mapping set.")
  var format: ProposalFormat = .sssom

  @Option(help: ArgumentHelp("The least confidence of a proposal.", valueName: "0…1"))
  var threshold: Double = 0

  @Flag(help: "Say with each proposal what it rests on.")
  var explain = false

  @Flag(help: "Give every entity one proposal at most, whatever the relation.")
  var oneToOne = false

  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws {
    guard (0...1).contains(threshold) else {
      throw ValidationError("--threshold takes a number from 0 to 1.")
    }
  }

  func run() throws {
    let isFile = [source, target].map(DataOptions.namesFile)
    let shared = isFile == [true, true] ? nil : try data.load(common)
    let first = try isFile[0] ? load(source) : (shared ?? load(source))
    let second = try isFile[1] ? load(target) : (shared ?? load(target))
    // A scheme that nobody knows is told with what comes closest.
    let firstScheme =
      isFile[0] ? nil : try TermLookup(first, common).scheme(source).iri
    let secondScheme =
      isFile[1] ? nil : try TermLookup(second, common).scheme(target).iri
    let proposals = try common.showingProgress("comparing") {
      try first.align(
        firstScheme, with: second, secondScheme,
        options: MatcherOptions(threshold: threshold, isOneToOne: oneToOne))
    }
    // A CURIE without a prefix is none in SSSOM.
    var prefixes = PrefixMap()
    for pair in second.snapshot.prefixes.pairs + first.snapshot.prefixes.pairs
    where !pair.prefix.isEmpty { prefixes[pair.prefix] = pair.namespace }
    let set = proposals.mappingSet(
      id: MatchProposals.setID(from: source, to: target), toolVersion: Version.number,
      prefixes: prefixes, explains: explain)
    switch format {
    case .sssom: try common.write(try SSSOMWriter().text(of: set))
    case .sssomJSON: try common.write(SSSOMJSONWriter().text(of: set))
    case .alignment: try common.write(try AlignmentFormatWriter().text(of: set))
    case .rdf:
      var options = WritingOptions()
      options.keepsPrefixes = true
      try common.write { output in
        _ = try MappingTriples(set: set).write(.rdfxml, to: output, options: options)
      }
    }
    let exact = proposals.proposals.count { $0.relation == .exactMatch }
    let close = proposals.proposals.count { $0.relation == .closeMatch }
    common.note(
      "\(proposals.sourceCount) and \(proposals.targetCount) entities, "
        + "\(proposals.comparedCount) pairs compared: \(exact) exact, \(close) close, "
        + "\(proposals.proposals.count - exact - close) other proposals")
  }

  private func load(_ path: String) throws -> Vocabulary {
    var options = data
    options.files = [path]
    options.withShipped = false
    options.namedGraphs = []
    return try options.load(common)
  }
}

/// The form of a mapping set.
enum ProposalFormat: String, ExpressibleByArgument, CaseIterable {
  case sssom
  case sssomJSON = "sssom-json"
  case alignment
  case rdf
}
