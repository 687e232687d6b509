import Foundation
import Testing

/// Files without a concept scheme, in commands that take schemes.
@Suite("ontologies and namespaces where commands take schemes")
struct OntologyCommandTests {
  private static let turtle = """
    @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix one: <http://one.example/onto#> .
    @prefix two: <http://two.example/terms/> .
    <http://one.example/onto> a owl:Ontology .
    one:Risk a owl:Class ; rdfs:label "risk"@en ; rdfs:comment "chance of harm"@en ;
      owl:equivalentClass two:risk .
    one:Controller a owl:Class ; rdfs:label "controller"@en .
    two:risk a skos:Concept ; skos:prefLabel "risk"@en ; skos:definition "effect on aims"@en .
    two:controller a skos:Concept ; skos:prefLabel "controller"@en .
    """

  private func run(_ arguments: String...) throws -> CommandRun {
    let folder = try ScratchFolder()
    let file = try folder.write(Self.turtle, to: "data.ttl")
    return try CommandRun(arguments + ["--data", file])
  }

  @Test("info names them, and counts every kind of mapping")
  func info() throws {
    let json = try run("info", "--format", "json").json()
    let ontologies = try #require(json["ontologies"] as? [[String: Any]])
    #expect(
      ontologies.map { $0["iri"] as? String }
        == ["http://one.example/onto", "http://two.example/terms/"])
    #expect(ontologies.map { $0["concepts"] as? Int } == [2, 2])
    #expect(json["mappings"] as? [String: Int] == ["owl:equivalentClass": 1])
    let text = try run("info").output
    #expect(text.contains("http://one.example/onto") && text.contains("owl:equivalentClass 1"))
  }

  @Test("show lists every kind of mapping, from both ends")
  func show() throws {
    for term in ["http://one.example/onto#Risk", "http://two.example/terms/risk"] {
      let text = try run("show", term)
      #expect(text.status == 0)
      #expect(text.output.contains("owl:equivalentClass"))
    }
    let json = try run("show", "Risk", "--in", "onto", "--format", "json").json()
    let mappings = try #require(json["mappings"] as? [[String: Any]])
    #expect(mappings.map { $0["predicate"] as? String } == ["owl:equivalentClass"])
  }

  @Test("resolve goes to and from them", arguments: ["two", "http://two.example/terms/", "terms"])
  func resolve(name: String) throws {
    let run = try run("resolve", "risk", "--in", "onto", "--to", name, "--format", "json")
    #expect(run.status == 0)
    let matches = try #require(try run.json()["matches"] as? [[String: Any]])
    #expect(matches.map { $0["iri"] as? String } == ["http://two.example/terms/risk"])
    let back = try self.run(
      "resolve", "http://two.example/terms/risk", "--to", "http://one.example/onto")
    #expect(back.output.contains("one:Risk"))
  }

  @Test("coverage, divergence and align take them")
  func reports() throws {
    let coverage = try run("coverage", "onto", "two", "--format", "json").json()
    #expect((coverage["direct"] as? [String: Int])?["exact"] == 1)
    let divergence = try run("divergence", "--schemes", "onto", "two", "--format", "csv")
    #expect(divergence.output.contains("exact-but-different"))
    let align = try run("align", "onto", "http://two.example/terms")
    #expect(align.status == 0)
    #expect(align.output.contains("one:Controller") && align.output.contains("two:controller"))
    let unknown = try run("coverage", "onto", "three")
    #expect(unknown.status == 1)
  }
}
