import Foundation
import Testing

/// The examples that the help, the README and the documentation give.
@Suite("Examples")
struct ExampleTests {
  private static let root = CommandRun.ontology.resolvingSymlinksInPath()
    .deletingLastPathComponent()

  /// The commands that the help lists.
  static func commands() throws -> [String] {
    try CommandRun(["--help"]).output.split(separator: "SUBCOMMANDS:").last.map { list in
      list.matches(of: /\n  ([a-z]+)/).map { String($0.1) }
    } ?? []
  }

  /// The examples of a command's help.
  ///
  /// Lines that begin elsewhere go on from the one before.
  private static func examples(ofHelp help: String) -> [String] {
    guard let section = help.split(separator: "EXAMPLE:\n").last?.split(separator: "USAGE:").first
    else { return [] }
    var examples: [String] = []
    for line in section.split(separator: "\n") {
      if line.hasPrefix("  ") && !line.hasPrefix("   ") {
        examples.append(line.trimmingCharacters(in: .whitespaces))
      } else if !examples.isEmpty {
        examples[examples.count - 1] += " " + line.trimmingCharacters(in: .whitespaces)
      }
    }
    return examples
  }

  /// The commands that a Markdown file shows: in tables, and on lines of their own in blocks.
  private static func examples(ofMarkdown file: URL) throws -> [String] {
    let text = try String(contentsOf: file, encoding: .utf8)
    let table = text.matches(of: /\| `[a-z]+` \| `(isogloss [^`]+)`/).map { String($0.1) }
    let lines = text.matches(of: /\n(?:\$ )?(isogloss [a-z]+[^\n#]*)/).map { String($0.1) }
    return table + lines.map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// The words of an example as a shell would pass them; nil for what needs a shell, a network or
  /// a file that the reader has.
  private static func arguments(of example: String) -> [String]? {
    let words = example.matches(of: /'([^']*)'|"([^"]*)"|(\S+)/)
      .map { String($0.1 ?? $0.2 ?? $0.3 ?? "") }
    guard words.first == "isogloss", words.count > 1, words[1] != "serve",
      !words[1].hasPrefix("-"), !words.contains("|"), !words.contains("curl"),
      !words.contains("TERM"), !words.contains("A")
    else { return nil }
    for (index, word) in words.enumerated() where index > 1 && words[index - 1] != "-o" {
      let isFile = word.wholeMatch(
        of: /[^:\s]+\.(ttl|rdf|nt|nq|owl|gz|tsv|csv|xlsx|yaml|ru|rq|jsonld|isogloss)/)
      if isFile != nil { return nil }
    }
    return Array(words.dropFirst())
  }

  @Test("of the help, the README and the documentation run and end well")
  func examplesRun() throws {
    var examples: [String] = []
    for command in try Self.commands() {
      let own = Self.examples(ofHelp: try CommandRun([command, "--help"]).output)
      #expect(own.contains { $0.contains("isogloss \(command)") }, "\(command) --help")
      examples += own
    }
    let documentation = Self.root.appendingPathComponent("Documentation")
    let files = try FileManager.default.contentsOfDirectory(atPath: documentation.path)
      .filter { $0.hasSuffix(".md") }.sorted().map(documentation.appendingPathComponent)
    for file in [Self.root.appendingPathComponent("README.md")] + files {
      examples += try Self.examples(ofMarkdown: file)
    }
    let scratch = try ScratchFolder()
    try FileManager.default.createSymbolicLink(
      at: scratch.file("Ontology"), withDestinationURL: CommandRun.ontology)
    var count = 0
    for arguments in Set(examples.compactMap(Self.arguments)).sorted(by: {
      $0.lexicographicallyPrecedes($1)
    }) {
      let run = try CommandRun(arguments, in: scratch.url)
      // `query --exit-status` says no with 1.
      let allowed: Set<Int32> = arguments.contains("--exit-status") ? [0, 1] : [0]
      #expect(
        allowed.contains(run.status), "isogloss \(arguments.joined(separator: " ")): \(run.errors)")
      count += 1
    }
    #expect(count >= 40, "only \(count) examples were found")
  }
}
