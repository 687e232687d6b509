import IsoglossTestSupport
import RDFModel
import RDFXMLSyntax
import Testing

/// Reads bytes against ``base``.
func readBytes(_ bytes: [UInt8], pieceSize: Int = .max) -> ReadDocument {
  read(
    bytes, with: RDFXMLReader.self, options: ReaderOptions(base: base), pieceSize: pieceSize)
}

/// Pieces of any size, batches and encodings.
struct FeedingTests {
  static let sample = """
    <?xml version="1.0"?>
    <!DOCTYPE rdf:RDF [<!ENTITY e "http://e/"><!ENTITY t "of > entities">]>
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"
      xmlnote="a>b" xml:lang='de'>
      <!-- a > b -->
      <e:C rdf:about="&e;a" e:p="x > y"><e:p>gr\u{f6}\u{df}e\r\n&t; &amp; <![CDATA[<>]]]]></e:p>
        <e:q rdf:parseType="Literal"> <b c='>'/> <!-- x --> </e:q>
        <e:r rdf:ID="i" xml:lang="ja">\u{306e}\u{304d}\u{1F600}</e:r>
      </e:C>
    </rdf:RDF>
    """

  @Test("pieces do not change the result", arguments: [1, 2, 3, 7, 64])
  func pieces(_ size: Int) {
    let whole = readDocument(Self.sample)
    #expect(whole.error == nil)
    #expect(whole.quads.count == 9)
    let pieced = readDocument(Self.sample, pieceSize: size)
    #expect(pieced.error == nil)
    #expect(pieced.quads == whole.quads)
    #expect(pieced.prefixes == whole.prefixes)
  }

  @Test("a > in an attribute of the root does not end its tag", arguments: [1, 7, 40])
  func angleInRoot(_ size: Int) {
    let text = #"<e:C xmlns:e="http://e/" e:p="a > b" e:q="'>'"/>"#
    #expect(readDocument(text, pieceSize: size).quads.count == 3)
  }

  @Test("batches share terms, and none is lost where one ends")
  func batches() throws {
    let count = 30_000
    let content = (0..<count).map { "<e:p xml:lang=\"en\">\($0)</e:p>" }.joined()
    let text = document("<rdf:Description rdf:about=\"http://e/a\">\(content)</rdf:Description>")
    let result = readDocument(text)
    #expect(result.quads.count == count)
    for (index, quad) in result.quads.enumerated() {
      #expect(
        quad.triple
          == Triple(
            .iri(IRI(trusted: "http://e/a")), .iri(IRI(trusted: "http://e/p")),
            .literal(Literal("\(index)", language: "en"))))
    }
    var sizes = BatchSizes()
    try sizes.read(Array(text.utf8))
    #expect(sizes.triples.count > 5)
    for (triples, terms) in zip(sizes.triples, sizes.terms) {
      #expect(triples <= 4_096)
      // One term for each object; subject, predicate and language once.
      #expect(terms <= triples + 4)
    }
  }

  @Test("a batch does not wait for a document that is text at the end of every piece")
  func batchesInText() throws {
    let text = String(repeating: "x", count: 20_000)
    let content = String(repeating: "<e:p>\(text)</e:p>", count: 500)
    var sizes = BatchSizes()
    try sizes.read(
      Array(document("<rdf:Description rdf:about='http://e/a'>\(content)</rdf:Description>").utf8))
    #expect(sizes.triples.reduce(0, +) == 500)
    #expect(sizes.triples.allSatisfy { $0 < 30 })
  }

  @Test("nodes without statements do not fill a batch")
  func emptyNodes() throws {
    let content = String(repeating: "<rdf:Description rdf:about=\"http://e/a\"/>", count: 50_000)
    var sizes = BatchSizes()
    try sizes.read(Array(document(content + "<e:C/>").utf8))
    #expect(sizes.triples == [1])
    #expect((sizes.terms.first ?? .max) < 30_000)
  }

  @Test("a line beyond 65,535 is counted")
  func manyLines() throws {
    var sink = LineCollector()
    try sink.read(Array(document(String(repeating: "\n", count: 100_000) + "<e:C/>").utf8))
    #expect(sink.lines == [100_002])
  }

  @Test("the empty pass tells well-formed documents from others")
  func emptyPass() {
    for (text, isWellFormed) in [(Self.sample, true), ("<a>", false)] {
      let bytes = Array(text.utf8)
      let found = EmptySAXPass.run(bytes.span)
      #expect(found == isWellFormed)
    }
  }
}
