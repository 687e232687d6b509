import Foundation

@testable import IsoglossCommand

/// The command lines that help and documentation show.
enum CommandExamples {
  static let root = CommandRun.ontology.resolvingSymlinksInPath().deletingLastPathComponent()

  /// The pages that show commands.
  static let pages = [
    "README.md", "Documentation/Comparing.md", "Documentation/Importing.md",
    "Documentation/Mappings.md", "Documentation/Matching.md", "Documentation/SPARQL.md",
    "Ontology/README.md",
  ]

  static func text(of page: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(page), encoding: .utf8)
  }

  /// The examples of a command's help as they stand; nil where there are none.
  static func section(ofHelp discussion: String) -> Substring? {
    guard let start = discussion.firstRange(of: /EXAMPLES?:\n/) else { return nil }
    let rest = discussion[start.upperBound...]
    return rest[..<(rest.firstRange(of: "\n\n")?.lowerBound ?? rest.endIndex)]
  }

  /// The command lines of a page: those in blocks, and of the table of commands in the README the
  /// first piece of code in a row.
  static func commandLines(ofPage page: String) throws -> [[String]] {
    let text = try text(of: page)
    let blocks = text.matches(of: /(?m)^```(\w*)\n((?s:.*?))^```/)
      .filter { ["", "sh", "console"].contains($0.1) }.map(\.2)
    let rows = text.matches(of: /\n\| `\w+` \| `(isogloss [^`]+)`/).map(\.1)
    return (blocks + rows).flatMap { commandLines(in: $0) }
  }

  /// The words after `isogloss` of each command line in a text, which may go on over several lines
  /// in quotes and after a backslash, and ends at a comment or an operator of the shell.
  static func commandLines(in text: Substring) -> [[String]] {
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
