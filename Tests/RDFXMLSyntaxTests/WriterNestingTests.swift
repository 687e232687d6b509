import Foundation
import IsoglossTestSupport
import RDFModel
import Testing

/// Blank nodes, lists and XML literals.
struct WriterNestingTests {
  @Test("a blank node stands inside the one property that refers to it")
  func nested() throws {
    #expect(
      try body([
        quad("e:a", "e:p", "_:x"), quad("_:x", "rdf:type", "e:C"), quad("_:x", "e:q", "_:y"),
        quad("_:z", "e:q", "v"),
      ])
        == """
          <rdf:Description rdf:about="http://e/a">
            <e:p>
              <e:C>
                <e:q>
                  <rdf:Description/>
                </e:q>
              </e:C>
            </e:p>
          </rdf:Description>
          <rdf:Description>
            <e:q>v</e:q>
          </rdf:Description>
        """)
  }

  @Test("a blank node with two references gets a label, in the order of what is said of it")
  func shared() throws {
    #expect(
      try body([
        quad("_:y", "e:q", "w"), quad("_:x", "e:q", "v"), quad("e:a", "e:p", "_:x"),
        quad("e:b", "e:p", "_:x"), quad("e:b", "e:q", "_:y"), quad("e:c", "e:q", "_:y"),
      ])
        == """
          <rdf:Description rdf:about="http://e/a">
            <e:p rdf:nodeID="b0"/>
          </rdf:Description>
          <rdf:Description rdf:about="http://e/b">
            <e:p rdf:nodeID="b0"/>
            <e:q rdf:nodeID="b1"/>
          </rdf:Description>
          <rdf:Description rdf:about="http://e/c">
            <e:q rdf:nodeID="b1"/>
          </rdf:Description>
          <rdf:Description rdf:nodeID="b0">
            <e:q>v</e:q>
          </rdf:Description>
          <rdf:Description rdf:nodeID="b1">
            <e:q>w</e:q>
          </rdf:Description>
        """)
  }

  @Test("lists of resources are collections")
  func collections() throws {
    #expect(
      try body([
        quad("e:a", "e:p", "_:1"), quad("_:1", "rdf:first", "e:x"), quad("_:1", "rdf:rest", "_:2"),
        quad("_:2", "rdf:first", "_:y"), quad("_:2", "rdf:rest", "rdf:nil"),
        quad("_:y", "e:q", "v"),
        quad("e:a", "e:q", "rdf:nil"),
      ])
        == """
          <rdf:Description rdf:about="http://e/a">
            <e:p rdf:parseType="Collection">
              <rdf:Description rdf:about="http://e/x"/>
              <rdf:Description>
                <e:q>v</e:q>
              </rdf:Description>
            </e:p>
            <e:q rdf:resource="http://www.w3.org/1999/02/22-rdf-syntax-ns#nil"/>
          </rdf:Description>
        """)
  }

  @Test("lists that are no collections keep their cells, and lose nothing")
  func brokenLists() throws {
    let list = [
      quad("e:a", "e:p", "_:1"), quad("_:1", "rdf:first", "e:x"), quad("_:1", "rdf:rest", "_:2"),
      quad("_:2", "rdf:first", "e:y"), quad("_:2", "rdf:rest", "rdf:nil"),
    ]
    let variants: [[Quad]] = [
      Array(list.dropFirst()), Array(list.dropLast()), list + [quad("e:b", "e:p", "_:1")],
      list + [quad("e:b", "e:p", "_:2")], list + [quad("_:1", "e:q", "v")],
      list + [quad("_:2", "rdf:first", "e:z")], list + [quad("_:2", "rdf:rest", "_:1")],
      list.dropLast() + [quad("_:2", "rdf:rest", "_:1")],
      list.dropLast() + [quad("_:2", "rdf:rest", "_:2")],
      list.map { $0 == list[3] ? quad("_:2", "rdf:first", "text") : $0 },
      list + [quad("_:1", "rdf:type", "rdf:List")],
      [
        quad("_:1", "rdf:first", "_:2"), quad("_:1", "rdf:rest", "rdf:nil"),
        quad("_:2", "rdf:first", "_:1"), quad("_:2", "rdf:rest", "rdf:nil"),
      ],
      [
        quad("_:1", "rdf:first", "e:x"), quad("_:1", "rdf:rest", "_:2"),
        quad("_:2", "rdf:first", "_:1"), quad("_:2", "rdf:rest", "rdf:nil"),
      ],
    ]
    for quads in variants { try expectRoundTrip(quads) }
  }

  @Test("rings of blank nodes are cut once", arguments: [1, 2, 3, 200])
  func rings(_ length: Int) throws {
    let ring = (0..<length).map { quad("_:n\($0)", "e:p", "_:n\(($0 + 1) % length)") }
    try expectRoundTrip(ring)
    try expectRoundTrip(ring + [quad("_:n0", "e:q", "_:tail"), quad("_:tail", "e:q", "v")])
    if length <= 3 {
      let labels = try body(ring).components(separatedBy: "rdf:nodeID").count - 1
      #expect(labels == 2)
    }
  }

  @Test("long chains are nested only so far, and are read again within the limits")
  func chains() throws {
    let length = 20_000
    var quads = (0..<length).map { quad("_:n\($0)", "e:p", "_:n\($0 + 1)") }
    let text = try write(quads)
    let result = readDocument(text)
    #expect(result.error == nil)
    #expect(result.quads.count == length)
    quads = (0..<length).flatMap {
      [
        quad("_:n\($0)", "rdf:first", "e:x"),
        quad("_:n\($0)", "rdf:rest", $0 + 1 == length ? "rdf:nil" : "_:n\($0 + 1)"),
      ]
    }
    let list = try write(quads + [quad("e:a", "e:p", "_:n0")])
    #expect(list.contains("parseType=\"Collection\""))
    #expect(!list.contains("nodeID"))
    #expect(readDocument(list).quads.count == 2 * length + 1)
    // Lists of one list, deeper than elements may be.
    let deep = (0..<3_000).flatMap {
      [quad("_:n\($0)", "rdf:first", "_:n\($0 + 1)"), quad("_:n\($0)", "rdf:rest", "rdf:nil")]
    }
    #expect(readDocument(try write(deep)).quads.count == deep.count)
  }

  @Test(
    "XML literals are XML where that comes back",
    arguments: [
      ("", true), ("text", true), (#"<b xmlns="http://x/" a="1">t</b>"#, true),
      ("<br></br>", true), ("<br/>", false), ("a & b", false), ("<b>", false), ("</e:p>", false),
      (#"</e:p><e:p rdf:parseType="Literal">"#, false), ("<e:b></e:b>", false),
      ("<!-- c -->", true), ("a\r", false), ("&#xD;", true), ("&lt;![CDATA[x]]&gt;", true),
      ("]]&gt;", true), ("]]>", false), (String(repeating: "<a>", count: 2_000), false),
    ])
  func xmlLiterals(_ text: String, _ asXML: Bool) throws {
    let quads = [quad("e:a", "e:p", .literal(Literal(text, datatype: RDF.xmlLiteral)))]
    let written = try body(quads)
    #expect(written.contains("parseType=\"Literal\">") == asXML)
    #expect(readDocument(try write(quads)).quads == quads)
  }

  @Test("random graphs come back", arguments: 0..<40)
  func randomGraphs(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let nodes = (0..<6).map { $0 < 2 ? "e:n\($0)" : "_:n\($0)" }
    let predicates = ["e:p", "rdf:first", "rdf:rest", "rdf:type", "e:q"]
    let objects = nodes + ["rdf:nil", "text", "e:C"]
    let quads = (0..<Int.random(in: 1...14, using: &random)).compactMap { _ -> Quad? in
      guard let subject = nodes.randomElement(using: &random),
        let predicate = predicates.randomElement(using: &random),
        let object = objects.randomElement(using: &random)
      else { return nil }
      return quad(subject, predicate, object)
    }
    try expectRoundTrip(quads)
  }

  private func expectRoundTrip(_ quads: [Quad]) throws {
    let text = try write(quads, prefixes: [("e", "http://e/")])
    let result = readDocument(text)
    #expect(result.error == nil)
    let isSame = try areIsomorphic(quads, result.quads)
    #expect(isSame, "\(text)")
    // Written once more, nothing changes but, perhaps, the order of blank nodes.
    #expect(Set(result.quads).count == result.quads.count)
  }
}
