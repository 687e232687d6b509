import ByteStorage
import IsoglossTestSupport
import RDFModel
import RDFSyntax
import Testing

@Suite("Turtle and TriG writers")
struct TurtleWriterTests {
  private func turtle(_ text: String) throws -> String {
    var reader = TurtleReader(options: ReaderOptions())
    var writer = TurtleWriter(ByteBuffer())
    try reader.read(text.utf8Span.span, into: &writer)
    try reader.finish(into: &writer)
    let output = try writer.finish()
    return String(bytes: output.span)
  }

  private func triG(_ text: String) throws -> String {
    var reader = NQuadsReader(options: ReaderOptions())
    var writer = TriGWriter(ByteBuffer(), prefixes: PrefixMap(["e": IRI(trusted: "http://e/")]))
    try reader.read(text.utf8Span.span, into: &writer)
    try reader.finish(into: &writer)
    let output = try writer.finish()
    return String(bytes: output.span)
  }

  @Test("kept prefixes are declared whether they shorten anything or not, each once")
  func keptPrefixes() throws {
    var writer = TurtleWriter(ByteBuffer(), keepsPrefixes: true)
    let text = """
      @prefix ex: <http://e/> .
      @prefix other: <http://e/> .
      @prefix unused: <http://unused/> .
      @prefix ex: <http://e/> .
      ex:a ex:p "b" .
      """
    var reader = TurtleReader(options: ReaderOptions())
    try reader.read(text.utf8Span.span, into: &writer)
    try reader.finish(into: &writer)
    let output = try writer.finish()
    #expect(
      String(bytes: output.span) == """
        @prefix ex: <http://e/> .
        @prefix other: <http://e/> .
        @prefix unused: <http://unused/> .

        ex:a ex:p "b" .

        """)
    #expect(try !turtle(text).contains("unused"))
  }

  @Test("The layout: sorted, grouped, nested")
  func layout() throws {
    let text = try turtle(
      """
      @prefix ex: <http://e/> .
      @prefix unused: <http://unused/> .
      ex:b ex:p ( 1 ( ) [ ex:q "x" ] ) .
      ex:a ex:z _:shared ; ex:p "b"@en , "a" , ex:o , 01 ; a ex:T , <http://www.w3.org/2004/02/skos/core#Concept> .
      _:shared ex:p _:shared .
      [] ex:p [ ] .
      ex:a ex:p "b"@en .
      """)
    #expect(
      text == """
        @prefix ex: <http://e/> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .

        ex:a a
            ex:T,
            skos:Concept ;
          ex:p
            ex:o,
            01,
            "a",
            "b"@en ;
          ex:z _:b0 .

        ex:b ex:p ( 1 () [
            ex:q "x"
          ] ) .

        [] ex:p [] .

        _:b0 ex:p _:b0 .

        """)
    #expect(try turtle(text) == text)
  }

  @Test("Numbers and booleans lose their quotation marks only where they come back as they were")
  func shorthands() throws {
    let xsd = "http://www.w3.org/2001/XMLSchema#"
    let kept = [
      "\" 1\"^^<\(xsd)integer>", "\"1.\"^^<\(xsd)decimal>", "\"1\"^^<\(xsd)double>",
      "\"1\"^^<\(xsd)decimal>", "\"INF\"^^<\(xsd)double>", "\"TRUE\"^^<\(xsd)boolean>",
      "\"\"^^<\(xsd)integer>", "\"1.e1\"^^<\(xsd)integer>", "\"1\"^^<\(xsd)float>",
    ]
    let bare = ["-1", "+1.50", ".5", "1e0", "1.E-5", "false"]
    for literal in kept {
      let text = try turtle("<http://e/s> <http://e/p> \(literal) .")
      #expect(text.contains("\"^^xsd:"), "\(literal)")
    }
    for literal in bare {
      let text = try turtle("<http://e/s> <http://e/p> \(literal) .")
      #expect(text.contains(" \(literal) ."), "\(literal)")
    }
  }

  @Test(
    "Local names are escaped, or the IRI is written whole",
    arguments: [
      ("http://e/a.b", "ex:a.b"), ("http://e/a.", "ex:a\\."), ("http://e/.a", "ex:\\.a"),
      ("http://e/-a", "ex:\\-a"), ("http://e/a-b", "ex:a-b"), ("http://e/1", "ex:1"),
      ("http://e/a(b)", "ex:a\\(b\\)"), ("http://e/", "ex:"), ("http://e/a:b", "ex:a:b"),
      ("http://e/%41", "ex:%41"), ("http://e/a/b", "<http://e/a/b>"),
      ("http://e/a#b", "<http://e/a#b>"), ("http://e/\u{B7}a", "<http://e/\u{B7}a>"),
      ("http://e/a\u{B7}", "ex:a\u{B7}"), ("http://e/ns#x", "long:x"), ("http://e/~_", "ex:\\~_"),
    ])
  func localNames(iri: String, written: String) throws {
    let text = try turtle(
      "@prefix ex: <http://e/> . @prefix long: <http://e/ns#> . <http://s/> <http://p/> <\(iri)> .")
    #expect(text.contains(" \(written) ."))
    let document = read(text, with: TurtleReader.self)
    #expect(document.quads.map(\.triple.object) == [.iri(IRI(trusted: iri))])
  }

  @Test(
    "Strings come back as they were",
    arguments: [
      "", "\"", "\\", "a\nb", "\n\"", "\"\"\"\n\"\"", "\\\n\\\"", "a\r\nb",
      "\t\u{0}\u{7F}\n\u{1F600}", "'''\n",
    ])
  func strings(value: String) throws {
    var writer = TurtleWriter(ByteBuffer())
    var batch = TripleBatch()
    let node = batch.addTerm(.iri, "http://e/".utf8Span.span)
    let literal = batch.addTerm(.literal, value.utf8Span.span)
    batch.addTriple(node, node, literal)
    try writer.receive(batch)
    let output = try writer.finish()
    let document = read(String(bytes: output.span), with: TurtleReader.self)
    #expect(document.quads.map(\.triple.object) == [.literal(Literal(value))])
  }

  @Test("Rings, broken lists and deep nesting survive")
  func structures() throws {
    let type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    let deep = (0..<300).map { "_:d\($0) <http://e/p> _:d\($0 + 1) .\n" }.joined()
    for text in [
      "_:a <http://e/p> _:b . _:b <http://e/p> _:a .", deep,
      "<http://e/s> <http://e/p> _:a . _:a <\(type)first> 1 ; <\(type)rest> _:b . _:b <\(type)first> 2 .",
      "<http://e/s> <http://e/p> _:a . _:a <\(type)first> 1, 2 ; <\(type)rest> <\(type)nil> .",
      "<http://e/s> <http://e/p> _:a . _:a <\(type)first> 1 ; <\(type)rest> _:a .",
      "<http://e/s> <http://e/p> ( 1 2 ) ; <http://e/q> _:l . _:l <\(type)first> 1 ; <\(type)rest> ( 2 ) .",
      "<http://e/s> <http://e/p> " + String(repeating: "( ", count: 200) + "1"
        + String(repeating: " )", count: 200) + " .",
    ] {
      let written = try turtle(text)
      let before = read(text, with: TurtleReader.self)
      let after = read(written, with: TurtleReader.self)
      #expect(before.error == nil)
      #expect(after.error == nil)
      #expect(try areIsomorphic(before.quads, after.quads), "\(written)")
    }
  }

  @Test("Graphs of TriG share labels, and only what lies in one graph is nested")
  func graphs() throws {
    let text = try triG(
      """
      <http://e/s> <http://e/p> _:shared <http://e/g> .
      _:shared <http://e/p> "x" <http://e/h> .
      <http://e/s> <http://e/p> _:own <http://e/g> .
      _:own <http://e/p> "y" <http://e/g> .
      <http://e/s> <http://e/p> "z" .
      _:h <http://e/p> _:h _:h .

      """)
    #expect(
      text == """
        @prefix e: <http://e/> .

        e:s e:p "z" .

        e:g {
          e:s e:p
              [
                e:p "y"
              ],
              _:b0 .
        }

        e:h {
          _:b0 e:p "x" .
        }

        _:b1 {
          _:b1 e:p _:b1 .
        }

        """)
  }

  @Test("Reifiers of stated triples are annotations, with what else is said of them")
  func annotations() throws {
    let text = """
      @prefix ex: <http://e/> .

      ex:a ex:p ex:o , "v" .
      ex:r rdf:reifies <<( ex:a ex:p ex:o )>> ; ex:by ex:me .
      ex:s rdf:reifies <<( ex:a ex:p ex:o )>> .
      [] rdf:reifies <<( ex:a ex:p "v" )>> .
      [] rdf:reifies <<( ex:a ex:p "v" )>> ; ex:by [] .
      ex:t rdf:reifies <<( ex:a ex:p "v" )>> , <<( ex:b ex:p "w" )>> ; ex:by _:shared .
      ex:u ex:q _:shared .
      """
      .replacing("rdf:reifies", with: "<http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies>")
    let written = try turtle(text)
    #expect(
      written == """
        @prefix ex: <http://e/> .
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .

        ex:a ex:p
            ex:o ~ ex:r {|
              ex:by ex:me
            |} ~ ex:s,
            "v" ~ ex:t {|
              ex:by _:b0 ;
              rdf:reifies <<( ex:b ex:p "w" )>>
            |} ~ {|
              ex:by []
            |} ~ .

        ex:u ex:q _:b0 .

        """)
    let before = read(text, with: TurtleReader.self)
    let after = read(written, with: TurtleReader.self)
    #expect(try areIsomorphic(before.quads, after.quads))
  }

  @Test("Annotations of annotations nest, and triple terms as deep as they may be come back")
  func nestedAnnotations() throws {
    let written = try turtle(
      "<http://a> <http://p> [ <http://p> 1 ] {| <http://q> 2 {| <http://q> 3 |} |} .")
    #expect(
      written == """

        <http://a> <http://p> [
            <http://p> 1
          ] {|
            <http://q> 2 {|
              <http://q> 3
            |}
          |} .

        """)
    let deep = String(repeating: "<<( <http://a> <http://p> ", count: 90)
    let text = "<http://a> <http://p> " + deep + "1" + String(repeating: " )>>", count: 90) + " ."
    #expect(
      read(try turtle(text), with: TurtleReader.self).quads
        == read(text, with: TurtleReader.self).quads)
  }
}
