import Foundation
import JSONLDSyntax
import RDFModel
import Testing

@testable import TermAlignment

/// SSSOM 1.1, SSSOM/JSON.
@Suite("SSSOM/JSON")
struct SSSOMJSONTests {
  private func read(_ text: String) throws -> MappingSet {
    try SSSOMJSONReader(options: ReaderOptions(sourceName: "set.json")).read(Array(text.utf8))
  }

  private func error(_ text: String) -> SyntaxError? {
    do {
      _ = try read(text)
      return nil
    } catch {
      return error as? SyntaxError
    }
  }

  @Test("the official examples come back equal, in the order of their mappings, to the last digit")
  func officialExamples() throws {
    for url in try Samples.promisedExamples() {
      var set = try Samples.read(url)
      let text = SSSOMJSONWriter().text(of: set)
      var again = try read(text)
      // What writing adds or leaves out on purpose.
      set.values[.sssomVersion] = nil
      again.values[.sssomVersion] = nil
      set.extensionDefinitions = set.usedExtensionDefinitions.filter {
        set.extensionDefinitions.contains($0)
      }
      set.prefixes = PrefixMap()
      again.prefixes = PrefixMap()
      let isEqual = again == set
      #expect(isEqual, "\(url.lastPathComponent)")
      let isStable = SSSOMJSONWriter().text(of: try read(text)) == text
      #expect(isStable, "\(url.lastPathComponent)")
      let spread = try read(SSSOMJSONWriter(condenses: false).text(of: set))
      #expect(spread.mappings == set.mappings, "\(url.lastPathComponent)")
    }
  }

  @Test("shared values go up to the set, but for words of enumerations")
  func condensation() throws {
    var set = try readSet(sampleSet("a:1 skos:exactMatch b:1", "a:2 skos:exactMatch b:2"))
    for index in set.mappings.indices {
      set.mappings[index].values[.subjectType] = .text("owl class")
      set.mappings[index].values[.mappingTool] = .text("hand")
    }
    func counts(_ text: String) -> [Int] {
      [
        text.components(separatedBy: "\"subject_type\": \"owl class\"").count - 1,
        text.components(separatedBy: "\"mapping_tool\": \"hand\"").count - 1,
      ]
    }
    let text = SSSOMJSONWriter().text(of: set)
    #expect(counts(text) == [2, 1])
    #expect(counts(SSSOMJSONWriter(condenses: false).text(of: set)) == [2, 2])
    #expect(try read(text).mappings == set.mappings)
    // On the set a word is understood all the same.
    let onSet = try read(
      """
      {"subject_type": "owl class", "mappings": [{"subject_id": "skos:a",
        "predicate_id": "skos:exactMatch", "object_id": "skos:b",
        "mapping_justification": "semapv:MappingReview"}]}
      """)
    #expect(onSet.mappings[0].values.text(.subjectType) == "owl class")
  }

  @Test("what is written is JSON-LD too: its triples are those of the set's RDF form")
  func jsonLD() throws {
    var examples = try Samples.promisedExamples().map { try Samples.read($0) }
    examples.append(try readSet(sampleSet("a:1 skos:exactMatch b:1")))
    for set in examples {
      var set = set
      set.declareVersion()
      set.extensionDefinitions = set.usedExtensionDefinitions.filter {
        set.extensionDefinitions.contains($0)
      }
      var expected = QuadCollector()
      try set.push(into: &expected, form: MappingSetForm(.statements))
      var found = QuadCollector()
      var reader = JSONLDReader(options: ReaderOptions())
      try reader.read(
        Array(SSSOMJSONWriter(condenses: false).text(of: set).utf8).span, into: &found)
      try reader.finish(into: &found)
      #expect(shape(found) == shape(expected), "\(set.id?.value ?? "")")
    }
  }

  /// Triples by property and value, without the labels of blank nodes and without classes, which
  /// JSON has no member for; numbers by value.
  private func shape(_ collector: QuadCollector) -> [String] {
    collector.quads.compactMap { quad in
      let classes = [SSSOM.axiom, SSSOM.mappingSet, SSSOM.extensionDefinition]
      if let iri = quad.triple.object.iri, classes.contains(iri) { return nil }
      func text(_ term: Term) -> String {
        if case .blankNode = term { return "_" }
        if let literal = term.literal, literal.datatype == XSD.double {
          return "\(Double(literal.lexicalForm) ?? .nan)"
        }
        return term.description
      }
      return [quad.triple.subject, quad.triple.predicate, quad.triple.object].map(text)
        .joined(separator: " ")
    }.sorted()
  }

  @Test("prefixes come from curie_map or a context, identifiers may stand in full")
  func prefixes() throws {
    let body =
      "\"mappings\": [{\"subject_id\": \"a:1\", \"predicate_id\": \"skos:exactMatch\", "
      + "\"object_id\": \"https://example.org/b/1\", "
      + "\"mapping_justification\": \"semapv:MappingReview\", \"confidence\": 0.123456}]"
    let heads = [
      "\"curie_map\": {\"a\": \"https://example.org/a/\"}",
      "\"@context\": {\"a\": \"https://example.org/a/\", \"subject_id\": {\"@type\": \"@id\"}}",
      "\"@context\": [\"https://w3id.org/sssom/context\", "
        + "{\"a\": {\"@id\": \"https://example.org/a/\", \"@prefix\": true}}]",
    ]
    for head in heads {
      let set = try read("{\(head), \(body)}")
      #expect(set.mappings.first?.subject?.value == "https://example.org/a/1")
      #expect(set.mappings.first?.object?.value == "https://example.org/b/1")
      #expect(set.mappings.first?.confidence == 0.123456)
      #expect(set.prefixes["a"]?.value == "https://example.org/a/")
    }
    #expect(error("{\(body)}")?.code == .sssomPrefix)
  }

