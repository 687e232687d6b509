import ArgumentParser
import Foundation
import Isogloss
import RDFModel

/// What a command reads.
struct DataOptions: ParsableArguments {
  @Option(
    name: .customLong("data"), parsing: .upToNextOption,
    help: ArgumentHelp(
      "Files or folders to read in place of the shipped vocabularies; - is standard input.",
      valueName: "file"),
    completion: .file())
  var files: [String] = []

  @Flag(help: "Read the shipped vocabularies beside the files.")
  var withShipped = false

  @Flag(help: "Read the shipped vocabularies themselves, not the snapshot of them in the cache.")
  var noCache = false

  @Option(
    name: .customLong("named-graph"),
    help: ArgumentHelp(
      "A file to read into a named graph; the file begins after the last =.",
      valueName: "iri=file"))
  var namedGraphs: [String] = []

  @Option(
    help: ArgumentHelp(
      "The format of the files; without, it is decided by the extension, then by the content.",
      valueName: "format"))
  var from: DocumentFormat?

  @Option(
    help: ArgumentHelp("The base for relative references in data that set none.", valueName: "iri"))
  var base: String?

  @OptionGroup var limits: ReaderLimitOptions

  /// Whether the user named the data.
  var isGivenByHand: Bool { !files.isEmpty || !namedGraphs.isEmpty }

  /// Whether the shipped vocabularies are read.
  var readsShipped: Bool { withShipped || !isGivenByHand }

  mutating func validate() throws {
    _ = try baseIRI()
    for argument in namedGraphs { _ = try Self.splitNamedGraph(argument) }
    let namesInput = files.contains("-") || namedGraphs.contains { $0.hasSuffix("=-") }
    if namesInput, from == nil {
      throw ValidationError("Standard input has no name to tell its format; add --from FORMAT.")
    }
  }

  /// The documents that the user named, in the order of the command line.
  func documents() throws -> [Document] {
    var documents = try Self.documents(files, format: from, base: try baseIRI())
    for argument in namedGraphs {
      let (graph, file) = try Self.splitNamedGraph(argument)
      var document = try Self.document(file, format: from, base: try baseIRI())
      document.graph = graph
      documents.append(document)
    }
    return documents
  }

  /// The command's own argument, and the options without it.
  ///
  /// `--data` takes all words up to the next option, so an argument after it ends up there: it is
  /// the last word, and not a file.
  func argument(_ given: String?, named name: String) throws -> (String, DataOptions) {
    if let given { return (given, self) }
    guard files.count > 1, let last = files.last, last != "-",
      !FileManager.default.fileExists(atPath: last)
    else { throw ValidationError("Missing expected argument '<\(name)>'") }
    var options = self
    options.files.removeLast()
    return (last, options)
  }

  /// The options with the command's own files put first.
  func adding(_ paths: [String]) throws -> DataOptions {
    var options = self
    options.files = paths + files
    try options.validate()
    return options
  }

  /// The base, checked.
  func baseIRI() throws -> IRI? { try Self.absoluteIRI(base, option: "--base") }

  /// The IRI that an option holds, checked.
  static func absoluteIRI(_ text: String?, option: String) throws -> IRI? {
    guard let text else { return nil }
    guard let iri = IRI(text) else {
      throw ValidationError("\(option) takes an absolute IRI, and '\(text)' is none.")
    }
    return iri
  }

  private static func splitNamedGraph(_ argument: String) throws -> (IRI, String) {
    guard let equals = argument.lastIndex(of: "="), let iri = IRI(String(argument[..<equals])),
      argument.index(after: equals) < argument.endIndex
    else {
      throw ValidationError("--named-graph takes IRI=FILE, and '\(argument)' is not of that form.")
    }
    return (iri, String(argument[argument.index(after: equals)...]))
  }
}

extension DataOptions {
  /// Whether a word that may be a file or a scheme is a file, there or not.
  static func namesFile(_ word: String) -> Bool {
    FileManager.default.fileExists(atPath: word)
      || word.contains(".") && DocumentFormat(fileName: word) != nil
  }

  /// Documents for paths: files, folders with the files in them, `-` for standard input.
  static func documents(
    _ paths: [String], format: DocumentFormat?, base: IRI?
  ) throws -> [Document] {
    try paths.flatMap { path -> [Document] in
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      guard exists, isFolder.boolValue else {
        return [try document(path, format: format, base: base)]
      }
      return try Document.documents(inFolder: path).map { document in
        var document = document
        document.base = base
        return document
      }
    }
  }

  private static func document(
    _ path: String, format: DocumentFormat?, base: IRI?
  ) throws -> Document {
    guard path == "-" else { return Document(path: path, format: format, base: base) }
    return Document(standardInputAs: format, base: base)
  }
}
