import ArgumentParser
import Isogloss
import RDFGraph

/// `isogloss snapshot`: data in the form that opens without being read.
struct SnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Write data as a snapshot, which opens at once whatever its size.",
    discussion: """
      A snapshot file holds the sorted, indexed graph. Every --data takes one in place of the \
      files that it was made from; its pages come into memory as they are used. Small snapshots \
      are verified whenever they are opened, and all of them by every command but query.

      EXAMPLE:
        isogloss snapshot thesaurus.rdf links.sssom.tsv -o thesaurus.isogloss
        isogloss query 'ASK { ?c skos:broader ?c }' --data thesaurus.isogloss
        isogloss snapshot --verify thesaurus.isogloss
      """)

  @Argument(
    help: "Files to read in place of the shipped vocabularies; with --verify, snapshots.",
    completion: .file())
  var files: [String] = []

  @Flag(help: "Only look through snapshots: 0 where they are whole, 2 where one is damaged.")
  var verify = false

  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws {
    if verify, files.isEmpty { throw ValidationError("--verify takes the snapshots to look at.") }
    if !verify, common.output == nil {
      throw ValidationError("Say with --output where the snapshot goes.")
    }
  }

  func run() throws {
    if verify { return try verifyFiles() }
    let vocabulary = try data.adding(files).load(common)
    try common.write { output in
      try common.showingProgress("writing the snapshot") {
        var sink = output
        try vocabulary.snapshot.write(into: &sink)
      }
    }
    common.note("isogloss: \(vocabulary.snapshot.tripleCount) triples")
  }

  private func verifyFiles() throws {
    let lines = try files.map { file in
      "\(file): whole, \(try Document(path: file).verifySnapshot().tripleCount) triples\n"
    }
    try common.write(lines.joined())
  }
}
