import ArgumentParser
import Isogloss
import RDFModel

/// What is special about RDF/XML that is written.
struct RDFXMLArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The xml:base of the document that is written, against which IRIs are shortened.",
      valueName: "iri"))
  var toBase: String?

  @Option(
    help: ArgumentHelp(
      "The xml:lang of the document that is written, which text in this language leaves out.",
      valueName: "bcp47"))
  var toLanguage: String?

  mutating func validate() throws { _ = try baseIRI() }

  /// Puts the options into those of the writer.
  ///
  /// - Throws: `ValidationError` where another syntax is written.
  func apply(to options: inout WritingOptions, writing target: GraphFormat?) throws {
    guard toBase != nil || toLanguage != nil else { return }
    guard target == .rdfxml else {
      throw ValidationError("--to-base and --to-language go with --to rdfxml.")
    }
    options.base = try baseIRI()
    options.language = toLanguage
  }

  private func baseIRI() throws -> IRI? {
    try DataOptions.absoluteIRI(toBase, option: "--to-base")
  }
}
