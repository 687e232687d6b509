import ByteStorage
import RDFModel
import SPARQLResults
import Testing

/// Bytes of each format.
@Suite struct ResultsWriterTests {
  static let integer = Literal("42", datatype: XSD.integer)
  static let table = ResultTable(
    variables: ["s", "o"],
    rows: [
      [.iri(IRI(trusted: "http://e/a&b")), .literal(Literal("a\t\"b\",\\\r\n<c>"))],
      [.blankNode(BlankNode("b0")), .literal(Literal("chat", language: "fr"))],
      [nil, .literal(integer)],
      [.literal(Literal("+1.50", datatype: XSD.decimal)), nil],
    ])

  func written(
    _ results: QueryResults, _ format: ResultsFormat, prefixes: PrefixMap = PrefixMap()
  ) throws -> String {
    var writer = ResultsWriter(format, to: ByteBuffer(capacity: 64), prefixes: prefixes)
    try writer.write(results)
    let output = try writer.finish()
    return output.text(0, output.count)
  }

  @Test func json() throws {
    let expected = #"""
      {"head":{"vars":["s","o"]},"results":{"bindings":[
      {"s":{"type":"uri","value":"http://e/a&b"},"o":{"type":"literal","value":"a\t\"b\",\\\r\n<c>"}},
      {"s":{"type":"bnode","value":"b0"},"o":{"type":"literal","value":"chat","xml:lang":"fr"}},
      {"o":{"type":"literal","value":"42","datatype":"http://www.w3.org/2001/XMLSchema#integer"}},
      {"s":{"type":"literal","value":"+1.50","datatype":"http://www.w3.org/2001/XMLSchema#decimal"}}
      ]}}

      """#
    #expect(try written(.solutions(Self.table), .json) == expected)
    #expect(try written(.boolean(true), .json) == "{\"head\":{},\"boolean\":true}\n")
  }

  @Test func xml() throws {
    let expected = """
      <?xml version="1.0" encoding="UTF-8"?>
      <sparql xmlns="http://www.w3.org/2005/sparql-results#">
      <head><variable name="s"/><variable name="o"/></head>
      <results>
      <result><binding name="s"><uri>http://e/a&amp;b</uri></binding><binding name="o">\
      <literal>a\t&quot;b&quot;,\\&#13;\n&lt;c&gt;</literal></binding></result>
      <result><binding name="s"><bnode>b0</bnode></binding><binding name="o">\
      <literal xml:lang="fr">chat</literal></binding></result>
      <result><binding name="o">\
      <literal datatype="http://www.w3.org/2001/XMLSchema#integer">42</literal></binding></result>
      <result><binding name="s">\
      <literal datatype="http://www.w3.org/2001/XMLSchema#decimal">+1.50</literal></binding></result>
      </results>
      </sparql>

      """
    #expect(try written(.solutions(Self.table), .xml) == expected)
  }

  /// CSV and TSV Formats, section 3: CRLF, quotes only where needed, values without kinds.
  @Test func csv() throws {
    #expect(
      try written(.solutions(Self.table), .csv)
        == "s,o\r\nhttp://e/a&b,\"a\t\"\"b\"\",\\\r\n<c>\"\r\n_:b0,chat\r\n,42\r\n+1.50,\r\n")
  }

  /// CSV and TSV Formats, section 4: terms as Turtle writes them, numbers bare.
  @Test func tsv() throws {
    #expect(
      try written(.solutions(Self.table), .tsv)
        == "?s\t?o\n<http://e/a&b>\t\"a\\t\\\"b\\\",\\\\\\r\\n<c>\"\n"
        + "_:b0\t\"chat\"@fr\n\t42\n+1.50\t\n")
  }

  /// Wide scalars take two columns of a terminal and marks none.
  @Test func tableIsAligned() throws {
    let table = ResultTable(
      variables: ["c", "label"],
      rows: [
        [.literal(Literal("\u{6F22}\u{5B57}")), .literal(Literal("e\u{301}", language: "fr"))],
        [.iri(IRI(trusted: "http://www.w3.org/2004/02/skos/core#Concept")), nil],
        [nil, .literal(Literal("x", datatype: XSD.date))],
      ])
    #expect(
      try written(.solutions(table), .table, prefixes: .wellKnown)
        == """
        ?c            ?label
        ------------  -------------
        "\u{6F22}\u{5B57}"        "e\u{301}"@fr
        skos:Concept
                      "x"^^xsd:date

        """)
    #expect(try written(.boolean(false), .table) == "false\n")
  }

  @Test func spansWriteWhatTermsWrite() throws {
    let iri = Array("http://e/x".utf8)
    let form = Array("5".utf8)
    let datatype = Array(XSD.integer.value.utf8)
    let tag = Array("ar".utf8)
    for format in ResultsFormat.allCases {
      var writer = ResultsWriter(format, to: ByteBuffer(capacity: 64))
      try writer.begin(variables: ["a", "b", "c", "d"])
      writer.beginRow()
      try writer.iri(iri.span)
      try writer.literal(form.span, datatype: datatype.span)
      try writer.literal(form.span, language: tag.span, direction: .rightToLeft)
      writer.unbound()
      try writer.endRow()
      try writer.end()
      let output = try writer.finish()
      let row: [Term?] = [
        .iri(IRI(trusted: "http://e/x")), .literal(Literal("5", datatype: XSD.integer)),
        .literal(Literal("5", language: "ar", direction: .rightToLeft)), nil,
      ]
      let expected = try written(
        .solutions(ResultTable(variables: ["a", "b", "c", "d"], rows: [row])), format)
      #expect(output.text(0, output.count) == expected)
    }
  }

  @Test func controlCharactersAreRefusedInXMLAlone() throws {
    let table = ResultTable(variables: ["x"], rows: [[.literal(Literal("a\u{1}"))]])
    #expect {
      try written(.solutions(table), .xml)
    } throws: { ($0 as? ResultsWritingError)?.code == .characterNotInXML }
    #expect(try written(.solutions(table), .json).contains("a\\u0001"))
    #expect(try written(.solutions(table), .tsv).contains("a\\u0001"))
  }

  /// An output that fails stops the writer with the output's own error.
  @Test func errorsOfTheOutputPass() {
    struct Full: Error {}
    struct Disk: ByteSink {
      mutating func write(_ bytes: Span<UInt8>) throws { throw Full() }
    }
    #expect(throws: Full.self) {
      var writer = ResultsWriter(.csv, to: Disk())
      try writer.begin(variables: ["x"])
      _ = try writer.finish()
    }
  }
}
