import Foundation
import RDFGraph
import RDFModel
import SKOSVocabulary
import Testing

@testable import TermAlignment

/// SSSOM 1.1, SSSOM/RDF.
@Suite("Mapping sets as RDF")
struct MappingTripleTests {
  private func snapshot(_ sets: [MappingSet]) throws -> GraphSnapshot {
    var builder = try GraphBuilder(keepsOrigins: true)
    for (number, set) in sets.enumerated() {
      try builder.beginDocument(source: "set\(number)")
      try set.push(into: &builder)
    }
    return builder.finish()
  }

  @Test("a set is a named graph of statements and direct triples, with its lines")
  func shape() throws {
    let set = try readSet(mappingSet("a1 exact b1 0.5", "a1 not exact b2", "a1 exact none b"))
    var collector = QuadCollector()
    try set.push(into: &collector)
    let name = Term.iri(IRI(trusted: "https://example.org/sets/set"))
    #expect(collector.quads.allSatisfy { $0.graph == name })
    #expect(collector.prefixes["a"]?.value == "https://example.org/a/")
    let direct = collector.quads.filter {
      $0.triple.predicate == .iri(IRI(trusted: SSSOM.skos + "exactMatch"))
    }
    #expect(direct.count == 1)
    let statements = collector.quads.filter { $0.triple.object == .iri(SSSOM.axiom) }
    #expect(
      statements.map(\.triple.subject) == [1, 2, 3].map { .blankNode(BlankNode("mapping\($0)")) })
    let negated = collector.quads.filter { $0.triple.object == .iri(SSSOM.negatedPredicate) }
    #expect(negated.count == 1)
    let confidence = Term.literal(Literal("0.5", datatype: XSD.double))
    #expect(collector.quads.contains { $0.triple.object == confidence })

    let graph = try snapshot([set])
    let index = MappingIndex(graph)
    #expect(index.count == 3)
    let lines = Set((0..<3).compactMap { index.origin(of: $0)?.line })
    #expect(lines == Set(set.mappings.compactMap(\.line)))
  }

  @Test("a record identifier names the statement")
  func recordIDs() throws {
    let set = try readSet(mappingSet("a1 exact b1 record_id=x:r1"))
    let index = MappingIndex(try snapshot([set]))
    let statement = try #require(index.statement(0))
    #expect(index.snapshot.dictionary.text(of: statement) == "https://example.org/r1")
  }

  @Test("without direct triples only the statements are there")
  func withoutDirectTriples() throws {
    var collector = QuadCollector()
    try readSet(mappingSet("a1 exact b1")).push(into: &collector, form: MappingSetForm(.statements))
    #expect(
      !collector.quads.contains {
        $0.triple.predicate == .iri(IRI(trusted: SSSOM.skos + "exactMatch"))
      })
  }

  @Test("the sets of the collection come back whole")
  func collection() throws {
    let sets = try Samples.mappingSets.map { try Samples.read($0) }
    let graph = try snapshot(sets)
    let found = MappingSetCollector(graph).mappingSets()
    #expect(found.count == sets.count)
    for (set, other) in zip(sets.sorted { ($0.id?.value ?? "") < ($1.id?.value ?? "") }, found) {
      let isEqual = comparable(set) == comparable(other)
      #expect(isEqual, "\(set.id?.value ?? "")")
    }
  }

  @Test("the official examples come back whole, but for what RDF cannot keep")
  func officialExamples() throws {
    for url in try Samples.promisedExamples() {
      let set = try Samples.read(url)
      let found = MappingSetCollector(try snapshot([set])).mappingSets()
      let isEqual = found.count == 1 && comparable(found[0]) == comparable(set)
      #expect(isEqual, "\(url.lastPathComponent)")
    }
  }

  @Test("plain triples become a set per graph, unless a statement accounts for them")
  func plainTriples() throws {
    let data = try AlignmentGraph(
      mappingSet("a1 exact b1"),
      turtle:
        "a:1 skos:exactMatch b:1 . a:1 skos:closeMatch b:2 . a:2 isogloss:functionalCounterpart b:2 ."
    )
    let sets = MappingSetCollector(data.graph.snapshot).mappingSets()
    #expect(sets.map(\.mappings.count) == [1, 3])
    #expect(sets[1].id == nil)
    #expect(sets[1].mappings.allSatisfy { $0.justification == Justification.unspecified })
    #expect(data.matches("a1") == ["exactMatch b1", "closeMatch b2"])
    let step = data.resolve("a1").matches[1].derivation[0]
    #expect(step.mappingSet == nil && step.justification == nil)
    #expect(step.origin?.source == "data.ttl")
  }
}
