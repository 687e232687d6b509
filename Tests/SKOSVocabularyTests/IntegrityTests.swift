import RDFGraph
import RDFModel
import SKOSVocabulary
import Testing

@Suite("Integrity")
struct IntegrityTests {
  /// The codes found, and the lines of the causes of the first finding.
  static func check(_ text: String, _ rules: IntegrityRule...) throws -> (
    codes: [String], lines: [Int], first: Finding?
  ) {
    let graph = try LineGraph.skos(text)
    let options = IntegrityChecker.Options(rules: Set(rules))
    let report = IntegrityChecker(graph, options: options).check()
    #expect(report.counts.values.reduce(0, +) == report.findings.count)
    return (
      report.findings.map(\.code), report.findings.first?.cause.compactMap(\.origin?.line) ?? [],
      report.findings.first
    )
  }

  @Test(
    "S9: a concept scheme is not a concept, whatever makes it one",
    arguments: [
      "x type Concept\nx type ConceptScheme",
      "x type ConceptScheme\nx broader y",
      "a inScheme x\ny related x",
      "x hasTopConcept y\nx exactMatch z",
      "y topConceptOf x\nx topConceptOf z",
      "x type ConceptScheme\nz isogloss:functionalCounterpart x",
    ])
  func schemeAndConcept(text: String) throws {
    let found = try Self.check(text, .s9)
    #expect(found.codes == ["S9"])
    #expect(found.first?.subject == "http://example.org/x")
    #expect(Set(found.lines) == [1, 2])
  }

