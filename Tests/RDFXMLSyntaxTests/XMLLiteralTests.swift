import IsoglossTestSupport
import RDFModel
import Testing

/// XML literals in exclusive canonical form (RDF 1.1 XML Syntax, section 7.2.17).
struct XMLLiteralTests {
  /// The lexical form of the one XML literal with some content.
  private func literal(_ content: String, around attributes: String = "") -> String? {
    let result = readDocument(
      document(
        #"<rdf:Description rdf:about="http://e/a" \#(attributes)><e:p rdf:parseType="Literal">\#(content)</e:p></rdf:Description>"#
      ))
    guard result.error == nil, let literal = result.quads.first?.triple.object.literal,
      literal.datatype == RDF.xmlLiteral
    else { return nil }
    return literal.lexicalForm
  }

  @Test(
    "canonical forms",
    arguments: [
      ("", ""), ("chat", "chat"), ("<br/>", "<br></br>"),
      ("a &lt; b &gt; &amp;&#13;", "a &lt; b &gt; &amp;&#xD;"),
      ("<![CDATA[<x>&]]>", "&lt;x&gt;&amp;"), ("<!-- c --><?t d?><?u?>", "<!-- c --><?t d?><?u?>"),
      (#"<a z="1" b='&quot;&#9;&#10;&lt;>'/>"#, #"<a b="&quot;&#x9;&#xA;&lt;>" z="1"></a>"#),
      ("<e:a><e:b/></e:a>", #"<e:a xmlns:e="http://e/"><e:b></e:b></e:a>"#),
      (#"<a xml:lang="en"/>"#, #"<a xml:lang="en"></a>"#),
    ])
  func canonical(_ content: String, _ expected: String) {
    #expect(literal(content) == expected)
  }

  @Test("only namespaces in visible use are declared, sorted by prefix")
  func namespaces() {
    let content =
      #"<x:a y:b="1" xmlns:x="http://x/" xmlns:y="http://y/" xmlns:z="http://z/"><x:c y:d="2"/></x:a>"#
    #expect(
      literal(content)
        == #"<x:a xmlns:x="http://x/" xmlns:y="http://y/" y:b="1"><x:c y:d="2"></x:c></x:a>"#)
  }

  @Test("the default namespace comes and goes")
  func defaultNamespace() {
    #expect(
      literal(#"<a><b xmlns="">t</b></a><c/>"#, around: #"xmlns="http://d/""#)
        == #"<a xmlns="http://d/"><b xmlns="">t</b></a><c xmlns="http://d/"></c>"#)
  }

  @Test("attributes are sorted by namespace, then name")
  func attributes() {
    let content = #"<a m:b="1" n:a="2" z="3" xmlns:m="http://m/" xmlns:n="http://a/"/>"#
    #expect(
      literal(content)
        == #"<a xmlns:m="http://m/" xmlns:n="http://a/" z="3" n:a="2" m:b="1"></a>"#)
  }

  @Test("names of RDF mean nothing inside")
  func foreignRDF() {
    #expect(
      literal("<rdf:RDF><rdf:li/></rdf:RDF>")
        == ##"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:li></rdf:li></rdf:RDF>"##
    )
  }

  @Test("an unknown rdf:parseType means Literal")
  func otherParseType() {
    let found = lines(
      #"<rdf:Description rdf:about="http://e/a"><e:p rdf:parseType="Other">x<e:b/></e:p></rdf:Description>"#
    )
    #expect(
      found == [#"<http://e/a> <http://e/p> "x<e:b xmlns:e=\"http://e/\"></e:b>"^^rdf:XMLLiteral"#])
  }

  @Test("statements after an XML literal")
  func after() {
    let found = lines(
      #"<e:C rdf:about="http://e/a"><e:p rdf:parseType="Literal"><b/></e:p><e:q>v</e:q></e:C>"#)
    #expect(found.last == #"<http://e/a> <http://e/q> "v""#)
  }
}
