public import ArgumentParser
import Foundation
import Isogloss
public import JSONLDSyntax
import RDFModel

/// What is special about JSON-LD.
struct JSONLDArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      A context that documents may name, and the file that holds it; the file begins after the \
      last =. Without a file it is a bundled one. May be given several times.
      """, valueName: "iri=file"))
  var context: [String] = []

  @Option(
    help: ArgumentHelp(
      "A context that holds before those of the documents.", valueName: "file"),
    completion: .file())
  var expandContext: String?

  @Option(
    help: """
      How strings with a base direction are told in RDF; without, as those of RDF 1.2.
      """)
  var rdfDirection: JSONLDOptions.RDFDirection?

  @Option(help: "The version of JSON-LD by whose rules documents are read and written.")
  var processingMode: JSONLDOptions.ProcessingMode?

  @Option(help: "The form of JSON-LD that is written.")
  var jsonldForm: JSONLDWriterOptions.Form?

  /// The documents with these options put in.
  ///
  /// - Throws: `ValidationError` for options in vain; `InputError` for a file that cannot be read.
  func applied(to documents: [Document], writing target: GraphFormat?) throws -> [Document] {
    if jsonldForm != nil, target != .jsonld {
      throw ValidationError("--jsonld-form goes with --to jsonld.")
    }
    if jsonldForm == .expanded, !context.isEmpty, target == .jsonld {
      throw ValidationError("Expanded JSON-LD has no context; leave --context out.")
    }
    let isGiven =
      !context.isEmpty || expandContext != nil || rdfDirection != nil || processingMode != nil
    guard isGiven else { return documents }
    let readsJSONLD = try documents.contains { try $0.resolvedFormat() == .jsonld }
    guard readsJSONLD || target == .jsonld else {
      throw ValidationError(
        "--context, --expand-context, --rdf-direction and --processing-mode are for JSON-LD; "
          + "name the format with --from jsonld, or write it with --to jsonld.")
    }
    if expandContext != nil, !readsJSONLD {
      throw ValidationError("--expand-context is for reading JSON-LD.")
    }
    let options = try options()
    return documents.map { document in
      var document = document
      document.jsonLD = options
      return document
    }
  }

  /// How JSON-LD is written: with the contexts given, by their names.
  func writerOptions() throws -> JSONLDWriterOptions {
    var options = JSONLDWriterOptions(form: jsonldForm ?? .compacted, processing: try options())
    let names = try context.map { try Self.split($0).iri.value }
    guard !names.isEmpty else { return options }
    let list =
      names.count == 1 ? try JSONEncoder().encode(names[0]) : try JSONEncoder().encode(names)
    options.context = Array(list)
    return options
  }

  private func options() throws -> JSONLDOptions {
    var files: [IRI: [UInt8]] = [:]
    for argument in context {
      let (iri, file) = try Self.split(argument)
      if let file {
        files[iri] = try Document(path: file).bytes()
      } else if ContextSource.bundled.bytes(of: iri) == nil {
        throw ValidationError(
          "The context \(iri.value) is not bundled; name the file that holds it: "
            + "--context \(iri.value)=FILE")
      }
    }
    return JSONLDOptions(
      contexts: .bundled.overridden(by: files),
      expandContext: try expandContext.map { try Document(path: $0).bytes() },
      processingMode: processingMode ?? .jsonLD11,
      rdfDirection: rdfDirection ?? .directionalString)
  }

  private static func split(_ argument: String) throws -> (iri: IRI, file: String?) {
    if let iri = IRI(argument), ContextSource.bundled.bytes(of: iri) != nil { return (iri, nil) }
    guard let equals = argument.lastIndex(of: "=") else {
      guard let iri = IRI(argument) else {
        throw ValidationError("--context takes IRI=FILE, and '\(argument)' is not of that form.")
      }
      return (iri, nil)
    }
    let file = argument[argument.index(after: equals)...]
    guard let iri = IRI(String(argument[..<equals])), !file.isEmpty else {
      throw ValidationError("--context takes IRI=FILE, and '\(argument)' is not of that form.")
    }
    return (iri, String(file))
  }
}

extension JSONLDWriterOptions.Form: ExpressibleByArgument {}
extension JSONLDOptions.RDFDirection: ExpressibleByArgument {}
extension JSONLDOptions.ProcessingMode: ExpressibleByArgument {}
