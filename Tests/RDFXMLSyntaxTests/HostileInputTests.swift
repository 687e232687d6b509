import Foundation
import IsoglossTestSupport
import RDFModel
import RDFXMLSyntax
import Testing

/// Documents that want memory, time or files: a clean error or success, within the limits.
struct HostileInputTests {
  private static func withSubset(_ subset: String, _ content: String) -> String {
    "<!DOCTYPE rdf:RDF [\n\(subset)\n]>\n" + document(content)
  }

  private func withSubset(_ subset: String, _ content: String) -> String {
    Self.withSubset(subset, content)
  }

  @Test("internal entities are legal in attributes and text")
  func internalEntities() {
    let result = readDocument(
      withSubset(
        #"<!ENTITY e "http://e/"><!ENTITY t "some &#38;amp; <e:D xmlns:e='http://e/'/>"><!ENTITY w "plain &e;">"#,
        #"<e:C rdf:about="&e;a"><e:p>&w;</e:p><e:q>&w;, &w;</e:q></e:C>"#))
    #expect(result.error == nil)
    #expect(
      lines(result) == [
        "<http://e/a> rdf:type <http://e/C>", #"<http://e/a> <http://e/p> "plain http://e/""#,
        #"<http://e/a> <http://e/q> "plain http://e/, plain http://e/""#,
      ])
  }

  @Test("markup in an entity uses the namespaces of the place it is used at")
  func markupInEntity() {
    let result = readDocument(
      withSubset(
        #"<!ENTITY m "<e:p e:q='v'/><p>t</p>">"#,
        #"<e:C rdf:about="http://e/a" xmlns="http://d/">&m;&m;</e:C>"#))
    #expect(result.error == nil)
    let once = [
      "<http://e/a> <http://e/p> _:b0", #"_:b0 <http://e/q> "v""#,
      #"<http://e/a> <http://d/p> "t""#,
    ]
    let again = once.map { $0.replacing("_:b0", with: "_:b1") }
    #expect(lines(result) == ["<http://e/a> rdf:type <http://e/C>"] + once + again)
    let undeclared = readDocument(
      withSubset(#"<!ENTITY m "<x:p/>">"#, #"<e:C rdf:about="http://e/a">&m;</e:C>"#))
    #expect(undeclared.error?.code == .xmlNamespace)
  }

  @Test("a vocabulary may abbreviate every namespace with an entity")
  func manyEntities() {
    let count = 60_000
    let content = String(repeating: #"<e:C rdf:about="&long;a"/>"#, count: count)
    let long = "http://example.org/a-namespace-that-is-about-as-long-as-they-are/"
    let result = readDocument(withSubset(#"<!ENTITY long "\#(long)">"#, content))
    #expect(result.error == nil)
    #expect(result.quads.count == count)
  }

  @Test(
    "an exponential entity bomb", arguments: ["<e:C><e:p>&l9;</e:p></e:C>", #"<e:C e:p="&l9;"/>"#])
  func exponentialBomb(_ content: String) {
    var subset = #"<!ENTITY l0 "lol">"#
    for level in 1...9 {
      let inner = String(repeating: "&l\(level - 1);", count: 10)
      subset += #"<!ENTITY l\#(level) "\#(inner)">"#
    }
    #expect(readDocument(withSubset(subset, content)).error?.code == .limitExceeded)
  }

  @Test("a quadratic entity bomb", arguments: [true, false])
  func quadraticBomb(_ inAttribute: Bool) {
    let long = String(repeating: "x", count: 100_000)
    let uses = String(repeating: "&x;", count: 20_000)
    let content = inAttribute ? #"<e:C e:p="\#(uses)"/>"# : "<e:C><e:p>\(uses)</e:p></e:C>"
    let result = readDocument(withSubset(#"<!ENTITY x "\#(long)">"#, content))
    #expect(result.error?.code == .limitExceeded)
  }

  @Test(
    "an entity that refers to itself",
    arguments: ["<e:C><e:p>&a;</e:p></e:C>", #"<e:C e:p="&a;"/>"#])
  func entityLoop(_ content: String) {
    let result = readDocument(withSubset(#"<!ENTITY a "&b;"><!ENTITY b "&a;">"#, content))
    #expect(result.error != nil)
  }

  @Test("attributes that the internal subset repeats count as entities do")
  func defaultedAttributes() {
    let long = String(repeating: "x", count: 100_000)
    let subset = #"<!ATTLIST e:C e:p CDATA "\#(long)">"#
    #expect(readDocument(withSubset(subset, "<e:C/>")).quads.count == 2)
    let bomb = readDocument(withSubset(subset, String(repeating: "<e:C/>", count: 10_000)))
    #expect(bomb.error?.code == .limitExceeded)
    let many = (0...1_000).map { #"<!ATTLIST e:C e:p\#($0) CDATA "x">"# }.joined()
    #expect(readDocument(withSubset(many, "<e:C/>")).error?.code == .limitExceeded)
  }

  @Test(
    "a local file is never read",
    arguments: [
      #"<!ENTITY x SYSTEM "FILE"> | <e:C><e:p>&x;</e:p></e:C>"#,
      #"<!ENTITY x SYSTEM "FILE"> | <e:C e:p="&x;"/>"#,
      #"<!ENTITY % x SYSTEM "FILE"> %x; | <e:C><e:p>&secret;</e:p></e:C>"#,
      #"<!ENTITY % x SYSTEM "FILE"> %x; | <e:C/>"#,
    ])
  func externalEntity(_ example: String) throws {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "isogloss-secret-\(UInt64.random(in: .min ... .max)).txt")
    try #"<!ENTITY secret "the secret">"#.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let parts = example.replacing("FILE", with: file.absoluteString).split(separator: " | ")
    let result = readDocument(withSubset(String(parts[0]), String(parts[1])))
    #expect(result.error?.code == .xmlEntity)
    #expect(result.error?.description.contains("secret\"") != true)
    #expect(!lines(result).joined().contains("the secret"))
  }

  @Test("an external subset is passed over")
  func externalSubset() throws {
    let text = "<!DOCTYPE rdf:RDF SYSTEM \"file:///dev/zero\">\n" + document("<e:C/>")
    #expect(readDocument(text).error == nil)
    let reference = "<!DOCTYPE rdf:RDF SYSTEM \"x.dtd\">\n" + document("<e:C><e:p>&x;</e:p></e:C>")
    #expect(readDocument(reference).error?.code == .xmlEntity)
  }

  @Test("deep nesting", arguments: [true, false])
  func depth(_ inLiteral: Bool) {
    let levels = 10_000
    let text =
      inLiteral
      ? #"<e:C><e:p rdf:parseType="Literal">"# + String(repeating: "<a>", count: levels)
      : String(repeating: "<e:C><e:p>", count: levels)
    #expect(errorCode(text) == "limit-exceeded")
    var options = ReaderOptions()
    options.limits.depth = 100_000
    let whole = document(
      String(repeating: "<e:C><e:p>", count: levels)
        + String(repeating: "</e:p></e:C>", count: levels))
    let result = readDocument(whole, options: options)
    #expect(result.error == nil)
    #expect(result.quads.count == 2 * levels - 1 + 1)
  }

  /// Comparing every two of 400,000 attributes takes libxml2 minutes.
  @Test(
    "too many attributes, found before they are compared", .timeLimit(.minutes(1)),
    arguments: [1_001, 400_000])
  func attributes(_ count: Int) {
    let attributes = (0..<count).map { "e:a\($0)=''" }.joined(separator: " ")
    #expect(errorCode("<e:C \(attributes)/>") == "limit-exceeded")
  }

  @Test("too many namespaces in scope")
  func namespaces() {
    var options = ReaderOptions()
    options.limits.namespaces = 100
    let one = (0..<60).map { "xmlns:n\($0)='http://n/'" }.joined(separator: " ")
    let nested = document("<e:C \(one)><e:p \(one)/></e:C>")
    #expect(readDocument(nested, options: options).error?.code == .limitExceeded)
    let apart = document(String(repeating: "<e:C \(one)/>", count: 5))
    #expect(readDocument(apart, options: options).error == nil)
  }

  @Test("long names, IRIs and literals")
  func lengths() {
    let long = String(repeating: "x", count: 70_000)
    #expect(errorCode(#"<e:C rdf:about="http://e/\#(long)"/>"#) == "limit-exceeded")
    #expect(errorCode(#"<e:C rdf:about="\#(long)"/>"#) == "limit-exceeded")
    #expect(errorCode(#"<e:C rdf:ID="\#(long)"/>"#) == "limit-exceeded")
    #expect(errorCode(#"<e:C xml:base="http://\#(long)"/>"#) == "limit-exceeded")
    var options = ReaderOptions()
    options.limits.literalBytes = 69_999
    for content in [
      "<e:C><e:p>\(long)</e:p></e:C>", #"<e:C e:p="\#(long)"/>"#,
      #"<e:C><e:p rdf:parseType="Literal">\#(long)</e:p></e:C>"#,
    ] {
      #expect(readDocument(document(content), options: options).error?.code == .limitExceeded)
    }
  }

  @Test("a literal of sixteen megabytes, as text, CDATA and XML")
  func longLiteral() {
    let size = 16 << 20
    let text = String(repeating: "0123456789abcdef", count: size / 16)
    for content in [
      "<e:p>\(text)</e:p>", "<e:p><![CDATA[\(text)]]></e:p>",
      #"<e:p rdf:parseType="Literal">\#(text)</e:p>"#,
    ] {
      let result = readDocument(
        document(#"<rdf:Description rdf:about="http://e/a">\#(content)</rdf:Description>"#))
      #expect(result.error == nil)
      #expect(result.quads.first?.triple.object.literal?.lexicalForm.utf8.count == size)
    }
  }

  /// Each limit, set low, and a document that passes it.
  static let limits: [(name: String, set: @Sendable (inout ReaderLimits) -> Void, text: String)] = [
    ("depth", { $0.depth = 3 }, document("<e:C><e:p><e:C/></e:p></e:C>")),
    (
      "depth", { $0.depth = 3 },
      document(#"<e:C><e:p rdf:parseType="Literal"><a/></e:p></e:C>"#)
    ),
    (
      "tripleTermDepth", { $0.tripleTermDepth = 1 },
      document(
        #"<e:C rdf:version="1.2"><e:p rdf:parseType="Triple"><rdf:Description>"#
          + #"<e:q rdf:parseType="Triple"><rdf:Description><e:r>v</e:r></rdf:Description>"#
          + "</e:q></rdf:Description></e:p></e:C>")
    ),
    ("attributes", { $0.attributes = 1 }, document(#"<e:C e:p="1" e:q="2"/>"#)),
    (
      "attributes", { $0.attributes = 1 },
      withSubset(#"<!ATTLIST e:C e:p CDATA "x"><!ATTLIST e:C e:q CDATA "x">"#, "<e:C/>")
    ),
    ("namespaces", { $0.namespaces = 2 }, document(#"<x:C xmlns:x="http://x/"/>"#)),
    ("nameBytes", { $0.nameBytes = 60 }, document(#"<e:C rdf:about="http://e/\#(long)"/>"#)),
    ("nameBytes", { $0.nameBytes = 60 }, document(#"<e:C rdf:ID="\#(long)"/>"#)),
    ("nameBytes", { $0.nameBytes = 60 }, document("<e:\(long)/>")),
    ("literalBytes", { $0.literalBytes = 60 }, document("<e:C><e:p>\(long)</e:p></e:C>")),
    ("literalBytes", { $0.literalBytes = 60 }, document(#"<e:C e:p="\#(long)"/>"#)),
    (
      "entityBytes", { $0.entityBytes = 60 },
      withSubset(
        #"<!ENTITY x "\#(long)"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;&x;&x;">"#,
        "<e:C><e:p>" + String(repeating: "&y;", count: 100) + "</e:p></e:C>")
    ),
  ]
  private static let long = String(repeating: "x", count: 100)

  @Test("each limit is an option, and its error names it", arguments: limits.indices)
  func named(_ index: Int) {
    let limit = Self.limits[index]
    var options = ReaderOptions(base: base)
    #expect(readDocument(limit.text, options: options).error == nil)
    limit.set(&options.limits)
    let error = readDocument(limit.text, options: options).error
    #expect(error?.code == .limitExceeded)
    #expect(error?.remedy.contains("ReaderLimits.\(limit.name) ") == true, "\(error?.remedy ?? "")")
  }

  @Test("a literal of fifty megabytes is refused, or read where the limit allows it")
  func fiftyMegabytes() {
    let size = 50 << 20
    let text = document(
      "<rdf:Description rdf:about=\"http://e/a\"><e:p>"
        + String(repeating: "0123456789abcdef", count: size / 16) + "</e:p></rdf:Description>")
    #expect(readDocument(text).error?.code == .limitExceeded)
    var options = ReaderOptions()
    options.limits.literalBytes = size
    let result = readDocument(text, options: options)
    #expect(result.error == nil)
    #expect(result.quads.first?.triple.object.literal?.lexicalForm.utf8.count == size)
  }

  @Test("tags and comments beyond libxml2's own limit")
  func longMarkup() {
    let text = String(repeating: "0123456789abcdef", count: (11 << 20) / 16)
    for content in [#"<e:C e:p="\#(text)"/>"#, "<!-- \(text) -->", "<e:x\(text)/>"] {
      #expect(errorCode(content) == "limit-exceeded")
    }
  }

  /// Looking through the tag for each of 40,000 pieces takes minutes.
  @Test("a long tag may come in small pieces", .timeLimit(.minutes(1)))
  func longTagInPieces() {
    let text = String(repeating: "0123456789abcdef", count: (4 << 20) / 16)
    let whole = document(#"<rdf:Description rdf:about="http://e/a" e:p="\#(text)"/>"#)
    let result = readDocument(whole, pieceSize: 100)
    #expect(result.quads.first?.triple.object == .literal(Literal(text)))
  }

  @Test("cut anywhere, a document is an error and never more")
  func truncation() {
    let whole = Array(
      withSubset(
        #"<!ENTITY e "http://e/"><!ATTLIST e:C e:d CDATA "d">"#,
        """
        <!-- c --><?p i?><e:C rdf:about="&e;a" xml:lang="en" xml:base="http://b/"><e:p>té&amp;xt</e:p>
        <e:q rdf:parseType="Collection"><e:C rdf:ID="x"/><e:C rdf:nodeID="y"/></e:q>
        <e:r rdf:parseType="Literal"><b a="1">t<![CDATA[x]]></b><!-- d --></e:r>
        <e:s rdf:parseType="Resource"><rdf:li rdf:datatype="&e;t">1</rdf:li></e:s></e:C>
        """
      ).utf8)
    for end in 0..<whole.count {
      let cut = String(decoding: whole[..<end], as: UTF8.self)
      #expect(readDocument(cut).error != nil, "cut at \(end)")
    }
    #expect(readDocument(String(decoding: whole, as: UTF8.self)).error == nil)
  }

  @Test("bytes that are not text")
  func notText() {
    let start = Array(document("<e:C><e:p>").utf8)
    for bytes: [UInt8] in [[0xFF, 0xFE, 0xFD], [0xC3], [0xED, 0xA0, 0x80], [0x00], [0x01]] {
      let whole = start + bytes + Array("</e:p></e:C></rdf:RDF>".utf8)
      let result = readBytes(whole)
      #expect(result.error != nil)
    }
  }
}
