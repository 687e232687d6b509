import Foundation
import Testing

/// What people hold of mappings, and what else the answers say of single statements.
@Suite("Positions on the command line")
struct PositionCommandTests {
  private static let data = """
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix dct: <http://purl.org/dc/terms/> .
    @prefix sssom: <https://w3id.org/sssom/> .
    @prefix isogloss: <https://w3id.org/isogloss/ns#> .
    @prefix scheme: <https://w3id.org/isogloss/scheme/> .
    @prefix a: <https://w3id.org/isogloss/law-a/> .
    @prefix b: <https://w3id.org/isogloss/law-b/> .
    @prefix c: <https://w3id.org/isogloss/law-c/> .
    @prefix e: <https://example.org/> .
    a:one a skos:Concept ; skos:inScheme scheme:law-a ; skos:prefLabel "one"@en ;
      skos:exactMatch b:one .
    b:one a skos:Concept ; skos:inScheme scheme:law-b ; skos:prefLabel "uno"@en ;
      skos:exactMatch c:one .
    c:one a skos:Concept ; skos:inScheme scheme:law-c ; skos:prefLabel "un"@en .
    e:set a sssom:MappingSet ; sssom:mappings e:r1 , e:r2 .
    e:r1 a owl:Axiom ; owl:annotatedSource a:one ; owl:annotatedProperty skos:exactMatch ;
      owl:annotatedTarget b:one .
    e:r2 a owl:Axiom ; owl:annotatedSource a:one ; owl:annotatedProperty skos:exactMatch ;
      owl:annotatedTarget c:one ; sssom:predicate_modifier sssom:NegatedPredicate .
    [] a isogloss:Position ; <http://www.w3.org/ns/oa#hasTarget> e:r1 ; dct:creator e:ann ;
      isogloss:stance "accept" ; dct:created "2026-01-02" .
    [] a isogloss:Position ; <http://www.w3.org/ns/oa#hasTarget> e:r1 ; dct:creator e:bob ;
      isogloss:stance "reject" ; isogloss:reason "wider"@en .
    """

  private func run(_ arguments: String...) throws -> CommandRun {
    let scratch = try ScratchFolder()
    let path = try scratch.write(Self.data, to: "data.ttl")
    return try CommandRun(arguments + ["--data", path])
  }

  @Test("resolve and show say what comes of the positions, by which rule, and who differs")
  func answers() throws {
    let resolve = try run("resolve", "law-a:one")
    #expect(resolve.output.contains("positions: undecided by no-rejection"), "\(resolve.output)")
    #expect(resolve.output.contains("https://example.org/bob (reject: wider)"))
    let explained = try run("resolve", "law-a:one", "--explain", "--consensus-rule", "majority")
    #expect(explained.output.contains("undecided by majority"))
    #expect(explained.output.contains("https://example.org/ann accepts, 2026-01-02"))
    let json = try run("resolve", "law-a:one", "--format", "json").json()
    let matches = try #require(json["matches"] as? [[String: Any]])
    let step = try #require((matches.first?["derivation"] as? [[String: Any]])?.first)
    #expect((step["positions"] as? [Any])?.count == 2)
    let show = try run("show", "law-b:one")
    #expect(show.output.contains("    positions: undecided by no-rejection"), "\(show.output)")
    let shown = try run("show", "law-a:one", "--format", "json", "--consensus-rule", "unanimity")
    let links = try #require(try shown.json()["mappings"] as? [[String: Any]])
    let entries = try #require(links.first?["positions"] as? [[String: Any]])
    #expect(entries.first?["mappingSet"] as? String == "https://example.org/set")
    #expect((entries.first?["consensus"] as? [String: Any])?["rule"] as? String == "unanimity")
    #expect(try run("show", "law-a:one", "--consensus-rule", "most").status == 64)
    #expect(try run("resolve", "law-a:one", "--consensus-rule", "most").status == 64)
  }

  @Test("impact of a denial lists what it keeps from following")
  func impact() throws {
    let denial = try run("impact", "https://example.org/r2")
    #expect(denial.output.contains("1 correspondence would follow but for the denials"))
    #expect(denial.output.contains("law-a:one skos:exactMatch law-c:one"), "\(denial.output)")
    let other = try run("impact", "https://example.org/r1", "--format", "json").json()
    #expect(other["blockedCount"] as? Int == 0)
  }

  @Test(
    "a mapping set in RDF declares all prefixes of its curie_map",
    arguments: [("turtle", "@prefix unused: "), ("rdfxml", "xmlns:unused=")])
  func prefixes(format: String, declaration: String) throws {
    let scratch = try ScratchFolder()
    let path = try scratch.write(
      """
      #curie_map:
      #  a: https://example.org/a/
      #  unused: https://example.org/unused/
      #license: https://example.org/licence
      #mapping_set_id: https://example.org/set
      subject_id\tpredicate_id\tobject_id\tmapping_justification
      a:1\tskos:exactMatch\ta:2\tsemapv:LexicalMatching

      """, to: "set.sssom.tsv")
    let run = try CommandRun(["convert", path, "--to", format])
    #expect(run.status == 0)
    #expect(run.output.contains(declaration))
    // Other data declares what it uses.
    let graph = try scratch.write(run.output, to: "set." + (format == "turtle" ? "ttl" : "rdf"))
    #expect(try !CommandRun(["convert", graph, "--to", format]).output.contains("unused"))
  }
}
