import ArgumentParser
import Isogloss
import Testing

@testable import IsoglossCommand

/// The command lines that help and documentation show, those too that need a reader's files.
@Suite("Examples as the parser takes them")
struct ExampleParsingTests {
  @Test("of the help parse, and do not wrap")
  func help() throws {
    for command in [RootCommand.self] + RootCommand.configuration.subcommands {
      let examples = try #require(
        CommandExamples.section(ofHelp: command.configuration.discussion),
        "\(command) has no example")
      let lines = CommandExamples.commandLines(in: examples)
      #expect(!lines.isEmpty, "\(command)")
      for line in lines { expectParsed(line) }
      for line in examples.split(separator: "\n") {
        #expect(line.count <= 80, "wraps on a terminal: \(line)")
      }
    }
  }

  @Test("name concepts of the shipped vocabularies")
  func concepts() throws {
    let vocabulary = try Vocabulary.shipped()
    let pages = try CommandExamples.pages.map(CommandExamples.text)
    let help = RootCommand.configuration.subcommands.map { $0.configuration.discussion }
    let curies = Set(
      (pages + help).flatMap { text in
        text.matches(of: /[a-z][a-z0-9-]+-(?:\d{4}|\d\.\d):[a-z][a-z0-9-]+/).map { String($0.0) }
      })
    #expect(curies.count > 5)
    for curie in curies {
      #expect(throws: Never.self, "\(curie)") { _ = try vocabulary.concept(curie) }
    }
  }

  @Test("of the documentation parse", arguments: CommandExamples.pages)
  func documentation(_ page: String) throws {
    let lines = try CommandExamples.commandLines(ofPage: page)
    #expect(!lines.isEmpty)
    for line in lines { expectParsed(line) }
  }

  private func expectParsed(_ words: [String]) {
    #expect(throws: Never.self, "isogloss \(words.joined(separator: " "))") {
      _ = try RootCommand.parseAsRoot(words)
    }
  }
}
