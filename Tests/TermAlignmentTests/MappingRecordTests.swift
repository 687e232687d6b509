import Foundation
import RDFModel
import Testing

@testable import TermAlignment

/// SSSOM 1.1, hashing a mapping record, and mapping cardinality.
@Suite("Records of mappings")
struct MappingRecordTests {
  /// The sets of the specification, with the hash of their only record.
  static let vectors: [(text: String, hash: String)] = [
    (
      """
      #curie_map:
      #  FBbt: http://purl.obolibrary.org/obo/FBbt_
      #  UBERON: http://purl.obolibrary.org/obo/UBERON_
      #  orcid: https://orcid.org/
      subject_id\tpredicate_id\tobject_id\tmapping_justification\tcreator_id
      FBbt:00001234\tskos:exactMatch\tUBERON:0005678\tsemapv:ManualMappingCuration\t\
      orcid:0000-0000-5678-1234|orcid:0000-0000-1234-5678
      """, "0A442FB005783031"
    ),
    (
      """
      #curie_map:
      #  FOODON: http://purl.obolibrary.org/obo/FOODON_
      #  KF_FOOD: https://kewl-foodie.ince/food/
      #  wikidata: https://www.wikidata.org/wiki/
      #subject_source: KF_FOOD:DB
      #object_source: wikidata:Q55118395
      #object_source_version: http://purl.obolibrary.org/obo/foodon/releases/2022-02-01/foodon.owl
      subject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence\tmapping_date
      KF_FOOD:F001\tskos:exactMatch\tFOODON:00002473\tsemapv:ManualMappingCuration\t0.95\t2022-05-02
      """, "97170EB542E9AE8F"
    ),
    (
      """
      #curie_map:
      #  FBbt: http://purl.obolibrary.org/obo/FBbt_
      #  UBERON: http://purl.obolibrary.org/obo/UBERON_
      #  example: https://example.org/sets/record-id#
      record_id\tsubject_id\tpredicate_id\tobject_id\tmapping_justification
      example:0000001\tFBbt:0009124\tskos:exactMatch\tUBERON:0000003\tsemapv:LexicalMatching
      """, "18F3436E89AA1AA2"
    ),
    (
      """
      #curie_map:
      #  HP: http://purl.obolibrary.org/obo/HP_
      #  MP: http://purl.obolibrary.org/obo/MP_
      #mapping_provider: https://w3id.org/sssom/core_team
      subject_id\tpredicate_id\tobject_id\tmapping_justification\tsimilarity_score
      HP:0009124\tskos:exactMatch\tMP:0000003\tsemapv:LexicalSimilarityThresholdMatching\t0.8
      """, "0D45A2E8C64EBD65"
    ),
    (
      """
      #curie_map:
      #  COMENT: https://example.com/entities/
      #  EXPROP: https://example.org/properties/
      #  ORGENT: https://example.org/entities/
      #extension_definitions:
      #  - slot_name: ext_bar
      #    property: EXPROP:barProperty
      #    type_hint: xsd:integer
      #  - slot_name: ext_baz
      #    property: EXPROP:bazProperty
      #    type_hint: linkml:Uriorcurie
      subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label\tmapping_justification\t\
      ext_bar\text_baz
      ORGENT:0001\talice\tskos:closeMatch\tCOMENT:0011\talpha\tsemapv:ManualMappingCuration\t\
      111\tORGENT:BAZ_0001
      """, "66BD0A57A976A109"
    ),
  ]

  @Test("the hashes of the specification", arguments: vectors)
  func hashes(text: String, hash: String) throws {
    let set = try readSet(text + "\n")
    #expect(set.mappings.count == 1)
    #expect(set.standardHash(of: set.mappings[0]) == hash)
    // The same through JSON, and whatever its identifier and cardinality.
    var again = try SSSOMJSONReader().read(Array(SSSOMJSONWriter().text(of: set).utf8))
    again.mappings[0].recordID = IRI(trusted: "https://example.org/other")
    again.mappings[0].values[.mappingCardinality] = .text("n:n")
    #expect(again.standardHash(of: again.mappings[0]) == hash)
    again.mappings[0].subjectLabel = "other"
    #expect(again.standardHash(of: again.mappings[0]) != hash)
  }

  @Test("the official examples state the cardinalities that are counted here")
  func cardinalityOfExamples() throws {
    var stated = 0
    for url in try Samples.promisedExamples() {
      let set = try Samples.read(url)
      #expect(set.wrongCardinalities().isEmpty, "\(url.lastPathComponent)")
      stated += set.mappings.count { $0.values[.mappingCardinality] != nil }
    }
    if Samples.officialExamples != nil { #expect(stated > 20) }
  }

  @Test("cardinality is counted within its scope, literals by label, absences apart")
  func cardinality() throws {
    var set = try readSet(
      sampleSet(
        "a:1 skos:exactMatch b:1", "a:1 skos:closeMatch b:2", "a:2 skos:closeMatch b:2",
        "a:3 skos:closeMatch b:3", "a:3 skos:exactMatch sssom:NoTermFound"))
    #expect(set.cardinalities() == ["1:n", "n:n", "n:1", "1:1", "1:0"])
    #expect(set.cardinalities(within: [.predicateID]) == ["1:1", "n:1", "n:1", "1:1", "1:0"])
    set.setCardinalities(within: [.predicateID])
    #expect(set.wrongCardinalities().isEmpty)
    set.mappings[0].values[.mappingCardinality] = .text("1:n")
    #expect(set.wrongCardinalities().map(\.expected) == ["1:1"])
    for index in set.mappings.indices { set.mappings[index].values[.cardinalityScope] = nil }
    set.mappings[1].values[.mappingCardinality] = .text("n:1")
    #expect(set.wrongCardinalities().map(\.index) == [1])

    var literals = try readSet(sampleSet("a:1 skos:exactMatch b:1", "a:2 skos:exactMatch b:1"))
    for index in 0..<2 {
      literals.mappings[index].subject = nil
      literals.mappings[index].subjectLabel = "one"
      literals.mappings[index].values[.subjectType] = .text("rdfs literal")
    }
    #expect(literals.cardinalities() == ["1:1", "1:1"])
    literals.mappings[1].subjectLabel = "two"
    #expect(literals.cardinalities() == ["n:1", "n:1"])
  }
}
