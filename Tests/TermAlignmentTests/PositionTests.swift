import Foundation
import RDFGraph
import RDFModel
import SKOSVocabulary
import Testing

@testable import TermAlignment

@Suite("Positions and consensus")
struct PositionTests {
  private func position(
    _ agent: String, _ stance: Position.Stance, _ date: String? = nil, reason: String? = nil
  ) -> Position {
    Position(
      agent: IRI(trusted: "https://example.org/" + agent), stance: stance, reason: reason,
      date: date)
  }

  @Test(
    "each rule, by who accepts, rejects and abstains",
    arguments: [
      // Accepting, rejecting, abstaining; unanimity, majority, two thirds, no rejection.
      (3, 0, 0, "accepted accepted accepted accepted"),
      (3, 0, 1, "undecided accepted accepted accepted"),
      (2, 1, 0, "undecided accepted accepted undecided"),
      (3, 2, 0, "undecided accepted undecided undecided"),
      (1, 1, 1, "undecided undecided undecided undecided"),
      (0, 2, 0, "rejected rejected rejected rejected"),
      (1, 2, 0, "undecided rejected rejected undecided"),
      (0, 0, 2, "undecided undecided undecided undecided"),
    ])
  func rules(accepting: Int, rejecting: Int, abstaining: Int, expected: String) throws {
    let positions =
      (0..<accepting).map { position("a\($0)", .accept) }
      + (0..<rejecting).map { position("r\($0)", .reject) }
      + (0..<abstaining).map { position("n\($0)", .abstain) }
    let outcomes = try ConsensusRule.allCases.map {
      try #require(Consensus(of: positions, rule: $0)).outcome.rawValue
    }
    #expect(outcomes.joined(separator: " ") == expected)
  }

  @Test("the latest position of an agent counts, the earlier ones stay, dissent is shown")
  func dissent() throws {
    let positions = [
      position("one", .accept, "2026-03-01"), position("one", .reject, "2026-01-01"),
      position("two", .accept, "2026-02-01"),
      position("three", .reject, "2026-02-02", reason: "narrower scope"),
    ]
    let consensus = try #require(Consensus(of: positions, rule: .majority))
    #expect(consensus.outcome == .accepted)
    #expect(consensus.positions.count == 3)
    #expect(consensus.superseded == [positions[1]])
    #expect(consensus.dissent == [positions[3]])
    #expect(
      consensus.summary
        == "accepted by majority: 2 accept, 1 reject, 0 abstain; dissent: "
        + "https://example.org/three (reject: narrower scope)")
    #expect(
      consensus.json.description.hasPrefix("{\"rule\":\"majority\",\"outcome\":\"accepted\","))
    #expect(Consensus(of: []) == nil)
  }

  @Test("positions travel through every format of a mapping set")
  func formats() throws {
    var set = try readSet(sampleSet("a:1 skos:exactMatch b:1", "a:2 skos:exactMatch b:2"))
    let positions = [
      position("one", .accept, "2026-01-02"),
      position("two", .reject, "2026-01-03", reason: "„anders“, \"other\"\n| pipe"),
      position("three", .abstain, "2026-01-04"),
    ]
    set.mappings[0].setPositions(positions)
    let table = try readSet(try SSSOMWriter().text(of: set))
    #expect(table.mappings[0].positions == positions)
    #expect(table.mappings[1].positions == [])
    let json = try SSSOMJSONReader().read(Array(SSSOMJSONWriter().text(of: set).utf8))
    #expect(json.mappings[0].positions == positions)
    let alignment = try AlignmentFormatReader().read(
      Array(try AlignmentFormatWriter().text(of: set).utf8))
    #expect(alignment[0].mappings[0].positions == positions)

    var builder = try GraphBuilder()
    try builder.beginDocument(source: "set")
    try set.push(into: &builder)
    let graph = MappingSetCollector(builder.finish()).mappingSets()
    #expect(graph.count == 1)
    #expect(Set(graph[0].mappings) == Set(set.mappings))
  }

  @Test("what is no list of positions is a finding, and not lost")
  func malformed() throws {
    for text in [
      "[", "{}", "[{\"agent\": \"x\", \"stance\": \"accept\"}]",
      "[{\"agent\": \"https://example.org/a\", \"stance\": \"maybe\"}]",
      "[{\"agent\": \"https://example.org/a\", \"stance\": \"accept\", \"date\": \"today\"}]",
    ] {
      var set = try readSet(sampleSet("a:1 skos:exactMatch b:1"))
      set.mappings[0].extensions["ext_positions"] = .text(text)
      #expect(set.mappings[0].positions == nil)
      let findings = MappingSetChecker(rules: [.positions]).check(set, source: "x.tsv")
      #expect(findings.map(\.code) == ["sssom-positions"])
      var collector = QuadCollector()
      try set.push(into: &collector)
      #expect(collector.quads.contains { $0.triple.object.literal?.lexicalForm == text })
    }
  }
}
