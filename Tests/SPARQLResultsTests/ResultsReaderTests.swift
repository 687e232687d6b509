import ByteStorage
import RDFModel
import SPARQLResults
import Testing

/// What is written is read back, and what is wrong is refused with its place.
@Suite struct ResultsReaderTests {
  static let triple = Term.tripleTerm(
    Triple(
      .iri(IRI(trusted: "http://e/s")), .iri(IRI(trusted: "http://e/p")),
      .tripleTerm(
        Triple(
          .blankNode(BlankNode("x")), .iri(IRI(trusted: "http://e/q")),
          .literal(Literal("a \"b\" )>>", language: "en"))))))

  /// Terms that stress quoting in every format.
  static let terms: [Term?] = [
    .iri(IRI(trusted: "http://e/a?b=c&d=\u{E9}")), .blankNode(BlankNode("a.b-c")),
    .literal(Literal("")), .literal(Literal(" \t\n\r\"'\\<>&,;\u{1F600} ")),
    .literal(Literal("true", datatype: XSD.boolean)),
    .literal(Literal("-1", datatype: XSD.integer)), .literal(Literal("1", datatype: XSD.decimal)),
    .literal(Literal("1.0E6", datatype: XSD.double)),
    .literal(Literal(".5", datatype: XSD.decimal)),
    .literal(Literal("x", language: "en-GB")),
    .literal(Literal("x", language: "ar", direction: .rightToLeft)),
    .literal(Literal("x", datatype: IRI(trusted: "http://e/t"))), triple, nil,
  ]

  private func written(_ results: QueryResults, _ format: ResultsFormat) throws -> [UInt8] {
    var writer = ResultsWriter(format, to: ByteBuffer(capacity: 64))
    try writer.write(results)
    let output = try writer.finish()
    return (0..<output.count).map { output[$0] }
  }

  @Test(arguments: [ResultsFormat.json, .xml, .tsv])
  func roundTrip(_ format: ResultsFormat) throws {
    var table = ResultTable(variables: ["a", "b"])
    for first in Self.terms { for second in Self.terms { table.rows.append([first, second]) } }
    let results = QueryResults.solutions(table)
    #expect(try ResultsReader.read(try written(results, format), format: format) == results)
    for results in [
      QueryResults.boolean(true), .boolean(false), .solutions(ResultTable(variables: ["x"])),
    ] {
      #expect(try ResultsReader.read(try written(results, format), format: format) == results)
    }
  }

  /// CSV loses the kinds of terms; the texts come back.
  @Test func csvRoundTrip() throws {
    let texts: [String?] = ["a", "a,b", "\"", "\r\n", " ", nil]
    let rows: [[Term?]] = texts.flatMap { first in
      texts.map { second in [first, second].map { $0.map { .literal(Literal($0)) } } }
    }
    let results = QueryResults.solutions(ResultTable(variables: ["a", "b"], rows: rows))
    #expect(try ResultsReader.read(try written(results, .csv), format: .csv) == results)
  }

  @Test func tablesWithoutColumnsKeepTheirRows() throws {
    let results = QueryResults.solutions(ResultTable(variables: [], rows: [[], []]))
    for format in [ResultsFormat.json, .xml, .csv, .tsv] {
      #expect(try ResultsReader.read(try written(results, format), format: format) == results)
    }
  }

