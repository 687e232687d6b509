import IsoglossTestSupport
import RDFModel
import Testing

/// One document for each production of RDF 1.1 XML Syntax, section 7.2.
struct ProductionTests {
  struct Example: Sendable, CustomStringConvertible {
    let description: String
    let content: String
    let statements: [String]

    init(_ description: String, _ content: String, _ statements: [String]) {
      self.description = description
      self.content = content
      self.statements = statements
    }
  }

  static let nodes = [
    Example(
      "nodeElement: rdf:about", #"<rdf:Description rdf:about="http://e/a" e:p="v"/>"#,
      [#"<http://e/a> <http://e/p> "v""#]),
    Example(
      "nodeElement: rdf:ID", #"<rdf:Description rdf:ID="a" e:p="v"/>"#,
      [#"<http://example.org/dir/file#a> <http://e/p> "v""#]),
    Example(
      "nodeElement: rdf:nodeID", #"<rdf:Description rdf:nodeID="a" e:p="v"/>"#,
      [#"_:a <http://e/p> "v""#]),
    Example(
      "nodeElement: no name", #"<rdf:Description e:p="v"/><rdf:Description e:p="w"/>"#,
      [#"_:b0 <http://e/p> "v""#, #"_:b1 <http://e/p> "w""#]),
    Example(
      "nodeElement: typed", #"<e:C rdf:about="http://e/a"/>"#,
      ["<http://e/a> rdf:type <http://e/C>"]),
    Example(
      "nodeElement: rdf:type attribute",
      #"<e:C rdf:about="http://e/a" rdf:type="http://e/D"/>"#,
      ["<http://e/a> rdf:type <http://e/C>", "<http://e/a> rdf:type <http://e/D>"]),
    Example(
      "attributes without namespace that RDF once had", #"<e:C about="x" type="http://e/D"/>"#,
      [
        "<http://example.org/dir/x> rdf:type <http://e/C>",
        "<http://example.org/dir/x> rdf:type <http://e/D>",
      ]),
  ]

  static let properties = [
    Example(
      "resourcePropertyElt",
      #"<e:C rdf:about="http://e/a"><e:p> <e:D rdf:about="http://e/b"/> </e:p></e:C>"#,
      [
        "<http://e/a> rdf:type <http://e/C>", "<http://e/a> <http://e/p> <http://e/b>",
        "<http://e/b> rdf:type <http://e/D>",
      ]),
    Example(
      "literalPropertyElt",
      #"<rdf:Description rdf:about="http://e/a"><e:p> a &amp; b<![CDATA[ <c>]]> </e:p></rdf:Description>"#,
      [#"<http://e/a> <http://e/p> " a & b <c> ""#]),
    Example(
      "literalPropertyElt: empty",
      #"<rdf:Description rdf:about="http://e/a"><e:p/><e:q></e:q></rdf:Description>"#,
      [#"<http://e/a> <http://e/p> """#, #"<http://e/a> <http://e/q> """#]),
    Example(
      "literalPropertyElt: rdf:datatype",
      #"<rdf:Description rdf:about="http://e/a" xml:lang="en"><e:p rdf:datatype="http://e/t">1</e:p><e:q rdf:datatype="http://www.w3.org/2001/XMLSchema#string">s</e:q></rdf:Description>"#,
      [#"<http://e/a> <http://e/p> "1"^^<http://e/t>"#, #"<http://e/a> <http://e/q> "s""#]),
    Example(
      "parseTypeResourcePropertyElt",
      #"<rdf:Description rdf:about="http://e/a"><e:p rdf:parseType="Resource"><e:q>v</e:q></e:p></rdf:Description>"#,
      ["<http://e/a> <http://e/p> _:b0", #"_:b0 <http://e/q> "v""#]),
    Example(
      "parseTypeCollectionPropertyElt",
      #"<rdf:Description rdf:about="http://e/a"><e:p rdf:parseType="Collection"><rdf:Description rdf:about="http://e/1"/><e:C/></e:p><e:q rdf:parseType="Collection"/></rdf:Description>"#,
      [
        "<http://e/a> <http://e/p> _:b0", "_:b0 rdf:first <http://e/1>", "_:b0 rdf:rest _:b2",
        "_:b2 rdf:first _:b1", "_:b1 rdf:type <http://e/C>", "_:b2 rdf:rest rdf:nil",
        "<http://e/a> <http://e/q> rdf:nil",
      ]),
    Example(
      "emptyPropertyElt: rdf:resource",
      #"<rdf:Description rdf:about="http://e/a"><e:p rdf:resource="b"/></rdf:Description>"#,
      ["<http://e/a> <http://e/p> <http://example.org/dir/b>"]),
    Example(
      "emptyPropertyElt: rdf:nodeID",
      #"<rdf:Description rdf:about="http://e/a"><e:p rdf:nodeID="n"/></rdf:Description>"#,
      ["<http://e/a> <http://e/p> _:n"]),
    Example(
      "emptyPropertyElt: property attributes",
      #"<rdf:Description rdf:about="http://e/a" xml:lang="en"><e:p e:q="v" rdf:type="http://e/C"/></rdf:Description>"#,
      [
        "<http://e/a> <http://e/p> _:b0", #"_:b0 <http://e/q> "v"@en"#,
        "_:b0 rdf:type <http://e/C>",
      ]),
    Example(
      "emptyPropertyElt: property attributes of a resource",
      #"<rdf:Description rdf:about="http://e/a"><e:p rdf:resource="http://e/b" e:q="v"/></rdf:Description>"#,
      ["<http://e/a> <http://e/p> <http://e/b>", #"<http://e/b> <http://e/q> "v""#]),
    Example(
      "rdf:li counts for each node",
      #"<rdf:Seq rdf:about="http://e/a"><rdf:li>1</rdf:li><rdf:_5>5</rdf:_5><rdf:li><rdf:Bag rdf:about="http://e/b"><rdf:li>x</rdf:li></rdf:Bag></rdf:li></rdf:Seq>"#,
      [
        "<http://e/a> rdf:type rdf:Seq", #"<http://e/a> rdf:_1 "1""#,
        #"<http://e/a> rdf:_5 "5""#, "<http://e/a> rdf:_2 <http://e/b>",
        "<http://e/b> rdf:type rdf:Bag", #"<http://e/b> rdf:_1 "x""#,
      ]),
    Example(
      "reification of a literal",
      #"<rdf:Description rdf:about="http://e/a"><e:p rdf:ID="s">v</e:p></rdf:Description>"#,
      [
        #"<http://e/a> <http://e/p> "v""#,
        "<http://example.org/dir/file#s> rdf:type rdf:Statement",
        "<http://example.org/dir/file#s> rdf:subject <http://e/a>",
        "<http://example.org/dir/file#s> rdf:predicate <http://e/p>",
        #"<http://example.org/dir/file#s> rdf:object "v""#,
      ]),
    Example(
      "reification of a node",
      #"<rdf:Description rdf:about="http://e/a"><e:p rdf:ID="s" rdf:parseType="Resource"/></rdf:Description>"#,
      [
        "<http://e/a> <http://e/p> _:b0",
        "<http://example.org/dir/file#s> rdf:type rdf:Statement",
        "<http://example.org/dir/file#s> rdf:subject <http://e/a>",
        "<http://example.org/dir/file#s> rdf:predicate <http://e/p>",
        "<http://example.org/dir/file#s> rdf:object _:b0",
      ]),
  ]

  @Test(arguments: nodes + properties)
  func production(_ example: Example) {
    #expect(lines(example.content) == example.statements)
  }

  @Test("doc: a node element may be the root")
  func rootNode() {
    let result = readDocument(#"<C xmlns="http://e/" xmlns:e="http://e/" e:p="v"/>"#)
    #expect(
      lines(result) == ["_:b0 rdf:type <http://e/C>", #"_:b0 <http://e/p> "v""#])
  }

  @Test("a document without statements")
  func empty() {
    let result = readDocument(document(""))
    #expect(result.error == nil)
    #expect(result.quads.isEmpty)
  }

  @Test("prefixes are declared once, in their order")
  func prefixes() {
    let result = readDocument(
      document(#"<e:C xmlns:f="http://f/" xmlns="http://d/"/><e:C xmlns:f="http://f/"/>"#))
    #expect(result.prefixes["f"]?.value == "http://f/")
    #expect(result.prefixes[""]?.value == "http://d/")
    #expect(result.prefixes.count == 4)
  }

  @Test("generated labels and rdf:nodeID never meet", arguments: ["b0", "b0x", "b12xx"])
  func labels(_ identifier: String) {
    let found = lines(
      #"<rdf:Description rdf:nodeID="\#(identifier)"><e:p e:q="v"/></rdf:Description>"#)
    #expect(found.first == "_:\(identifier)x <http://e/p> _:b0")
  }

  @Test("other identifiers keep their names", arguments: ["b", "bx", "b0y", "xb0", "B0"])
  func keptLabels(_ identifier: String) {
    let found = lines(#"<rdf:Description rdf:nodeID="\#(identifier)" e:q="v"/>"#)
    #expect(found.first == "_:\(identifier) <http://e/q> \"v\"")
  }
}
