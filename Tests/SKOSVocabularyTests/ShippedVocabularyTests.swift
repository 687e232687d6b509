import IsoglossTestSupport
import RDFGraph
import RDFModel
import SKOSVocabulary
import Testing

@Suite("The shipped vocabulary")
struct ShippedVocabularyTests {
  @Test("breaks no condition and no rule")
  func integrity() throws {
    let graph = SKOSGraph(try ShippedOntology.snapshot())
    #expect(graph.conceptSchemes.count >= 38)
    #expect(graph.conceptCount >= 2016)
    let report = IntegrityChecker(graph).check()
    #expect(report.findings.isEmpty)
    let aboutMappings = IntegrityRule.mappingRules.subtracting([.s46])
    #expect(Set(report.counts.keys) == Set(IntegrityRule.allCases).subtracting(aboutMappings))
  }

  @Test("a fault that is put into it is found where it stands")
  func spoiled() throws {
    let snapshot = try ShippedOntology.snapshot()
    let graph = SKOSGraph(snapshot)
    let concept = try #require(graph.concepts.first { !$0.broaderTransitive.isEmpty })
    let ancestor = try #require(concept.broaderTransitive.last)
    var builder = try GraphBuilder(keepsOrigins: true)
    var batch = TripleBatch()
    func add(_ iri: String) -> UInt32 { batch.addTerm(.iri, iri.utf8Span.span) }
    snapshot.forEach(snapshot.match(predicate: snapshot.id(iri: SKOS.broader))) {
      batch.addTriple(
        add(graph.iriText($0)), add(graph.iriText($1)), add(graph.iriText($2)), line: 1)
    }
    batch.addTriple(add(concept.iri), add(SKOS.related.value), add(ancestor.iri), line: 7)
    try builder.receive(batch)
    let report = IntegrityChecker(SKOSGraph(builder.finish()), options: .init(rules: [.s27]))
      .check()
    #expect(report.findings.map(\.subject) == [concept.iri])
    #expect(report.findings.first?.origin?.line == 7)
  }

  @Test("its terms are found by label, notation and CURIE")
  func finding() throws {
    let graph = SKOSGraph(try ShippedOntology.snapshot())
    let finder = ConceptFinder(try LabelIndex(graph))
    guard case .found(let scheme) = finder.conceptScheme("EU AI Act"),
      case .found(let provider) = finder.concept("provider", in: scheme)
    else {
      Issue.record("the provider of the EU AI Act is not found")
      return
    }
    #expect(provider.curie == "eu-ai-act-2024:provider")
    #expect(provider.definition(in: "en")?.isOwnWording == true)
    #expect(provider.definition(in: "en")?.clause != nil)
    guard case .ambiguous = finder.concept("bias") else {
      Issue.record("bias is a term of several documents")
      return
    }
  }
}
