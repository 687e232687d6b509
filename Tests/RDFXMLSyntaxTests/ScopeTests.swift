import IsoglossTestSupport
import RDFModel
import Testing

/// `xml:base`, `xml:lang` and how references resolve (RDF 1.1 XML Syntax, sections 2.6 and 2.7).
struct ScopeTests {
  @Test("xml:base nests, and identifiers are unique for each base")
  func nestedBase() {
    let found = lines(
      """
      <e:C rdf:ID="a" xml:base="http://b/x/y#z"><e:p xml:base="../w"><e:C rdf:ID="a"/></e:p>
      <e:q rdf:resource=""/></e:C><e:C rdf:about="r"/>
      """)
    #expect(
      found == [
        "<http://b/x/y#a> rdf:type <http://e/C>", "<http://b/x/y#a> <http://e/p> <http://b/w#a>",
        "<http://b/w#a> rdf:type <http://e/C>", "<http://b/x/y#a> <http://e/q> <http://b/x/y>",
        "<http://example.org/dir/r> rdf:type <http://e/C>",
      ])
  }

  @Test(
    "references",
    arguments: [
      ("", "http://example.org/dir/file"), ("#f", "http://example.org/dir/file#f"),
      ("../a", "http://example.org/a"), ("//h/p", "http://h/p"),
      ("?q", "http://example.org/dir/file?q"),
      ("http://h/a/./b/../c", "http://h/a/./b/../c"), ("urn:a:b", "urn:a:b"),
      ("http://h/%C3%A9é", "http://h/%C3%A9é"),
      ("http://h/a.b/.c", "http://h/a.b/.c"),
    ])
  func reference(_ reference: String, _ iri: String) {
    #expect(lines(#"<e:C rdf:about="\#(reference)"/>"#) == ["<\(iri)> rdf:type <http://e/C>"])
  }

  @Test("neighbours with common beginnings are checked where they differ")
  func neighbours() {
    let start = "http://h/a%C3%A9/x"
    for (tail, valid) in [
      ("%4", false), ("%4z", false), ("%41", true), ("/b c", false), ("é", true),
    ] {
      let code = errorCode(#"<e:C rdf:about="\#(start)%41"/><e:C rdf:about="\#(start)\#(tail)"/>"#)
      #expect(code == (valid ? nil : "invalid-iri"), "\(tail)")
    }
  }

  @Test("without validation IRIs pass as they are")
  func unchecked() {
    let result = readDocument(
      document(#"<e:C rdf:about="http://h/a b"/>"#), options: ReaderOptions(validatesIRIs: false))
    #expect(result.error == nil)
    #expect(lines(result) == ["<http://h/a b> rdf:type <http://e/C>"])
  }

  @Test("xml:lang reaches text and property attributes, and an empty one ends it")
  func language() {
    let found = lines(
      """
      <e:C rdf:about="http://e/a" xml:lang="en" e:p="v"><e:p>t</e:p><e:p xml:lang="pt-BR">u</e:p>
      <e:p xml:lang="">w</e:p><e:q><rdf:Description rdf:about="http://e/b" e:p="x"/></e:q></e:C>
      <rdf:Description rdf:about="http://e/c" e:p="y"/>
      """)
    #expect(
      found == [
        "<http://e/a> rdf:type <http://e/C>", #"<http://e/a> <http://e/p> "v"@en"#,
        #"<http://e/a> <http://e/p> "t"@en"#, #"<http://e/a> <http://e/p> "u"@pt-BR"#,
        #"<http://e/a> <http://e/p> "w""#, "<http://e/a> <http://e/q> <http://e/b>",
        #"<http://e/b> <http://e/p> "x"@en"#, #"<http://e/c> <http://e/p> "y""#,
      ])
  }

  @Test("more languages than are kept at once")
  func manyLanguages() {
    let content = (0..<10_000).map { #"<e:p xml:lang="a-\#($0)">v</e:p>"# }.joined()
    let found = lines(
      "<rdf:Description rdf:about=\"http://e/a\" xml:lang=\"de\">\(content)<e:p>w</e:p></rdf:Description>"
    )
    #expect(found.count == 10_001)
    #expect(found[5000] == #"<http://e/a> <http://e/p> "v"@a-5000"#)
    #expect(found.last == #"<http://e/a> <http://e/p> "w"@de"#)
  }

  @Test("more datatypes than are kept at once")
  func manyDatatypes() {
    let content = (0..<10_000).map { #"<e:p rdf:datatype="http://t/\#($0)">v</e:p>"# }.joined()
    let found = lines("<rdf:Description rdf:about=\"http://e/a\">\(content)</rdf:Description>")
    #expect(found.count == 10_000)
    #expect(found[9999] == #"<http://e/a> <http://e/p> "v"^^<http://t/9999>"#)
  }

  @Test("lines are those on which properties begin")
  func recordedLines() throws {
    var sink = LineCollector()
    let text = Array(
      document(
        """
        <e:C
          rdf:about="http://e/a">
          <e:p
            rdf:resource="http://e/b"/>
          <e:p>
            text
          </e:p>
        </e:C>
        """
      ).utf8)
    try sink.read(text)
    #expect(sink.lines == [2, 4, 6])
  }
}
