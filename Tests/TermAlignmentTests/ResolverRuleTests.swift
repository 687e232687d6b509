import RDFGraph
import RDFModel
import SKOSVocabulary
import Testing

@testable import TermAlignment

/// SSSOM, chaining rules; SKOS Reference, S42 to S46.
@Suite("Rules of the resolver")
struct ResolverRuleTests {
  @Test(
    "what follows from two links",
    arguments: [
      ("exact", "exact", "exactMatch", "T1"), ("broad", "broad", "broadMatch", "T1"),
      ("narrow", "narrow", "narrowMatch", "T1"), ("exact", "broad", "broadMatch", "RCE1"),
      ("exact", "narrow", "narrowMatch", "RCE1"), ("exact", "close", "closeMatch", "RCE1"),
      ("exact", "related", "relatedMatch", "RCE1"), ("broad", "exact", "broadMatch", "RCE2"),
      ("narrow", "exact", "narrowMatch", "RCE2"), ("close", "exact", "closeMatch", "RCE2"),
      ("related", "exact", "relatedMatch", "RCE2"),
    ])
  func follows(first: String, second: String, relation: String, rule: String) throws {
    let data = try AlignmentGraph(mappingSet("a1 \(first) b1", "b1 \(second) c1"))
    let match = try #require(data.resolve("a1").matches.first { $0.concept.iri.hasSuffix("c/1") })
    #expect(match.predicate.rawValue == relation)
    #expect(match.isInferred)
    #expect(match.derivation.map(\.ruleName) == ["stated", rule])
    #expect(match.derivation[0].link.object == match.derivation[1].link.subject)
  }

  @Test(
    "what does not follow from two links",
    arguments: [
      ("close", "close"), ("close", "broad"), ("broad", "close"), ("related", "related"),
      ("related", "broad"), ("broad", "narrow"), ("narrow", "broad"), ("close", "related"),
      ("counterpart", "counterpart"), ("counterpart", "exact"), ("exact", "counterpart"),
      ("counterpart", "close"),
    ])
  func doesNotFollow(first: String, second: String) throws {
    let data = try AlignmentGraph(mappingSet("a1 \(first) b1", "b1 \(second) c1"))
    #expect(!data.resolve("a1").matches.contains { $0.concept.iri.hasSuffix("c/1") })
  }

  @Test(
    "every relation is read backwards",
    arguments: [
      ("exact", "exactMatch", "S44"), ("close", "closeMatch", "S44"),
      ("related", "relatedMatch", "S44"), ("broad", "narrowMatch", "RI2"),
      ("narrow", "broadMatch", "RI1"), ("counterpart", "functionalCounterpart", "symmetric"),
    ])
  func backwards(stated: String, relation: String, rule: String) throws {
    let data = try AlignmentGraph(mappingSet("a1 \(stated) b1"))
    let match = try #require(data.resolve("b1").matches.first)
    #expect(match.predicate.rawValue == relation)
    #expect(!match.isInferred)
    let step = match.derivation[0]
    #expect(step.ruleName == rule)
    #expect(step.link.subject.hasSuffix("b/1"))
    #expect(step.stated?.subject.hasSuffix("a/1") == true)
  }

  @Test("a link read backwards within a chain names both rules")
  func backwardsInChain() throws {
    let data = try AlignmentGraph(mappingSet("a1 exact b1", "c1 narrow b1"))
    let match = try #require(data.resolve("a1").matches.first { $0.isInferred })
    #expect(match.predicate == .broadMatch)
    #expect(match.derivation.map(\.ruleName) == ["stated", "RI1+RCE1"])
  }

  @Test("predicates of OWL count as the SKOS relation below them")
  func generalisation() throws {
    let data = try AlignmentGraph(mappingSet("a1 equivalent b1", "a1 subclass c1"))
    #expect(data.matches("a1") == ["exactMatch b1", "broadMatch c1"])
    #expect(data.resolve("a1").matches.map { $0.derivation[0].ruleName } == ["RG1", "RG2"])
    #expect(data.matches("c1").contains("narrowMatch a1"))
  }

  @Test("chains end at the limit of links, and the shortest one counts")
  func hops() throws {
    let data = try AlignmentGraph(
      mappingSet("a1 exact b1", "b1 exact c1", "c1 exact d1", "d1 exact e1", "b1 exact d1"))
    let options = ResolutionOptions(maximumHops: 2)
    #expect(data.matches("a1", options) == ["exactMatch b1", "exactMatch c1", "exactMatch d1"])
    let match = try #require(data.resolve("a1").matches.first { $0.concept.iri.hasSuffix("d/1") })
    #expect(match.hopCount == 2)
    #expect(data.matches("a1").contains("exactMatch e1"))
  }

  @Test("a stronger match makes an inferred weaker one of the same concept superfluous")
  func weaker() throws {
    let data = try AlignmentGraph(
      mappingSet("a1 exact b1", "b1 exact c1", "b1 close c1", "a1 related c1"))
    // What was stated stays, of what follows the strongest.
    #expect(data.matches("a1") == ["exactMatch b1", "exactMatch c1", "relatedMatch c1"])
  }

  @Test("a concept never corresponds to itself, and cycles end")
  func cycles() throws {
    let data = try AlignmentGraph(mappingSet("a1 exact b1", "b1 exact c1", "c1 exact a1"))
    #expect(data.matches("a1") == ["exactMatch b1", "exactMatch c1"])
    #expect(data.resolve("a1").matches.allSatisfy { !$0.isInferred })
  }

  @Test("a search that passes its limit says so")
  func cut() throws {
    let data = try AlignmentGraph(mappingSet("a1 exact b1", "b1 exact c1", "c1 exact d1"))
    let resolution = data.resolve("a1", ResolutionOptions(maximumMappings: 2))
    #expect(resolution.notes.count == 1)
    #expect(data.resolve("a1").notes.isEmpty)
  }

  @Test("filters: schemes, relations, stated, inferred")
  func filters() throws {
    let data = try AlignmentGraph(
      mappingSet("a1 exact b1", "b1 exact c1", "a1 broad d1", "a1 related c2"))
    #expect(
      data.matches("a1", ResolutionOptions(evidence: .stated))
        == ["exactMatch b1", "broadMatch d1", "relatedMatch c2"])
    #expect(data.matches("a1", ResolutionOptions(evidence: .inferred)) == ["exactMatch c1"])
    let schemeC = try #require(data.graph.snapshot.id(iri: .init(trusted: "https://example.org/c")))
    #expect(
      data.matches("a1", ResolutionOptions(targetSchemes: [schemeC]))
        == ["exactMatch c1", "relatedMatch c2"])
    let broad = data.resolve("a1", ResolutionOptions(relations: [.broadMatch]))
    #expect(broad.matches.map(\.predicate) == [.broadMatch])
    #expect(broad.status == .equivalent)
  }
}
