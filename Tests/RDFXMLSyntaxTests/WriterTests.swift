import ByteStorage
import Foundation
import IsoglossTestSupport
import RDFModel
import RDFXMLSyntax
import Testing

/// The exact bytes of the writer.
struct WriterTests {
  static let sample = [
    quad("e:b", "rdf:type", "e:D"), quad("e:b", "rdf:type", "e:C"),
    quad("e:b", "e:p", .literal(Literal("x", language: "en"))),
    quad("e:b", "e:p", .literal(Literal("x", language: "de"))), quad("e:b", "e:p", "x"),
    quad("e:b", "e:p", .literal(Literal("x", datatype: IRI(trusted: "http://e/t")))),
    quad("e:b", "e:p", "a"), quad("e:b", "e:p", "e:z"), quad("e:b", "e:o", "& < > \" ' \t\r\n"),
    quad("e:a", "e:p", "v"), quad("e:a", "rdf:type", "e:0"), quad("e:c", "rdf:type", "e:C"),
    quad("e:a&'\"", "http://www.w3.org/2004/02/skos/core#note", ""),
  ]

  static let expected = """
    <?xml version="1.0" encoding="UTF-8"?>
    <rdf:RDF
        xmlns:e="http://e/"
        xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns:skos="http://www.w3.org/2004/02/skos/core#">
      <rdf:Description rdf:about="http://e/a">
        <e:p>v</e:p>
        <rdf:type rdf:resource="http://e/0"/>
      </rdf:Description>
      <rdf:Description rdf:about="http://e/a&amp;'&quot;">
        <skos:note></skos:note>
      </rdf:Description>
      <e:C rdf:about="http://e/b">
        <e:o>&amp; &lt; &gt; " ' \t&#13;
    </e:o>
        <e:p rdf:resource="http://e/z"/>
        <e:p>a</e:p>
        <e:p>x</e:p>
        <e:p xml:lang="de">x</e:p>
        <e:p xml:lang="en">x</e:p>
        <e:p rdf:datatype="http://e/t">x</e:p>
        <rdf:type rdf:resource="http://e/D"/>
      </e:C>
      <e:C rdf:about="http://e/c"/>
    </rdf:RDF>

    """

  @Test("the same bytes for any order, duplicates or not")
  func exactBytes() throws {
    let prefixes = [("e", "http://e/"), ("unused", "http://unused/")]
    var random = SeededGenerator(seed: 7)
    for _ in 0..<10 {
      let shuffled = (Self.sample + Self.sample.prefix(3)).shuffled(using: &random)
      #expect(try write(shuffled, prefixes: prefixes) == Self.expected)
    }
  }

  @Test("an empty graph")
  func empty() throws {
    let text = try write([], prefixes: [("e", "http://e/")])
    #expect(readDocument(text).error == nil)
    #expect(!text.contains("xmlns:e"))
  }

