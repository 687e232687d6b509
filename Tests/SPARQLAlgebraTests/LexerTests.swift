import RDFModel
import SPARQLAlgebra
import Testing

/// SPARQL 1.1 Query, section 19: escapes, names, strings and IRIs.
@Suite struct LexerTests {
  private func object(_ text: String) throws -> Term? {
    guard case .bgp(let triples) = try pattern("?s ?p \(text)") else { return nil }
    return triples.first?.object.term
  }

  @Test(arguments: [
    (#""a\tb\"c\\""#, "a\tb\"c\\"), (#"'a"b'"#, "a\"b"), ("\"\"\"a\n\"b\"\"\"\"", "a\n\"b"),
    (#"'''it's'''"#, "it's"), (#""\u0041\U0001F600""#, "A\u{1F600}"), (#""\u005Cn""#, "\\n"),
    (#""""#, ""), (#"'' "#, ""),
  ])
  func strings(_ pair: (written: String, meant: String)) throws {
    // A quote before the closing quotes of a long string belongs to neither: skip that one here.
    let term = try? object(pair.written)
    if pair.written.hasSuffix("\"\"\"\"") {
      #expect(syntaxError("SELECT * { ?s ?p \(pair.written) }") != nil)
    } else {
      #expect(term == .literal(Literal(pair.meant)))
    }
  }

  @Test(arguments: [
    (":a", "a"), (":a.b", "a.b"), (":%41", "%41"), (#":a\,b\%"#, "a,b%"), (":1-x", "1-x"),
    (":a:b", "a:b"), (":", ""),
  ])
  func localNames(_ pair: (written: String, meant: String)) throws {
    #expect(try object(pair.written + " .") == .iri(iri(pair.meant)))
  }

  @Test func irisResolveAgainstTheBase() throws {
    let query = try SPARQLParser.parse(
      query: "BASE <http://a.example/b/c> PREFIX p: <d#> ASK { <../x\\u0079> p:e <//h/i> }")
    #expect(
      query.pattern
        == .bgp([
          TriplePattern(
            .term(.iri(IRI(trusted: "http://a.example/xy"))),
            .term(.iri(IRI(trusted: "http://a.example/b/d#e"))),
            .term(.iri(IRI(trusted: "http://h/i"))))
        ]))
    #expect(query.base == IRI("http://a.example/b/c"))
    #expect(query.prefixes["p"] == IRI("http://a.example/b/d#"))
  }

  @Test func commentsAndByteOrderMarkAreSkipped() throws {
    _ = try parse("\u{FEFF}# ask\nASK # really\r{ ?s ?p <http://e/#frag> }#end")
  }

  @Test func literalsKeepTheirForm() throws {
    #expect(try object("'x'@pt-BR") == .literal(Literal("x", language: "pt-BR")))
    #expect(try object("'x'^^:t") == .literal(Literal("x", datatype: iri("t"))))
    #expect(try object("+01.50") == .literal(Literal("+01.50", datatype: XSD.decimal)))
  }

  @Test func bytesMustBeUTF8() {
    let bytes: [UInt8] = Array("ASK { ?s ?p '".utf8) + [0xFF] + Array("' }".utf8)
    #expect {
      try SPARQLParser.parse(utf8: bytes.span)
    } throws: { ($0 as? SyntaxError)?.code == .invalidUTF8 }
  }
}
