import IsoglossTestSupport
import JSONLDSyntax
import RDFModel
import Testing

@Suite("JSON-LD as RDF")
struct JSONLDReaderTests {
  // Source: JSON-LD 1.1 API, section 8.6 (Data Round Tripping).
  @Test(
    "Numbers get their canonical forms",
    arguments: [
      ("1", "1", XSD.integer), ("-0", "0", XSD.integer), ("5.0", "5", XSD.integer),
      ("1e3", "1000", XSD.integer), ("1.5", "1.5E0", XSD.double),
      ("-0.001", "-1.0E-3", XSD.double), ("1e21", "1.0E21", XSD.double),
      ("123456789012345678901", "123456789012345678901", XSD.integer),
      ("9.9999999999999995e22", "1.0E23", XSD.double),
    ])
  func numbers(written: String, form: String, datatype: IRI) {
    let document = read(#"{"http://e/p": \#(written)}"#, with: JSONLDReader.self)
    #expect(document.quads.map(\.triple.object) == [.literal(Literal(form, datatype: datatype))])
  }

  // Source: RFC 8785, section 3.2.
  @Test("JSON literals are canonical")
  func jsonLiteral() {
    let text = #"""
      {"http://e/p": {"@type": "@json", "@value":
        {"b": [1.0, 1E30, 4.50, 2e-3, 1e-27], "\u20ac": "\u000f\n\"", "a": null}}}
      """#
    let document = read(text, with: JSONLDReader.self)
    let form = #"{"a":null,"b":[1,1e+30,4.5,0.002,1e-27],"€":"\u000f\n\""}"#
    let json = IRI(trusted: RDF.namespace + "JSON")
    #expect(document.quads.map(\.triple.object) == [.literal(Literal(form, datatype: json))])
  }

  @Test("Labels of the document never meet generated ones")
  func labels() {
    let text = #"""
      {"@id": "_:b0", "http://e/p": [{"@id": "_:b0x"}, {}, {"@id": "_:c"}, {"@id": "_:b0"}]}
      """#
    let document = read(text, with: JSONLDReader.self)
    #expect(
      document.quads.map(\.triple.subject)
        == Array(repeating: .blankNode(BlankNode("b0x")), count: 4))
    let objects = document.quads.map(\.triple.object)
    #expect(objects == ["b0xx", "b0", "c", "b0x"].map { .blankNode(BlankNode($0)) })
  }

  @Test("Relative references resolve against the base")
  func base() {
    let document = read(
      ##"{"@id": "a", "http://e/p": {"@id": "#b"}}"##, with: JSONLDReader.self,
      options: ReaderOptions(base: IRI(trusted: "http://e/x/y")))
    let triple = document.quads.first?.triple
    #expect(triple?.subject == .iri(IRI(trusted: "http://e/x/a")))
    #expect(triple?.object == .iri(IRI(trusted: "http://e/x/y#b")))
  }

  @Test("Contexts come from the source given, and from nowhere else")
  func contexts() {
    let text = #"{"@context": "http://e/context", "p": "v"}"#
    let known = ContextSource([
      IRI(trusted: "http://e/context"): Array(#"{"@context": {"p": "http://e/p"}}"#.utf8)
    ])
    for (contexts, code) in [
      (known, nil), (.none, JSONLDErrorCode.loadingRemoteContextFailed.code),
    ] {
      var reader = JSONLDReader(
        options: ReaderOptions(), jsonLD: JSONLDOptions(contexts: contexts))
      var collector = QuadCollector()
      do throws(StreamError) {
        try reader.read(text.utf8Span.span, into: &collector)
        try reader.finish(into: &collector)
        #expect(code == nil)
        #expect(collector.quads.count == 1)
      } catch {
        guard case .source(let error) = error else { continue }
        #expect(error.code == code)
      }
    }
  }

  @Test("Errors name the entry's object")
  func errors() {
    let document = read("{\n \"http://e/p\": {\"@id\": 5}\n}", with: JSONLDReader.self)
    #expect(document.error?.code.rawValue == "jsonld-invalid-id-value")
    #expect(document.error?.position.line == 2)
    #expect(document.error?.message.hasPrefix("invalid @id value: ") == true)
  }

  @Test("Lines are those of the values")
  func lines() throws {
    struct LineSink: TripleSink {
      var lines: [Int?] = []
      mutating func receive(_ batch: borrowing TripleBatch) {
        for row in 0..<batch.count { lines.append(batch.line(row)) }
      }
    }
    var reader = JSONLDReader(options: ReaderOptions(recordsLines: true))
    var sink = LineSink()
    let text = "{\n\"http://e/p\": [\n{\"@value\": 1},\n{\"@value\": 2}]}"
    try reader.read(text.utf8Span.span, into: &sink)
    try reader.finish(into: &sink)
    #expect(sink.lines == [3, 4])
  }
}
