import Foundation
import RDFModel
import RDFXMLSyntax
import Synchronization
import Testing

@testable import TermAlignment

/// The Alignment format of the Alignment API.
@Suite("Alignment format")
struct AlignmentFormatTests {
  private func document(_ cells: String, namespace: String = Alignment.namespace) -> String {
    """
    <?xml version="1.0" encoding="utf-8"?>
    <!DOCTYPE rdf:RDF [<!ENTITY xsd "http://www.w3.org/2001/XMLSchema#">]>
    <rdf:RDF xmlns="\(namespace)" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns:edoal="http://ns.inria.org/edoal/1.0/#">
    <Alignment>
    <xml>yes</xml><level>0</level><type>??</type>
    <onto1>http://example.org/one</onto1>
    <onto2><Ontology rdf:about="http://example.org/two"><location>two.owl</location></Ontology></onto2>
    \(cells)
    </Alignment>
    </rdf:RDF>
    """
  }

  private func cell(
    _ relation: String = "=", one: String = "rdf:resource='http://example.org/one#a'/>",
    measure: String = "<measure rdf:datatype='&xsd;float'>0.5</measure>"
  ) -> String {
    """
    <map><Cell>
    <entity1 \(one)
    <entity2 rdf:resource="http://example.org/two#b"/>
    \(measure)
    <relation>\(relation)</relation>
    </Cell></map>
    """
  }

  private func read(
    _ text: String, mode: ReadingMode = .strict
  ) throws -> [MappingSet] {
    try AlignmentFormatReader(options: ReaderOptions(sourceName: "a.rdf", mode: mode))
      .read(Array(text.utf8))
  }

  private func error(_ text: String) -> SyntaxError? {
    do {
      _ = try read(text)
      return nil
    } catch {
      return error as? SyntaxError
    }
  }

  @Test(
    "cells become mappings, with either form of the namespace",
    arguments: [Alignment.namespace, String(Alignment.namespace.dropLast())])
  func reading(namespace: String) throws {
    let set = try #require(try read(document(cell() + cell(), namespace: namespace)).first)
    #expect(set.mappings.count == 2)
    let mapping = set.mappings[0]
    #expect(mapping.subject?.value == "http://example.org/one#a")
    #expect(mapping.object?.value == "http://example.org/two#b")
    #expect(mapping.predicate?.value == SSSOM.skos + "exactMatch")
    #expect(mapping.confidence == 0.5)
    #expect(mapping.justification == Justification.unspecified)
    #expect(mapping.values.reference(.subjectSource)?.value == "http://example.org/one")
    #expect(mapping.values.reference(.objectSource)?.value == "http://example.org/two")
    #expect(mapping.line == 9)
    #expect(set.values.text(.license)?.hasSuffix("/license/unspecified") == true)
  }

  @Test(
    "relations are signs, names of the API, or properties",
    arguments: [
      ("=", "skos:exactMatch"), ("&lt;", "skos:broadMatch"), ("&gt;", "skos:narrowMatch"),
      ("%", "owl:disjointWith"), ("InstanceOf", "rdf:type"),
      ("fr.inrialpes.exmo.align.impl.rel.SubsumeRelation", "skos:narrowMatch"),
      ("http://www.w3.org/2004/02/skos/core#closeMatch", "skos:closeMatch"),
    ])
  func relations(text: String, curie: String) throws {
    let set = try #require(try read(document(cell(text))).first)
    #expect(SSSOM.builtInPrefixes.compact(try #require(set.mappings[0].predicate)) == curie)
    // Writing and reading again keeps the predicate.
    let again = try read(try AlignmentFormatWriter(includesSlots: false).text(of: set))
    #expect(again.first?.mappings.first?.predicate == set.mappings[0].predicate)
  }

