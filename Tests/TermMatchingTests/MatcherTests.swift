import RDFModel
import SKOSVocabulary
import TermAlignment
import Testing

@testable import TermMatching

@Suite("Matcher")
struct MatcherTests {
  @Test("the same label, however it is written, is an exact match")
  func sameLabel() throws {
    let data = try MatchingGraph(
      """
      a:1 a skos:Concept ; skos:prefLabel "Anomaly Detection"@en .
      a:2 a skos:Concept ; skos:prefLabel "colour of the centre"@en .
      a:3 a skos:Concept ; skos:prefLabel "musique électronique"@fr .
      """,
      """
      b:1 a skos:Concept ; skos:prefLabel "anomaly-detection"@en .
      b:2 a skos:Concept ; skos:prefLabel "center color"@en .
      b:3 a skos:Concept ; skos:prefLabel "Musique Electronique" .
      """)
    #expect(data.relation("1", "1") == .exactMatch)
    #expect(data.relation("2", "2") == .exactMatch)
    #expect(data.relation("3", "3") == .exactMatch)
    #expect(data.proposals().allSatisfy { (0...1).contains($0.confidence) })
  }

  @Test("nothing in common, nothing proposed")
  func strangers() throws {
    let data = try MatchingGraph(
      #"a:1 a skos:Concept ; skos:prefLabel "provider"@en ."#,
      #"b:1 a skos:Concept ; skos:prefLabel "sandbox"@en ."#)
    #expect(data.proposals().isEmpty)
  }

  @Test("the same label with definitions of different things is no exact match")
  func homonym() throws {
    let data = try MatchingGraph(
      """
      a:1 a skos:Concept ; skos:prefLabel "bias"@en ;
        skos:definition "systematic difference in treatment of groups of people in comparison to others"@en .
      """,
      """
      b:1 a skos:Concept ; skos:prefLabel "bias"@en ;
        skos:definition "constant voltage applied between electrodes so that a transistor conducts"@en .
      """)
    let proposal = try #require(data.proposal("1", "1"))
    #expect(proposal.relation != .exactMatch)
    #expect(proposal.explanation.contains("definitions have little in common"))
  }

  @Test("SKOS-XL labels, synonyms behind nodes, local names")
  func names() throws {
    let data = try MatchingGraph(
      """
      a:1 a skos:Concept ; skosxl:prefLabel [ skosxl:literalForm "data subject"@en ] .
      a:2 a owl:Class ; rdfs:label "epicardium" ; obo:hasRelatedSynonym [ rdfs:label "visceral pericardium" ] .
      a:AcceptedPaper a owl:Class .
      """,
      """
      b:1 a skos:Concept ; skos:prefLabel "data subject"@en .
      b:2 a owl:Class ; rdfs:label "Visceral_Pericardium" .
      b:Accepted_Paper a owl:Class .
      """)
    #expect(data.relation("1", "1") == .exactMatch)
    #expect(data.relation("2", "2") != nil)
    #expect(data.relation("AcceptedPaper", "Accepted_Paper") == .exactMatch)
  }

  @Test("properties go with properties, and not with those that point the other way")
  func properties() throws {
    let data = try MatchingGraph(
      """
      a:Paper a owl:Class . a:Person a owl:Class . a:review a owl:Class .
      a:hasAuthor a owl:ObjectProperty ; rdfs:domain a:Paper ; rdfs:range a:Person .
      """,
      """
      b:Paper a owl:Class . b:Person a owl:Class .
      b:has_author a owl:ObjectProperty ; rdfs:domain b:Paper ; rdfs:range b:Person .
      b:author_of a owl:ObjectProperty ; rdfs:domain b:Person ; rdfs:range b:Paper .
      b:review a owl:ObjectProperty .
      """)
    #expect(data.relation("hasAuthor", "has_author") == .exactMatch)
    #expect(data.relation("hasAuthor", "author_of") == nil)
    #expect(data.relation("review", "review") == nil)
  }

  @Test("a narrowed name has the broader entity where nothing is equivalent")
  func narrowed() throws {
    let data = try MatchingGraph(
      #"a:1 a skos:Concept ; skos:prefLabel "ciliary muscle"@en ."#,
      """
      b:1 a skos:Concept ; skos:prefLabel "muscle"@en .
      b:2 a skos:Concept ; skos:prefLabel "bone"@en .
      """)
    let proposal = try #require(data.proposals().first)
    #expect(proposal.target.hasSuffix("#1"))
    #expect([.broadMatch, .closeMatch].contains(proposal.relation))
    #expect(proposal.relation != .exactMatch)
  }

  @Test("statements of others are bridges")
  func bridges() throws {
    let data = try MatchingGraph(
      """
      a:1 a skos:Concept ; skos:prefLabel "auditor"@en ; skos:exactMatch <https://example.org/hub/7> .
      """,
      """
      b:1 a skos:Concept ; skos:prefLabel "contrôleur"@fr ; skos:exactMatch <https://example.org/hub/7> .
      b:2 a skos:Concept ; skos:prefLabel "audit trail"@en .
      """)
    let proposal = try #require(data.proposal("1", "1"))
    #expect(proposal.relation == .exactMatch)
    #expect(proposal.reasons.isBridged)
  }

  @Test("equivalences do not turn the hierarchy over")
  func coherence() throws {
    let data = try MatchingGraph(
      """
      a:1 a skos:Concept ; skos:prefLabel "machine learning system"@en .
      a:2 a skos:Concept ; skos:prefLabel "learning component"@en ; skos:broader a:1 .
      """,
      """
      b:1 a skos:Concept ; skos:prefLabel "machine learning system"@en ; skos:broader b:2 .
      b:2 a skos:Concept ; skos:prefLabel "learning component"@en .
      """)
    let equivalences = data.proposals().filter {
      [.exactMatch, .closeMatch].contains($0.relation)
    }
    #expect(equivalences.count == 1)
  }

  @Test("equivalences are one to one; with the option everything is")
  func oneToOne() throws {
    let data = try MatchingGraph(
      """
      a:1 a skos:Concept ; skos:prefLabel "risk"@en ; skos:definition "effect of uncertainty"@en .
      a:2 a skos:Concept ; skos:prefLabel "risk owner"@en ; skos:definition "who answers for a risk"@en .
      """,
      """
      b:1 a skos:Concept ; skos:prefLabel "risk"@en ; skos:definition "effect of uncertainty on objectives"@en .
      b:2 a skos:Concept ; skos:prefLabel "Risk"@en ; skos:definition "what may go wrong, its uncertainty"@en .
      """)
    let equivalences = data.proposals().filter {
      [.exactMatch, .closeMatch].contains($0.relation)
    }
    #expect(equivalences.count == 1)
    let strict = data.proposals(MatcherOptions(isOneToOne: true))
    #expect(Set(strict.map(\.source)).count == strict.count)
    #expect(Set(strict.map(\.target)).count == strict.count)
    #expect(data.proposals(MatcherOptions(threshold: 0.999)).allSatisfy { $0.confidence >= 0.999 })
  }

  @Test("the order of the data changes nothing")
  func deterministic() throws {
    let lines = (0..<40).map {
      "a:\($0) a skos:Concept ; skos:prefLabel \"term \($0 % 7) of group \($0)\"@en ; "
        + "skos:definition \"a definition of term \($0 % 7) with word \($0 % 5)\"@en ."
    }
    let target = lines.map { $0.replacing("a:", with: "b:", maxReplacements: 1) }
    let forward = try MatchingGraph(lines.joined(separator: "\n"), target.joined(separator: "\n"))
    let backward = try MatchingGraph(
      lines.reversed().joined(separator: "\n"), target.reversed().joined(separator: "\n"))
    #expect(!forward.proposals().isEmpty)
    #expect(forward.proposals() == backward.proposals())
  }

  @Test("one label shared by thousands is bounded")
  func hostile() throws {
    func concepts(_ prefix: String) -> String {
      (0..<1500).map { "\(prefix):\($0) a skos:Concept ; skos:prefLabel \"other\"@en ." }
        .joined(separator: "\n")
    }
    let data = try MatchingGraph(concepts("a"), concepts("b"))
    let found = Matcher().proposals(from: data.source, to: data.target)
    #expect(found.comparedCount <= 1500 * CandidateSearch.longestKeyList)
  }

  @Test("as SSSOM: tool, justification, and reasons where they are asked for")
  func sssom() throws {
    let data = try MatchingGraph(
      #"a:1 a skos:Concept ; skos:prefLabel "deployer"@en ."#,
      #"b:1 a skos:Concept ; skos:prefLabel "Deployer"@en ."#)
    let proposals = Matcher().proposals(from: data.source, to: data.target)
    let id = IRI(trusted: "https://example.org/set")
    let plain = proposals.mappingSet(id: id, toolVersion: "1")
    #expect(plain.missingSlots.isEmpty)
    #expect(plain.mappings.first?.justification == Justification.lexical)
    #expect(plain.mappings.first?.values[.comment] == nil)
    let explained = proposals.mappingSet(id: id, toolVersion: "1", explains: true)
    #expect(explained.mappings.first?.values.text(.comment)?.contains("same") == true)
    let text = try SSSOMWriter().text(of: explained)
    #expect(text.contains("#mapping_tool: Isogloss"))
  }
}
