import ByteStorage
import IsoglossTestSupport
import JSONLDSyntax
import RDFModel
import Testing

@Suite("Writing JSON-LD")
struct JSONLDWriterTests {
  private static let ex = "http://example.org/"

  private static func iri(_ name: String) -> Term { .iri(IRI(trusted: ex + name)) }
  private static func node(_ label: String) -> Term { .blankNode(BlankNode(label)) }

  private static func quad(_ subject: Term, _ property: String, _ object: Term) -> Quad {
    Quad(Triple(subject, iri(property), object))
  }

  private func text(
    _ quads: [Quad], _ options: JSONLDWriterOptions = JSONLDWriterOptions(),
    prefixes: [(String, String)] = [("ex", ex)]
  ) throws -> String {
    var writer = JSONLDWriter(ByteBuffer(), options: options, prefixes: .wellKnown)
    for (prefix, namespace) in prefixes {
      writer.declare(prefix: prefix, namespace: IRI(trusted: namespace))
    }
    try writer.receive(TripleBatch(quads))
    let output = try writer.finish()
    return String(bytes: output.span)
  }

  @Test("Sorted, with the prefixes that are used, and nodes where they are mentioned")
  func layout() throws {
    let quads = [
      Self.quad(Self.iri("b"), "p", .literal(Literal("x", language: "fr"))),
      Self.quad(Self.iri("b"), "p", .literal(Literal("2", datatype: XSD.integer))),
      Quad(Triple(Self.iri("b"), .iri(RDF.type), Self.iri("C"))),
      Self.quad(Self.iri("a"), "q", Self.node("n")),
      Self.quad(Self.node("n"), "p", .literal(Literal("y"))),
    ]
    let expected = """
      {
        "@context": {"ex": "http://example.org/", "xsd": "http://www.w3.org/2001/XMLSchema#"},
        "@graph": [
          {
            "@id": "ex:a",
            "ex:q": {"ex:p": "y"}
          },
          {
            "@id": "ex:b",
            "@type": "ex:C",
            "ex:p": [
              {"@type": "xsd:integer", "@value": "2"},
              {"@language": "fr", "@value": "x"}
            ]
          }
        ]
      }

      """
    #expect(try text(quads) == expected)
    #expect(try text(quads.reversed()) == expected)
  }

  @Test("One node is the document itself")
  func single() throws {
    let quads = [Self.quad(Self.iri("a"), "p", .literal(Literal("1")))]
    let expected = """
      {
        "@context": {"ex": "http://example.org/"},
        "@id": "ex:a",
        "ex:p": "1"
      }

      """
    #expect(try text(quads) == expected)
    #expect(try text([]) == "{}\n")
    #expect(try text([], JSONLDWriterOptions(form: .expanded)) == "[]\n")
  }

