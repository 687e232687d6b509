import SKOSVocabulary
import Testing

@testable import TermMatching

@Suite("What two vocabularies say around a pair")
struct CoherenceTests {
  private func isEquivalent(_ relation: MappingRelation?) -> Bool {
    relation == .exactMatch || relation == .closeMatch
  }

  @Test("kinds of what shares nothing are not the same")
  func disjoint() throws {
    func vocabularies(_ axiom: String) throws -> MatchingGraph {
      try MatchingGraph(
        """
        a:Document a owl:Class . a:Event a owl:Class .
        a:Keynote a owl:Class ; rdfs:subClassOf a:Event .
        """,
        """
        b:Document a owl:Class . b:Event a owl:Class . \(axiom)
        b:Keynote a owl:Class ; rdfs:subClassOf b:Document .
        """)
    }
    let apart = try vocabularies("b:Document owl:disjointWith b:Event .")
    let free = try vocabularies("")
    #expect(apart.relation("Keynote", "Keynote") != .exactMatch)
    if let one = apart.proposal("Keynote", "Keynote"), isEquivalent(one.relation) {
      #expect(one.explanation.contains("shares nothing"))
      let other = try #require(free.proposal("Keynote", "Keynote"))
      #expect(one.confidence < other.confidence)
    }
  }

  @Test(
    "each way to state that classes share nothing",
    arguments: [
      "b:Document owl:disjointWith b:Event .",
      "[] a owl:AllDisjointClasses ; owl:members (b:Document b:Event) .",
      "b:Thing a owl:Class ; owl:disjointUnionOf (b:Event b:Document) .",
    ])
  func statements(axiom: String) throws {
    let data = try MatchingGraph(
      "a:1 a owl:Class .", "b:Document a owl:Class . b:Event a owl:Class . \(axiom)")
    var reader = EntityTableReader(data.target)
    let table = reader.table(of: nil)
    let names = (0..<table.count).map { table.iri($0).suffix(5) }
    let event = try #require(names.firstIndex(of: "Event"))
    #expect(table.disjointness.opposites[event].count == 1)
  }

