import RDFGraph
import RDFModel
import SKOSVocabulary
import Testing

@testable import TermAlignment

@Suite("Filters and confidence of a resolution")
struct ResolutionFilterTests {
  private func iri(_ data: AlignmentGraph, _ text: String) throws -> TermID {
    try #require(data.graph.snapshot.id(iri: IRI(trusted: text)))
  }

  private func filtered(_ change: (inout ResolutionOptions) -> Void) -> ResolutionOptions {
    var options = ResolutionOptions()
    change(&options)
    return options
  }

  @Test("by mapping set, as if no other were loaded, denials included")
  func mappingSets() throws {
    let data = try AlignmentGraph(
      mappingSet("a1 exact b1", "b1 exact c1", "a1 exact none d", name: "one"),
      mappingSet("c1 exact e1", "a1 not exact c1", name: "two"))
    let one = try iri(data, "https://example.org/sets/one")
    let two = try iri(data, "https://example.org/sets/two")
    #expect(data.matches("a1") == ["exactMatch b1"])
    let options = filtered { $0.mappingSets = [one] }
    #expect(data.matches("a1", options) == ["exactMatch b1", "exactMatch c1"])
    #expect(data.resolve("a1", options).negatives.isEmpty)
    #expect(data.resolve("a1", options).absences.count == 1)
    let other = data.resolve("a1", filtered { $0.mappingSets = [two] })
    #expect(other.status == .notEquivalent)
    #expect(other.absences.isEmpty)
    let explained = data.resolve("a1", options).explanation().matches
    #expect(explained.allSatisfy { $0.derivations.count == 1 })
  }

