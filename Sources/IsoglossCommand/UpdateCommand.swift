import ArgumentParser
import Foundation
import Isogloss
import RDFModel
import SPARQLAlgebra
import SPARQLEngine

/// `isogloss update`: SPARQL Update on files.
struct UpdateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Change data by a SPARQL update and write the resulting dataset.",
    discussion: """
      The files of --data are not changed: the dataset that results goes to standard output or to \
      the file of -o, which is written whole or not at all. An update is done whole or not at all, \
      too. The usual prefixes and those of the data need no PREFIX line.

      LOAD reads file: IRIs below the folders of --allow-load and nothing else; SERVICE asks the \
      endpoints of --allow-service and no others.

      EXAMPLE:
        isogloss update 'DELETE WHERE { ?c skos:example ?e }' --data a.ttl -o new.nq
        isogloss update --update-file rename.ru --data a.ttl b.rdf --to trig
        isogloss update --update-file rename.ru --parse-only
      """)

  @Argument(help: "The update.")
  var update: String?

  @Option(
    help: ArgumentHelp("Read the update from a file; - is standard input.", valueName: "file"),
    completion: .file(extensions: ["ru"]))
  var updateFile: String?

  @Option(help: "The format to write: nquads, trig, or one for a single graph.")
  var to: GraphFormat = .nquads

  @Flag(help: "Only check the syntax: 0 where it is right, 2 where it is not.")
  var parseOnly = false

  @Option(
    help: ArgumentHelp(
      "A folder whose files LOAD may read; may be repeated.", valueName: "folder"),
    completion: .directory)
  var allowLoad: [String] = []

  @OptionGroup(title: "Evaluation") var evaluation: EvaluationOptions
  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws {
    if update != nil, updateFile != nil {
      throw ValidationError("Give the update or --update-file, not both.")
    }
    if updateFile == "-", data.files.contains("-") {
      throw ValidationError("Standard input cannot be both the update and the data.")
    }
    if updateFile == nil { _ = try data.argument(update, named: "update") }
  }

  func run() throws {
    let (text, name, data) = try updateText()
    let base = try data.baseIRI()
    if parseOnly {
      _ = try SPARQLParser.parse(
        update: text, base: base, prefixes: .wellKnown, sourceName: name)
      return
    }
    let vocabulary = try data.load(common)
    let parsed = try vocabulary.parse(update: text, base: base, sourceName: name)
    let folders = allowLoad.map { URL(fileURLWithPath: $0, isDirectory: true) }
    let loader = folders.isEmpty ? nil : FileLoader(folders: folders)
    let changed = try common.showingProgress("updating") {
      try vocabulary.updated(
        by: parsed, options: evaluation.queryOptions, loader: loader,
        services: evaluation.services)
    }
    try common.write { output in _ = try changed.write(dataset: to, to: output) }
  }

  private func updateText() throws -> (text: String, name: String, data: DataOptions) {
    guard let updateFile else {
      let (text, data) = try data.argument(update, named: "update")
      return (text, "update", data)
    }
    let document = updateFile == "-" ? Document(standardInputAs: nil) : Document(path: updateFile)
    return (try document.text(), updateFile, data)
  }
}
