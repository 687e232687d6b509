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
}