  @Test("by author: name or identifier in any case, the set's creator where none is named")
  func authors() throws {
    let data = try AlignmentGraph(
      mappingSet("a1 exact b1 author_label=Ann_Lee", "a1 exact c1 author_label=Ben"),
      mappingSet("a1 exact d1", name: "two").replacing(
        "#extension_definitions:",
        with: "#creator_id:\n#  - x:ann\n#extension_definitions:"))
    #expect(data.matches("a1", filtered { $0.authors = ["ann lee"] }) == ["exactMatch b1"])
    #expect(data.matches("a1", filtered { $0.authors = ["x:ann"] }) == ["exactMatch d1"])
    #expect(
      data.matches("a1", filtered { $0.authors = ["https://example.org/ANN", "Ben"] })
        == ["exactMatch c1", "exactMatch d1"])
    #expect(data.matches("a1", filtered { $0.authors = ["Nobody"] }).isEmpty)
  }

  @Test("by state of review")
  func reviews() throws {
    let data = try AlignmentGraph(
      mappingSet(
        "a1 exact b1", "a1 exact c1 reviewer_label=Eve",
        "a1 exact d1 reviewer_label=Eve reviewer_agreement=0.9",
        "a1 exact e1 reviewer_label=Eve reviewer_agreement=-0.9",
        "a1 exact f1 reviewer_label=Eve reviewer_agreement=0"))
    let expected: [(ReviewState, String)] = [
      (.unreviewed, "b1"), (.reviewed, "c1"), (.accepted, "d1"), (.rejected, "e1"),
      (.undecided, "f1"),
    ]
    for (state, name) in expected {
      #expect(data.matches("a1", filtered { $0.reviewStates = [state] }) == ["exactMatch \(name)"])
    }
  }

  @Test("by jurisdiction and edition of the scheme, absences too")
  func schemes() throws {
    let data = try AlignmentGraph(
      mappingSet("a1 exact b1", "b1 exact c1", "a1 close d1", "a1 exact none c"),
      turtle: """
        e:b a skos:ConceptScheme ; isogloss:jurisdiction "EU" ; isogloss:edition "2022" .
        e:c a skos:ConceptScheme ; isogloss:jurisdiction "US", "EU" ; isogloss:edition "2024" .
        e:d a skos:ConceptScheme ; isogloss:jurisdiction "US" .
        """)
    #expect(
      data.matches("a1", filtered { $0.jurisdictions = ["EU"] })
        == ["exactMatch b1", "exactMatch c1"])
    #expect(
      data.matches("a1", filtered { $0.jurisdictions = ["US"] })
        == ["exactMatch c1", "closeMatch d1"])
    #expect(data.matches("a1", filtered { $0.editions = ["2024"] }) == ["exactMatch c1"])
    let both = filtered {
      $0.jurisdictions = ["EU"]
      $0.editions = ["2022"]
    }
    #expect(data.matches("a1", both) == ["exactMatch b1"])
    #expect(data.resolve("a1", both).absences.isEmpty)
    #expect(data.resolve("a1", filtered { $0.editions = ["2024"] }).absences.count == 1)
  }

  @Test("by the concept at the other end, within the scheme as well")
  func targets() throws {
    let data = try AlignmentGraph(mappingSet("a1 exact b1", "b1 exact a2", "b1 exact c1"))
    let options = filtered { $0.targets = [data.id("a2")] }
    #expect(data.matches("a1", options) == ["exactMatch a2"])
    #expect(!data.matches("a1").contains("exactMatch a2"))
  }

  @Test("options are set by the words that the command line and the service take")
  func words() throws {
    var options = ResolutionOptions()
    try options.set(.relations, to: ["exact", "counterpart"])
    #expect(options.relations == [.exactMatch, .functionalCounterpart])
    try options.set(.withoutRules, to: ["t1", "RCE2"])
    #expect(options.rules.count == ResolutionRule.switchable.count - 2)
    try options.set(.rules, to: ["RG1"])
    #expect(options.rules == [.generalisedEquivalence])
    try options.set(.reviewStates, to: ["accepted"])
    try options.set(.confidenceRule, to: ["frechet"])
    try options.set(.combinesIndependentEvidence, to: ["true"])
    try options.set(.maximumHops, to: ["3"])
    #expect(options.reviewStates == [.accepted] && options.confidenceRule == .frechet)
    #expect(options.combinesIndependentEvidence && options.maximumHops == 3)
    for (option, word) in [
      (ResolutionOptions.Word.relations, "other"), (.minimumConfidence, "2"), (.rules, "RCE-N1"),
      (.evidence, "hearsay"), (.maximumMatches, "0"), (.reviewStates, "fine"),
    ] {
      #expect(throws: ResolutionOptions.UnknownWord.self) {
        try options.set(option, to: [word])
      }
    }
    #expect(throws: ResolutionOptions.UnknownWord.self) { try options.set(.relations, to: []) }
  }

  // MARK: Confidence

  @Test(
    "two links of 0.6 give 0.6 or less, and the rule is named",
    arguments: [
      (ConfidenceRule.weakestLink, 0.6, "weakest link of 2 hops"),
      (.product, 0.36, "product of 2 hops"), (.frechet, 0.2, "Fréchet lower bound of 2 hops"),
    ])
  func rules(rule: ConfidenceRule, expected: Double, words: String) throws {
    let data = try AlignmentGraph(mappingSet("a1 exact b1 0.6", "b1 exact c1 0.6"))
    let resolution = data.resolve("a1", filtered { $0.confidenceRule = rule })
    let match = try #require(resolution.matches.first { $0.isInferred })
    #expect(match.confidence == expected)
    #expect((match.confidence ?? 1) <= 0.6)
    #expect(match.confidenceRule == words)
    let derivation = try #require(resolution.explanation().matches.last?.derivations.first)
    #expect(derivation.confidence == expected)
    #expect(derivation.confidenceRule == words)
    let stated = try #require(resolution.matches.first)
    #expect(stated.confidence == 0.6 && stated.confidenceRule == "stated")
  }

  @Test("a least confidence holds for the whole derivation by the rule that was asked for")
  func minimumOfProducts() throws {
    let data = try AlignmentGraph(mappingSet("a1 exact b1 0.6", "b1 exact c1 0.6"))
    var options = ResolutionOptions(minimumConfidence: 0.5)
    #expect(data.matches("a1", options).count == 2)
    options.confidenceRule = .product
    #expect(data.matches("a1", options) == ["exactMatch b1"])
  }

  @Test("independent evidence is joined where asked, and said to be; nothing else is")
  func independent() throws {
    func graph(_ second: String, author: String, set: String = "two") throws -> AlignmentGraph {
      try AlignmentGraph(
        mappingSet(
          "a1 exact b1 0.5 author_label=Ann", "b1 exact d1 0.6 author_label=Ann",
          name: "one"),
        mappingSet(
          "a1 exact c1 0.6 author_label=\(author)", "\(second) author_label=\(author)", name: set))
    }
    let options = filtered { $0.combinesIndependentEvidence = true }
    func match(_ data: AlignmentGraph, _ options: ResolutionOptions) throws -> Match {
      try #require(
        data.resolve("a1", options).matches.first { AlignmentGraph.name($0.concept) == "d1" })
    }
    let apart = try graph("c1 exact d1 0.5", author: "Ben")
    #expect(try match(apart, ResolutionOptions()).confidence == 0.5)
    let joined = try match(apart, options)
    #expect(joined.confidence == 0.75)
    #expect(joined.confidenceRule.hasPrefix("noisy-or over 2 independent derivations"))
    // The same author; a statement without confidence; the same set; nobody named.
    let sameAuthor = try graph("c1 exact d1 0.5", author: "Ann")
    #expect(try match(sameAuthor, options).confidence == 0.5)
    let silent = try graph("c1 exact d1", author: "Ben")
    #expect(try match(silent, options).confidence == 0.5)
    let shared = try AlignmentGraph(
      mappingSet(
        "a1 exact b1 0.5 author_label=Ann", "b1 exact d1 0.5 author_label=Ann",
        "a1 exact c1 0.5 author_label=Ben", "c1 exact d1 0.5 author_label=Ben"))
    #expect(try match(shared, options).confidence == 0.5)
    let unnamed = try AlignmentGraph(
      mappingSet("a1 exact d1 0.5", name: "one"), mappingSet("a1 exact d1 0.5", name: "two"))
    #expect(try match(unnamed, options).confidence == 0.5)
  }
}
