import SKOSVocabulary
import Testing

@testable import TermAlignment

/// The document `chaining-rules` of the SSSOM specification, rule by rule.
@Suite("SSSOM chaining rules, each on and off")
struct ChainingRuleTests {
  /// What a rule concludes from statements: the concept asked about, the match, and the links of
  /// its derivation as `rule subject predicate object`.
  struct Case: Sendable, CustomTestStringConvertible {
    let rule: ResolutionRule
    let statements: [String]
    var from = "a1"
    let match: String
    let derivation: [String]

    var testDescription: String { "\(rule.rawValue): \(statements.joined(separator: ", "))" }
  }

  static let cases: [Case] = [
    // Transitivity, for each predicate that the specification lists.
    Case(
      rule: .transitivity, statements: ["a1 exact b1", "b1 exact c1"], match: "exactMatch c1",
      derivation: ["stated a1 skos:exactMatch b1", "T1 b1 skos:exactMatch c1"]),
    Case(
      rule: .transitivity, statements: ["a1 broad b1", "b1 broad c1"], match: "broadMatch c1",
      derivation: ["stated a1 skos:broadMatch b1", "T1 b1 skos:broadMatch c1"]),
    Case(
      rule: .transitivity, statements: ["a1 narrow b1", "b1 narrow c1"], match: "narrowMatch c1",
      derivation: ["stated a1 skos:narrowMatch b1", "T1 b1 skos:narrowMatch c1"]),
    Case(
      rule: .transitivity, statements: ["a1 equivalent b1", "b1 equivalent c1"],
      match: "exactMatch c1",
      derivation: ["RG1 a1 skos:exactMatch b1", "RG1+T1 b1 skos:exactMatch c1"]),
    Case(
      rule: .transitivity, statements: ["a1 sameProperty b1", "b1 sameProperty c1"],
      match: "exactMatch c1",
      derivation: ["RG1 a1 skos:exactMatch b1", "RG1+T1 b1 skos:exactMatch c1"]),
    Case(
      rule: .transitivity, statements: ["a1 subclass b1", "b1 subclass c1"],
      match: "broadMatch c1",
      derivation: ["RG2 a1 skos:broadMatch b1", "RG2+T1 b1 skos:broadMatch c1"]),
    Case(
      rule: .transitivity, statements: ["a1 subproperty b1", "b1 subproperty c1"],
      match: "broadMatch c1",
      derivation: ["RG2 a1 skos:broadMatch b1", "RG2+T1 b1 skos:broadMatch c1"]),
    Case(
      rule: .transitivity, statements: ["a1 sameAs b1", "b1 sameAs c1"], match: "exactMatch c1",
      derivation: ["RG1 a1 skos:exactMatch b1", "RG1+T1 b1 skos:exactMatch c1"]),
    // Role chains over exact matches.
    Case(
      rule: .exactThenRelation, statements: ["a1 exact b1", "b1 narrow c1"],
      match: "narrowMatch c1",
      derivation: ["stated a1 skos:exactMatch b1", "RCE1 b1 skos:narrowMatch c1"]),
    Case(
      rule: .exactThenRelation, statements: ["a1 exact b1", "b1 broad c1"], match: "broadMatch c1",
      derivation: ["stated a1 skos:exactMatch b1", "RCE1 b1 skos:broadMatch c1"]),
    Case(
      rule: .exactThenRelation, statements: ["a1 exact b1", "b1 close c1"], match: "closeMatch c1",
      derivation: ["stated a1 skos:exactMatch b1", "RCE1 b1 skos:closeMatch c1"]),
    Case(
      rule: .exactThenRelation, statements: ["a1 exact b1", "b1 related c1"],
      match: "relatedMatch c1",
      derivation: ["stated a1 skos:exactMatch b1", "RCE1 b1 skos:relatedMatch c1"]),
    Case(
      rule: .exactThenRelation, statements: ["a1 equivalent b1", "b1 close c1"],
      match: "closeMatch c1",
      derivation: ["RG1 a1 skos:exactMatch b1", "RCE1 b1 skos:closeMatch c1"]),
    Case(
      rule: .relationThenExact, statements: ["a1 narrow b1", "b1 exact c1"],
      match: "narrowMatch c1",
      derivation: ["stated a1 skos:narrowMatch b1", "RCE2 b1 skos:exactMatch c1"]),
    Case(
      rule: .relationThenExact, statements: ["a1 broad b1", "b1 exact c1"], match: "broadMatch c1",
      derivation: ["stated a1 skos:broadMatch b1", "RCE2 b1 skos:exactMatch c1"]),
    Case(
      rule: .relationThenExact, statements: ["a1 close b1", "b1 exact c1"], match: "closeMatch c1",
      derivation: ["stated a1 skos:closeMatch b1", "RCE2 b1 skos:exactMatch c1"]),
    Case(
      rule: .relationThenExact, statements: ["a1 related b1", "b1 exact c1"],
      match: "relatedMatch c1",
      derivation: ["stated a1 skos:relatedMatch b1", "RCE2 b1 skos:exactMatch c1"]),
    // Inverses.
    Case(
      rule: .inverseOfNarrow, statements: ["b1 narrow a1"], match: "broadMatch b1",
      derivation: ["RI1 a1 skos:broadMatch b1"]),
    Case(
      rule: .inverseOfBroad, statements: ["b1 broad a1"], match: "narrowMatch b1",
      derivation: ["RI2 a1 skos:narrowMatch b1"]),
    Case(
      rule: .inverseOfCrossSpeciesExact, statements: ["b1 crossExact a1"],
      match: "crossSpeciesExactMatch b1",
      derivation: ["RI3 a1 semapv:crossSpeciesExactMatch b1"]),
    Case(
      rule: .inverseOfCrossSpeciesNarrow, statements: ["b1 crossNarrow a1"],
      match: "crossSpeciesBroadMatch b1",
      derivation: ["RI4 a1 semapv:crossSpeciesBroadMatch b1"]),
    Case(
      rule: .inverseOfCrossSpeciesBroad, statements: ["b1 crossBroad a1"],
      match: "crossSpeciesNarrowMatch b1",
      derivation: ["RI5 a1 semapv:crossSpeciesNarrowMatch b1"]),
    Case(
      rule: .inverseOfBroad, statements: ["a1 exact b1", "c1 broad b1"], match: "narrowMatch c1",
      derivation: ["stated a1 skos:exactMatch b1", "RI2+RCE1 b1 skos:narrowMatch c1"]),
    Case(
      rule: .symmetry, statements: ["b1 exact a1"], match: "exactMatch b1",
      derivation: ["S44 a1 skos:exactMatch b1"]),
    Case(
      rule: .counterpartSymmetry, statements: ["b1 counterpart a1"],
      match: "functionalCounterpart b1",
      derivation: ["symmetric a1 isogloss:functionalCounterpart b1"]),
    // Generalisation.
    Case(
      rule: .generalisedEquivalence, statements: ["a1 equivalent b1"], match: "exactMatch b1",
      derivation: ["RG1 a1 skos:exactMatch b1"]),
    Case(
      rule: .generalisedSubsumption, statements: ["a1 subclass b1"], match: "broadMatch b1",
      derivation: ["RG2 a1 skos:broadMatch b1"]),
    Case(
      rule: .generalisedSubsumption, statements: ["b1 subclass a1"], match: "narrowMatch b1",
      derivation: ["RG2+RI2 a1 skos:narrowMatch b1"]),
  ]

