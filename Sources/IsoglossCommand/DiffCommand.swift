import ArgumentParser
import Foundation
import Isogloss
import RDFModel
import SKOSVocabulary

/// `isogloss diff`: what one edition of a vocabulary did to another.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two editions: concepts added, removed, split, merged, moved, relabelled, "
      + "redefined.",
    discussion: """
      OLD and NEW are files or folders, or schemes of the shipped vocabularies or of --data. \
      Concepts are the same where their IRI is; one that is gone is continued by those that either \
      edition names (dct:isReplacedBy, dct:replaces), or else by those that have its preferred \
      label now. Each split, merger and renaming says which of the two it rests on.

      --format rdf gives the statements instead: a SPARQL Update request that turns the old dataset \
      into the new one, for files only.

      EXAMPLE:
        isogloss diff thesaurus-2023.rdf thesaurus-2024.rdf
        isogloss diff old.ttl new.ttl --format markdown -o changes.md
        isogloss diff old.ttl new.ttl --format rdf -o patch.ru
        isogloss update --update-file patch.ru --data old.ttl --to turtle
      """)

  @Argument(help: "The old edition.", completion: .file()) var old: String
  @Argument(help: "The new edition.", completion: .file()) var new: String

  @Option(help: "The form of the answer.")
  var format: DifferenceFormat = .text

  @Flag(help: "Exit with 1 where the editions differ.")
  var exitStatus = false

  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Common options") var common: CommonOptions

  func run() throws {
    if [old, new].contains(where: DataOptions.namesFile) {
      try compareFiles()
    } else {
      try compareSchemes()
    }
  }

  private func compareFiles() throws {
    func load(_ path: String) throws -> Vocabulary {
      var options = data
      options.files = [path]
      return try options.load(common)
    }
    if data.isGivenByHand || data.withShipped {
      throw ValidationError("Two files are compared without --data, and schemes of --data by id.")
    }
    let (before, after) = (try load(old), try load(new))
    guard format == .rdf else {
      return try write(
        common.showingProgress("comparing") { after.difference(from: before) })
    }
    guard let request = after.updateRequest(from: before) else {
      throw Failure(
        .unusableInput,
        ["isogloss: a blank node names a graph, which no SPARQL Update can write; name it by IRI"])
    }
    try common.write(request)
    if exitStatus, !request.isEmpty { throw Failure.negative }
  }

  private func compareSchemes() throws {
    if format == .rdf {
      throw ValidationError("--format rdf compares two files; no file is called \(old) or \(new).")
    }
    let lookup = TermLookup(try data.load(common), common)
    try write(
      EditionDifference(from: try lookup.scheme(old), to: try lookup.scheme(new)))
  }

  private func write(_ difference: EditionDifference) throws {
    let language = common.displayLanguage
    switch format {
    case .json: try common.write(difference.json(in: language).prettyPrinted)
    case .markdown:
      try common.write(difference.markdown(title: "\(old) → \(new)", in: language))
    case .text, .rdf: try common.write(difference.text(in: language))
    }
    if exitStatus, !difference.isEmpty { throw Failure.negative }
  }
}

/// The form of a difference.
enum DifferenceFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, markdown, rdf
}