  @Test("errors name line, column and slot")
  func errors() throws {
    let text = """
      {
        "mapping_set_id": "https://example.org/set",
        "mappings": [
          {"subject_id": "skos:a", "predicate_id": "skos:exactMatch",
           "object_id": "skos:b", "mapping_justification": "semapv:MappingReview",
           "confidence": %}
        ]
      }
      """
    let value = try #require(error(text.replacing("%", with: "1.5")))
    #expect(value.code == .sssomValue)
    #expect(value.position.line == 6)
    #expect(value.position.column == 20)
    #expect(value.message.contains("slot confidence"))
    #expect(value.description.hasPrefix("set.json:6:20: error sssom-value: "))
    #expect(error(text.replacing("%", with: "["))?.code == .jsonSyntax)
    #expect(error(text.replacing("%", with: "{}"))?.code == .sssomMetadata)
    #expect(error(text.replacing("%", with: "[0.1, 0.2]"))?.code == .sssomValue)
    #expect(error(text.replacing("%", with: "1, \"confidence\": 1"))?.code == .jsonDuplicateName)
    #expect(error("[]")?.code == .sssomMetadata)
    #expect(error("{\"mappings\": {}}")?.code == .sssomMetadata)
    let missing = try #require(
      error(
        text.replacing("\"predicate_id\": \"skos:exactMatch\",", with: "").replacing(
          "%", with: "1")))
    #expect(missing.code == .sssomMissingSlot)
    #expect(missing.position.line == 4)
  }

  @Test("nesting, length and prefixes are bounded")
  func limits() throws {
    let deep = String(repeating: "[", count: 100_000)
    #expect(error("{\"mappings\": " + deep)?.code == .limitExceeded)
    var limits = ReaderLimits.standard
    limits.namespaces = 10
    let many = (0..<20).map { "\"p\($0)\": \"https://example.org/\($0)/\"" }
    let options = ReaderOptions(limits: limits)
    #expect {
      try SSSOMJSONReader(options: options).read(
        Array("{\"curie_map\": {\(many.joined(separator: ","))}}".utf8))
    } throws: { ($0 as? SyntaxError)?.code == .limitExceeded }
    limits.documentBytes = 10
    #expect {
      try SSSOMJSONReader(options: ReaderOptions(limits: limits)).read(
        Array("{             }".utf8))
    } throws: { ($0 as? SyntaxError)?.code == .limitExceeded }
  }

  @Test("cut anywhere, a document reads or is refused, and nothing else")
  func truncation() throws {
    let set = try readSet(
      sampleSet(header: "#creator_label: [\"A\", 'B']\n", "a:1 skos:exactMatch b:1"))
    let bytes = Array(SSSOMJSONWriter().text(of: set).utf8.dropLast())
    for end in 0..<bytes.count {
      let cut = Array(bytes[..<end])
      #expect(throws: SyntaxError.self) { try SSSOMJSONReader().read(cut) }
    }
  }

  @Test("undefined extensions are kept, left out or refused, as asked")
  func undefinedExtensions() throws {
    let text =
      "{\"license\": \"x\", \"ext_a\": \"1\", \"mappings\": [{\"subject_id\": \"skos:a\", "
      + "\"predicate_id\": \"skos:exactMatch\", \"object_id\": \"skos:b\", "
      + "\"mapping_justification\": \"semapv:MappingReview\", \"ext_b\": 2}]}"
    let kept = try read(text)
    #expect(kept.extensions == ["ext_a": .text("1")])
    #expect(kept.mappings[0].extensions == ["ext_b": .text("2")])
    let left = try SSSOMJSONReader(undefinedExtensions: .leaveOut).read(Array(text.utf8))
    #expect(left.extensions.isEmpty && left.mappings[0].extensions.isEmpty)
    #expect(throws: SyntaxError.self) {
      try SSSOMJSONReader(undefinedExtensions: .refuse).read(Array(text.utf8))
    }
    let table = SSSOMWriter().self
    let tsv = Array(try table.text(of: kept).utf8)
    #expect(try SSSOMReader().read(tsv).extensions == kept.extensions)
    #expect(try SSSOMReader(undefinedExtensions: .leaveOut).read(tsv).extensions.isEmpty)
    #expect(throws: SyntaxError.self) { try SSSOMReader(undefinedExtensions: .refuse).read(tsv) }
  }

  @Test(
    "values of typed extensions are checked",
    arguments: [
      ("xsd:integer", "12", "1.5"), ("xsd:double", "1.5e3", "much"),
      ("xsd:boolean", "true", "yes"), ("xsd:date", "2026-01-31", "2026-02-30"),
      ("xsd:datetime", "2026-01-31T10:00:00+01:00", "2026-01-31"),
      ("xsd:dateTime", "2026-01-31T10:00:00Z", "10:00"), ("linkml:uriOrCurie", "skos:a", "a"),
    ])
  func extensionTypes(type: String, good: String, bad: String) throws {
    func text(_ value: String) -> String {
      "{\"extension_definitions\": [{\"slot_name\": \"ext\", \"type_hint\": \"\(type)\"}], "
        + "\"ext\": \"\(value)\"}"
    }
    #expect(try read(text(good)).extensions["ext"] != nil)
    #expect(error(text(bad))?.code == .sssomValue)
  }
}
