import RDFGraph
import RDFModel
import SKOSVocabulary
import Testing

@testable import TermAlignment

@Suite("All minimal derivations")
struct DerivationTests {
  private func ways(
    _ data: AlignmentGraph, _ from: String, _ to: String,
    _ options: ResolutionOptions = ResolutionOptions()
  ) -> [[String]] {
    let explained = data.resolve(from, options).explanation().matches.filter {
      AlignmentGraph.name($0.match.concept) == to
    }
    return explained.flatMap(\.derivations).map { derivation in
      derivation.steps.map { ChainingRuleTests.short($0.link.object) }
    }
  }

  @Test("the best first: fewer links, then more confidence, then fewer read backwards")
  func order() throws {
    let data = try AlignmentGraph(
      mappingSet(
        "a1 exact b1 0.5", "b1 exact f1 0.5", "a1 exact c1 0.9", "c1 exact f1 0.7",
        "a1 exact d1 0.9", "f1 exact d1 0.7", "a1 exact e1", "e1 exact f1",
        "c1 exact g1 0.9", "g1 exact f1 0.9"))
    #expect(
      ways(data, "a1", "f1") == [
        ["c1", "f1"], ["d1", "f1"], ["b1", "f1"], ["e1", "f1"], ["c1", "g1", "f1"],
      ])
    let explained = try #require(
      data.resolve("a1").explanation().matches.first {
        AlignmentGraph.name($0.match.concept) == "f1"
      })
    #expect(explained.derivations.map(\.confidence) == [0.7, 0.7, 0.5, nil, 0.9])
    #expect(explained.derivations[0].weakestStep == 1)
    #expect(explained.derivations[3].weakestStep == nil)
    #expect(
      explained.derivations[0].steps.map(\.mapping) == explained.match.derivation.map(\.mapping))
  }

  @Test("one statement said by several sets is several derivations")
  func several() throws {
    let data = try AlignmentGraph(
      mappingSet("a1 exact b1 0.5 author_label=Ann", name: "one"),
      mappingSet("b1 exact a1 0.8 author_label=Ben", name: "two"))
    let explained = try #require(data.resolve("a1").explanation().matches.first)
    #expect(explained.derivations.map { $0.steps.map(\.author) } == [["Ben"], ["Ann"]])
    #expect(explained.derivations.map { $0.steps[0].rules } == [[.symmetry], [.stated]])
    #expect(explained.derivations.allSatisfy { !$0.isInferred })
  }

  @Test("the bound on derivations is kept and told")
  func bounded() throws {
    var lines: [String] = []
    for middle in 1...9 { lines += ["a1 exact b\(middle)", "b\(middle) exact c1"] }
    let data = try AlignmentGraph(mappingSet(lines: lines))
    var options = ResolutionOptions()
    options.maximumDerivations = 4
    let explanation = data.resolve("a1", options).explanation()
    let explained = try #require(
      explanation.matches.first { AlignmentGraph.name($0.match.concept) == "c1" })
    #expect(explained.derivations.count == 4)
    #expect(!explained.isComplete)
    #expect(explanation.limits.map(\.option) == ["maximumDerivations"])
    #expect(explanation.text().contains("derivation 1 of at least 4"))
    options.maximumMappingsPerExplanation = 10
    let tight = data.resolve("a1", options).explanation()
    #expect(tight.limits.contains { $0.message.contains("among 10 mappings") })
    #expect(tight.matches.allSatisfy { !$0.derivations.isEmpty })
    let whole = data.resolve("a1").explanation()
    #expect(whole.limits.isEmpty)
  }

  @Test("random graphs: the derivations are just the ways that an exhaustive search finds")
  func exhaustive() throws {
    var random = SplitMix(state: 11)
    var compared = 0
    for round in 0..<40 {
      let relations = ["exact", "exact", "exact", "close", "broad", "narrow", "related"]
      var lines: [String] = []
      for _ in 0..<14 {
        let one = "abcdef".randomElement(using: &random) ?? "a"
        let other = "abcdef".randomElement(using: &random) ?? "b"
        guard one != other else { continue }
        let negative = Int.random(in: 0..<6, using: &random) == 0 && round % 2 == 1 ? "not " : ""
        let relation = relations.randomElement(using: &random) ?? "exact"
        lines.append("\(one)1 \(negative)\(relation) \(other)1")
      }
      guard lines.contains(where: { $0.contains("a1") && !$0.contains("not") }) else { continue }
      let data = try AlignmentGraph(mappingSet(lines: lines))
      let start = try #require(data.resolver.index.node(of: data.id("a1")))
      var options = ResolutionOptions(maximumHops: 4)
      options.maximumDerivations = 1000
      let expected = Exhaustive(data.resolver.index, start: start, maximumHops: 4).derivations()
      let explanation = data.resolve("a1", options).explanation()
      #expect(explanation.limits.allSatisfy { $0.option == "maximumHops" })
      var found: [String: Set<[UInt32]>] = [:]
      for explained in explanation.matches {
        let key = "\(explained.match.predicate) \(explained.match.concept.iri)"
        found[key] = Set(explained.derivations.map(\.links))
        #expect(explained.derivations.count == found[key]?.count)
        let lengths = explained.derivations.map(\.hopCount)
        #expect(lengths == lengths.sorted())
        compared += lengths.count
      }
      for (key, links) in found { #expect(links == expected[key], "\(lines) \(key)") }
      // What is missing was said better: by a stronger relation to the same concept.
      for key in expected.keys where found[key] == nil {
        let iri = key.split(separator: " ")[1]
        #expect(found.keys.contains { $0.hasSuffix(iri) }, "\(lines) \(key)")
      }
    }
    #expect(compared > 400)
  }

  @Test("a denial leaves the derivations that it does not touch")
  func around() throws {
    let data = try AlignmentGraph(
      mappingSet(
        "a1 exact b1", "b1 exact d1", "a1 exact c1", "c1 exact d1", "b1 not exact d1",
        "d1 exact e1"))
    #expect(ways(data, "a1", "d1") == [["c1", "d1"]])
    #expect(ways(data, "a1", "e1") == [["c1", "d1", "e1"]])
  }

  @Test("nothing is inferred from a statement that somebody denied, though it stands")
  func contested() throws {
    let data = try AlignmentGraph(mappingSet("a1 exact b1", "b1 exact c1", "a1 not exact b1"))
    let resolution = data.resolve("a1")
    #expect(data.matches("a1") == ["exactMatch b1"])
    #expect(resolution.conflicts.map(\.kind) == [.affirmedAndDenied])
    #expect(resolution.negatives.contains { AlignmentGraph.name($0.concept) == "c1" })
  }

  @Test("all that goes on from a blocked derivation is blocked, and says by what")
  func blockedFurther() throws {
    let data = try AlignmentGraph(
      mappingSet("a1 exact b1", "b1 exact c1", "c1 exact d1", "a1 not exact c1"))
    let resolution = data.resolve("a1")
    #expect(data.matches("a1") == ["exactMatch b1"])
    #expect(resolution.negatives.map { AlignmentGraph.name($0.concept) } == ["c1", "d1"])
    #expect(
      resolution.negatives.map(\.reason) == [
        "stated not equivalent; blocks a derivation of 2 links",
        "derivation of 3 links blocked: a:1 is stated not to match c:1 (not skos:exactMatch)",
      ])
    // From the one that is blocked, too, where nothing else is asked about.
    let explanation = data.resolver.explain(
      data.graph.view(data.id("a1")), data.graph.view(data.id("d1")))
    #expect(explanation.matches.isEmpty)
    #expect(explanation.resolution.status == .notEquivalent)
    #expect(explanation.resolution.negatives.map(\.isBlockedInference) == [true])
  }

  @Test("editions, review and credits come from the mapping, else from its set")
  func origins() throws {
    let text = mappingSet(
      "b1 broad a1 0.5 subject_source_version=2.0 object_source_version=1.0 reviewer_label=Eve "
        + "reviewer_agreement=0.8"
    ).replacing(
      "#extension_definitions:",
      with: "#creator_label:\n#  - Editors\n#publication_date: 2025-01-31\n#extension_definitions:")
    let data = try AlignmentGraph(text)
    let step = try #require(data.resolve("a1").matches.first?.derivation.first)
    #expect(step.author == "Editors")
    #expect(step.date == "2025-01-31")
    #expect(step.licence == "https://example.org/licences/set")
    #expect(step.subjectEdition == "1.0")
    #expect(step.objectEdition == "2.0")
    #expect(step.review == .accepted)
  }
}

