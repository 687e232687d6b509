import Foundation
import RDFGraph
import RDFModel
import SKOSVocabulary
import Testing

@testable import TermAlignment

@Suite("Positions in answers")
struct PositionAnswerTests {
  private static func position(
    _ record: String, _ agent: String, _ stance: String, _ date: String, reason: String? = nil
  ) -> String {
    """
    [] a isogloss:Position ; <http://www.w3.org/ns/oa#hasTarget> e:\(record) ;
      <http://purl.org/dc/terms/creator> e:\(agent) ; isogloss:stance "\(stance)" ;
      <http://purl.org/dc/terms/created> "\(date)"^^<http://www.w3.org/2001/XMLSchema#date>
      \(reason.map { "; isogloss:reason \"\($0)\"@en" } ?? "") .

    """
  }

  private func graph() throws -> AlignmentGraph {
    try AlignmentGraph(
      mappingSet(
        "a1 exact b1 0.9 record_id=x:r1", "b1 exact c1 0.8 record_id=x:r2",
        "a1 not exact d1 record_id=x:r3 difference=Wider.",
        "a1 exact none e record_id=x:r4"),
      turtle: """
        a:1 a skos:Concept ; skos:prefLabel "one"@en . b:1 a skos:Concept .
        """
          + Self.position("r1", "ann", "reject", "2026-01-01")
          + Self.position("r1", "ann", "accept", "2026-02-01")
          + Self.position("r1", "bob", "accept", "2026-02-02")
          + Self.position("r1", "cem", "reject", "2026-02-03", reason: "wider in law")
          + Self.position("r3", "bob", "accept", "2026-02-04")
          + Self.position("r4", "bob", "abstain", "2026-02-05"))
  }

  @Test(
    "each mapping of a derivation shows its positions, the rule and the dissent",
    arguments: [
      (ConsensusRule.noRejection, "undecided"), (.majority, "accepted"), (.twoThirds, "accepted"),
      (.unanimity, "undecided"),
    ])
  func steps(rule: ConsensusRule, outcome: String) throws {
    var options = ResolutionOptions()
    try options.set(.consensusRule, to: [rule.rawValue])
    let resolution = try graph().resolve("a1", options)
    let steps = try #require(resolution.matches.first { $0.isInferred }).derivation
    #expect(steps[1].consensus == nil)
    let consensus = try #require(steps[0].consensus)
    #expect(consensus.rule == rule)
    #expect(consensus.outcome.rawValue == outcome)
    #expect(consensus.dissent.map(\.agent.value) == ["https://example.org/cem"])
    #expect(consensus.superseded.map(\.date) == ["2026-01-01"])
    #expect(consensus.allPositions.count == 4)
    // A position changes no answer.
    #expect(resolution.status == .equivalent)
    #expect(resolution.matches.count == 2)
  }

