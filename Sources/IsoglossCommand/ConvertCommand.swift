import ArgumentParser
import Isogloss
import RDFModel

/// `isogloss convert`: between the syntaxes of RDF.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Convert files between RDF/XML, Turtle, N-Triples, N-Quads, TriG and SSSOM.",
    discussion: """
      N-Triples and N-Quads are written as the triples come, with little memory for files of any \
      size. Turtle, TriG and RDF/XML are sorted and grouped, so that the same data gives the same \
      bytes. The blank nodes of several files are kept apart. Where the target cannot hold named \
      graphs and the source has some, nothing is written.

      EXAMPLE:
        isogloss convert thesaurus.rdf --to turtle -o thesaurus.ttl
        isogloss convert dump.nt.gz --to ntriples --canonical | sort -u
        curl -s https://example.org/data | isogloss convert - --from turtle --to rdfxml
      """)

  @Argument(help: "The files; - is standard input.", completion: .file())
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "The format of the files: \(DocumentFormat.choices). Without, it is decided by the "
        + "extension, then by the content.", valueName: "format"))
  var from: DocumentFormat?

  @Option(help: "The format to write.")
  var to: GraphFormat

  @Option(
    help: ArgumentHelp("The base for relative references in files that set none.", valueName: "iri")
  )
  var base: String?

  @Flag(
    help: """
      Write the canonical form of N-Triples or N-Quads, which is the only one that is written: \
      labels and order are kept.
      """)
  var canonical = false

  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws {
    _ = try baseIRI()
    if canonical, to != .ntriples, to != .nquads {
      throw ValidationError("--canonical goes with --to ntriples or --to nquads.")
    }
    if files.contains("-"), from == nil {
      throw ValidationError("Standard input has no name to tell its format; add --from FORMAT.")
    }
  }

  func run() throws {
    let documents = try DataOptions.documents(files, format: from, base: try baseIRI())
    try common.write { output in
      try common.showingProgress("converting \(documents[0].name)") {
        _ = try DocumentSequence(documents).write(to, to: output)
      }
    }
  }

  private func baseIRI() throws -> IRI? {
    try DataOptions.absoluteIRI(base, option: "--base")
  }
}
