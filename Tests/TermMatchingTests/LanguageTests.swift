import SKOSVocabulary
import Testing

@testable import TermMatching

@Suite("Vocabularies in several languages")
struct LanguageTests {
  private func isEquivalent(_ relation: MappingRelation?) -> Bool {
    relation == .exactMatch || relation == .closeMatch
  }

  @Test("a word of another language is not the same word")
  func accident() throws {
    let data = try MatchingGraph(
      """
      a:1 a skos:Concept ; skos:prefLabel "Gift"@de .
      a:2 a skos:Concept ; skos:prefLabel "die"@en .
      a:3 a skos:Concept ; skos:prefLabel "Rat"@de ; skos:altLabel "Ratsversammlung"@de .
      """,
      """
      b:1 a skos:Concept ; skos:prefLabel "gift"@en .
      b:2 a skos:Concept ; skos:prefLabel "die"@de .
      b:3 a skos:Concept ; skos:prefLabel "rat"@en .
      """)
    #expect(data.proposals().allSatisfy { !isEquivalent($0.relation) })
  }

  @Test("where there is a common language, the others stay out of it")
  func common() throws {
    let data = try MatchingGraph(
      """
      a:1 a skos:Concept ; skos:prefLabel "Gift"@de, "poison"@en .
      """,
      """
      b:1 a skos:Concept ; skos:prefLabel "gift"@en, "Geschenk"@de .
      b:2 a skos:Concept ; skos:prefLabel "poison"@en, "veleno"@it .
      """)
    #expect(data.relation("1", "2") == .exactMatch)
    #expect(!isEquivalent(data.relation("1", "1")))
  }

  @Test(
    "one common language is enough, with its endings, diacritics and compounds",
    arguments: [
      ("Gefäß", "de", "Gefäße"), ("Gefaess", "de", "Gefäß"), ("Möbel", "de-AT", "Moebel"),
      ("poterie", "fr", "Poteries"), ("céramique émaillée", "fr", "Ceramiques emaillees"),
      ("anfora", "it", "anfore"), ("vaso", "it", "vasi"), ("vaas", "nl", "vazen"),
      ("l'épée", "fr", "épée"), ("œuvre d'art", "fr", "oeuvres d’art"),
    ])
  func endings(first: String, language: String, second: String) throws {
    let data = try MatchingGraph(
      """
      a:1 a skos:Concept ; skos:prefLabel "\(first)"@\(language), "alpha"@el .
      a:2 a skos:Concept ; skos:prefLabel "Straße"@de, "mosaico"@it, "mosaïque"@fr, "weg"@nl .
      """,
      """
      b:1 a skos:Concept ; skos:prefLabel "\(second)"@\(language.prefix(2)), "jedna"@cs .
      b:2 a skos:Concept ; skos:prefLabel "Glocke"@de, "campana"@it, "cloche"@fr, "klok"@nl .
      """)
    #expect(isEquivalent(data.relation("1", "1")))
  }

  @Test(
    "compounds and the phrases that say the same",
    arguments: [
      ("de", "Bronzezeitkeramik", "Keramik der Bronzezeit", "Keramik", "Bronzezeit"),
      ("de", "Grabungsbericht", "Bericht der Grabung", "Bericht", "Grabung"),
      ("nl", "bronstijdaardewerk", "bronstijd aardewerken", "aardewerk", "bronstijd"),
    ])
  func compounds(
    language: String, compound: String, phrase: String, head: String, other: String
  ) throws {
    let data = try MatchingGraph(
      "a:1 a skos:Concept ; skos:prefLabel \"\(compound)\"@\(language) .",
      """
      b:1 a skos:Concept ; skos:prefLabel "\(phrase)"@\(language) .
      b:2 a skos:Concept ; skos:prefLabel "\(head)"@\(language) .
      b:3 a skos:Concept ; skos:prefLabel "\(other)"@\(language) .
      """)
    #expect(isEquivalent(data.relation("1", "1")))
  }

  @Test("the parts of a compound are not free to move")
  func order() throws {
    let data = try MatchingGraph(
      """
      a:1 a skos:Concept ; skos:prefLabel "Hausboot"@de .
      a:2 a skos:Concept ; skos:prefLabel "Haus"@de .
      a:3 a skos:Concept ; skos:prefLabel "Boot"@de .
      """,
      """
      b:1 a skos:Concept ; skos:prefLabel "Bootshaus"@de .
      b:2 a skos:Concept ; skos:prefLabel "Haus"@de .
      b:3 a skos:Concept ; skos:prefLabel "Boot"@de .
      """)
    #expect(data.relation("1", "1") != .exactMatch)
    #expect(data.relation("2", "2") == .exactMatch)
  }