/// Every way from a node without a node twice, by the rules as the specification states them and
/// nothing of the resolver's: an oracle.
private struct Exhaustive {
  private let index: MappingIndex
  private let start: Int
  private let maximumHops: Int

  init(_ index: MappingIndex, start: Int, maximumHops: Int) {
    self.index = index
    self.start = start
    self.maximumHops = maximumHops
  }

  private struct Link {
    let from: Int
    let to: Int
    let relation: MappingRelation
    let reference: UInt32
    let isDenial: Bool
  }

  private var links: [Link] {
    (0..<index.count).flatMap { number -> [Link] in
      guard let from = index.node(of: index.subject(number)),
        let to = index.node(of: index.object(number)),
        let iri = index.snapshot.term(index.predicate(number)).iri,
        let relation = MappingRelation(iri: iri)
      else { return [] }
      let reference = UInt32(number)
      let isDenial = index.isDenial(number)
      return [
        Link(from: from, to: to, relation: relation, reference: reference, isDenial: isDenial),
        Link(
          from: to, to: from, relation: relation.inverse, reference: reference | 1 << 31,
          isDenial: isDenial),
      ]
    }
  }

  static func composed(_ first: MappingRelation, _ second: MappingRelation) -> MappingRelation? {
    if first == .functionalCounterpart || second == .functionalCounterpart { return nil }
    if first == .exactMatch { return second }
    if second == .exactMatch { return first }
    return first == second && (first == .broadMatch || first == .narrowMatch) ? first : nil
  }