  @Test(arguments: [
    (ResultsFormat.json, "{\"head\":{\"vars\":[\"x\"]},\n\"results\":{\"bindings\":[}}", 2, 24),
    (.json, "{\"head\":{}}", 1, 1), (.json, "{\"boolean\":\"yes\"}", 1, 12), (.json, "", 1, 1),
    (.json, "{\"head\":{\"vars\":[]},\"results\":{\"bindings\":[{\"y\":{}}]}}", 1, 49),
    (.tsv, "?x\t?y\n<a>\n", 2, 1), (.tsv, "?x\n\"a\n", 2, 3), (.tsv, "?x\nabc\n", 2, 1),
    (.tsv, "x\n", 1, 1), (.csv, "x,y\r\n1\r\n", 2, 1), (.csv, "x\r\n\"1", 2, 1),
    (.csv, "x\r\n\"1\"2\r\n", 2, 4), (.xml, "<sparql", 1, 8),
    (.xml, "<sparql xmlns='http://www.w3.org/2005/sparql-results#'/>", 1, 1),
    (.xml, "<sparql xmlns='http://e/'/>", 1, 1),
  ])
  func malformed(_ format: ResultsFormat, _ text: String, _ line: Int, _ column: Int) throws {
    do {
      let results = try ResultsReader.read(Array(text.utf8), format: format)
      Issue.record("accepted as \(results)")
    } catch {
      #expect(error.code == .resultsMalformed)
      #expect(error.position.line == line, "\(error)")
      if format != .xml { #expect(error.position.column == column, "\(error)") }
    }
  }

  /// Entities are neither kept nor fetched, so a bomb is an undefined entity.
  @Test func entitiesAreNotExpanded() {
    let bomb = """
      <!DOCTYPE sparql [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>
      <sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/><boolean>&b;</boolean></sparql>
      """
    #expect(throws: SyntaxError.self) { try ResultsReader.read(Array(bomb.utf8), format: .xml) }
  }

  @Test func deepNestingIsRefused() {
    let json = String(repeating: "[", count: 100_000)
    #expect(throws: SyntaxError.self) { try ResultsReader.read(Array(json.utf8), format: .json) }
    let tsv = "?x\n" + String(repeating: "<<( ", count: 100_000) + "\n"
    #expect(throws: SyntaxError.self) { try ResultsReader.read(Array(tsv.utf8), format: .tsv) }
    let xml =
      "<sparql xmlns='http://www.w3.org/2005/sparql-results#'><head><variable name='x'/></head>"
      + "<results><result><binding name='x'>" + String(repeating: "<triple><object>", count: 100)
    #expect(throws: SyntaxError.self) { try ResultsReader.read(Array(xml.utf8), format: .xml) }
  }

  /// Every place where a document may stop is an error or a shorter table, never a crash.
  @Test(arguments: [ResultsFormat.json, .xml, .tsv, .csv])
  func truncation(_ format: ResultsFormat) throws {
    let table = ResultTable(variables: ["a"], rows: Self.terms.map { [$0] })
    let bytes = try written(.solutions(table), format)
    for length in 0..<bytes.count {
      _ = try? ResultsReader.read(Array(bytes[..<length]), format: format)
    }
  }

  /// libxml2 leaves an ampersand in an attribute as a reference unless it is told otherwise.
  @Test func referencesInAttributes() throws {
    let text = """
      <sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="a&amp;b"/></head>
      <results><result><binding name="a&amp;b"><literal datatype="http://e/?x&amp;y&lt;&#65;">1</literal>
      </binding></result></results></sparql>
      """
    let results = try ResultsReader.read(Array(text.utf8), format: .xml)
    let literal = Term.literal(Literal("1", datatype: IRI(trusted: "http://e/?x&y<A")))
    #expect(results == .solutions(ResultTable(variables: ["a&b"], rows: [[literal]])))
  }

  /// A row of two bytes has as many cells as the head has names.
  @Test(arguments: [ResultsFormat.json, .xml])
  func sizes(_ format: ResultsFormat) throws {
    let names = (0..<100).map { "v\($0)" }
    let table = ResultTable(
      variables: names, rows: Array(repeating: Array(repeating: nil, count: 100), count: 50))
    let bytes = try written(.solutions(table), format)
    func code(rows: Int = .max, cells: Int = .max) -> String? {
      do throws(SyntaxError) {
        _ = try ResultsReader.read(
          bytes, format: format, maximumRows: rows, maximumCells: cells)
        return nil
      } catch {
        return error.code.rawValue
      }
    }
    #expect(code(rows: 50, cells: 5_000) == nil)
    #expect(code(rows: 49) == "results-limit")
    #expect(code(cells: 4_999) == "results-limit")
  }
}
