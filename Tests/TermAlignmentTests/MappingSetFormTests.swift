import Foundation
import JSONLDSyntax
import RDFGraph
import RDFModel
import RDFSyntax
import RDFXMLSyntax
import SKOSVocabulary
import Testing

@testable import TermAlignment

/// SSSOM 1.1, SSSOM/RDF and OWL/RDF, through the syntaxes of RDF.
@Suite("Mapping sets in RDF documents")
struct MappingSetFormTests {
  enum Syntax: CaseIterable {
    case turtle, trig, ntriples, nquads, rdfxml, jsonld

    var hasNamedGraphs: Bool { self == .trig || self == .nquads || self == .jsonld }
  }

  /// A set written in a syntax and read into a graph.
  private func graph(
    of set: MappingSet, in syntax: Syntax, _ statements: MappingSetForm.Statements = .sssom
  ) throws -> GraphSnapshot {
    let form = MappingSetForm(statements, usesNamedGraph: syntax.hasNamedGraphs)
    let bytes = try written(set, form, syntax)
    var builder = try GraphBuilder(keepsOrigins: true)
    try builder.beginDocument(source: "set")
    let options = ReaderOptions(recordsLines: true)
    switch syntax {
    case .turtle: try Self.read(bytes, TurtleReader(options: options), &builder)
    case .trig: try Self.read(bytes, TriGReader(options: options), &builder)
    case .ntriples: try Self.read(bytes, NTriplesReader(options: options), &builder)
    case .nquads: try Self.read(bytes, NQuadsReader(options: options), &builder)
    case .rdfxml: try Self.read(bytes, RDFXMLReader(options: options), &builder)
    case .jsonld: try Self.read(bytes, JSONLDReader(options: options), &builder)
    }
    return builder.finish()
  }

  private static func read<Reader: TripleReader & ~Copyable>(
    _ bytes: [UInt8], _ reader: consuming Reader, _ builder: inout GraphBuilder
  ) throws {
    try reader.read(bytes.span, into: &builder)
    try reader.finish(into: &builder)
  }

  private func written(
    _ set: MappingSet, _ form: MappingSetForm, _ syntax: Syntax
  ) throws -> [UInt8] {
    let output = ByteArray()
    switch syntax {
    case .turtle:
      var writer = TurtleWriter(output)
      try set.push(into: &writer, form: form)
      return try writer.finish().bytes
    case .trig:
      var writer = TriGWriter(output)
      try set.push(into: &writer, form: form)
      return try writer.finish().bytes
    case .ntriples:
      var writer = NTriplesWriter(output)
      try set.push(into: &writer, form: form)
      return try writer.finish().bytes
    case .nquads:
      var writer = NQuadsWriter(output)
      try set.push(into: &writer, form: form)
      return try writer.finish().bytes
    case .rdfxml:
      var writer = RDFXMLWriter(output)
      try set.push(into: &writer, form: form)
      return try writer.finish().bytes
    case .jsonld:
      var writer = JSONLDWriter(output)
      try set.push(into: &writer, form: form)
      return try writer.finish().bytes
    }
  }

  private struct ByteArray: ByteSink {
    var bytes: [UInt8] = []
    mutating func write(_ span: Span<UInt8>) {
      for index in span.indices { bytes.append(span[index]) }
    }
  }

  @Test("the official examples come back whole through every syntax", arguments: Syntax.allCases)
  func officialExamples(syntax: Syntax) throws {
    for url in try Samples.promisedExamples() {
      let set = try Samples.read(url)
      let found = MappingSetCollector(try graph(of: set, in: syntax)).mappingSets()
      let isEqual = found.count == 1 && comparable(found[0]) == comparable(set)
      #expect(isEqual, "\(url.lastPathComponent) as \(syntax)")
    }
  }

  @Test("and as axioms of OWL, but for what no axiom says", arguments: [Syntax.turtle, .rdfxml])
  func axioms(syntax: Syntax) throws {
    for url in try Samples.promisedExamples() {
      var set = try Samples.read(url)
      for index in set.owlOmissions.reversed() { set.mappings.remove(at: index) }
      guard !set.mappings.isEmpty else { continue }
      let found = MappingSetCollector(try graph(of: set, in: syntax, .owl)).mappingSets()
      let isEqual = found.count == 1 && comparable(found[0]) == comparable(set)
      #expect(isEqual, "\(url.lastPathComponent) as \(syntax)")
    }
  }

