import IsoglossTestSupport
import RDFModel
import RDFSyntax
import Testing

@Suite("Turtle and TriG readers")
struct TurtleReaderTests {
  @Test("Shorthands of every kind (Turtle, section 2)")
  func shorthands() throws {
    let document = read(
      """
      @prefix : <http://e/> . PREFIX x: <y#> @base <http://b/c/> .
      :s a :T ; :n -1, 1.5, 2e0, .5e-1 ; ; :b true , false.
      <d> x:%41\\~b "a\\u00E9"@en-GB , '''l'"o
      ng''' , "1" # comment
        ^^ :dt .
      [ :p ( 1 ( ) [ :q "x" ] ) ] :r _:l .
      () :p [] .
      """, with: TurtleReader.self, options: ReaderOptions(base: IRI(trusted: "http://o/")))
    #expect(document.error == nil)
    #expect(document.prefixes["x"]?.value == "http://o/y#")
    let type = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    let xsd = "^^<http://www.w3.org/2001/XMLSchema#"
    let expected = read(
      """
      <http://e/s> \(type)type> <http://e/T> .
      <http://e/s> <http://e/n> "-1"\(xsd)integer> .
      <http://e/s> <http://e/n> "1.5"\(xsd)decimal> .
      <http://e/s> <http://e/n> "2e0"\(xsd)double> .
      <http://e/s> <http://e/n> ".5e-1"\(xsd)double> .
      <http://e/s> <http://e/b> "true"\(xsd)boolean> .
      <http://e/s> <http://e/b> "false"\(xsd)boolean> .
      <http://b/c/d> <http://o/y#%41~b> "a\\u00E9"@en-GB .
      <http://b/c/d> <http://o/y#%41~b> "l'\\"o\\nng" .
      <http://b/c/d> <http://o/y#%41~b> "1"^^<http://e/dt> .
      _:a <http://e/p> _:c1 .
      _:c1 \(type)first> "1"\(xsd)integer> .
      _:c1 \(type)rest> _:c2 .
      _:c2 \(type)first> \(type)nil> .
      _:c2 \(type)rest> _:c3 .
      _:c3 \(type)first> _:x .
      _:x <http://e/q> "x" .
      _:c3 \(type)rest> \(type)nil> .
      _:a <http://e/r> _:l .
      \(type)nil> <http://e/p> _:y .
      """, with: NTriplesReader.self)
    #expect(expected.error == nil)
    #expect(try areIsomorphic(document.quads, expected.quads))
  }

  @Test("An escaped percent sign makes an IRI that is one, or an error")
  func percent() {
    func object(_ name: String, validates: Bool = true) -> ReadDocument {
      read(
        "@prefix e: <http://e/> . e:s e:p \(name) .", with: TurtleReader.self,
        options: ReaderOptions(validatesIRIs: validates))
    }
    #expect(object("e:a\\%41").quads.first?.triple.object.iri?.value == "http://e/a%41")
    for name in ["e:\\%", "e:\\%t1", "e:\\%1", "e:a\\%1\\(b"] {
      #expect(object(name).error?.code == .invalidIRI)
      #expect(object(name).error?.position.column == 34)
      #expect(object(name, validates: false).error == nil)
    }
  }

