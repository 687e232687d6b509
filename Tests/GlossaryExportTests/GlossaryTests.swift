import GlossaryExport
import RDFModel
import SKOSVocabulary
import TermAlignment
import Testing

@Suite("Glossary")
struct GlossaryTests {
  @Test("alphabetical order is by folded label, with a heading per letter")
  func alphabetical() throws {
    let glossary = try SampleVocabulary.glossary()
    #expect(glossary.documents.map(\.name) == ["Law", "Old Law", "Standard"])
    let law = glossary.documents[0]
    #expect(law.groups.map(\.heading) == ["D", "P", "R"])
    #expect(
      law.groups.flatMap(\.entries).map(\.heading.lexicalForm) == ["Deployer", "provider", "role"])
    #expect(glossary.documents[1].warnings == ["This edition was replaced by Law (law-2024)."])
  }

  @Test("systematic order is top down, notations read as numbers")
  func systematic() throws {
    let glossary = try SampleVocabulary.glossary(GlossaryOptions(order: .systematic))
    let entries = glossary.documents[0].groups.flatMap(\.entries)
    #expect(entries.map(\.curie) == ["law-2024:role", "law-2024:deployer", "law-2024:provider"])
    #expect(entries.map(\.depth) == [0, 1, 1])
  }

  @Test("a cycle of the hierarchy loses no entry")
  func cycle() throws {
    let graph = try SampleVocabulary.graph(
      """
      PREFIX : <http://example.org/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
      :s skos:hasTopConcept :a . :b skos:inScheme :s ; skos:broader :c .
      :c skos:inScheme :s ; skos:broader :b . :a skos:narrower :a .
      """)
    let glossary = Glossary(graph, options: GlossaryOptions(order: .systematic))
    #expect(glossary.documents[0].groups[0].entries.map(\.curie).count == 3)
  }

  @Test("labels come in the languages asked for, in that order")
  func languages() throws {
    let labels = { (languages: [String]) in
      try SampleVocabulary.glossary(GlossaryOptions(languages: languages))
        .entries["law-2024:provider"].map { [$0.heading.lexicalForm] + $0.labels.map(\.text) }
    }
    #expect(try labels(["en"]) == ["provider", "supplier"])
    #expect(try labels(["fr", "en"]) == ["fournisseur", "provider", "supplier"])
    #expect(try labels(["de"]) == ["provider"])
    #expect(try labels([]) == ["provider", "مزود", "fournisseur", "supplier"])
  }

  @Test("correspondences are seen from both ends, with who states them")
  func correspondences() throws {
    let entries = try SampleVocabulary.glossary().entries
    let provider = try #require(entries["law-2024:provider"])
    #expect(provider.correspondences.map(\.predicate) == ["skos:closeMatch", "skos:broadMatch"])
    #expect(provider.correspondences.map { $0.sources.map(\.title) } == [[], ["Law and standard"]])
    #expect(provider.correspondences.allSatisfy { $0.other.curie == "std-2022:producer" })
    #expect(provider.correspondences.allSatisfy { $0.other.document == "Standard" })
    let producer = try #require(entries["std-2022:producer"])
    #expect(producer.correspondences.map(\.predicate) == ["skos:closeMatch", "skos:narrowMatch"])
    #expect(producer.correspondences.map(\.statedAs) == [nil, "skos:broadMatch"])
    #expect(entries["law-2024:role"]?.absences.map(\.document) == ["Standard"])
  }

  @Test("false friends warn at both ends")
  func falseFriends() throws {
    let entries = try SampleVocabulary.glossary().entries
    for (curie, other) in [
      ("law-2024:deployer", "std-2022:user"), ("std-2022:user", "law-2024:deployer"),
    ] {
      let friends = try #require(entries[curie]).falseFriends
      #expect(friends.map(\.other.curie) == [other])
      #expect(friends.first?.difference == "A deployer acts in a profession.")
      #expect(entries[curie]?.correspondences.isEmpty == true)
    }
  }

  @Test("a term with the same label elsewhere warns, and quotes no wording that is not free")
  func unstatedFalseFriends() throws {
    let turtle = """
      PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
      PREFIX e: <http://example.org/>
      e:a1 a skos:Concept ; skos:inScheme e:a ; skos:prefLabel "risk"@en ;
        skos:definition "chance of harm"@en .
      e:b1 a skos:Concept ; skos:inScheme e:b ; skos:prefLabel "risk"@en ;
        skos:definition "effect of uncertainty"@en .
      """
    let graph = try SampleVocabulary.graph(turtle)
    func friends(_ rights: GlossaryOptions.Rights) -> [Glossary.FalseFriend] {
      Glossary(graph, resolver: Resolver(graph), options: GlossaryOptions(rights: rights))
        .entries.values.sorted { $0.curie < $1.curie }.flatMap(\.falseFriends)
    }
    #expect(
      friends(.strict).map(\.kind) == Array(repeating: "Same label, other definition", count: 2))
    #expect(friends(.strict).allSatisfy { $0.difference == nil && $0.predicate == nil })
    #expect(friends(.report).allSatisfy { $0.difference?.contains("effect") == true })
    #expect(Glossary(graph).entries.values.allSatisfy { $0.falseFriends.isEmpty })
  }

  @Test("strict rights leave a publisher's wording out; our own always stays")
  func rights() throws {
    let strict = try SampleVocabulary.glossary()
    #expect(strict.entries["std-2022:producer"]?.definitions.map(\.text) == [nil])
    #expect(
      strict.entries["law-2024:provider"]?.definitions.first?.text?.lexicalForm
        == "Who places it on the market.")
    #expect(strict.rightsRemarks.map(\.curie) == ["std-2022:producer"])
    #expect(!strict.markdown().contains("Verbatim text"))
    #expect(try !strict.html().contains("Verbatim text"))
    let reported = try SampleVocabulary.glossary(GlossaryOptions(rights: .report))
    #expect(reported.markdown().contains("Verbatim text"))
    #expect(try reported.html().contains("Rights in doubt"))
  }

  @Test(
    "a wording is free by its own licence, or by that of a scheme that says no more",
    arguments: [
      (
        "[ rdf:value 'W'@en ; dct:license <https://creativecommons.org/licenses/by/4.0/> ]", "",
        true
      ),
      (
        "[ rdf:value 'W'@en ; dct:license <https://creativecommons.org/licenses/by-nc/4.0/> ]", "",
        false
      ),
      (
        "[ rdf:value 'W'@en ; dct:rights 'Ask first.'@en ]",
        "dct:license <https://creativecommons.org/publicdomain/zero/1.0/>", false
      ),
      ("'W'@en", "dct:license <http://creativecommons.org/licenses/by-sa/3.0/>", true),
      ("'W'@en", "dct:license <https://example.org/creativecommons.org/licenses/by/4.0/>", false),
      (
        "'W'@en",
        "dct:license <https://creativecommons.org/licenses/by/4.0/> ; isogloss:definitionRights 'No.'@en",
        false
      ),
      ("'W'@en", "", false),
    ])
  func licences(definition: String, scheme: String, free: Bool) throws {
    let graph = try SampleVocabulary.graph(
      """
      PREFIX : <http://example.org/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
      PREFIX dct: <http://purl.org/dc/terms/> PREFIX isogloss: <https://w3id.org/isogloss/ns#>
      PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
      :s skos:hasTopConcept :a . :a skos:definition \(definition) .
      \(scheme.isEmpty ? "" : ":s \(scheme) .")
      """)
    #expect(Glossary(graph).rightsRemarks.isEmpty == free)
  }
}
