import ByteStorage
import Foundation
import Isogloss
import Testing

@Suite("Loading documents")
struct LoadingTests {
  static func document(_ text: String, _ name: String, graph: IRI? = nil) -> Document {
    Document(data: Data(text.utf8), name: name, graph: graph)
  }

  @Test(
    "a format is known by name, else by content",
    arguments: [
      ("a.rdf", "", DocumentFormat.rdfxml), ("a.ttl.gz", "", .turtle), ("a.nt", "", .ntriples),
      ("a.sssom.tsv", "", .sssom), ("a", "<?xml version='1.0'?><x/>", .rdfxml),
      ("a", "#curie_map:\n", .sssom), ("a", "@prefix : <x:> .", .turtle),
      ("a.jsonld.gz", "", .jsonld), ("a", "\u{FEFF} { \"@id\": \"x:\" }", .jsonld),
      ("a", "[\n{}]", .jsonld), ("a", "[ a <x:c> ] .", .turtle),
      ("a", "{ <x:a> a <x:c> }", .turtle), ("a.sssom.csv", "", .sssom),
      ("a", "# sssom_version: \"1.1\"\n", .sssom), ("a", "subject_id,predicate_id\n", .sssom),
      ("a.sssom.json", "", .sssomJSON), ("a.json", "{\"mapping_set_id\": \"x\"}", .sssomJSON),
      ("a.json", "{ \"@id\": \"x:\" }", .jsonld),
      (
        "a", "<rdf:RDF xmlns='http://knowledgeweb.semanticweb.org/heterogeneity/alignment#'>",
        .alignment
      ),
    ])
  func formats(name: String, content: String, expected: DocumentFormat) {
    let found =
      DocumentFormat(fileName: name) ?? DocumentFormat(sniffing: Array(content.utf8).span)
    #expect(found == expected)
  }

  @Test("every document that cannot be used is reported with its own first problem")
  func problems() {
    let documents = [
      Self.document("<a:a> <b:b> .\n", "one.nt"),
      Self.document("<rdf:RDF", "two.rdf"),
      Self.document("<a:a> <b:b> <c:c> .\n", "three.nt"),
      Document(path: "/nowhere/four.ttl"),
    ]
    #expect {
      try Vocabulary(documents: documents)
    } throws: { error in
      guard let error = error as? LoadError else { return false }
      let lines = error.description.split(separator: "\n")
      return lines.count == 3 && lines[0].hasPrefix("one.nt:1:")
        && lines[1].hasPrefix("two.rdf:1:") && lines[2].contains("error file-not-found:")
    }
  }

  @Test("documents merge, but their blank nodes stay apart and named graphs stay out")
  func merging() throws {
    let vocabulary = try Vocabulary(documents: [
      Self.document("_:x <p:p> \"1\" .\n", "one.nt"),
      Self.document("_:x <p:p> \"2\" .\n", "two.nt"),
      Self.document(
        "<s:s> <p:p> \"3\" .\n", "three.nt", graph: IRI(trusted: "http://example.org/g")),
    ])
    #expect(vocabulary.snapshot.tripleCount == 3)
    #expect(vocabulary.snapshot.statistics.distinctSubjects == 3)
    #expect(vocabulary.defaultGraph == .graphs([], withUnnamed: true))
  }

  @Test("JSON-LD is read with bundled contexts and written with prefixes in use")
  func jsonLD() throws {
    let text =
      #"{"@context":"https://schema.org/","@id":"http://e/a","name":"A","license":"http://e/l"}"#
    let vocabulary = try Vocabulary(documents: [Self.document(text, "a.jsonld")])
    #expect(vocabulary.snapshot.tripleCount == 2)
    let output = try vocabulary.snapshot.write(.jsonld, to: ByteBuffer())
    let written = String(bytes: output.span)
    #expect(written.contains(#""@id": "http://e/a""#))
    let again = try Vocabulary(documents: [Self.document(written, "b.jsonld")])
    #expect(again.snapshot.tripleCount == 2)
    #expect(GraphFormat.jsonld.mediaType == "application/ld+json")
  }
}