  @Test("namespaces without a prefix are numbered in their order, past those that are taken")
  func generatedPrefixes() throws {
    let quads = [
      quad("e:a", "http://z/q", "v"), quad("e:a", "http://b/p", "v"),
      quad("e:a", "http://c/ns1#p", "v"),
    ]
    let text = try write(quads, prefixes: [("ns2", "http://c/ns1#"), ("xmlish", "http://z/")])
    #expect(
      text.contains(
        "xmlns:ns1=\"http://b/\"\n    xmlns:ns2=\"http://c/ns1#\"\n    xmlns:ns3=\"http://z/\""))
    #expect(readDocument(text).quads.count == 3)
  }

  @Test("kept prefixes are declared whether a name uses them or not, where XML can have them")
  func keptPrefixes() throws {
    let prefixes = [
      ("e", "http://e/"), ("other", "http://e/"), ("unused", "http://unused/"), ("1", "http://no/"),
      ("x", "http://www.w3.org/2000/xmlns/"),
    ]
    let text = try write([quad("e:s", "e:p", "x")], prefixes: prefixes, keepsPrefixes: true)
    let declared = text.split(separator: "\n").filter { $0.contains("xmlns:") }
      .map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(
      declared == [
        "xmlns:e=\"http://e/\"", "xmlns:other=\"http://e/\"", "xmlns:rdf=\"\(RDF.namespace)\"",
        "xmlns:unused=\"http://unused/\">",
      ])
    #expect(try !write([quad("e:s", "e:p", "x")], prefixes: prefixes).contains("unused"))
  }

  @Test("prefixes that XML or RDF/XML cannot have are passed over")
  func unfitPrefixes() throws {
    let quads = [quad("e:a", "e:p", "v"), quad("e:a", "rdf:value", "v")]
    for prefix in ["", "rdf", "xml", "XMLx", "1", "a:b"] {
      let text = try write(quads, prefixes: [(prefix, "http://e/"), ("r", RDF.namespace)])
      #expect(text.contains("xmlns:ns1=\"http://e/\""), "\(prefix)")
      #expect(readDocument(text).quads.count == 2)
    }
  }

  @Test("the longest namespace that leaves a name wins")
  func longestNamespace() throws {
    let quads = [quad("e:a", "http://e/x#p", "v"), quad("e:a", "http://e/x/1p", "v")]
    let text = try write(
      quads, prefixes: [("e", "http://e/"), ("x", "http://e/x#"), ("y", "http://e/x/")])
    #expect(text.contains("<x:p>v</x:p>"))
    #expect(text.contains("<ns1:p>v</ns1:p>"))
    #expect(text.contains("xmlns:ns1=\"http://e/x/1\""))
  }

  @Test(
    "what RDF/XML cannot hold",
    arguments: [
      (quad("e:a", "http://e/1", "v"), "rdfxml-unwritable-predicate"),
      (quad("e:a", "rdf:li", "v"), "rdfxml-unwritable-predicate"),
      (quad("e:a", "rdf:Description", "v"), "rdfxml-unwritable-predicate"),
      (quad("e:a", "http://www.w3.org/2000/xmlns/p", "v"), "rdfxml-unwritable-predicate"),
      (quad("e:a", "e:p", "a\u{1}b"), "rdfxml-unwritable-character"),
      (quad("e:a", "e:p", "a\u{FFFF}"), "rdfxml-unwritable-character"),
      (quad("e:a\u{2}", "e:p", "v"), "rdfxml-unwritable-character"),
      (Quad(quad("e:a", "e:p", "v").triple, graph: term("e:g")), "writing-named-graph"),
      (
        quad("e:a", "e:p", .tripleTerm(quad("e:a", "http://e/1", "v").triple)),
        "rdfxml-unwritable-predicate"
      ),
      (Quad(Triple(term("text"), term("e:p"), term("v"))), "writing-generalized-statement"),
      (quad("e:a", "_:p", "v"), "writing-generalized-statement"),
    ])
  func unwritable(_ quad: Quad, _ code: String) {
    do {
      _ = try write([quad])
      Issue.record("was written")
    } catch {
      #expect((error as? WritingError)?.code.rawValue == code)
    }
  }

  @Test("a class that cannot name an element stays a property")
  func unnameableClass() throws {
    #expect(
      try body([quad("e:a", "rdf:type", "rdf:Description"), quad("e:a", "rdf:type", "http://e/1")])
        == """
          <rdf:Description rdf:about="http://e/a">
            <rdf:type rdf:resource="http://e/1"/>
            <rdf:type rdf:resource="http://www.w3.org/1999/02/22-rdf-syntax-ns#Description"/>
          </rdf:Description>
        """)
  }

  @Test("an error of the output comes through")
  func outputError() {
    struct Full: Error {}
    struct Refusing: ByteSink {
      mutating func write(_ bytes: Span<UInt8>) throws { throw Full() }
    }
    func writeNothing() throws {
      let writer = RDFXMLWriter(Refusing())
      _ = try writer.finish()
    }
    #expect(throws: Full.self) { try writeNothing() }
  }

  @Test("the shipped vocabularies are in the writer's form")
  func shippedVocabularies() throws {
    let files = try ShippedOntology.files("rdf")
    #expect(files.count > 10)
    for file in files {
      let bytes = [UInt8](try Data(contentsOf: file))
      let document = readBytes(bytes)
      #expect(document.error == nil)
      let text = try write(
        document.quads, prefixes: document.prefixes.map { ($0.key, $0.value.value) })
      #expect(Array(text.utf8) == bytes, "\(file.lastPathComponent)")
    }
  }
}