  static func short(_ iri: String) -> String { iri.split(separator: "/").suffix(2).joined() }

  static func text(_ step: DerivationStep) -> String {
    "\(step.ruleName) \(short(step.link.subject)) \(step.link.predicate) \(short(step.link.object))"
  }

  @Test(
    "on, it concludes what the specification says, and the derivation names it", arguments: cases)
  func on(example: Case) throws {
    let data = try AlignmentGraph(mappingSet(lines: example.statements))
    #expect(data.matches(example.from).contains(example.match))
    let match = try #require(
      data.resolve(example.from).matches.first {
        "\($0.predicate.rawValue) \(AlignmentGraph.name($0.concept))" == example.match
      })
    #expect(match.derivation.map(Self.text) == example.derivation)
    let explained = try #require(
      data.resolve(example.from).explanation().matches.first {
        $0.match.concept == match.concept && $0.match.predicate == match.predicate
      })
    #expect(explained.derivations.map { $0.steps.map(Self.text) } == [example.derivation])
    #expect(explained.isComplete)
  }

  @Test("off, it concludes nothing, and alone it is enough with those it is used with")
  func off() throws {
    for example in Self.cases {
      let data = try AlignmentGraph(mappingSet(lines: example.statements))
      var options = ResolutionOptions()
      options.rules.remove(example.rule)
      // An owl:equivalentClass is in the premise of RCE1 itself: no generalisation is needed.
      #expect(
        !data.matches(example.from, options).contains(example.match), "\(example.testDescription)")
      let used = Set(
        example.derivation.flatMap { ($0.split(separator: " ").first ?? "").split(separator: "+") }
          .compactMap { ResolutionRule(named: String($0)) })
      options.rules = used.subtracting([.stated])
      #expect(
        data.matches(example.from, options).contains(example.match), "\(example.testDescription)")
    }
  }

  @Test("RCE1 takes an equivalent class as it is; without RG1 nothing else comes of one")
  func equivalentClassInRoleChain() throws {
    let data = try AlignmentGraph(
      mappingSet("a1 equivalent b1", "b1 equivalent c1", "c1 broad d1", "b1 exact e1"))
    var options = ResolutionOptions()
    options.rules.remove(.generalisedEquivalence)
    #expect(data.matches("a1", options) == ["broadMatch d1"])
    let match = try #require(data.resolve("a1", options).matches.first)
    #expect(
      match.derivation.map(Self.text) == [
        "stated a1 owl:equivalentClass b1", "T1 b1 owl:equivalentClass c1",
        "RCE1 c1 skos:broadMatch d1",
      ])
  }

  @Test(
    "what the specification leaves out does not follow",
    arguments: [
      ["a1 close b1", "b1 close c1"], ["a1 related b1", "b1 related c1"],
      ["a1 close b1", "b1 broad c1"], ["a1 broad b1", "b1 narrow c1"],
      ["a1 narrow b1", "b1 close c1"], ["a1 crossExact b1", "b1 crossExact c1"],
      ["a1 exact b1", "b1 crossExact c1"], ["a1 crossBroad b1", "b1 exact c1"],
    ])
  func notListed(statements: [String]) throws {
    let data = try AlignmentGraph(mappingSet(lines: statements))
    #expect(!data.resolve("a1").matches.contains { AlignmentGraph.name($0.concept) == "c1" })
  }

  /// RCE-N1 to RCE-N4 are true and left to a reasoner: no subclass axiom is concluded, and with
  /// the generalisation off nothing is.
  @Test(
    "RCE-N1 to RCE-N4 are not applied",
    arguments: [
      ["a1 equivalent b1", "b1 subclass c1"], ["a1 subclass b1", "b1 equivalent c1"],
      ["a1 sameProperty b1", "b1 subproperty c1"], ["a1 subproperty b1", "b1 sameProperty c1"],
    ])
  func leftToReasoners(statements: [String]) throws {
    let data = try AlignmentGraph(mappingSet(lines: statements))
    var options = ResolutionOptions()
    options.rules.subtract([.generalisedEquivalence, .generalisedSubsumption])
    #expect(data.matches("a1", options).isEmpty)
    #expect(data.matches("a1").contains("broadMatch c1"))
  }

  @Test("plain axioms are mappings: equivalences, and subclasses across vocabularies")
  func plainAxioms() throws {
    let data = try AlignmentGraph(
      sets: [],
      turtle: """
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        a:1 owl:equivalentClass b:1 ; rdfs:subClassOf a:2 , owl:Thing , [ a owl:Restriction ] .
        b:1 rdfs:subClassOf <https://example.org/c/1> ; owl:sameAs [] .
        """)
    #expect(data.matches("a1") == ["exactMatch b1", "broadMatch c1"])
    #expect(data.resolver.index.count == 2)
  }

  @Test("a functional counterpart is never chained, whatever stands before or after it")
  func counterparts() throws {
    for other in ["exact", "close", "broad", "narrow", "related", "counterpart", "equivalent"] {
      let after = try AlignmentGraph(mappingSet("a1 counterpart b1", "b1 \(other) c1"))
      #expect(!after.resolve("a1").matches.contains { AlignmentGraph.name($0.concept) == "c1" })
      let before = try AlignmentGraph(mappingSet("a1 \(other) b1", "b1 counterpart c1"))
      #expect(!before.resolve("a1").matches.contains { AlignmentGraph.name($0.concept) == "c1" })
    }
  }

  @Test("with every rule off what somebody stated remains, read as it stands")
  func nothingOn() throws {
    let data = try AlignmentGraph(
      mappingSet("a1 exact b1", "a1 counterpart c1", "d1 exact a1", "b1 exact e1"))
    var options = ResolutionOptions()
    options.rules = []
    #expect(data.matches("a1", options) == ["exactMatch b1", "functionalCounterpart c1"])
  }

  @Test("rules go by the specification's names")
  func names() {
    let specified = ["T1", "RCE1", "RCE2", "RI1", "RI2", "RI3", "RI4", "RI5", "RG1", "RG2"]
    #expect(specified.allSatisfy { ResolutionRule(named: $0) != nil })
    #expect(ResolutionRule(named: "rce1") == .exactThenRelation)
    #expect(ResolutionRule(named: "RCE-N1") == nil)
    #expect(!ResolutionRule.switchable.contains(.stated))
    #expect(ResolutionRule.allCases.allSatisfy { !$0.statement.isEmpty })
  }
}