  @Test("Labels of the source never meet minted ones")
  func labels() {
    let document = read(
      "@prefix : <http://e/> . _:b0 :p [ :q _:b0x, _:b1, _:b, _:bx, _:c0 ] .",
      with: TurtleReader.self)
    #expect(
      document.quads.map { "\($0.triple.subject) \($0.triple.object)" } == [
        "_:b0x _:b0", "_:b0 _:b0xx", "_:b0 _:b1x", "_:b0 _:b", "_:b0 _:bx", "_:b0 _:c0",
      ])
  }

  @Test("Graphs (TriG, section 2)")
  func graphs() {
    let document = read(
      "@prefix : <http://e/> . { :s :p :o } :g { :s :p 1 . :s :p 2 } GRAPH _:h { } [] {:s :p 3.} :s :p 4.",
      with: TriGReader.self)
    #expect(document.error == nil)
    #expect(
      document.quads.map { $0.graph.map { "\($0)" } ?? "" } == [
        "", "<http://e/g>", "<http://e/g>", "_:b0", "",
      ])
  }

  @Test(
    "Errors stand where the fault is and say what helps",
    arguments: [
      (":s :p :o .", 1, 1, "turtle-undeclared-prefix", "@prefix : <"),
      ("<http://e/s> a\r\n  skos:Concept .", 2, 3, "turtle-undeclared-prefix", "skos/core#"),
      ("<s> a <http://e/o> .", 1, 1, "invalid-iri", "base"),
      (
        "<http://e/s> <http://e/\u{E9}> \"\u{1F600}\" <http://e/o> .", 1, 31,
        "turtle-unexpected-token", "'.'"
      ),
      ("<http://e/s> _:p <http://e/o> .", 1, 14, "turtle-unexpected-token", "blank nodes"),
      ("<http://e/s> <http://e/p> [ <http://e/p> 1 .", 1, 44, "turtle-unexpected-token", "'['"),
      ("<http://e/s> <http://e/p> ( 1", 1, 30, "unexpected-end", "cut short"),
      ("<http://e/s> <http://e/p> '''x\ny", 2, 2, "unexpected-end", "cut short"),
      ("<http://e/s> <http://e/p> 'x\n'", 1, 29, "turtle-line-break-in-string", "three"),
      ("\n\n<http://e/s> <http://e/p> 1e .", 3, 28, "turtle-unexpected-token", "1.5e0"),
      ("@Prefix x: <http://e/> .", 1, 1, "turtle-unexpected-token", "lower case"),
      ("@prefix x: <http://e/>\n<http://e/s>", 2, 1, "turtle-unexpected-token", "PREFIX"),
      ("<<( <http://e/s> a 1 )>> a 2 .", 1, 3, "turtle-unexpected-token", "objects only"),
      ("<< <http://e/s> a ( 1 ) >> .", 1, 19, "turtle-unexpected-token", "angle brackets"),
      ("<< <http://e/s> a 1 ~ ~ >> .", 1, 23, "turtle-unexpected-token", "~ r"),
      ("<http://e/s> a <<( _:a a << _:b a 1 >> )>> .", 1, 26, "turtle-unexpected-token", "hold"),
      ("<http://e/s> a <<( _:a a 1 ~ )>> .", 1, 28, "turtle-unexpected-token", "<<("),
      ("<http://e/s> a <http://e/o> {| |} .", 1, 32, "turtle-unexpected-token", "brackets"),
      ("<http://e/s> a 1 {| a 2 . } .", 1, 25, "turtle-unexpected-token", "'{|'"),
      ("<http://e/s> a 1 |} .", 1, 18, "turtle-unexpected-token", "'.'"),
      ("<http://e/s> a 1 {| a 2 ", 1, 25, "unexpected-end", "cut short"),
      ("<http://e/s> a 1 ~", 1, 19, "unexpected-end", "cut short"),
      ("VERSION '''1.2'''", 1, 9, "turtle-unexpected-token", "1.2"),
      ("@version 1.2 .", 1, 10, "turtle-unexpected-token", "1.2"),
      ("[] .", 1, 4, "turtle-unexpected-token", "brackets"),
      (
        "<http://e/s> <http://e/p> \"x\"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString> .",
        1, 32, "invalid-language-tag", "@en"
      ),
    ])
  func positions(text: String, line: Int, column: Int, code: String, remedy: String) {
    for size in [1, 7, Int.max] {
      let error = read(text, with: TurtleReader.self, pieceSize: size).error
      #expect(error?.code.rawValue == code)
      #expect(error?.position.line == line)
      #expect(error?.position.column == column)
      #expect(error?.remedy.contains(remedy) == true, "\(error?.remedy ?? "")")
      #expect(error?.message.hasPrefix("expected ") == true)
    }
  }

  @Test("A depth that would break a stack is a limit")
  func depth() {
    let prefix = "<http://e/s> <http://e/p> "
    for (open, close) in [("(", ")"), ("[ <http://e/p> ", "]")] {
      let hostile = prefix + String(repeating: open, count: 200_000)
      #expect(read(hostile, with: TurtleReader.self).error?.code == .limitExceeded)
      let deep =
        prefix + String(repeating: open, count: 1_000) + "1"
        + String(repeating: close, count: 1_000) + "."
      #expect(read(deep, with: TurtleReader.self).error == nil)
    }
    for open in ["(", "<<", "<< <http://e/s> <http://e/p> "] {
      let asSubject = String(repeating: open, count: 200_000)
      #expect(read(asSubject, with: TurtleReader.self).error?.code == .limitExceeded)
    }
    for open in ["<<( <http://e/s> <http://e/p> ", "1 {| <http://e/p> "] {
      let hostile = prefix + String(repeating: open, count: 200_000)
      #expect(read(hostile, with: TurtleReader.self).error?.code == .limitExceeded)
    }
    let annotated =
      prefix + String(repeating: "1 {| <http://e/p> ", count: 1_000) + "1"
      + String(repeating: "|}", count: 1_000) + "."
    let document = read(annotated, with: TurtleReader.self)
    #expect(document.error == nil)
    #expect(document.quads.count == 2_001)
  }

  @Test("Triple terms nest to the same depth wherever they come from")
  func tripleTermDepth() {
    let prefix = "<http://e/s> <http://e/p> "
    func nested(_ depth: Int) -> String {
      String(repeating: "<<( <http://e/s> <http://e/p> ", count: depth) + "1"
        + String(repeating: ")>>", count: depth)
    }
    #expect(read(prefix + nested(100) + " .", with: TurtleReader.self).error == nil)
    #expect(read("<<\(prefix)\(nested(99))>> .", with: TurtleReader.self).error == nil)
    for text in [
      prefix + nested(101) + " .", prefix + nested(100) + " ~ .",
      prefix + nested(100) + " {| a 1 |} .", "<<\(prefix)\(nested(100))>> .",
    ] {
      #expect(read(text, with: TurtleReader.self).error?.code == .limitExceeded)
    }
  }

  @Test("Reified triples and annotations (RDF 1.2 Turtle, sections 2.10 and 2.11)")
  func reifiers() throws {
    let document = read(
      """
      VERSION "1.2" @version '1.2-basic' . PREFIX : <http://e/>
      :a :p ( 1 [ :q 2 ] ) ~ :r {| :x << :b a 3 ~ [] >> {| :y "z"@he--rtl |} |} {| :w () ~ |} , 4 ~_:n~.
      << << :c :p <<( [] :q 5 )>> >> :p << :d :p :e~:f>>>> .
      ( << :g :p true >> ) :p :h .
      """, with: TurtleReader.self)
    #expect(document.error == nil)
    let rdf = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    let integer = "^^<http://www.w3.org/2001/XMLSchema#integer>"
    let (p, q) = ("<http://e/p>", "<http://e/q>")
    let expected = read(
      """
      <http://e/a> \(p) _:l .
      _:l \(rdf)first> "1"\(integer) .
      _:l \(rdf)rest> _:m .
      _:m \(rdf)first> _:e .
      _:m \(rdf)rest> \(rdf)nil> .
      _:e \(q) "2"\(integer) .
      <http://e/r> \(rdf)reifies> <<( <http://e/a> \(p) _:l )>> .
      <http://e/r> <http://e/x> _:o .
      _:o \(rdf)reifies> <<( <http://e/b> \(rdf)type> "3"\(integer) )>> .
      _:s \(rdf)reifies> <<( <http://e/r> <http://e/x> _:o )>> .
      _:s <http://e/y> "z"@he--rtl .
      _:t \(rdf)reifies> <<( <http://e/a> \(p) _:l )>> .
      _:t <http://e/w> \(rdf)nil> .
      _:u \(rdf)reifies> <<( _:t <http://e/w> \(rdf)nil> )>> .
      <http://e/a> \(p) "4"\(integer) .
      _:n \(rdf)reifies> <<( <http://e/a> \(p) "4"\(integer) )>> .
      _:v \(rdf)reifies> <<( <http://e/a> \(p) "4"\(integer) )>> .
      _:w \(rdf)reifies> <<( <http://e/c> \(p) <<( _:x \(q) "5"\(integer) )>> )>> .
      <http://e/f> \(rdf)reifies> <<( <http://e/d> \(p) <http://e/e> )>> .
      _:y \(rdf)reifies> <<( _:w \(p) <http://e/f> )>> .
      _:z \(rdf)reifies> <<( <http://e/g> \(p) "true"^^<http://www.w3.org/2001/XMLSchema#boolean> )>> .
      _:zl \(rdf)first> _:z .
      _:zl \(rdf)rest> \(rdf)nil> .
      _:zl \(p) <http://e/h> .
      """, with: NTriplesReader.self)
    #expect(expected.error == nil)
    #expect(try areIsomorphic(document.quads, expected.quads))
  }

  @Test("Limits are named")
  func limits() {
    var options = ReaderOptions()
    options.limits.nameBytes = 100
    options.limits.literalBytes = 1_000
    options.limits.namespaces = 3
    options.limits.statementBytes = 5_000
    let long = String(repeating: "x", count: 2_000)
    for text in [
      "<http://e/\(long)> a <http://e/o> .", "<http://e/s> a '\(long)' .",
      "<http://e/s> a '''\(long)''' .", "_:\(long) a <http://e/o> .", "\(long):y a <http://e/o> .",
      "<http://e/s> a \(String(repeating: "1", count: 200)) .",
      (0..<4).map { "@prefix p\($0): <http://e/> .\n" }.joined(),
      String(repeating: "#", count: 6_000),
    ] {
      for size in [1, Int.max] {
        let error = read(text, with: TurtleReader.self, options: options, pieceSize: size).error
        #expect(error?.code == .limitExceeded, "\(text.prefix(40))")
      }
    }
  }

  @Test("A statement of many batches keeps what is open")
  func longStatement() throws {
    let count = 60_000
    let text =
      "@prefix : <http://e/> . GRAPH :g { [ :p ( "
      + (0..<count).map { "[ :q \"value \($0)\" ]" }.joined(separator: " ") + " ) ; :r :end ] }"
    let document = read(text, with: TriGReader.self)
    #expect(document.error == nil)
    #expect(document.quads.count == 3 * count + 2)
    let statements = StatementIndex(document.quads)
    let end = try #require(
      statements.subjects(IRI(trusted: "http://e/r"), .iri(IRI(trusted: "http://e/end"))).first)
    let list = try #require(statements.object(end, IRI(trusted: "http://e/p")))
    #expect(
      statements.list(list).map { statements.object($0, IRI(trusted: "http://e/q")) }
        == (0..<count).map { .literal(Literal("value \($0)")) })
    #expect(document.quads.allSatisfy { $0.graph == .iri(IRI(trusted: "http://e/g")) })
  }

  @Test("What an annotation tells of outlasts batches")
  func longAnnotation() throws {
    let count = 60_000
    let triple = "<http://e/s> <http://e/p> "
    for object in [
      "<http://e/o>", "\"o\"@ar--rtl", "1", "<<( _:s <http://e/p> <<( _:t a 'o' )>> )>>",
    ] {
      // The inner annotation is long; the second one needs the object from before it.
      let values = (0..<count).map { "\"value \($0)\"" }.joined(separator: ", ")
      let document = read(
        triple + object + " ~ <http://e/r> {| <http://e/q> \(values) |} ~ <http://e/z> .",
        with: TurtleReader.self)
      #expect(document.error == nil)
      #expect(document.quads.count == count + 3)
      let (first, second, last) = (document.quads[0], document.quads[1], document.quads[count + 2])
      #expect(second.triple.object == .tripleTerm(first.triple))
      #expect(last.triple.object == .tripleTerm(first.triple))
      #expect(last.triple.subject == .iri(IRI(trusted: "http://e/z")))
    }
  }

  @Test("Lines are recorded where asked for")
  func lines() throws {
    struct Lines: TripleSink {
      var lines: [Int?] = []
      mutating func receive(_ batch: borrowing TripleBatch) {
        for row in 0..<batch.count { lines.append(batch.line(row)) }
      }
    }
    var sink = Lines()
    var reader = TurtleReader(options: ReaderOptions(recordsLines: true))
    let text =
      "<http://e/s>\r\n <http://e/p>\n 1 , \r 2 .\n\n# c\n<http://e/s> a '''x\n\n''' , 3 ~\n{|\na 4 |} ."
    for byte in text.utf8 { try reader.read([byte].span, into: &sink) }
    try reader.finish(into: &sink)
    #expect(sink.lines == [3, 4, 7, 9, 10, 11])

    var other = Lines()
    var triples = NTriplesReader(options: ReaderOptions(recordsLines: true))
    try triples.read(
      "_:a <http://e/p> _:b .\r\n\n_:a <http://e/p> _:b .".utf8Span.span, into: &other)
    try triples.finish(into: &other)
    #expect(other.lines == [1, 3])
  }
}