  @Test("JSON has positions and consensus beside the mapping, and nothing where there are none")
  func json() throws {
    let text = try graph().resolve("a1").json().prettyPrinted
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let matches = try #require(object["matches"] as? [[String: Any]])
    let steps = try #require(matches.last?["derivation"] as? [[String: Any]])
    let positions = try #require(steps[0]["positions"] as? [[String: Any]])
    #expect(
      positions.map { $0["stance"] as? String } == ["reject", "accept", "accept", "reject"])
    #expect(positions.last?["reason"] as? String == "wider in law")
    let consensus = try #require(steps[0]["consensus"] as? [String: Any])
    #expect(consensus["rule"] as? String == "no-rejection")
    #expect(consensus["outcome"] as? String == "undecided")
    #expect((consensus["dissent"] as? [[String: Any]])?.count == 1)
    #expect((consensus["superseded"] as? [[String: Any]])?.count == 1)
    #expect(steps[1]["positions"] == nil && steps[1]["consensus"] == nil)
    for member in ["negatives", "falseFriends", "declaredUnmapped"] {
      let entries = try #require(object[member] as? [[String: Any]])
      let entry = try #require(entries.first?["consensus"] as? [String: Any], "\(member)")
      #expect(
        entry["outcome"] as? String == (member == "declaredUnmapped" ? "undecided" : "accepted"))
    }
  }

  @Test("text names the outcome, and explained each position")
  func text() throws {
    let resolution = try graph().resolve("a1")
    let line =
      "      positions: undecided by no-rejection: 2 accept, 1 reject, 0 abstain; dissent: "
      + "https://example.org/cem (reject: wider in law)\n"
    let short = resolution.text()
    #expect(short.contains(line))
    #expect(!short.contains("2026-02-02"))
    #expect(
      short.contains("Wider.\n    in https://example.org/sets/set\n      positions: accepted"))
    let long = resolution.explanation().text()
    #expect(long.contains(line))
    #expect(long.contains("        https://example.org/bob accepts, 2026-02-02\n"))
    #expect(long.contains("        https://example.org/ann rejects, 2026-01-01, earlier\n"))
  }

  @Test("a link of a concept has the positions on each mapping that states it, from both ends")
  func links() throws {
    let graph = try graph()
    for (name, direction) in [("a1", MappingLink.Direction.outgoing), ("b1", .incoming)] {
      let concept = graph.graph.view(graph.id(name))
      let positions = graph.resolver.positions(at: concept, rule: .majority)
      let link = try #require(concept.mappingLinks.first { $0.direction == direction })
      let entries = positions[link]
      #expect(entries.map { $0.consensus.outcome } == [.accepted])
      #expect(
        entries.map {
          $0.mappingSet
            == graph.graph.snapshot.id(iri: IRI(trusted: "https://example.org/sets/set"))
        } == [true])
    }
    let other = graph.graph.view(graph.id("b1"))
    let toC = try #require(other.mappingLinks.first { $0.direction == .outgoing })
    #expect(graph.resolver.positions(at: other)[toC].isEmpty)
  }

  @Test(
    "the text of a tool that carries the slot over as a literal is read too, each position once")
  func literal() throws {
    let text =
      "[{\\\"agent\\\":\\\"https://example.org/bob\\\",\\\"stance\\\":\\\"accept\\\",\\\"date\\\":\\\"2026-02-02\\\"},"
      + "{\\\"agent\\\":\\\"https://example.org/dora\\\",\\\"stance\\\":\\\"reject\\\"}]"
    let graph = try AlignmentGraph(
      mappingSet("a1 exact b1 record_id=x:r1"),
      turtle: "e:r1 isogloss:positions \"\(text)\" . "
        + Self.position("r1", "bob", "accept", "2026-02-02"))
    let consensus = graph.resolve("a1").matches.first?.derivation.first?.consensus
    #expect(consensus?.positions.map(\.agent.value.last) == ["a", "b"])
    let sets = MappingSetCollector(graph.graph.snapshot).mappingSets()
    #expect(sets.first?.mappings.first?.positions?.count == 2)
  }

  @Test("the slot is defined wherever it is written, by a property of its own, and hashes alike")
  func definition() throws {
    var set = try readSet(sampleSet("a:1 skos:exactMatch b:1"))
    set.mappings[0].setPositions([
      Position(agent: IRI(trusted: "https://example.org/ann"), stance: .accept)
    ])
    let table = try SSSOMWriter().text(of: set)
    #expect(
      table.contains(
        "#extension_definitions:\n#  - slot_name: ext_positions\n"
          + "#    property: isogloss:positions\n"))
    #expect(table.contains("#  isogloss: https://w3id.org/isogloss/ns#\n"))
    let again = try readSet(table)
    let json = try SSSOMJSONReader().read(Array(SSSOMJSONWriter().text(of: set).utf8))
    #expect(json.extensionDefinitions == [Position.extensionDefinition])
    var builder = try GraphBuilder()
    try builder.beginDocument(source: "set")
    try set.push(into: &builder)
    let graph = try #require(MappingSetCollector(builder.finish()).mappingSets().first)
    #expect(graph.extensionDefinitions == [Position.extensionDefinition])
    let hashes = [again, json, graph].map { $0.standardHash(of: $0.mappings[0]) }
    #expect(Set(hashes).count == 1)
    // Whoever uses the name for something else keeps their meaning.
    var foreign = try readSet(sampleSet("a:1 skos:exactMatch b:1"))
    foreign.mappings[0].extensions["ext_positions"] = .text("chr1:100-200")
    #expect(try !SSSOMWriter().text(of: foreign).contains("isogloss:positions"))
  }

  @Test("sets are merged without losing positions, whether they define the slot or not")
  func merging() throws {
    let position = Position(agent: IRI(trusted: "https://example.org/ann"), stance: .accept)
    var one = try readSet(sampleSet("a:1 skos:exactMatch b:1"))
    one.mappings[0].setPositions([position])
    let other = try readSet(try SSSOMWriter().text(of: one))
    let merged = MappingSet(merging: [one, other], id: IRI(trusted: "https://example.org/merged"))
    #expect(merged.mappings.map(\.positions) == [[position], [position]])
    #expect(merged.extensionDefinitions == [Position.extensionDefinition])
  }
}
