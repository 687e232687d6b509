import RDFModel
import Testing

@testable import TermAlignment

@Suite("Reading SSSOM/TSV")
struct SSSOMReaderTests {
  @Test("negation, absence and propagated slots arrive with each mapping")
  func meaning() throws {
    let text =
      sampleSet(header: "#mapping_date: 2024-02-29\n")
      .replacing("mapping_justification", with: "mapping_justification\tpredicate_modifier")
      + "a:1\tskos:exactMatch\tb:1\tsemapv:MappingReview\tNot\n"
      + "a:2\tskos:exactMatch\tsssom:NoTermFound\tsemapv:MappingReview\t\n"
    let set = try readSet(text)
    #expect(set.mappings[0].isNegative)
    #expect(!set.mappings[0].statesAbsence)
    #expect(set.mappings[1].statesAbsence)
    #expect(set.mappings.allSatisfy { $0.values.text(.mappingDate) == "2024-02-29" })
    #expect(set.values[.mappingDate] == nil)
    #expect(set.mappings.map(\.line) == [8, 9])
  }

  @Test("line ends, byte order mark, commas and short rows do not matter")
  func variants() throws {
    let plain = sampleSet("a:1 skos:exactMatch b:1", "a:2 skos:broadMatch b:2")
    let expected = try readSet(plain)
    #expect(expected.mappings.count == 2)
    #expect(try readSet(plain.replacing("\n", with: "\r\n")) == expected)
    #expect(try readSet("\u{FEFF}" + plain) == expected)
    #expect(try readSet(plain.replacing("\t", with: ",")) == expected)
    #expect(try readSet(plain + "\n\t\t\t\n") == expected)
    #expect(
      try readSet(plain.replacing("\n#", with: "\n#  ").replacing("#c", with: "#  c")) == expected)
  }

  @Test("metadata may lie in a file of their own")
  func externalMetadata() throws {
    let whole = sampleSet("a:1 skos:exactMatch b:1")
    let lines = whole.split(separator: "\n")
    let header = lines.filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) }
    let table = lines.filter { !$0.hasPrefix("#") }.joined(separator: "\n")
    #expect(
      try readSet(table, metadata: header.joined(separator: "\n")) == readSet(whole))
    #expect(readError(whole, metadata: "license: x")?.code == .sssomMetadata)
  }

  @Test(
    "pipes and backslashes are read in their order",
    arguments: [
      ("a|b", ["a", "b"]), (#"a\|b|c"#, ["a|b", "c"]), (#"a\\|b"#, [#"a\"#, "b"]),
      (#"a\\\|b"#, [#"a\|b"#]), (#"a\b"#, [#"a\b"#]), (#"a\"#, [#"a\"#]), ("a||b", ["a", "b"]),
    ])
  func pipes(text: String, values: [String]) {
    #expect(SlotValueParser.split(text) == values)
  }

  @Test("extension slots keep their values, with and without a definition")
  func extensions() throws {
    let text = sampleSet(
      header: """
        #extension_definitions:
        #  - slot_name: kind
        #    property: a:kind
        #    type_hint: linkml:Uriorcurie
        #  - slot_name: broken
        #    property: nowhere:x
        #mood: fine

        """
    ).replacing("mapping_justification", with: "mapping_justification\tkind\tbroken")
    let set = try readSet(text + "a:1\tskos:exactMatch\tb:1\tsemapv:MappingReview\ta:k\tfree\n")
    #expect(
      set.mappings[0].extensions["kind"] == .reference(IRI(trusted: "https://example.org/a/k")))
    #expect(set.mappings[0].extensions["broken"] == .text("free"))
    #expect(set.extensions["mood"] == .text("fine"))
    #expect(set.extensionDefinitions.map(\.slotName) == ["kind"])
    #expect(
      set.extensionDefinition(named: "broken").effectiveProperty.value
        == "http://sssom.invalid/broken")
    #expect(try readSet(try SSSOMWriter().text(of: set)) == set)
  }

  @Test("a literal needs a label and no identifier")
  func literals() throws {
    let header = "#subject_type: rdfs literal\n"
    let text = sampleSet(header: header).replacing("subject_id", with: "subject_label")
    let set = try readSet(text + "word\tskos:exactMatch\tb:1\tsemapv:MappingReview\n")
    #expect(set.mappings[0].isLiteral)
    #expect(set.mappings[0].subject == nil)
    #expect(
      readError(sampleSet(header: header, "a:1 skos:exactMatch b:1"))?.code == .sssomMissingSlot)
  }

  @Test(
    "errors name the place, the slot and a remedy",
    arguments: [
      ("x:1 skos:exactMatch b:1", "sssom-prefix", 7, 1, "subject_id"),
      ("https://example.org/a/1 skos:exactMatch b:1", "sssom-prefix", 7, 1, "subject_id"),
      ("a:1 skos:exactMatch b:<", "invalid-iri", 7, 21, "object_id"),
      ("a:1 exact b:1", "sssom-value", 7, 5, "predicate_id"),
      ("a:1 skos:exactMatch b:1 semapv:X", "sssom-table", 7, 34, "columns"),
      ("a:1 skos:exactMatch", "sssom-missing-slot", 7, 1, "mapping_justification"),
    ])
  func rowErrors(row: String, code: String, line: Int, column: Int, word: String) throws {
    let error = try #require(readError(sampleSet(row)))
    #expect(error.code.rawValue == code)
    #expect(error.position.line == line)
    #expect(error.position.column == column)
    #expect(error.source == "set.sssom.tsv")
    #expect(error.message.contains(word) || code == "sssom-missing-slot", "\(error)")
  }

  @Test(
    "values that a slot does not take are refused",
    arguments: [
      ("confidence", "1.2"), ("confidence", "nan"), ("confidence", "0x1"), ("confidence", "high"),
      ("mapping_date", "2023-02-29"), ("mapping_date", "1 May"), ("predicate_modifier", "not"),
      ("subject_type", "concept"), ("reviewer_agreement", "-1.5"), ("author_id", "Alice"),
    ])
  func valueErrors(slot: String, value: String) throws {
    let text = sampleSet().replacing(
      "mapping_justification", with: "mapping_justification\t" + slot)
    let row = "a:1\tskos:exactMatch\tb:1\tsemapv:MappingReview\t\(value)\n"
    let error = try #require(readError(text + row))
    #expect(error.code == .sssomValue)
    #expect(error.position.line == 7)
    #expect(error.position.column == 46)
    #expect(error.message.contains("slot \(slot)"))
  }

  @Test(
    "tables that are not well formed are refused",
    arguments: [
      "a\ta\npredicate_id", "\"open", "predicate_id\t\"a\"b", "subject_id\tobject_id\n1\t2",
    ])
  func tableErrors(text: String) {
    #expect(readError(text) != nil)
  }

  @Test("bytes that are not UTF-8 are refused with their line")
  func encoding() throws {
    #expect(throws: SyntaxError.self) {
      try SSSOMReader().read(Array("#license: x\n".utf8) + [0xFF, 0x0A])
    }
  }

  @Test("cut anywhere, a file reads or is refused, and nothing else")
  func truncation() throws {
    let bytes = Array(
      sampleSet(
        header: "#comment: >-\n#  folded\n#creator_label: [\"A\", 'B']\n",
        "a:1 skos:exactMatch b:1"
      ).utf8)
    let lineCount = bytes.count { $0 == 0x0A } + 1
    var refusals = 0
    for end in 0..<bytes.count {
      do {
        let set = try SSSOMReader().read(Array(bytes[..<end]))
        #expect(set.mappings.count <= 1)
      } catch {
        refusals += 1
        #expect((1...lineCount).contains(error.position.line), "\(error)")
      }
    }
    #expect((1..<bytes.count).contains(refusals))
    #expect(try SSSOMReader().read(bytes).mappings.count == 1)
  }
}
