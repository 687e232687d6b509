import Foundation
import Testing

/// The answers that README.md shows.
@Suite("The README")
struct ReadmeTests {
  private static let root = CommandRun.ontology.resolvingSymlinksInPath()
    .deletingLastPathComponent()

  /// The commands in `console` blocks, each with what it is said to print.
  private static func samples() throws -> [(command: [String], output: String)] {
    let text = try String(
      contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    return text.matches(of: /```console\n\$ isogloss ([^\n]+)\n((?s:.*?))```/).map { match in
      (match.1.split(separator: " ").map(String.init), String(match.2))
    }
  }

  @Test("shows what the commands print")
  func answers() throws {
    let samples = try Self.samples()
    #expect(!samples.isEmpty)
    for sample in samples {
      let run = try CommandRun(sample.command)
      #expect(run.output == sample.output, "isogloss \(sample.command.joined(separator: " "))")
    }
  }

  @Test("counts what `isogloss info` counts")
  func counts() throws {
    let info = try CommandRun(["info", "--format", "json"]).json()
    let readme = try String(
      contentsOf: Self.root.appendingPathComponent("README.md"), encoding: .utf8
    ).replacing("\n", with: " ")
    let labels = try #require(info["labels"] as? [String: Int])
    // Documents of which no term is held are described, and not counted as vocabularies.
    let schemes = try #require(info["schemes"] as? [[String: Any]])
      .filter { ($0["concepts"] as? Int ?? 0) > 0 }.count
    let concepts = try #require(info["concepts"] as? Int)
    for phrase in [
      "\(schemes) schemes with \(Self.grouped(concepts)) concepts and "
        + "\(Self.grouped(labels.values.reduce(0, +))) labels in \(labels.count) languages",
      "it ships \(schemes) vocabularies",
    ] {
      #expect(readme.contains(phrase), "\(phrase)")
    }
  }

  private static func grouped(_ number: Int) -> String {
    number < 1000
      ? "\(number)" : "\(number / 1000),\(String(number % 1000 + 1000).dropFirst())"
  }
}
