import ArgumentParser
import Foundation
import Isogloss
import Testing

@testable import IsoglossCommand

/// The command lines that help and documentation show, those too that need a reader's files.
@Suite("Examples as the parser takes them")
struct ExampleParsingTests {
  private static let root = CommandRun.ontology.resolvingSymlinksInPath()
    .deletingLastPathComponent()

  @Test("of the help parse, and do not wrap")
  func help() throws {
    for command in [RootCommand.self] + RootCommand.configuration.subcommands {
      let discussion = command.configuration.discussion
      let start = try #require(
        discussion.firstRange(of: /EXAMPLES?:\n/), "\(command) has no example")
      let rest = discussion[start.upperBound...]
      let examples = rest[..<(rest.firstRange(of: "\n\n")?.lowerBound ?? rest.endIndex)]
      let lines = Self.commandLines(in: examples)
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
    let pages = try Self.pages.map {
      try String(contentsOf: Self.root.appendingPathComponent($0), encoding: .utf8)
    }
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

  private static let pages = [
    "README.md", "Documentation/Comparing.md", "Documentation/Importing.md",
    "Documentation/Mappings.md", "Documentation/Matching.md", "Documentation/SPARQL.md",
    "Ontology/README.md",
  ]

  @Test("of the documentation parse", arguments: pages)
  func documentation(_ path: String) throws {
    let page = try String(contentsOf: Self.root.appendingPathComponent(path), encoding: .utf8)
    let blocks = page.matches(of: /(?m)^```(\w*)\n((?s:.*?))^```/)
      .filter { ["", "sh", "console"].contains($0.1) }.map(\.2)
    // Of the table of commands in the README the first piece of code in a row.
    let rows = page.matches(of: /\n\| `\w+` \| `(isogloss [^`]+)`/).map(\.1)
    let lines = (blocks + rows).flatMap { Self.commandLines(in: $0) }
    #expect(!lines.isEmpty)
    for line in lines { expectParsed(line) }
  }

  private func expectParsed(_ words: [String]) {
    #expect(throws: Never.self, "isogloss \(words.joined(separator: " "))") {
      _ = try RootCommand.parseAsRoot(words)
    }
  }

  /// The words after `isogloss` of each command line in a text, which may go on over several lines
  /// in quotes and after a backslash, and ends at a comment or an operator of the shell.
  private static func commandLines(in text: Substring) -> [[String]] {
    text.matches(of: #/(?m)(?:^|\| )(?:\$| )*isogloss /#).map { match in
      words(of: text[match.range.upperBound...])
    }
  }

  private static func words(of text: Substring) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in text {
      if isEscaped {
        isEscaped = false
        if character != "\n" { word = (word ?? "") + String(character) }
      } else if character == quote {
        quote = nil
      } else if quote != nil {
        word?.append(character)
      } else if character == "\\" {
        isEscaped = true
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if "\n|&".contains(character) || (character == "#" && word == nil) {
        break
      } else if character == " " {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return words
  }
}