  @Test("With a context given, terms take its names and types")
  func context() throws {
    let context = #"""
      {"@context": {"@version": 1.1, "name": {"@id": "http://example.org/p",
        "@container": "@language"}, "list": {"@id": "http://example.org/q", "@container": "@list"}}}
      """#
    let quads = [
      Self.quad(Self.iri("a"), "p", .literal(Literal("x", language: "fr"))),
      Self.quad(Self.iri("a"), "q", Self.node("l")),
      Quad(Triple(Self.node("l"), .iri(RDF.first), Self.iri("b"))),
      Quad(Triple(Self.node("l"), .iri(RDF.rest), .iri(RDF.nil))),
    ]
    let lines = try text(quads, JSONLDWriterOptions(context: Array(context.utf8)))
    #expect(lines.contains(#""name": {"fr": "x"}"#))
    #expect(lines.contains(#""list": ["#))
    #expect(!lines.contains("@list\":"))
  }

  @Test("A context can be named instead of written")
  func namedContext() throws {
    let name = "http://www.w3.org/2004/02/skos/core"
    let options = JSONLDWriterOptions(
      context: Array("\"\(name)\"".utf8), processing: JSONLDOptions(contexts: .bundled))
    let skos = "http://www.w3.org/2004/02/skos/core#"
    let quads = [
      Quad(Triple(Self.iri("a"), .iri(RDF.type), .iri(IRI(trusted: skos + "Concept")))),
      Quad(
        Triple(
          Self.iri("a"), .iri(IRI(trusted: skos + "prefLabel")),
          .literal(Literal("bias", language: "en")))),
      Quad(Triple(Self.iri("a"), .iri(IRI(trusted: skos + "broader")), Self.iri("b"))),
    ]
    let expected = """
      {
        "@context": "\(name)",
        "broader": "http://example.org/b",
        "id": "http://example.org/a",
        "prefLabel": {"en": "bias"},
        "type": "Concept"
      }

      """
    #expect(try text(quads, options) == expected)
    let unknown = JSONLDWriterOptions(context: Array(#""http://example.org/context""#.utf8))
    let error = #expect(throws: WritingError.self) { try text(quads, unknown) }
    #expect(error?.code.rawValue == JSONLDErrorCode.loadingRemoteContextFailed.code.rawValue)
    #expect(error?.message.contains("http://example.org/context") == true)
  }

  @Test("A triple term is refused by name")
  func tripleTerm() {
    let inner = Triple(Self.iri("a"), Self.iri("p"), Self.iri("b"))
    let error = #expect(throws: WritingError.self) {
      try text([Self.quad(Self.iri("c"), "q", .tripleTerm(inner))])
    }
    #expect(error?.code == .tripleTerm)
  }

  // What nests, circles and lists badly; each has to be read back as it was.
  private static let shapes: [[Quad]] = [
    // A node that mentions itself, and two that mention each other.
    [quad(node("n"), "p", node("n"))],
    [quad(node("n"), "p", node("m")), quad(node("m"), "p", node("n"))],
    // A node without statements, and one that is mentioned twice.
    [
      quad(iri("a"), "p", node("n")), quad(iri("b"), "p", node("m")),
      quad(iri("b"), "q", node("m")),
    ],
    // A list that is its own item, one with two ends, one that is mentioned twice.
    [
      Quad(Triple(node("l"), .iri(RDF.first), node("l"))),
      Quad(Triple(node("l"), .iri(RDF.rest), .iri(RDF.nil))),
    ],
    [
      quad(iri("a"), "p", node("l")),
      Quad(Triple(node("l"), .iri(RDF.first), iri("x"))),
      Quad(Triple(node("l"), .iri(RDF.rest), .iri(RDF.nil))),
      Quad(Triple(node("l"), .iri(RDF.rest), node("m"))),
      Quad(Triple(node("m"), .iri(RDF.first), iri("y"))),
      Quad(Triple(node("m"), .iri(RDF.rest), .iri(RDF.nil))),
    ],
    [
      quad(iri("a"), "p", node("l")), quad(iri("b"), "p", node("l")),
      Quad(Triple(node("l"), .iri(RDF.first), iri("x"))),
      Quad(Triple(node("l"), .iri(RDF.rest), .iri(RDF.nil))),
    ],
    // Two lists under one property, and the empty list.
    [
      quad(iri("a"), "p", node("l")), quad(iri("a"), "p", node("m")),
      quad(iri("a"), "p", .iri(RDF.nil)),
      Quad(Triple(node("l"), .iri(RDF.first), iri("x"))),
      Quad(Triple(node("l"), .iri(RDF.rest), .iri(RDF.nil))),
      Quad(Triple(node("m"), .iri(RDF.first), iri("y"))),
      Quad(Triple(node("m"), .iri(RDF.rest), .iri(RDF.nil))),
    ],
    // Nodes that graphs share, graphs named by nodes, a node that is only a graph.
    [
      Quad(Triple(iri("a"), iri("p"), node("n")), graph: iri("g")),
      Quad(Triple(node("n"), iri("p"), iri("b")), graph: node("h")),
      quad(iri("g"), "p", node("h")), quad(iri("c"), "p", iri("d")),
    ],
    // Types that are literals or nodes, names like keywords and schemes.
    [
      Quad(Triple(iri("a"), .iri(RDF.type), node("n"))), quad(node("n"), "p", iri("b")),
      Quad(Triple(iri("a"), .iri(RDF.type), .literal(Literal("x")))),
      Quad(
        Triple(.iri(IRI(trusted: "ex:y")), iri("p"), .iri(IRI(trusted: "http://example.org///z")))),
      Quad(
        Triple(
          iri(""), iri("p"),
          .literal(Literal("{\"a\":[1]}", datatype: IRI(trusted: RDF.namespace + "JSON"))))),
    ],
    // Strings with directions, and datatypes.
    [
      quad(iri("a"), "p", .literal(Literal("x", language: "ar", direction: .rightToLeft))),
      quad(iri("a"), "p", .literal(Literal("1.0", datatype: XSD.decimal))),
      quad(iri("a"), "p", .literal(Literal("true", datatype: XSD.boolean))),
      quad(iri("a"), "p", .literal(Literal("\u{0}\"\\\n\u{7F}é"))),
    ],
  ]

  @Test("What is written is read back", arguments: shapes)
  func roundTrip(quads: [Quad]) throws {
    for form in JSONLDWriterOptions.Form.allCases {
      let lines = try text(quads, JSONLDWriterOptions(form: form))
      let again = try Self.read(lines)
      #expect(try areIsomorphic(again, quads), "\(form): \(lines)")
    }
  }

  @Test("Nodes and lists nested a thousand levels deep are read back", arguments: [true, false])
  func deep(isList: Bool) throws {
    var quads: [Quad] = []
    for level in 0..<1000 {
      let (outer, inner) = (Self.node("n\(level)"), Self.node("n\(level + 1)"))
      if isList {
        quads.append(Quad(Triple(outer, .iri(RDF.first), inner)))
        quads.append(Quad(Triple(outer, .iri(RDF.rest), .iri(RDF.nil))))
      } else {
        quads.append(Self.quad(outer, "p", inner))
      }
    }
    quads.append(Self.quad(Self.iri("a"), "p", Self.node("n0")))
    let written = quads
    let lines = try #require(onSmallStack { try? text(written) })
    #expect(try areIsomorphic(Self.read(lines), quads))
  }

  private static func read(
    _ text: String, direction: JSONLDOptions.RDFDirection = .directionalString
  ) throws -> [Quad] {
    var reader = JSONLDReader(
      options: ReaderOptions(), jsonLD: JSONLDOptions(rdfDirection: direction))
    var collector = QuadCollector()
    try reader.read(text.utf8Span.span, into: &collector)
    try reader.finish(into: &collector)
    return collector.quads
  }

  @Test(
    "Base directions go both ways in each form",
    arguments: JSONLDOptions.RDFDirection.allCases)
  func directions(direction: JSONLDOptions.RDFDirection) throws {
    let source =
      #"{"@id":"http://e/a","http://e/p":{"@value":"x","@language":"ar","@direction":"rtl"}}"#
    let quads = try Self.read(source, direction: direction)
    let options = JSONLDWriterOptions(processing: JSONLDOptions(rdfDirection: direction))
    let lines = try text(quads, options)
    #expect(lines.contains(#""@direction": "rtl", "@language": "ar", "@value": "x""#), "\(lines)")
    #expect(try areIsomorphic(Self.read(lines, direction: direction), quads))
  }

  @Test("Prefixes of contexts are passed on")
  func prefixes() throws {
    let document = IsoglossTestSupport.read(
      #"{"@context": {"e": "http://e/", "n": "http://e/name", "x y": "http://z/"}, "e:p": 1}"#,
      with: JSONLDReader.self)
    #expect(document.prefixes == ["e": IRI(trusted: "http://e/")])
  }
}