  @Test("parts of what shares nothing may be the same")
  func parts() throws {
    let data = try MatchingGraph(
      """
      a:Heart a owl:Class . a:Vessel a owl:Class . a:partOf a owl:ObjectProperty .
      a:Valve a owl:Class ; rdfs:subClassOf
        [ owl:onProperty a:partOf ; owl:someValuesFrom a:Heart ] .
      """,
      """
      b:Heart a owl:Class ; owl:disjointWith b:Vessel . b:Vessel a owl:Class .
      b:Valve a owl:Class ; rdfs:subClassOf b:Vessel .
      """)
    #expect(
      data.proposal("Valve", "Valve")?.explanation.contains("shares nothing") != true)
  }

  @Test("one name below different things is a doubt")
  func astray() throws {
    func vocabulary(_ prefix: String, _ whole: String) -> String {
      """
      \(prefix):1 a skos:Concept ; skos:prefLabel "organisation"@en .
      \(prefix):2 a skos:Concept ; skos:prefLabel "landform"@en .
      \(prefix):3 a skos:Concept ; skos:prefLabel "bank"@en ; skos:broader \(prefix):\(whole) .
      """
    }
    let apart = try MatchingGraph(vocabulary("a", "1"), vocabulary("b", "2"))
    #expect(apart.relation("3", "3") != .exactMatch)
    if let proposal = apart.proposal("3", "3"), isEquivalent(proposal.relation) {
      #expect(proposal.explanation.contains("corresponds to other things"))
    }
    let together = try MatchingGraph(vocabulary("a", "1"), vocabulary("b", "1"))
    #expect(together.relation("3", "3") == .exactMatch)
  }

  @Test(
    "an act is not what it was done to",
    arguments: [
      ("rejection", "rejected proposal"), ("excavation", "excavated area"),
      ("evaluation", "evaluated system"),
    ])
  func derivedHeads(act: String, thing: String) throws {
    let data = try MatchingGraph(
      #"a:1 a skos:Concept ; skos:prefLabel "\#(act)"@en ."#,
      #"b:1 a skos:Concept ; skos:prefLabel "\#(thing)"@en ."#)
    #expect(!isEquivalent(data.relation("1", "1")))
    let same = try MatchingGraph(
      #"a:1 a skos:Concept ; skos:prefLabel "\#(thing)s"@en ."#,
      #"b:1 a skos:Concept ; skos:prefLabel "\#(thing)"@en ."#)
    #expect(same.relation("1", "1") == .exactMatch)
  }
}

@Suite("Names that deny, names in brackets, notations")
struct NameEvidenceTests {
  private func isEquivalent(_ relation: MappingRelation?) -> Bool {
    relation == .exactMatch || relation == .closeMatch
  }

  @Test(
    "a name that denies another is not equivalent to it",
    arguments: [
      ("lack of transparency", "transparency", "en"),
      ("processing without consent", "processing with consent", "en"),
      ("non-compliance with rules", "compliance with rules", "en"),
      ("Verarbeitung ohne Einwilligung", "Verarbeitung mit Einwilligung", "de"),
      ("vase sans anse", "vase avec anse", "fr"), ("vaso senza manico", "vaso con manico", "it"),
    ])
  func negation(one: String, other: String, language: String) throws {
    let data = try MatchingGraph(
      "a:1 a skos:Concept ; skos:prefLabel \"\(one)\"@\(language) .",
      "b:1 a skos:Concept ; skos:prefLabel \"\(other)\"@\(language) .")
    #expect(data.relation("1", "1") != .exactMatch)
    #expect(!isEquivalent(data.relation("1", "1")))
    let same = try MatchingGraph(
      "a:1 a skos:Concept ; skos:prefLabel \"\(one)\"@\(language) .",
      "b:1 a skos:Concept ; skos:prefLabel \"\(one)\"@\(language) .")
    #expect(same.relation("1", "1") == .exactMatch)
  }

  @Test("what stands in brackets is not what a name is about")
  func qualifier() throws {
    let data = try MatchingGraph(
      #"a:1 a skos:Concept ; skos:prefLabel "copper"@en ."#,
      #"b:1 a skos:Concept ; skos:prefLabel "nail (copper)"@en ."#)
    #expect(data.relation("1", "1") == nil)
  }

  private func edition(_ prefix: String, _ names: [String]) -> String {
    names.enumerated().map { place, name in
      "\(prefix):\(place) a skos:Concept ; skos:notation \"10\(place)\" ; "
        + "skos:prefLabel \"\(name)\"@en ."
    }.joined(separator: "\n")
  }

  @Test("in two editions of one numbering a notation tells what a new name does not")
  func editions() throws {
    let first = ["wheat", "maize", "rye", "barley", "oats", "cattle", "sheep", "goats"]
    var second = first
    second[5] = "bovine animals"
    let data = try MatchingGraph(edition("a", first), edition("b", second))
    let proposal = try #require(data.proposal("5", "5"))
    #expect(proposal.relation == .closeMatch)
    #expect(proposal.explanation.contains("the notation is the same"))
    let shuffled = try MatchingGraph(
      edition("a", first), edition("b", Array(second.reversed())))
    #expect(shuffled.relation("2", "5") == .exactMatch)
    #expect(!isEquivalent(shuffled.relation("5", "5")))
  }

  @Test("a name that one of the two only has as another name is exact where something backs it")
  func otherNames() throws {
    let alone = try MatchingGraph(
      #"a:1 a skos:Concept ; skos:prefLabel "cracked"@en ; skos:altLabel "sheer"@en ."#,
      #"b:1 a skos:Concept ; skos:prefLabel "sheer"@en ."#)
    #expect(alone.relation("1", "1") == .closeMatch)
    let backed = try MatchingGraph(
      """
      a:1 a skos:Concept ; skos:prefLabel "rise"@en, "Anstieg"@de ; skos:altLabel "sheer"@en ;
        skos:altLabel "Sprung"@de .
      """,
      #"b:1 a skos:Concept ; skos:prefLabel "sheer"@en, "Sprung"@de ."#)
    #expect(backed.relation("1", "1") == .exactMatch)
  }
}
