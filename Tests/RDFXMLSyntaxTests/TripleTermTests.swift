import IsoglossTestSupport
import RDFModel
import RDFXMLSyntax
import Testing

/// Triple terms, annotations, versions and base directions.
///
/// Source: RDF 1.2 XML Syntax, sections 2.18, 2.19, 6.1.2 and 7.2.
struct TripleTermTests {
  private func lines12(_ content: String, pieceSize: Int = .max) -> [String] {
    let text = """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"
        xmlns:its="http://www.w3.org/2005/11/its" rdf:version="1.2">
      \(content)
      </rdf:RDF>
      """
    let result = readDocument(text, pieceSize: pieceSize)
    return result.error.map { [$0.code.rawValue] } ?? lines(result)
  }

  @Test(
    "the object of a triple term may be text, a node, a blank node or another",
    arguments: [
      (#"<e:p xml:lang="en">v</e:p>"#, #""v"@en"#),
      (#"<e:p><rdf:Description rdf:about="http://e/o"/></e:p>"#, "<http://e/o>"),
      (#"<e:p rdf:nodeID="x"/>"#, "_:x"),
      (#"<e:p rdf:parseType="Resource"/>"#, "_:b0"),
      (
        #"<e:p rdf:parseType="Triple"><rdf:Description rdf:about="http://e/i" e:q="v"/></e:p>"#,
        #"<<( <http://e/i> <http://e/q> "v" )>>"#
      ),
    ])
  func objects(_ property: String, _ object: String) {
    let content = """
      <rdf:Description rdf:about="http://e/s"><e:says rdf:parseType="Triple">
        <rdf:Description rdf:about="http://e/a">\(property)</rdf:Description>
      </e:says><e:p>after</e:p></rdf:Description>
      """
    let expected = [
      "<http://e/s> <http://e/says> <<( <http://e/a> <http://e/p> \(object) )>>",
      #"<http://e/s> <http://e/p> "after""#,
    ]
    #expect(lines12(content) == expected)
    #expect(lines12(content, pieceSize: 1) == expected)
  }

  @Test("a triple term may be annotated, and a typed node be one")
  func annotatedTripleTerm() {
    #expect(
      lines12(
        """
        <rdf:Description rdf:about="http://e/s">
          <e:p rdf:parseType="Triple" rdf:annotation="http://e/r"><e:C rdf:about="http://e/a"/></e:p>
        </rdf:Description>
        """) == [
          "<http://e/s> <http://e/p> <<( <http://e/a> rdf:type <http://e/C> )>>",
          "<http://e/r> rdf:reifies <<( <http://e/s> <http://e/p> "
            + "<<( <http://e/a> rdf:type <http://e/C> )>> )>>",
        ])
  }

  @Test(
    "what is not one statement is no triple term",
    arguments: [
      "", #"<rdf:Description rdf:about="http://e/a"/>"#,
      #"<rdf:Description rdf:about="http://e/a" e:p="v" e:q="w"/>"#,
      #"<e:C e:p="v"/>"#, #"<e:C/><e:D/>"#,
      #"<rdf:Description><e:p rdf:annotation="http://e/r">v</e:p></rdf:Description>"#,
      #"<rdf:Description><e:p rdf:parseType="Collection"><e:C/></e:p></rdf:Description>"#,
    ])
  func notOneStatement(_ content: String) {
    #expect(
      lines12("<e:C><e:says rdf:parseType=\"Triple\">\(content)</e:says></e:C>")
        == ["rdfxml-invalid-triple-term"])
  }

  @Test(
    "without a version that announces it, a triple term counts for nothing", arguments: ["1.1", ""])
  func unannounced(_ version: String) {
    let content = """
      <rdf:Description rdf:about="http://e/s" rdf:version="\(version)">
        <e:p rdf:parseType="Triple" rdf:annotation="http://e/r"><any>text<e:C e:p="v"/></any></e:p>
        <e:q>v</e:q>
      </rdf:Description>
      """
    #expect(lines(content) == [#"<http://e/s> <http://e/q> "v""#])
    #expect(lines12(content) == [#"<http://e/s> <http://e/q> "v""#])
  }

  @Test("text between the nodes of a triple term, and attributes in two minds")
  func errors() {
    let errors = [
      (#"<e:C><e:p rdf:parseType="Triple">text</e:p></e:C>"#, "rdfxml-unexpected-text"),
      (
        #"<e:C><e:p rdf:annotation="http://e/r" rdf:annotationNodeID="r"/></e:C>"#,
        "rdfxml-conflicting-attributes"
      ),
      (#"<e:C rdf:annotation="http://e/r"/>"#, "rdfxml-forbidden-attribute"),
      (#"<e:C rdf:annotationNodeID="r"/>"#, "rdfxml-forbidden-attribute"),
      (#"<e:C><e:p rdf:annotationNodeID="1">v</e:p></e:C>"#, "rdfxml-invalid-name"),
      (#"<e:C><e:p rdf:annotation="http://a b">v</e:p></e:C>"#, "invalid-iri"),
      (#"<rdf:annotation/>"#, "rdfxml-forbidden-element"),
      (#"<e:C><rdf:version/></e:C>"#, "rdfxml-forbidden-element"),
      (#"<e:C its:dir="up"/>"#, "rdfxml-invalid-direction"),
    ]
    for (content, code) in errors { #expect(lines12(content) == [code], "\(content)") }
  }

  @Test("generated labels and rdf:annotationNodeID never meet")
  func labels() {
    #expect(
      lines(#"<e:C><e:p rdf:annotationNodeID="b0">v</e:p></e:C>"#)[2]
        == #"_:b0x rdf:reifies <<( _:b0 <http://e/p> "v" )>>"#)
  }

  @Test("a direction reaches text and property attributes, until another or none")
  func directions() {
    #expect(
      lines12(
        """
        <rdf:Description rdf:about="http://e/s" xml:lang="ar" its:dir="rtl" e:p="1">
          <e:p>2</e:p>
          <e:p its:dir="ltr">3</e:p>
          <e:p its:dir="">4</e:p>
          <e:p xml:lang="he">5</e:p>
          <e:p xml:lang="">6</e:p>
          <e:p its:dir="ltr" xml:lang="en">7</e:p>
          <e:p rdf:datatype="http://e/t">8</e:p>
          <e:p rdf:version="1.1" its:dir="ltr">9</e:p>
        </rdf:Description>
        """)
        == [
          #""1"@ar--rtl"#, #""2"@ar--rtl"#, #""3"@ar--ltr"#, #""4"@ar"#, #""5"@he--rtl"#, #""6""#,
          #""7"@en--ltr"#, #""8"^^<http://e/t>"#, #""9"@ar--rtl"#,
        ].map { "<http://e/s> <http://e/p> " + $0 })
  }

  @Test("a wrong language tag is found under a direction too")
  func languageTag() {
    #expect(
      lines12(#"<e:C its:dir="rtl"><e:p xml:lang="not a tag">x</e:p></e:C>"#)
        == ["invalid-language-tag"])
  }

  @Test("triple terms a hundred deep, and one more")
  func depth() {
    func nested(_ count: Int) -> [String] {
      lines12(
        "<e:C>" + String(repeating: #"<e:p rdf:parseType="Triple"><rdf:Description>"#, count: count)
          + "<e:q>v</e:q>"
          + String(repeating: "</rdf:Description></e:p>", count: count) + "</e:C>")
    }
    #expect(nested(100).count == 2)
    #expect(nested(101) == ["limit-exceeded"])
  }

  @Test("batches that end around triple terms lose nothing")
  func batches() {
    var content = ""
    for number in 0..<3000 {
      content += """
        <rdf:Description rdf:about="http://e/\(number)"><e:p rdf:annotationNodeID="r\(number)">
        <rdf:Description><e:q rdf:parseType="Triple"><e:C rdf:about="http://e/o\(number)"/></e:q>
        </rdf:Description></e:p></rdf:Description>

        """
    }
    let read = lines12(content, pieceSize: 1000)
    #expect(read.count == 9000)
    #expect(Set(read).count == 9000)
    #expect(
      read.last
        == "_:b2999 <http://e/q> <<( <http://e/o2999> rdf:type <http://e/C> )>>")
  }
}