  /// The ways by relation and IRI of the end.
  func derivations() -> [String: Set<[UInt32]>] {
    let links = self.links
    var result: [String: Set<[UInt32]>] = [:]
    func isBlocked(_ way: [Link]) -> Bool {
      guard way.count > 1 else { return false }
      for end in way.indices {
        for begin in 0...end {
          var relation: MappingRelation? = way[begin].relation
          for link in way[begin...end].dropFirst() {
            relation = relation.flatMap { Self.composed($0, link.relation) }
          }
          guard let relation else { continue }
          let isDenied = links.contains { denial in
            denial.isDenial && denial.from == way[begin].from && denial.to == way[end].to
              && (denial.relation == relation
                || (denial.relation == .closeMatch && relation == .exactMatch))
          }
          if isDenied { return true }
        }
      }
      return false
    }
    func extend(_ way: [Link], _ relation: MappingRelation?, _ node: Int) {
      if way.count == maximumHops { return }
      for link in links where !link.isDenial && link.from == node && link.to != start {
        if way.contains(where: { $0.to == link.to }) { continue }
        let next = relation.map { Self.composed($0, link.relation) } ?? link.relation
        guard let next else { continue }
        let longer = way + [link]
        if !isBlocked(longer) {
          let iri = index.snapshot.dictionary.text(of: index.term(ofNode: link.to))
          result["\(next) \(iri)", default: []].insert(longer.map(\.reference))
        }
        extend(longer, next, link.to)
      }
    }
    extend([], nil, start)
    return result
  }
}
