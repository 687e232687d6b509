import Foundation
import RDFModel
import Testing

@testable import TermAlignment

@Suite("SSSOM/TSV there and back")
struct SSSOMRoundTripTests {
  /// What writing is allowed to change: order of rows, unused prefixes, the version, and digits
  /// beyond the third.
  private func comparable(_ set: MappingSet) -> MappingSet {
    var result = set
    result.prefixes = PrefixMap()
    result.values[.sssomVersion] = nil
    let used = Set(set.mappings.flatMap(\.extensions.keys)).union(set.extensions.keys)
    result.extensionDefinitions = set.extensionDefinitions.filter { used.contains($0.slotName) }
      .sorted { $0.effectiveProperty < $1.effectiveProperty }
    result.mappings.sort { "\($0.values.entries)" < "\($1.values.entries)" }
    return result
  }

  @Test("the official examples read, and come back equal; a second writing changes no byte")
  func officialExamples() throws {
    for url in try Samples.promisedExamples() {
      let set = try Samples.read(url)
      #expect(!set.mappings.isEmpty, "\(url.lastPathComponent)")
      let text = try SSSOMWriter().text(of: set)
      let again = try readSet(text)
      let isEqual = comparable(again) == comparable(set)
      #expect(isEqual, "\(url.lastPathComponent)")
      let isStable = try SSSOMWriter().text(of: again) == text
      #expect(isStable, "\(url.lastPathComponent)")
    }
  }

  @Test("the mapping sets of the collection are canonical: writing them changes no byte")
  func collection() throws {
    #expect(Samples.mappingSets.count > 100)
    var rows = 0
    for url in Samples.mappingSets {
      let set = try Samples.read(url)
      rows += set.mappings.count
      let isCanonical = Array(try SSSOMWriter().text(of: set).utf8) == (try Samples.bytes(url))
      #expect(isCanonical, "\(url.lastPathComponent)")
      #expect(set.missingSlots.isEmpty)
    }
    #expect(rows > 1000)
  }

  @Test("values with tabs, quotes, line breaks, pipes and backslashes survive")
  func hardValues() throws {
    var mapping = Mapping(
      subject: IRI(trusted: "https://example.org/a/1"),
      predicate: IRI(trusted: SSSOM.skos + "exactMatch"),
      object: IRI(trusted: "https://example.org/b/1"), justification: Justification.manualCuration)
    mapping.values[.comment] = .text("tab\there, \"quotes\", break\nand back\\slash | pipe")
    mapping.values[.authorLabel] = .list([.text("Alice|Bob"), .text("C\\"), .text("\\|")])
    mapping.extensions["note"] = .text("a|b")
    var set = MappingSet(
      id: IRI(trusted: "https://example.org/set"), license: IRI(trusted: "https://example.org/l"),
      prefixes: PrefixMap([
        "a": IRI(trusted: "https://example.org/a/"), "b": IRI(trusted: "https://example.org/b/"),
      ]))
    set.values[.mappingSetTitle] = .text("yes: #1 \"of\"\n two\u{1}")
    set.values[.mappingSetVersion] = .text("1.0")
    set.values[.comment] = .text(" - leading")
    set.values[.other] = .text("null")
    set.mappings = [mapping]
    #expect(try readSet(try SSSOMWriter().text(of: set)) == set)
  }

  @Test(
    "numbers have at most three digits after the point",
    arguments: [
      (1.0, "1"), (0.95, "0.95"), (0.1234, "0.123"), (0.1235, "0.124"), (0.0, "0"),
      (-0.99, "-0.99"), (0.0004, "0"), (0.05, "0.05"),
    ])
  func decimals(number: Double, text: String) {
    #expect(SSSOMWriter.decimal(number) == text)
  }

  @Test("what all mappings share is written once, and stays with each where they differ")
  func condensation() throws {
    let tail = "\tsemapv:MappingReview\tb:v"
    let shared = try readSet(
      sampleSet().replacing("mapping_justification", with: "mapping_justification\tobject_source")
        + "a:1\tskos:exactMatch\tb:1\(tail)\na:2\tskos:exactMatch\tb:2\(tail)\n")
    let text = try SSSOMWriter().text(of: shared)
    #expect(text.contains("\n#object_source: b:v\n"))
    #expect(!text.contains("\tobject_source"))
    #expect(try SSSOMWriter(condenses: false).text(of: shared).contains("\tobject_source"))
    #expect(try readSet(text).mappings[1].values[.objectSource] != nil)

    let mixed = try readSet(
      sampleSet(header: "#object_source: a:v\n")
        .replacing("mapping_justification", with: "mapping_justification\tobject_source")
        + "a:1\tskos:exactMatch\tb:1\(tail)\na:2\tskos:exactMatch\tb:2\tsemapv:MappingReview\t\n")
    #expect(mixed.values[.objectSource] != nil)
    #expect(mixed.mappings[1].values[.objectSource] == nil)
    #expect(try readSet(try SSSOMWriter().text(of: mixed)) == mixed)
  }

  @Test("an identifier that no prefix fits is refused")
  func uncontractible() throws {
    var set = try readSet(sampleSet("a:1 skos:exactMatch b:1"))
    set.prefixes = PrefixMap()
    #expect(throws: UncontractibleIRI.self) { try SSSOMWriter().text(of: set) }
  }

  @Test("with commas, and with the metadata in a file of their own, a set comes back equal")
  func otherLayouts() throws {
    for url in try Samples.promisedExamples() {
      var set = try Samples.read(url)
      set.values[.sssomVersion] = nil
      let commas = try readSet(try SSSOMWriter(separator: .comma).text(of: set))
      #expect(comparable(commas) == comparable(set), "\(url.lastPathComponent)")
      let texts = try SSSOMWriter().externalTexts(of: set)
      #expect(!texts.table.hasPrefix("#") && !texts.metadata.contains("\t"))
      let apart = try readSet(texts.table, metadata: texts.metadata)
      #expect(comparable(apart) == comparable(set), "\(url.lastPathComponent)")
    }
  }

  @Test("slots of version 1.1 make the set say so")
  func version() throws {
    var set = try readSet(sampleSet("a:1 skos:exactMatch b:1"))
    #expect(!(try SSSOMWriter().text(of: set).contains("sssom_version")))
    set.mappings[0].recordID = IRI(trusted: "https://example.org/a/r1")
    #expect(try SSSOMWriter().text(of: set).hasPrefix("#sssom_version: \"1.1\"\n"))
  }
}