  @Test("errors name the line and the slot")
  func errors() throws {
    let relation = try #require(error(document(cell("nothing like it"))))
    #expect(relation.code == .alignmentRelation)
    #expect(relation.position.line == 13)
    #expect(relation.message.contains("slot predicate_id"))
    let measure = try #require(error(document(cell(measure: "<measure>1.5</measure>"))))
    #expect(measure.code == .sssomValue)
    #expect(measure.message.contains("slot confidence"))
    #expect(
      error(document("<map><Cell><relation>=</relation></Cell></map>"))?.code
        == .alignmentStructure)
    #expect(error("<rdf:RDF xmlns:rdf='\(RDF.namespace)'/>")?.code == .alignmentStructure)
  }

  @Test("named entities of level 2 are read; expressions are refused, or left out when asked")
  func expressions() throws {
    let named = cell(one: "><edoal:Class rdf:about='http://example.org/one#a'/></entity1>")
    #expect(try read(document(named)).first?.mappings.count == 1)
    let expression = cell(
      one: "><edoal:Class><edoal:and rdf:parseType='Collection'/></edoal:Class></entity1>")
    let problem = try #require(error(document(expression)))
    #expect(problem.code == .alignmentEntity)
    #expect(problem.message.contains("level 2"))
    let reports = Mutex<[SyntaxError.Code]>([])
    let set = try read(
      document(expression + cell()),
      mode: .lenient { problem in reports.withLock { $0.append(problem.code) } })
    #expect(set.first?.mappings.count == 1)
    #expect(reports.withLock { $0 } == [.alignmentEntity])
  }

  @Test("the official examples come back equal, but for what the format cannot say")
  func officialExamples() throws {
    for url in try Samples.promisedExamples() {
      var set = try Samples.read(url)
      let writer = AlignmentFormatWriter()
      for index in writer.omissions(in: set).reversed() { set.mappings.remove(at: index) }
      let text = try writer.text(of: set)
      var again = try #require(try read(text).first)
      set.extensionDefinitions = set.usedExtensionDefinitions.filter {
        set.extensionDefinitions.contains($0)
      }
      #expect(try writer.text(of: again) == text, "\(url.lastPathComponent)")
      set.prefixes = PrefixMap()
      again.prefixes = PrefixMap()
      if set.mappings.isEmpty { set.condense() }
      let isEqual = again == set
      #expect(isEqual, "\(url.lastPathComponent)")
    }
  }

  @Test("what would be turned into its opposite is left out and counted")
  func omissions() throws {
    var set = try readSet(
      sampleSet(
        "a:1 skos:exactMatch b:1", "a:1 skos:exactMatch b:2",
        "a:2 skos:exactMatch sssom:NoTermFound"
      ))
    set.mappings[1].isNegative = true
    #expect(AlignmentFormatWriter().omissions(in: set) == [1, 2])
    let again = try read(try AlignmentFormatWriter().text(of: set))
    #expect(again.first?.mappings.count == 1)
    #expect(again.first?.mappings.first?.confidence == nil)
    set.mappings[0].confidence = 1
    let stated = try read(try AlignmentFormatWriter().text(of: set))
    #expect(stated.first?.mappings.first?.confidence == 1)
  }

  @Test("arity is counted, signs are escaped, characters that XML lacks are refused")
  func writing() throws {
    var set = try readSet(
      sampleSet("a:1 skos:broadMatch b:1", "a:1 skos:closeMatch b:2"))
    let text = try AlignmentFormatWriter().text(of: set)
    #expect(text.contains("<type>*?</type>"))
    #expect(text.contains("<relation>&lt;</relation>"))
    #expect(text.contains("<relation>http://www.w3.org/2004/02/skos/core#closeMatch</relation>"))
    set.mappings[0].values[.comment] = .text("a & b < c \u{1}")
    #expect(throws: WritingError.self) { try AlignmentFormatWriter().text(of: set) }
    #expect(throws: Never.self) {
      try AlignmentFormatWriter(includesSlots: false).text(of: set)
    }
  }

  @Test("cut anywhere, a document is refused, and nothing else")
  func truncation() throws {
    let set = try readSet(sampleSet("a:1 skos:exactMatch b:1"))
    let bytes = Array(try AlignmentFormatWriter().text(of: set).utf8.dropLast())
    for end in stride(from: 0, to: bytes.count, by: 3) {
      let cut = Array(bytes[..<end])
      #expect(throws: SyntaxError.self) { try AlignmentFormatReader().read(cut) }
    }
  }
}
