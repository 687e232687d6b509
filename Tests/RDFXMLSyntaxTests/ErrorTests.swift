import IsoglossTestSupport
import RDFModel
import RDFXMLSyntax
import Testing

/// What is not RDF/XML, with the code, the place and the remedy.
struct ErrorTests {
  @Test(
    "codes",
    arguments: [
      (#"<rdf:li/>"#, "rdfxml-forbidden-element"),
      (#"<rdf:Bag><rdf:Description/></rdf:Bag>"#, "rdfxml-forbidden-element"),
      (#"<rdf:RDF/>"#, "rdfxml-forbidden-element"),
      (#"<e:C rdf:aboutEach="x"/>"#, "rdfxml-forbidden-attribute"),
      (#"<e:C rdf:li="x"/>"#, "rdfxml-forbidden-attribute"),
      (#"<e:C rdf:resource="x"/>"#, "rdfxml-forbidden-attribute"),
      (#"<e:C rdf:parseType="Literal"/>"#, "rdfxml-forbidden-attribute"),
      (#"<e:C><e:p rdf:about="x"/></e:C>"#, "rdfxml-forbidden-attribute"),
      (#"<e:C rdf:about="x" rdf:ID="y"/>"#, "rdfxml-conflicting-attributes"),
      (#"<e:C rdf:nodeID="x" rdf:about="y"/>"#, "rdfxml-conflicting-attributes"),
      (#"<e:C rdf:about="x" about="y"/>"#, "rdfxml-conflicting-attributes"),
      (#"<e:C><e:p rdf:resource="x" rdf:nodeID="y"/></e:C>"#, "rdfxml-conflicting-attributes"),
      (#"<e:C><e:p rdf:resource="x" rdf:datatype="y"/></e:C>"#, "rdfxml-conflicting-attributes"),
      (#"<e:C><e:p rdf:parseType="Resource" e:q="x"/></e:C>"#, "rdfxml-conflicting-attributes"),
      (
        #"<e:C><e:p rdf:parseType="Literal" rdf:resource="x"/></e:C>"#,
        "rdfxml-conflicting-attributes"
      ),
      (
        #"<e:C><e:p rdf:parseType="Literal" rdf:datatype="http://t"/></e:C>"#,
        "rdfxml-conflicting-attributes"
      ),
      (#"<e:C rdf:ID="a"/><e:C rdf:ID="a"/>"#, "rdfxml-duplicate-id"),
      (#"<e:C rdf:ID="a"><e:p rdf:ID="a"/></e:C>"#, "rdfxml-duplicate-id"),
      (#"<e:C rdf:ID="1"/>"#, "rdfxml-invalid-name"), (#"<e:C rdf:ID=""/>"#, "rdfxml-invalid-name"),
      (#"<e:C rdf:nodeID="a:b"/>"#, "rdfxml-invalid-name"),
      (#"text"#, "rdfxml-unexpected-text"), (#"<e:C>text</e:C>"#, "rdfxml-unexpected-text"),
      (#"<e:C><e:p>text<e:D/></e:p></e:C>"#, "rdfxml-unexpected-text"),
      (#"<e:C><e:p><e:D/>text</e:p></e:C>"#, "rdfxml-unexpected-text"),
      (#"<e:C><e:p rdf:parseType="Collection">text</e:p></e:C>"#, "rdfxml-unexpected-text"),
      (#"<e:C><e:p rdf:resource="x">text</e:p></e:C>"#, "rdfxml-unexpected-text"),
      (#"<e:C><e:p><e:D/><e:D/></e:p></e:C>"#, "rdfxml-unexpected-element"),
      (#"<e:C><e:p rdf:resource="x"><e:D/></e:p></e:C>"#, "rdfxml-unexpected-element"),
      (#"<C/>"#, "rdfxml-missing-namespace"), (#"<e:C p="x"/>"#, "rdfxml-missing-namespace"),
      (#"<e:C datatype="x"/>"#, "rdfxml-missing-namespace"),
      (#"<e:C rdf:about="http://a b"/>"#, "invalid-iri"),
      (#"<x:C xmlns:x="relative#"/>"#, "invalid-iri"),
      (#"<e:C><e:p xml:lang="not a tag">x</e:p></e:C>"#, "invalid-language-tag"),
      (#"<e:C><e:p></e:C>"#, "xml-not-well-formed"),
      (#"<e:C e:p="1" e:p="2"/>"#, "xml-not-well-formed"),
      (#"<e:C e:p="<"/>"#, "xml-not-well-formed"), (#"<x:C/>"#, "xml-namespace"),
      (#"<e:C x:p="1"/>"#, "xml-namespace"), (#"<e:C>&unknown;</e:C>"#, "xml-entity"),
      (#"<e:C e:p="&unknown;"/>"#, "xml-entity"),
    ])
  func code(_ content: String, _ expected: String) {
    #expect(errorCode(content) == expected)
  }

  @Test("rdf:RDF holds no attributes but base and language")
  func attributesOfRDF() {
    let start = #"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" "#
    #expect(readDocument(start + #"xml:lang="en" xml:base="http://b/"/>"#).error == nil)
    let error = readDocument(start + #"rdf:about="http://b/"/>"#).error
    #expect(error?.code == .rdfxmlForbiddenAttribute)
  }

  @Test(
    "a relative reference without a base",
    arguments: [#"rdf:about="x""#, #"rdf:ID="x""#, #"rdf:about="""#])
  func noBase(_ attribute: String) {
    let result = readDocument(document("<e:C \(attribute)/>"), options: ReaderOptions())
    #expect(result.error?.code == .invalidIRI)
  }

  @Test(
    "documents that end too early",
    arguments: ["", "  ", "<a xmlns='http://e/'>", "<?xml version='1.0'?>"])
  func ends(_ text: String) {
    #expect(
      readDocument(text).error?.code == .unexpectedEnd,
      "\(String(describing: readDocument(text).error))")
  }

  @Test("an error says where its tag begins, counted in characters")
  func place() {
    let error = readDocument(
      document("<e:C/>\n  <e:C e:p=\"é\"/> <rdf:li\n e:p='x'/>"),
      options: ReaderOptions(sourceName: "s")
    ).error
    #expect(error?.position.line == 3)
    #expect(error?.position.column == 18)
    let text = document("<e:C/>\n  <e:C e:p=\"é\"/> <rdf:li\n e:p='x'/>")
    let offset = text.utf8.count - text.utf8.drop { $0 != UInt8(ascii: "\n") }.count
    #expect(error.map { $0.position.byteOffset > offset } == true)
    #expect(error.map { Array(text.utf8)[$0.position.byteOffset] } == UInt8(ascii: "<"))
    #expect(
      error?.description.hasPrefix("s:3:18: error rdfxml-forbidden-element: <rdf:li> cannot")
        == true)
  }

  @Test("after an error the reader stays spent")
  func spent() {
    var reader = RDFXMLReader(options: ReaderOptions())
    var sink = QuadCollector()
    let bytes = Array(document("<rdf:li/>").utf8)
    for _ in 0..<2 {
      do throws(StreamError) {
        try reader.read(bytes.span, into: &sink)
        Issue.record("the reader forgot its error")
      } catch {}
      do throws(StreamError) {
        try reader.finish(into: &sink)
        Issue.record("the reader forgot its error")
      } catch {}
    }
  }

  @Test("an error of the sink is told apart")
  func sinkError() {
    struct Full: Error {}
    struct Refusing: TripleSink {
      mutating func receive(_ batch: borrowing TripleBatch) throws { throw Full() }
    }
    var reader = RDFXMLReader(options: ReaderOptions())
    var sink = Refusing()
    let bytes = Array(document("<e:C/>").utf8)
    do throws(StreamError) {
      try reader.read(bytes.span, into: &sink)
      try reader.finish(into: &sink)
      Issue.record("the sink's error was lost")
    } catch {
      guard case .sink(let inner) = error else {
        Issue.record("not an error of the sink: \(error)")
        return
      }
      #expect(inner is Full)
    }
  }
}
