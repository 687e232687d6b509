import Foundation
import RDFModel
import SKOSVocabulary
import Testing

@testable import TermAlignment

/// SSSOM 1.1, data model, and the rules of the schema.
@Suite("Checks of mapping sets")
struct MappingSetCheckerTests {
  private func codes(_ set: MappingSet) -> [String] {
    MappingSetChecker().check(set, source: "set.tsv").map(\.code)
  }

  private func sample() throws -> MappingSet {
    try readSet(sampleSet("a:1 skos:exactMatch b:1", "a:2 skos:exactMatch b:2"))
  }

  @Test("a sound set and the sets of the collection have no findings above information")
  func sound() throws {
    #expect(codes(try sample()).isEmpty)
    for url in Samples.mappingSets {
      let findings = MappingSetChecker().check(try Samples.read(url), source: url.path)
      #expect(findings.allSatisfy { $0.severity == .info }, "\(url.lastPathComponent)")
    }
  }

  @Test("every rule finds what it is for")
  func rules() throws {
    var found: Set<String> = []
    func expect(_ rule: MappingSetRule, _ change: (inout MappingSet) -> Void) throws {
      var set = try sample()
      change(&set)
      #expect(codes(set).contains(rule.rawValue), "\(rule)")
      found.insert(rule.rawValue)
      let only = MappingSetChecker(rules: [rule]).check(set, source: "set.tsv")
      #expect(only.allSatisfy { $0.code == rule.rawValue && $0.message.hasPrefix("slot ") })
    }
    let id = IRI(trusted: "https://example.org/r1")
    try expect(.requiredSlot) { $0.values[.license] = nil }
    try expect(.recordID) { $0.mappings[0].recordID = id }
    try expect(.recordID) { set in
      for index in set.mappings.indices { set.mappings[index].recordID = id }
    }
    try expect(.cardinality) { $0.mappings[0].values[.mappingCardinality] = .text("n:n") }
    try expect(.version) { $0.values[.sssomVersion] = .text("1.0") }
    try expect(.version) { $0.mappings[0].values[.reviewDate] = .text("2026-01-01") }
    try expect(.noTermFound) { $0.mappings[0].object = SSSOM.noTermFound }
    try expect(.noTermFound) { $0.mappings[0].predicate = SSSOM.noTermFound }
    try expect(.noTermFound) { set in
      set.mappings[0].object = SSSOM.noTermFound
      set.mappings[0].isNegative = true
    }
    try expect(.reviewer) { $0.mappings[0].values[.reviewerAgreement] = .number(1) }
    try expect(.relativeURI) { $0.values[.seeAlso] = .list([.text("see.html")]) }
    try expect(.propagation) { set in
      set.values[.mappingTool] = .text("one")
      set.mappings[0].values[.mappingTool] = .text("other")
    }
    try expect(.undefinedExtension) { $0.extensions["ext_x"] = .text("x") }
    try expect(.positions) { $0.mappings[0].extensions["ext_positions"] = .text("x") }
    #expect(found == Set(MappingSetRule.allCases.map(\.rawValue)))
  }
}