  @Test("S9: schemes and concepts apart")
  func schemesApart() throws {
    #expect(
      try Self.check("x type ConceptScheme\ny type Concept\ny inScheme x", .s9).codes.isEmpty)
  }

  @Test(
    "S37: a collection is neither a concept nor a scheme",
    arguments: [
      "x type Collection\nx type Concept", "x member a\nx broader a",
      "x type OrderedCollection\na inScheme x", "x memberList _:l\nx type ConceptScheme",
    ])
  func collections(text: String) throws {
    let found = try Self.check(text, .s37)
    #expect(found.codes == ["S37"])
    #expect(Set(found.lines) == [1, 2])
  }

  @Test("S37: collections of concepts and of collections")
  func collectionsApart() throws {
    let text = "x type Collection\nx member a\na type Concept\nx member y\ny type Collection"
    #expect(try Self.check(text, .s37).codes.isEmpty)
  }

  @Test(
    "S13: no literal is a label of two kinds",
    arguments: [
      ("a prefLabel 'x'@en\na altLabel 'x'@en", 1), ("a altLabel 'x'@en\na hiddenLabel 'x'@en", 1),
      ("a prefLabel 'x'@en\na hiddenLabel 'x'@EN", 1),
      ("a prefLabel 'x'\na xl:altLabel l\nl xl:literalForm 'x'", 1),
      ("a prefLabel 'x'@en\na altLabel 'x'@fr", 0), ("a prefLabel 'x'@en\na altLabel 'x'", 0),
      ("a prefLabel 'x'@en\nb altLabel 'x'@en", 0), ("a prefLabel 'x'@en\na altLabel 'X'@en", 0),
    ])
  func labelKinds(text: String, count: Int) throws {
    #expect(try Self.check(text, .s13).codes == Array(repeating: "S13", count: count))
  }

  @Test(
    "S14: one preferred label per language tag, and one without",
    arguments: [
      ("a prefLabel 'x'@en\na prefLabel 'y'@en", 1), ("a prefLabel 'x'\na prefLabel 'y'", 1),
      ("a prefLabel 'x'@en\na prefLabel 'y'@EN", 1),
      ("a prefLabel 'x'@en\na xl:prefLabel l\nl xl:literalForm 'y'@en", 1),
      ("a prefLabel 'x'@en\na prefLabel 'y'@en\na prefLabel 'z'@fr\na prefLabel 'w'@fr", 2),
      ("a prefLabel 'x'@en\na prefLabel 'y'@en-GB", 0), ("a prefLabel 'x'@en\na prefLabel 'y'", 0),
      ("a prefLabel 'x'@en\na xl:prefLabel l\nl xl:literalForm 'x'@en", 0),
      ("a prefLabel 'x'@en\na prefLabel 'x'@EN", 0), ("a prefLabel 'x'@en\nb prefLabel 'y'@en", 0),
    ])
  func preferredLabels(text: String, count: Int) throws {
    #expect(try Self.check(text, .s14).codes == Array(repeating: "S14", count: count))
  }

  @Test("S27: related and broader over three steps, through inverse and mapping properties")
  func relatedBroader() throws {
    let found = try Self.check(
      """
      a broader b
      c narrower b
      c broadMatch d
      d related a
      """, .s27)
    #expect(found.codes == ["S27"])
    #expect(found.first?.subject == "http://example.org/a")
    #expect(found.lines == [4, 1, 2, 3])
    #expect(found.first?.origin?.source == "test.ttl")
    #expect(found.first?.origin?.line == 4)
  }

  @Test(
    "S27: what is not above may be related",
    arguments: [
      ("a broader b\na related c\nb related c", 0), ("a broader c\nb broader c\na related b", 0),
      ("a related a", 0), ("a broader a\na related a", 1), ("a broader b\na relatedMatch b", 1),
      ("a broaderTransitive b\nb related a\na related b", 1),
    ])
  func relatedOnly(text: String, count: Int) throws {
    #expect(try Self.check(text, .s27).codes.count == count)
  }

  @Test("S46: exact matches in a chain, and a related match between its ends")
  func exactAndRelated() throws {
    let found = try Self.check(
      """
      a exactMatch b | one
      c exactMatch b | two
      c exactMatch d
      a relatedMatch d
      e broadMatch a
      """, .s46)
    #expect(found.codes == ["S46"])
    #expect(found.lines == [4, 1, 2, 3])
    #expect(found.first?.message.contains("over 3 steps") == true)
  }

  @Test(
    "S46: close matches do not carry",
    arguments: [
      ("a exactMatch b\nb closeMatch c\na broadMatch c", 0), ("a exactMatch b\na narrowMatch b", 1),
      ("a exactMatch b\na relatedMatch a", 1), ("a relatedMatch a", 0),
      ("a exactMatch b\na isogloss:functionalCounterpart b", 0),
    ])
  func exactOnly(text: String, count: Int) throws {
    #expect(try Self.check(text, .s46).codes.count == count)
  }

  @Test("a cycle is one finding, with its shortest way round")
  func cycles() throws {
    let text = "a broader b\nb broader c\nc broader d\nd broader b\nc broader b\ne broader a"
    let found = try Self.check(text, .broaderCycle)
    #expect(found.codes == ["broader-cycle"])
    #expect(found.lines == [2, 5])
    #expect(try Self.check("a broader a", .broaderCycle).codes == ["broader-cycle"])
    #expect(
      try Self.check("a broader b\na broader c\nb broader d\nc broader d", .broaderCycle)
        .codes.isEmpty)
  }

  @Test("what is missing is found, once per scheme where it is missing everywhere")
  func missing() throws {
    let text = """
      a topConceptOf s
      a prefLabel 'a'@en
      a definition 'A.'@en
      b inScheme s
      b prefLabel 'b'@en
      b scopeNote 'B.'@en
      c inScheme s
      c type Concept
      c prefLabel 'c'@fr
      """
    #expect(try Self.check(text, .missingLabel).first?.subject == "http://example.org/c")
    #expect(try Self.check(text, .undocumentedConcept).first?.subject == "http://example.org/c")
    #expect(try Self.check(text + "\ns dct:language 'fr'", .missingLabel).codes.count == 1)
    let linked = text + "\nb type Concept\nb broader a"
    #expect(try Self.check(linked, .orphanConcept).first?.subject == "http://example.org/c")
    let many = (0..<30).map { "c\($0) topConceptOf s" }.joined(separator: "\n")
    let found = try Self.check(many, .undocumentedConcept)
    #expect(found.codes == ["undocumented-concept"])
    #expect(found.first?.subject == "http://example.org/s")
    #expect(found.first?.message.hasPrefix("30 of 30 concepts") == true)
  }

  @Test("a mapping may leave what is loaded, but not miss within it")
  func targets() throws {
    let text = "v/a topConceptOf s\nv/a exactMatch v/b\nv/a exactMatch w/c\nw/d closeMatch v/a"
    let found = try Self.check(text, .unknownMappingTarget)
    #expect(found.codes == ["unknown-mapping-target"])
    #expect(found.first?.subject == "http://example.org/v/b")
    #expect(found.lines == [2])
  }

  @Test("own wordings have at most forty words and say how far they were checked")
  func ownWordings() throws {
    let words = { (count: Int) in (0..<count).map { "w\($0)" }.joined(separator: " ") }
    let long = "d type isogloss:Definition\nd rdf:value '\(words(41))'@en"
    #expect(try Self.check(long, .longDefinition).lines == [2])
    let short = "d type isogloss:Definition\nd rdf:value '\(words(40))'@en"
    #expect(try Self.check(short, .longDefinition).codes.isEmpty)
    #expect(try Self.check("a definition '\(words(90))'", .longDefinition).codes.isEmpty)
    #expect(try Self.check(short, .uncheckedEntry).codes == ["unchecked-entry"])
    let checked = short + "\nd isogloss:checked 'source'"
    #expect(try Self.check(checked, .uncheckedEntry).codes.isEmpty)
    #expect(try Self.check("ig:s/a type Concept", .uncheckedEntry).codes.count == 1)
    #expect(try Self.check("a type Concept", .uncheckedEntry).codes.isEmpty)
  }

  @Test("beyond the limit findings are counted and not reported")
  func limit() throws {
    let graph = try LineGraph.skos(
      (0..<5).map { "a\($0) prefLabel 'x'@en\na\($0) altLabel 'x'@en" }.joined(separator: "\n"))
    let report = IntegrityChecker(graph, options: .init(rules: [.s13], findingLimit: 2)).check()
    #expect(report.findings.count == 2)
    #expect(report.counts == [.s13: 5])
    #expect(report.count(.error) == 5)
    #expect(report.count(.warning) == 0)
  }
}