  @Test("definitions in different languages do not contradict each other")
  func definitions() throws {
    let data = try MatchingGraph(
      """
      a:1 a skos:Concept ; skos:prefLabel "kiln"@en ;
        skos:definition "Anlage, in der Tongefäße bei hoher Hitze gebrannt werden"@de .
      """,
      """
      b:1 a skos:Concept ; skos:prefLabel "kiln"@en ;
        skos:definition "construction où l'on cuit des objets en terre à haute température"@fr .
      """)
    let proposal = try #require(data.proposal("1", "1"))
    #expect(proposal.relation == .exactMatch)
    #expect(proposal.reasons.textSimilarity == nil)
  }

  @Test("a definition in a common language counts, whatever other languages say beside it")
  func commonDefinition() throws {
    let data = try MatchingGraph(
      """
      a:1 a skos:Concept ; skos:prefLabel "bank"@en ;
        skos:definition "raised ground along the side of a river or lake"@en,
          "erhöhtes Gelände entlang eines Flusses oder Sees"@de .
      """,
      """
      b:1 a skos:Concept ; skos:prefLabel "bank"@en ;
        skos:definition "sloping raised ground at the side of a river"@en,
          "terrain en pente au bord d'un cours d'eau"@fr .
      b:2 a skos:Concept ; skos:prefLabel "bank"@en ;
        skos:definition "company that accepts deposits of money and makes loans"@en .
      """)
    #expect(data.relation("1", "1") == .exactMatch)
    #expect(!isEquivalent(data.relation("1", "2")))
  }

  @Test("a second language tells homonyms apart, and says so")
  func homonyms() throws {
    let data = try MatchingGraph(
      """
      a:1 a skos:Concept ; skos:prefLabel "bank"@en, "Ufer"@de, "riva"@it .
      """,
      """
      b:1 a skos:Concept ; skos:prefLabel "bank"@en, "Kreditinstitut"@de, "istituto"@it .
      b:2 a skos:Concept ; skos:prefLabel "bank"@en, "Ufer"@de, "sponda"@it .
      """)
    #expect(data.relation("1", "2") == .exactMatch)
    #expect(!isEquivalent(data.relation("1", "1")))
    let alone = try MatchingGraph(
      #"a:1 a skos:Concept ; skos:prefLabel "bank"@en, "Ufer"@de ."#,
      #"b:1 a skos:Concept ; skos:prefLabel "bank"@en, "Kreditinstitut"@de ."#)
    if let proposal = alone.proposal("1", "1") {
      #expect(proposal.relation != .exactMatch)
      #expect(proposal.explanation.contains("the names differ"))
    }
  }

  @Test("names that agree in several languages are surer than in one")
  func agreement() throws {
    let one = try MatchingGraph(
      #"a:1 a skos:Concept ; skos:prefLabel "vase"@fr ."#,
      #"b:1 a skos:Concept ; skos:prefLabel "vase"@fr ."#)
    let three = try MatchingGraph(
      #"a:1 a skos:Concept ; skos:prefLabel "vase"@fr, "Vase"@de, "vaso"@it ."#,
      #"b:1 a skos:Concept ; skos:prefLabel "vase"@fr, "Vase"@de, "vaso"@it ."#)
    let first = try #require(one.proposal("1", "1"))
    let second = try #require(three.proposal("1", "1"))
    #expect(second.confidence > first.confidence)
    #expect(second.explanation.contains("3 languages"))
  }

  @Test(
    "language tags in two and three letters",
    arguments: [
      ("deu", "de"), ("ger", "de-CH"), ("fre", "fr"), ("eng", "en-GB"), ("dut", "nl"),
      ("grc", "grc"),
    ])
  func tags(first: String, second: String) {
    #expect(LanguageCode(tag: first) != nil)
    #expect(LanguageCode(tag: first) == LanguageCode(tag: second))
  }

  @Test("tags that are different languages, and tags that are none")
  func otherTags() {
    #expect(LanguageCode(tag: "gre") != LanguageCode(tag: "grc"))
    #expect(LanguageCode(tag: "den") != LanguageCode(tag: "de"))
    #expect(LanguageCode(tag: "und") == nil)
    #expect(LanguageCode(tag: "mul") == nil)
    #expect(LanguageCode(tag: "grc")?.text == "grc")
    #expect(LanguageCode.german.text == "de")
  }
}
