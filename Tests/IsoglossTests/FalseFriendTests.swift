import Foundation
import Isogloss
import Testing

/// The fact sheet of false friends lies in `facts/` of the folder that `ISOGLOSS_SUITES` names.
@Suite("False friends of the shipped vocabularies")
struct FalseFriendTests {
  private struct Row {
    let label: String
    let one: String
    let other: String
    let difference: String
  }

  private func rows() throws -> [Row] {
    let environment = ProcessInfo.processInfo.environment
    let path = environment["ISOGLOSS_SUITES"].map { $0 + "/facts/false-friends.tsv" }
    guard let path, FileManager.default.fileExists(atPath: path) else {
      if environment["CI"] == "true" { Issue.record("the fact sheet of false friends is missing") }
      print("skipped: facts/false-friends.tsv, which ISOGLOSS_SUITES does not hold")
      return []
    }
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    return lines.dropFirst().map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Row(
        label: cells[0], one: cells[1].replacing("#", with: ":"),
        other: cells[3].replacing("#", with: ":"), difference: cells[5])
    }
  }

  private struct Pair: Hashable {
    let ends: Set<String>
  }

  private func pairs(_ report: DivergenceReport) -> [Pair: Divergence] {
    Dictionary(
      report.designations.flatMap(\.divergences).map {
        (Pair(ends: [$0.left.concept.curie, $0.right.concept.curie]), $0)
      }, uniquingKeysWith: { first, _ in first })
  }

  @Test("at least nine of ten are found in the graph, with the difference in words")
  func recall() throws {
    let rows = try rows()
    let found = pairs(
      try ShippedVocabularyTests.vocabulary.get().divergence(leastRisk: .mapped))
    let missing = rows.filter { row in
      guard let pair = found[Pair(ends: [row.one, row.other])] else { return true }
      return pair.difference().isEmpty
    }
    #expect(missing.count * 10 <= rows.count, "\(missing.prefix(5))")
  }

  @Test("asking for its label finds each of them too")
  func byLabel() throws {
    let vocabulary = try ShippedVocabularyTests.vocabulary.get()
    let rows = try rows()
    var missing: [String] = []
    for (label, group) in Dictionary(grouping: rows, by: \.label) {
      let found = pairs(try vocabulary.divergence(label, leastRisk: .mapped))
      missing += group.filter { found[Pair(ends: [$0.one, $0.other])] == nil }.map {
        "\(label): \($0.one) \($0.other)"
      }
    }
    #expect(missing.count * 10 <= rows.count, "\(missing.sorted())")
  }

  /// What is left has other words that no mapping relates, such as "AI actor" and "AI agent".
  @Test("asking for its label finds nine of ten without anybody stating them")
  func unstated() throws {
    let documents = try ShippedCollectionFiles.documents(without: "false-friends.sssom.tsv")
    let vocabulary = try Vocabulary(documents: documents)
    let rows = try rows()
    var missing: [String] = []
    for (label, group) in Dictionary(grouping: rows, by: \.label) {
      let found = pairs(try vocabulary.divergence(label, leastRisk: .mapped))
      missing += group.filter { row in
        found[Pair(ends: [row.one, row.other])].map { $0.difference().isEmpty } ?? true
      }.map { "\(label): \($0.one) \($0.other)" }
    }
    #expect(missing.count * 10 <= rows.count, "\(missing.sorted())")
  }

  /// Without the set that states them, only labels and definitions are left to go by.
  @Test("same labels with other definitions are found without anybody stating them")
  func computed() throws {
    let documents = try ShippedCollectionFiles.documents(without: "false-friends.sssom.tsv")
    let vocabulary = try Vocabulary(documents: documents)
    let report = try vocabulary.divergence(leastRisk: .mapped)
    #expect(report.designations.flatMap(\.divergences).allSatisfy { $0.denials.isEmpty })
    let risk = try #require(report.designations.first { $0.label == "risk" })
    let act = try #require(
      risk.divergences.first {
        Set([$0.left.concept.curie, $0.right.concept.curie])
          == ["eu-ai-act-2024:risk", "iso-31000-2018:risk"]
      })
    #expect(act.risk == .unmapped || act.risk == .mapped)
    #expect(act.difference().contains("only"))
  }
}

/// The files of the collection, for tests that leave some out.
enum ShippedCollectionFiles {
  static func documents(without name: String) throws -> [Document] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Ontology")
      .resolvingSymlinksInPath()
    return try Document.documents(inFolder: folder.path).filter { !$0.name.hasSuffix(name) }
  }
}
