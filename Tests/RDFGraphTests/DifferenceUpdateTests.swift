import RDFModel
import Testing

@testable import RDFGraph

@Suite("Difference as SPARQL Update")
struct DifferenceUpdateTests {
  private static func iri(_ name: String) -> Term { .iri(IRI(trusted: "http://e.org/" + name)) }
  private static func blank(_ name: String) -> Term { .blankNode(BlankNode(name)) }

  @Test("statements without blank nodes are data, sorted, graph by graph")
  func ground() throws {
    let old = [
      Quad(Triple(Self.iri("a"), Self.iri("p"), .literal(Literal("x\"y", language: "en")))),
      Quad(Triple(Self.iri("b"), Self.iri("p"), Self.iri("c")), graph: Self.iri("g")),
    ]
    let new = [
      Quad(Triple(Self.iri("z"), Self.iri("p"), Self.iri("c"))),
      Quad(Triple(Self.iri("a"), Self.iri("p"), Self.iri("c"))),
    ]
    let request = try #require(GraphDifference(from: old, to: new).sparqlUpdate(from: old))
    #expect(
      request == """
        DELETE DATA {
          <http://e.org/a> <http://e.org/p> "x\\"y"@en .
          GRAPH <http://e.org/g> {
            <http://e.org/b> <http://e.org/p> <http://e.org/c> .
          }
        } ;
        INSERT DATA {
          <http://e.org/a> <http://e.org/p> <http://e.org/c> .
          <http://e.org/z> <http://e.org/p> <http://e.org/c> .
        }

        """)
    #expect(GraphDifference(from: old, to: old).sparqlUpdate(from: old) == "")
  }

  @Test("a blank node is found by what is said of it")
  func blankNodes() throws {
    let link = Quad(Triple(Self.iri("a"), Self.iri("d"), Self.blank("x")))
    let old = [link, Quad(Triple(Self.blank("x"), Self.iri("v"), .literal(Literal("old"))))]
    let new = [link, Quad(Triple(Self.blank("x"), Self.iri("v"), .literal(Literal("new"))))]
    let request = try #require(GraphDifference(from: old, to: new).sparqlUpdate(from: old))
    #expect(
      request == """
        DELETE {
          ?b1 <http://e.org/v> "old" .
        }
        INSERT {
          ?b1 <http://e.org/v> "new" .
        }
        WHERE {
          <http://e.org/a> <http://e.org/d> ?b1 .
          ?b1 <http://e.org/v> "old" .
        }

        """)
  }

  @Test("new blank nodes are new; one that names a graph cannot be written")
  func newNodes() throws {
    let new = [Quad(Triple(Self.iri("a"), Self.iri("d"), Self.blank("x")))]
    let request = try #require(GraphDifference(from: [], to: new).sparqlUpdate(from: []))
    #expect(request == "INSERT DATA {\n  <http://e.org/a> <http://e.org/d> _:x .\n}\n")
    let named = [Quad(Triple(Self.iri("a"), Self.iri("d"), Self.iri("b")), graph: Self.blank("g"))]
    #expect(GraphDifference(from: [], to: named).sparqlUpdate(from: []) == nil)
  }
}
