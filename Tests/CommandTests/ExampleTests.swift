import ArgumentParser
import Foundation
import Testing

@testable import IsoglossCommand

/// The examples that the help and the documentation give, as far as they need no file of the
/// reader's.
@Suite("Examples")
struct ExampleTests {
  /// Whether a command line needs nothing but the shipped vocabularies, and ends by itself.
  private static func runs(_ words: [String]) -> Bool {
    guard let command = words.first,
      !["serve", "-", "--generate-completion-script"].contains(command)
    else { return false }
    return !words.indices.dropFirst().contains { index in
      words[index].wholeMatch(
        of: /[^:\s]+\.(ttl|rdf|nt|nq|owl|gz|tsv|csv|xlsx|yaml|ru|rq|jsonld|isogloss)/) != nil
        && words[index - 1] != "-o"
    }
  }

  @Test("of the help and the documentation run and end well")
  func examplesRun() throws {
    let help = RootCommand.configuration.subcommands.flatMap { command in
      CommandExamples.section(ofHelp: command.configuration.discussion)
        .map { CommandExamples.commandLines(in: $0) } ?? []
    }
    let pages = try CommandExamples.pages.flatMap(CommandExamples.commandLines(ofPage:))
    let examples = Set((help + pages).filter(Self.runs))
    #expect(examples.count >= 40, "only \(examples.count) examples were found")
    let scratch = try ScratchFolder()
    try FileManager.default.createSymbolicLink(
      at: scratch.file("Ontology"), withDestinationURL: CommandRun.ontology)
    for example in examples.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let run = try CommandRun(example, in: scratch.url)
      // `query --exit-status` says no with 1.
      let allowed: Set<Int32> = example.contains("--exit-status") ? [0, 1] : [0]
      #expect(
        allowed.contains(run.status), "isogloss \(example.joined(separator: " ")): \(run.errors)")
    }
  }
}
