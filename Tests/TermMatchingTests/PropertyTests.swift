import SKOSVocabulary
import Testing

@testable import TermMatching

@Suite("Properties")
struct PropertyTests {
  private func isEquivalent(_ relation: MappingRelation?) -> Bool {
    relation == .exactMatch || relation == .closeMatch
  }

  private static let classes = ["Paper", "Author", "Review", "Event"]

  private func graph(_ source: String, _ target: String) throws -> MatchingGraph {
    func classes(_ prefix: String) -> String {
      Self.classes.map { "\(prefix):\($0) a owl:Class ." }.joined(separator: "\n") + "\n"
    }
    return try MatchingGraph(classes("a") + source, classes("b") + target)
  }

  private func property(_ name: String, _ domain: String, _ range: String) -> String {
    let prefix = name.prefix(2)
    return "\(name) a owl:ObjectProperty ; rdfs:domain \(prefix)\(domain) ; "
      + "rdfs:range \(prefix)\(range) .\n"
  }

  @Test("a property has the name of its inverse, too, and says so")
  func byInverse() throws {
    let data = try graph(
      property("a:writes", "Author", "Paper") + property("a:hasOriginator", "Paper", "Author")
        + "a:hasOriginator owl:inverseOf a:writes .",
      property("b:writes", "Author", "Paper") + property("b:comesFrom", "Paper", "Author")
        + "b:comesFrom owl:inverseOf b:writes .")
    #expect(isEquivalent(data.relation("writes", "writes")))
    let proposal = try #require(data.proposal("hasOriginator", "comesFrom"))
    #expect(proposal.relation == .closeMatch)
    #expect(proposal.explanation.contains("run the other way have like names"))
    #expect(data.relation("writes", "comesFrom") == nil)
  }

  @Test("the name of the inverse is nothing without an inverse")
  func withoutInverse() throws {
    let data = try graph(
      property("a:writes", "Author", "Paper") + property("a:hasOriginator", "Paper", "Author"),
      property("b:writes", "Author", "Paper") + property("b:comesFrom", "Paper", "Author"))
    #expect(isEquivalent(data.relation("writes", "writes")))
    #expect(data.relation("hasOriginator", "comesFrom") == nil)
  }

  @Test("one name between other things is not one property")
  func ends() throws {
    let data = try graph(
      property("a:hasPart", "Paper", "Review") + property("a:cites", "Paper", "Paper"),
      property("b:hasPart", "Event", "Author") + property("b:cites", "Paper", "Paper"))
    #expect(data.relation("cites", "cites") == .exactMatch)
    #expect(data.relation("hasPart", "hasPart") != .exactMatch)
  }

  @Test("of two properties with one name, that with the same domain")
  func domains() throws {
    let data = try graph(
      "a:title a owl:DatatypeProperty ; rdfs:domain a:Paper ; rdfs:range xsd:string .",
      """
      b:hasTitle a owl:DatatypeProperty ; rdfs:domain b:Paper ; rdfs:range xsd:string .
      b:has_title a owl:DatatypeProperty ; rdfs:domain b:Event ; rdfs:range xsd:string .
      """)
    #expect(isEquivalent(data.relation("title", "hasTitle")))
    #expect(data.relation("title", "has_title") == nil)
  }

  @Test("a union is matched by all its members")
  func unions() throws {
    let data = try graph(
      """
      a:label a owl:DatatypeProperty ; rdfs:range xsd:string ;
        rdfs:domain [ owl:unionOf (a:Paper a:Event) ] .
      """,
      """
      b:hasLabel a owl:DatatypeProperty ; rdfs:range xsd:string ; rdfs:domain b:Paper .
      b:has_label a owl:DatatypeProperty ; rdfs:range xsd:string ;
        rdfs:domain [ owl:unionOf (b:Paper b:Event) ] .
      """)
    #expect(isEquivalent(data.relation("label", "has_label")))
    #expect(data.relation("label", "hasLabel") == nil)
  }

  @Test(
    "light words of several languages",
    arguments: [
      ("hat Autor", "Autor", "de"), ("a pour auteur", "auteur", "fr"),
      ("ha autore", "autore", "it"), ("tiene autor", "autor", "es"), ("tem autor", "autor", "pt"),
      ("heeft auteur", "auteur", "nl"),
    ])
  func lightWords(long: String, short: String, language: String) throws {
    let data = try graph(
      property("a:p1", "Paper", "Author") + "a:p1 rdfs:label \"\(long)\"@\(language) .",
      property("b:p2", "Paper", "Author") + "b:p2 rdfs:label \"\(short)\"@\(language) .")
    #expect(data.relation("p1", "p2") == .exactMatch)
  }

  @Test(
    "names that point different ways",
    arguments: [
      ("Teil von", "hat Teil", "de"), ("partie de", "a pour partie", "fr"),
      ("parte di", "ha parte", "it"), ("deel van", "heeft deel", "nl"),
      ("part of", "has part", "en"),
    ])
  func directions(one: String, other: String, language: String) throws {
    let data = try graph(
      property("a:p1", "Paper", "Review") + "a:p1 rdfs:label \"\(one)\"@\(language) .",
      property("b:p2", "Review", "Paper") + "b:p2 rdfs:label \"\(other)\"@\(language) .")
    #expect(!isEquivalent(data.relation("p1", "p2")))
  }
}
