import ByteStorage
import IsoglossTestSupport
import RDFModel
import RDFXMLSyntax
import Testing

/// What RDF 1.2 added, and what the root element says for the whole document.
struct Writer12Tests {
  private let stated = quad("e:s", "e:p", "v")

  private func tripleTerm(_ subject: String, _ predicate: String, _ object: Term) -> Term {
    .tripleTerm(Triple(term(subject), term(predicate), object))
  }

  @Test("a triple term stands inside its property, and those in it inside theirs")
  func tripleTerms() throws {
    let inner = tripleTerm("_:x", "e:q", term("v"))
    let quads = [quad("e:s", "e:says", tripleTerm("e:a", "e:p", inner)), quad("_:x", "e:p", "w")]
    #expect(
      try body(quads)
        == """
          <rdf:Description rdf:about="http://e/s">
            <e:says rdf:parseType="Triple">
              <rdf:Description rdf:about="http://e/a">
                <e:p rdf:parseType="Triple">
                  <rdf:Description rdf:nodeID="b0">
                    <e:q>v</e:q>
                  </rdf:Description>
                </e:p>
              </rdf:Description>
            </e:says>
          </rdf:Description>
          <rdf:Description rdf:nodeID="b0">
            <e:p>w</e:p>
          </rdf:Description>
        """)
    let text = try write(quads)
    #expect(text.contains("\n    rdf:version=\"1.2\">"))
    #expect(try areIsomorphic(readDocument(text).quads, quads))
  }

  @Test("the reifier of a stated triple is its annotation, further ones state what they reify")
  func annotations() throws {
    let described = Term.tripleTerm(stated.triple)
    let quads = [
      stated, quad("e:r", "rdf:reifies", described), quad("e:r", "e:q", "about"),
      quad("_:x", "rdf:reifies", described),
      quad("e:t", "rdf:type", "e:C"),
      quad("_:y", "rdf:reifies", tripleTerm("e:t", "rdf:type", term("e:C"))),
    ]
    #expect(
      try body(quads)
        == """
          <rdf:Description rdf:about="http://e/r">
            <e:q>about</e:q>
          </rdf:Description>
          <rdf:Description rdf:about="http://e/s">
            <e:p rdf:annotation="http://e/r">v</e:p>
          </rdf:Description>
          <rdf:Description rdf:about="http://e/t">
            <rdf:type rdf:annotationNodeID="b0" rdf:resource="http://e/C"/>
          </rdf:Description>
          <rdf:Description>
            <rdf:reifies rdf:parseType="Triple">
              <rdf:Description rdf:about="http://e/s">
                <e:p>v</e:p>
              </rdf:Description>
            </rdf:reifies>
          </rdf:Description>
        """)
    #expect(try areIsomorphic(readDocument(try write(quads)).quads, quads))
  }

  @Test("annotated cells of a list are written out")
  func annotatedList() throws {
    let quads = [
      quad("e:s", "e:p", "_:1"), quad("_:1", "rdf:first", "e:x"),
      quad("_:1", "rdf:rest", "rdf:nil"),
      quad("e:r", "rdf:reifies", tripleTerm("_:1", "rdf:first", term("e:x"))),
    ]
    let text = try write(quads)
    #expect(!text.contains("Collection"))
    #expect(text.contains("rdf:annotation=\"http://e/r\""))
    #expect(try areIsomorphic(readDocument(text).quads, quads))
  }

  @Test("annotations of annotations, and rings of them, lose nothing")
  func rings() throws {
    let first = Triple(term("_:a"), term("e:p"), term("_:b"))
    let second = Triple(term("_:a"), term("rdf:reifies"), .tripleTerm(first))
    let quads = [
      Quad(first), Quad(second), quad("_:b", "rdf:reifies", .tripleTerm(second)),
      quad("_:b", "rdf:reifies", .tripleTerm(first)), quad("_:b", "e:p", "_:a"),
    ]
    let text = try write(quads)
    #expect(try areIsomorphic(readDocument(text).quads, quads), "\(text)")
  }

  @Test(
    "a base direction stands beside the language, under a prefix that is free",
    arguments: [
      (nil as String?, "its"), ("http://e/other#", "ns2"), ("http://www.w3.org/2005/11/its", "its"),
    ])
  func directions(_ its: String?, _ prefix: String) throws {
    let quads = [
      quad("e:s", "e:p", .literal(Literal("v", language: "ar", direction: .rightToLeft))),
      quad("e:s", "e:p", .literal(Literal("v", language: "en"))),
    ]
    let text = try write(quads, prefixes: its.map { [("its", $0)] } ?? [])
    #expect(text.contains(" xml:lang=\"ar\" \(prefix):dir=\"rtl\">v<"))
    #expect(text.contains(" xml:lang=\"en\">v<"))
    #expect(text.contains("\n    rdf:version=\"1.2\"\n    \(prefix):version=\"2.0\">"))
    #expect(Set(readDocument(text).quads) == Set(quads))
  }

  @Test("names of the Internationalization Tag Set stay names")
  func its() throws {
    let its = "http://www.w3.org/2005/11/its"
    let quads = ["dir", "version", "term"].flatMap {
      [quad("e:s", its + $0, "v"), quad("e:" + $0, "rdf:type", its + $0)]
    }
    #expect(Set(readDocument(try write(quads, prefixes: [("its", its)])).quads) == Set(quads))
  }

  private func writeInScope(_ quads: [Quad], base: String?, language: String? = nil) throws
    -> String
  {
    var writer = RDFXMLWriter(
      ByteBuffer(), base: base.map { IRI(trusted: $0) }, language: language)
    try writer.receive(TripleBatch(quads))
    let buffer = try writer.finish()
    return String(bytes: buffer.span)
  }

  @Test(
    "IRIs are shortened against the base, and mean the same",
    arguments: [
      ("http://b/d/f", "", "http://b/d/f"), ("http://b/d/f#x", "#x", "http://b/d/f"),
      ("http://b/d/g", "g", "http://b/d/f#here"), ("http://b/d/", "http://b/d/", "http://b/d/f"),
      ("http://b/d/g:h", "http://b/d/g:h", "http://b/d/f"),
      ("http://b/d//g", "http://b/d//g", "http://b/d/f"),
      ("http://b/d/../g", "http://b/d/../g", "http://b/d/f"),
      ("http://b/d/f?q", "f?q", "http://b/d/f"), ("http://b/d/g", "g", "http://b/d/f?q/r"),
      ("http://b", "http://b", "http://b/"), ("http://b/x", "x", "http://b/"),
      ("http://b/x", "http://b/x", "http://b"), ("urn:a:b", "urn:a:b", "urn:a:c"),
      ("urn:a:b#c", "#c", "urn:a:b"), ("http://bc/", "http://bc/", "http://b"),
    ])
  func base(_ iri: String, _ written: String, _ base: String) throws {
    let quads = [quad("e:s", "e:p", .iri(IRI(trusted: iri)))]
    let text = try writeInScope(quads, base: base)
    #expect(text.contains(" rdf:resource=\"\(written)\"/>"), "\(text)")
    #expect(text.contains("\n    xml:base=\"\(base)\">"))
    #expect(read(text, with: RDFXMLReader.self).quads == quads)
  }

  @Test("text in the language of the document leaves its tag out, other text says its own")
  func language() throws {
    let quads = [
      quad("e:s", "e:p", .literal(Literal("a", language: "en"))), quad("e:s", "e:p", "b"),
      quad("e:s", "e:p", .literal(Literal("c", language: "de"))),
      quad("e:s", "e:p", .literal(Literal("d", datatype: XSD.date))),
      quad("e:s", "e:p", .literal(Literal("<e></e>", datatype: RDF.xmlLiteral))),
      quad("e:s", "e:p", .literal(Literal("f", language: "en", direction: .leftToRight))),
    ]
    let text = try writeInScope(quads, base: nil, language: "en")
    #expect(text.contains("p>a<"))
    #expect(text.contains("p xml:lang=\"\">b<"))
    #expect(text.contains("p its:dir=\"ltr\">f<"))
    #expect(Set(read(text, with: RDFXMLReader.self).quads) == Set(quads))
    #expect(throws: WritingError.self) { try writeInScope(quads, base: nil, language: "not a tag") }
  }
}
