import RDFGraph
import RDFModel
import SKOSVocabulary
import Testing
import VocabularyTables

@Suite("Tables become schemes, and schemes tables")
struct ImportTests {
  @Test("a row becomes a concept with labels, parts, links and both directions of the hierarchy")
  func rows() throws {
    let graph = SKOSGraph(try Samples.snapshot(try Samples.imported(Samples.table)))
    let scheme = try #require(graph.conceptSchemes.first)
    #expect(scheme.iri == "https://example.org/scheme/demo")
    #expect(scheme.title(in: "en")?.lexicalForm == "A demonstration")
    #expect(scheme.concepts.count == 3)
    #expect(
      scheme.topConcepts.map(\.iri) == [
        "https://example.org/demo/risk", "https://example.org/demo/role",
      ])
    let provider = try #require(
      graph.concept(iri: IRI(trusted: "https://example.org/demo/provider")))
    #expect(provider.prefLabel(in: "fr")?.lexicalForm == "fournisseur")
    #expect(provider.altLabels.map(\.lexicalForm) == ["maker", "supplier"])
    #expect(provider.broader.map(\.iri) == ["https://example.org/demo/role"])
    #expect(provider.broader.first?.narrower == [provider])
    let definition = try #require(provider.definitions.first)
    #expect(definition.text.lexicalForm == "Who makes it, or has it made.")
    #expect(definition.rights.map(\.lexicalForm) == ["Own wording"])
    let snapshot = graph.snapshot
    let form = snapshot.id(iri: SKOSXL.literalForm).map { snapshot.match(predicate: $0).count }
    #expect(form == 1, "a label without a status is a plain one")
  }

  @Test("the table that comes back is the one that went in")
  func roundTrip() throws {
    let map = try Samples.columnMap()
    let snapshot = try Samples.snapshot(try Samples.imported(Samples.table))
    let rows = try TableExporter(map: map).rows(of: snapshot, scheme: "demo")
    let text = SeparatedTableWriter().text(rows)
    let again = try Samples.imported(text)
    #expect(Set(again.triples) == Set(try Samples.imported(Samples.table).triples))
    #expect(try TableExporter(map: map).rows(of: Samples.snapshot(again), scheme: "demo") == rows)
    #expect(rows[0].first == "id")
    #expect(rows.map { $0[0] } == ["id", "provider", "risk", "role"])
  }

  @Test("an update keeps what the table does not speak of, and forgets rows that are gone")
  func update() throws {
    var old = try Samples.imported(Samples.table)
    let collection = Term.iri(IRI(trusted: "https://example.org/demo/collection"))
    old.triples.append(Triple(collection, .iri(RDF.type), .iri(SKOS.collection)))
    var new = try Samples.imported("id,label\nprovider,vendor\n")
    new.keep(try Samples.snapshot(old), map: try Samples.columnMap())
    let graph = SKOSGraph(try Samples.snapshot(new))
    #expect(graph.conceptCount == 1)
    #expect(graph.collections.count == 1)
    #expect(graph.concepts.first?.prefLabels.map(\.lexicalForm) == ["vendor"])
    #expect(graph.snapshot.id(iri: IRI(trusted: "https://example.org/demo/risk")) == nil)
  }

  @Test("a scheme that is only described so far keeps its description")
  func description() throws {
    let scheme = Term.iri(IRI(trusted: "https://example.org/scheme/demo"))
    let title = Triple(
      scheme, .iri(RDFS.label), .literal(Literal("Described before", language: "en")))
    var described = try Samples.imported("id,label\n")
    described.triples = [title]
    var new = try Samples.imported("id,label\na,x\n")
    new.keep(try Samples.snapshot(described), map: try Samples.columnMap())
    #expect(new.triples.contains(title))
  }

  @Test(
    "every problem is found where it stands",
    arguments: [
      ("id,label\na,\n", "terms.csv:2:3: error table-missing-value: 'label' is empty"),
      ("id,label\na,x\na,y\n", "terms.csv:3:1: error table-duplicate"),
      ("id,label,broader\na,x,b\n", "terms.csv:2:5: error table-unknown-reference"),
      (
        "id,label,rank\na,\"é,\n\",ten\n",
        "terms.csv:3:3: error table-value: 'ten' is no xsd:integer"
      ),
      ("id,label,label@fr,checked@fr\na,x,y,seen\n", "terms.csv:2:7: error table-value"),
      ("id,label,see\na,x,nowhere\n", "terms.csv:2:5: error table-value: 'nowhere' is no IRI"),
      ("id,label\na b,x\n", "terms.csv:2:1: error table-value: 'a b' cannot be part of an IRI"),
      (
        "id,label,size\na,x,1\n", "terms.csv:1:10: error table-header: the map has no column 'size'"
      ),
      ("label\nx\n", "terms.csv:1:1: error table-header: there is no column 'id'"),
      ("id,label\na,x,y\n", "terms.csv:2:5: error table-row"),
      ("id,label\na,\"x\n", "terms.csv:2:3: error table-quote"),
      ("id,id\n", "terms.csv:1:4: error table-header: two columns are called 'id'"),
      ("", "terms.csv:1:1: error table-empty"),
      (
        "id,label,definition\na,x,one two three four five six seven eight nine ten eleven twelve more\n",
        "terms.csv:2:5: error table-length: the wording has 13 words, and 12 are allowed"
      ),
    ])
  func located(text: String, expected: String) {
    let problems = Samples.problems { _ = try Samples.imported(text) }
    #expect(problems.contains { $0.hasPrefix(expected) }, "\(problems)")
  }

  @Test("all problems of a table come at once")
  func several() {
    let problems = Samples.problems {
      _ = try Samples.imported("id,label,broader,rank\na,,c,x\nb,y,d,1\n")
    }
    #expect(problems.count == 4)
  }
}
