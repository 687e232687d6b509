import RDFModel
import SKOSVocabulary
import Testing

@Suite("Difference of editions")
struct EditionDifferenceTests {
  private static func difference(_ old: String, _ new: String) throws -> EditionDifference {
    EditionDifference(from: try LineGraph.skos(old), to: try LineGraph.skos(new))
  }

  private static func names(_ concepts: [Concept]) -> [String] {
    concepts.map { String($0.iri.dropFirst("http://example.org/".count)) }
  }

  @Test("an edition does not differ from itself, whatever the order of its statements")
  func same() throws {
    let lines = [
      "a type Concept", "a prefLabel 'one'@en", "b type Concept", "b broader a",
      "b definition _:d", "_:d rdf:value 'two'@en",
    ]
    let difference = try Self.difference(
      lines.joined(separator: "\n"), lines.reversed().joined(separator: "\n"))
    #expect(difference.isEmpty)
    #expect(difference.text(in: "en") == "no concept is different\n")
  }

  @Test("concepts are added and removed")
  func addedAndRemoved() throws {
    let difference = try Self.difference(
      """
      a type Concept
      a prefLabel 'one'@en
      """,
      """
      b type Concept
      b prefLabel 'two'@en
      """)
    #expect(Self.names(difference.added) == ["b"])
    #expect(Self.names(difference.removed) == ["a"])
    #expect(difference.counts.map(\.count).reduce(0, +) == 2)
  }

  @Test("a concept is split where an edition says so", arguments: [true, false])
  func statedSplit(isForward: Bool) throws {
    let links =
      isForward
      ? "a dct:isReplacedBy b\na dct:isReplacedBy c" : "b dct:replaces a\nc dct:replaces a"
    let difference = try Self.difference(
      "a type Concept\na prefLabel 'one'@en",
      "b type Concept\nc type Concept\n" + links)
    let split = try #require(difference.splits.first)
    #expect(Self.names(split.old) == ["a"] && Self.names(split.new) == ["b", "c"])
    #expect(split.evidence == .stated)
    #expect(difference.added.isEmpty && difference.removed.isEmpty && difference.merges.isEmpty)
  }

  @Test("a concept that hands one of its labels to a new one is split")
  func splitByLabels() throws {
    let difference = try Self.difference(
      """
      a type Concept
      a prefLabel 'operator'@en
      a altLabel 'deployer'@en
      """,
      """
      a type Concept
      a prefLabel 'operator'@en
      b type Concept
      b prefLabel 'Deployer'@en
      """)
    let split = try #require(difference.splits.first)
    #expect(Self.names(split.old) == ["a"] && Self.names(split.new) == ["a", "b"])
    #expect(split.evidence == .labels)
    #expect(difference.relabellings.count == 1)
    #expect(difference.added.isEmpty)
  }

  @Test("concepts are merged where the label of one becomes another's")
  func merge() throws {
    let difference = try Self.difference(
      """
      a type Concept
      a prefLabel 'bias'@en
      b type Concept
      b prefLabel 'prejudice'@en
      """,
      """
      a type Concept
      a prefLabel 'bias'@en
      a altLabel 'prejudice'@en
      """)
    let merge = try #require(difference.merges.first)
    #expect(Self.names(merge.old) == ["a", "b"] && Self.names(merge.new) == ["a"])
    #expect(merge.evidence == .labels)
    #expect(difference.removed.isEmpty && difference.renamed.isEmpty)
    #expect(difference.relabellings.first?.added.first?.text == "prejudice")
  }

  @Test("a concept under another IRI is the same, and is compared as such")
  func renaming() throws {
    let difference = try Self.difference(
      """
      p type Concept
      a type Concept
      a prefLabel 'bias'@en
      a broader p
      a definition 'old'@en
      c type Concept
      c broader a
      """,
      """
      p type Concept
      z type Concept
      z prefLabel 'bias'@en
      z broader p
      z definition 'new'@en
      c type Concept
      c broader z
      """)
    let renaming = try #require(difference.renamed.first)
    #expect(Self.names(renaming.old) == ["a"] && Self.names(renaming.new) == ["z"])
    #expect(difference.moves.isEmpty, "what stands under a renamed concept has not moved")
    let redefinition = try #require(difference.redefinitions.first)
    #expect(redefinition.removed.map(\.lexicalForm) == ["old"])
    #expect(redefinition.added.map(\.lexicalForm) == ["new"])
    #expect(difference.added.isEmpty && difference.removed.isEmpty)
  }

  @Test("a concept moves to another broader concept, stated from either end")
  func move() throws {
    let difference = try Self.difference(
      """
      a type Concept
      b type Concept
      c type Concept
      c broader a
      d type Concept
      a narrower d
      """,
      """
      a type Concept
      b type Concept
      c type Concept
      b narrower c
      d type Concept
      d broader a
      """)
    let move = try #require(difference.moves.first)
    #expect(difference.moves.count == 1)
    #expect(Self.names([move.new]) == ["c"])
    #expect(Self.names(move.formerBroader) == ["a"] && Self.names(move.newBroader) == ["b"])
  }

  @Test("a new edition in a scheme of its own moves nobody")
  func schemes() throws {
    func edition(_ scheme: String) -> String {
      "\(scheme) type ConceptScheme\na type Concept\na inScheme \(scheme)\na prefLabel 'x'@en"
    }
    #expect(try Self.difference(edition("s1"), edition("s2")).isEmpty)
    let moved = try Self.difference(
      edition("s1") + "\ns2 type ConceptScheme\nb inScheme s2\nb type Concept",
      edition("s2") + "\ns1 type ConceptScheme\nb inScheme s2\nb type Concept")
    #expect(moved.moves.count == 1)
  }

  @Test("labels, notations and definitions of resources are compared")
  func contents() throws {
    let difference = try Self.difference(
      """
      a type Concept
      a prefLabel 'one'@en
      a notation '1'
      a definition _:d
      _:d rdf:value 'first'@en
      """,
      """
      a type Concept
      a prefLabel 'One'@en
      a notation '2'
      a definition _:e
      _:e rdf:value 'second'@en
      """)
    let change = try #require(difference.relabellings.first)
    #expect(change.removed.map(\.text) == ["one"] && change.added.map(\.text) == ["One"])
    #expect(change.addedNotations.map(\.lexicalForm) == ["2"])
    #expect(difference.redefinitions.first?.added.map(\.lexicalForm) == ["second"])
    let text = difference.text(in: "en")
    #expect(text.hasPrefix("1 relabelled, 1 redefined\n"))
    #expect(text.contains("    - prefLabel \"one\"@en\n    + prefLabel \"One\"@en\n") == false)
    #expect(text.contains("    - prefLabel \"one\"@en\n"))
    #expect(text.contains("    + notation \"2\"\n"))
    let markdown = difference.markdown(title: "a_b", in: "en")
    #expect(markdown.hasPrefix("# a\\_b\n\n1 relabelled, 1 redefined\n\n## Relabelled\n\n* "))
    #expect(markdown.contains("  * ~~\"first\"@en~~\n  * \"second\"@en\n"))
    let json = difference.json(in: "en").description
    #expect(json.contains("\"relabelled\":[{\"concept\":{\"iri\":\"http://example.org/a\""))
    #expect(json.contains("\"redefined\":1"))
  }
}