  @Test("an object property between classes is a restriction, denials are no axioms")
  func restriction() throws {
    var set = try readSet(
      sampleSet("a:1 a:p b:1", "a:2 skos:exactMatch b:2", "a:3 skos:exactMatch b:3"))
    set.mappings[0].values[.predicateType] = .text("owl object property")
    set.mappings[0].values[.subjectType] = .text("owl class")
    set.mappings[0].values[.objectType] = .text("owl class")
    set.mappings[2].isNegative = true
    #expect(set.owlOmissions == [2])
    var collector = QuadCollector()
    try set.push(into: &collector, form: MappingSetForm(.owl, usesNamedGraph: false))
    func objects(_ property: String) -> [Term] {
      collector.quads.map(\.triple).filter { $0.predicate == .iri(IRI(trusted: property)) }
        .map(\.object)
    }
    #expect(objects(SSSOM.owl + "onProperty").map(\.description) == ["<https://example.org/a/p>"])
    #expect(objects(SSSOM.owl + "someValuesFrom").count == 1)
    #expect(objects(SSSOM.rdfs + "subClassOf").count == 1)
    #expect(objects(SSSOM.skos + "exactMatch").count == 1)
    #expect(objects(SSSOM.mappings.value).isEmpty)
    let again = MappingSetCollector(try graph(of: set, in: .turtle, .owl)).mappingSets()
    #expect(again.count == 1)
    #expect(again[0].id == set.id)
    #expect(
      Set(again[0].mappings) == Set(set.mappings.prefix(2)), "\(again[0].mappings)")
  }

  @Test("condensed sets and older forms of RDF are read")
  func otherForms() throws {
    let text = """
      @prefix owl: <\(SSSOM.owl)> . @prefix sssom: <\(SSSOM.namespace)> .
      @prefix skos: <\(SSSOM.skos)> . @prefix semapv: <\(Justification.namespace)> .
      @prefix xsd: <\(XSD.namespace)> . @prefix dct: <\(SSSOM.dcterms)> .
      [] a sssom:MappingSet ; sssom:mapping_set_id "https://example.org/s"^^xsd:anyURI ;
        dct:license "https://example.org/l"^^xsd:anyURI ; sssom:mapping_tool "tool" ;
        sssom:mappings [ a owl:Axiom ; owl:annotatedSource skos:a ;
          owl:annotatedProperty skos:closeMatch ; owl:annotatedTarget skos:b ;
          sssom:confidence 7.0E-1 ; sssom:predicate_modifier "Not" ; sssom:subject_type "owl class" ;
          sssom:mapping_justification semapv:ManualMappingCuration ] .
      """
    var builder = try GraphBuilder(keepsOrigins: true)
    try builder.beginDocument(source: "old.ttl")
    try Self.read(Array(text.utf8), TurtleReader(options: ReaderOptions()), &builder)
    let sets = MappingSetCollector(builder.finish()).mappingSets()
    #expect(sets.count == 1)
    #expect(sets.first?.id?.value == "https://example.org/s")
    let mapping = try #require(sets.first?.mappings.first)
    #expect(mapping.isNegative)
    #expect(mapping.confidence == 0.7)
    #expect(mapping.values.text(.subjectType) == "owl class")
    #expect(mapping.values.text(.mappingTool) == "tool")
  }

  @Test("values that no slot takes are left out and found, with their lines")
  func badValues() throws {
    let text = """
      @prefix owl: <\(SSSOM.owl)> . @prefix sssom: <\(SSSOM.namespace)> .
      @prefix skos: <\(SSSOM.skos)> . @prefix dct: <\(SSSOM.dcterms)> .
      <https://example.org/s> a sssom:MappingSet ; sssom:mappings [
          owl:annotatedSource skos:a ; owl:annotatedProperty skos:closeMatch ;
          owl:annotatedTarget skos:b ; sssom:mapping_justification skos:x ;
          sssom:confidence 7 ; dct:created "yesterday" ; sssom:subject_type "thing" ] .
      """
    var builder = try GraphBuilder(keepsOrigins: true)
    try builder.beginDocument(source: "bad.ttl")
    try Self.read(
      Array(text.utf8), TurtleReader(options: ReaderOptions(recordsLines: true)), &builder)
    let collector = MappingSetCollector(builder.finish())
    let mapping = try #require(collector.mappingSets().first?.mappings.first)
    #expect(mapping.confidence == nil && mapping.values[.mappingDate] == nil)
    let findings = collector.findings()
    #expect(findings.count == 3)
    #expect(findings.allSatisfy { $0.origin?.line == 6 && $0.code == "sssom-value" })
    #expect(findings.contains { $0.message.hasPrefix("slot confidence: ") })
  }

  @Test("plain triples of SKOS and OWL are mapping sets; hierarchies only between vocabularies")
  func plainTriples() throws {
    let text = """
      @prefix owl: <\(SSSOM.owl)> . @prefix skos: <\(SSSOM.skos)> .
      @prefix rdfs: <\(SSSOM.rdfs)> . @prefix a: <https://example.org/a/> .
      @prefix b: <https://example.org/b#> .
      a:1 owl:equivalentClass b:1 , [ a owl:Restriction ] . a:p owl:equivalentProperty b:p .
      a:i owl:sameAs b:i . a:2 rdfs:subClassOf a:1 , b:1 , owl:Thing .
      a:q rdfs:subPropertyOf b:p . a:3 skos:narrowMatch b:3 .
      """
    var builder = try GraphBuilder(keepsOrigins: true)
    try builder.beginDocument(source: "plain.ttl")
    try Self.read(
      Array(text.utf8), TurtleReader(options: ReaderOptions(recordsLines: true)), &builder)
    let sets = MappingSetCollector(builder.finish()).mappingSets()
    #expect(sets.count == 1)
    let found = try #require(sets.first)
    let names = found.mappings.map { mapping in
      [mapping.subject, mapping.predicate, mapping.object].compactMap { $0 }
        .map { $0.value.split { $0 == "/" || $0 == "#" }.last ?? "" }.joined(separator: " ")
    }
    #expect(
      Set(names) == [
        "1 equivalentClass 1", "p equivalentProperty p", "i sameAs i", "2 subClassOf 1",
        "q subPropertyOf p", "3 narrowMatch 3",
      ])
    #expect(found.mappings.allSatisfy { ($0.line ?? 0) >= 4 })
  }

  @Test("several sets become one that says where each mapping is from")
  func merging() throws {
    let one = try readSet(
      sampleSet("a:1 skos:exactMatch b:1").replacing(
        "mapping_justification\n", with: "mapping_justification\text_x\n"
      ).replacing("MappingReview\n", with: "MappingReview\t1\n"))
    var two = one
    two.id = IRI(trusted: "https://example.org/two")
    two.values[.license] = .text("https://example.org/licence")
    two.extensionDefinitions = [
      ExtensionDefinition(slotName: "ext_x", property: IRI(trusted: "https://example.org/x"))
    ]
    let merged = MappingSet(merging: [one, two], id: IRI(trusted: "https://example.org/both"))
    #expect(merged.mappings.count == 2)
    #expect(
      merged.mappings.map { $0.values.reference(.mappingSource)?.value } == [
        "https://example.org/set", "https://example.org/two",
      ])
    #expect(merged.mappings[0].extensions == ["ext_x": .text("1")])
    #expect(merged.mappings[1].extensions == ["ext_x_": .text("1")])
    #expect(merged.values.text(.license)?.hasSuffix("unspecified") == true)
    #expect(MappingSet(merging: [one], id: IRI(trusted: "https://example.org/x")) == one)
  }
}

/// What RDF does not keep: the order of values and mappings, lines, prefixes, definitions that
/// nothing uses.
func comparable(_ set: MappingSet) -> MappingSet {
  func sorted(_ values: SlotValues) -> SlotValues {
    var result = values
    for entry in values.entries {
      guard case .list(let list) = entry.value else { continue }
      result[entry.slot] = .list(list.sorted { ($0.text ?? "") < ($1.text ?? "") })
    }
    return result
  }
  var result = set
  result.prefixes = PrefixMap()
  result.values = sorted(set.values)
  result.extensionDefinitions.sort { $0.effectiveProperty < $1.effectiveProperty }
  for index in result.mappings.indices {
    result.mappings[index].values = sorted(result.mappings[index].values)
  }
  result.mappings.sort { "\($0.values.entries)" < "\($1.values.entries)" }
  return result
}
