import Foundation
import Isogloss
import Testing

/// What a user of the library does first, on the vocabularies that come with it.
@Suite("The shipped vocabularies through the library")
struct ShippedVocabularyTests {
  static let vocabulary: Result<Vocabulary, any Error> = Result { try Vocabulary.shipped() }

  @Test("each file is a named graph, and the default graph is their union")
  func graphs() throws {
    let vocabulary = try Self.vocabulary.get()
    #expect(vocabulary.defaultGraph == .union)
    let names = Set(
      vocabulary.snapshot.graphNames.compactMap { vocabulary.snapshot.term($0).iri?.value })
    #expect(names.contains("https://w3id.org/isogloss/scheme/eu-ai-act-2024"))
    #expect(names.contains("https://w3id.org/isogloss/mappings/nist-ai-rmf--ai-verify"))
  }

  @Test("there are at least five hundred concepts and the frameworks named first")
  func schemes() throws {
    let vocabulary = try Self.vocabulary.get()
    let ids = Set(vocabulary.skos.conceptSchemes.map(\.id))
    for id in [
      "iso-iec-22989-2022", "eu-ai-act-2024", "nist-ai-rmf-1.0", "ai-verify-2025",
      "asean-ai-guide-2024", "oecd-ai-principles-2024", "unesco-ai-ethics-2021",
      "igf-pnai-2024",
    ] {
      #expect(ids.contains(id), "\(id)")
    }
    #expect(vocabulary.skos.conceptCount >= 500)
  }

  @Test("a term resolves to stated and inferred matches, each with its derivation")
  func resolution() throws {
    let resolution = try Self.vocabulary.get().resolve("provider", in: "eu-ai-act-2024")
    #expect(resolution.concept.curie == "eu-ai-act-2024:provider")
    #expect(resolution.status == .equivalent)
    #expect(
      resolution.matches.contains { $0.concept.curie == "w3c-dpv-2.3-eu-aiact:ai-provider" })
    #expect(resolution.matches.allSatisfy { $0.hopCount == 1 && !$0.isInferred })
    let chained = try Self.vocabulary.get().resolve("au-malabo-2014:personal-data")
    let match = try #require(
      chained.matches.first { $0.concept.curie == "nist-ai-glossary-2023:personal-data" })
    #expect(match.isInferred)
    #expect(match.hopCount == 2)
  }

  @Test("an explanation has every derivation, and narrows to a pair")
  func explanation() throws {
    let vocabulary = try Self.vocabulary.get()
    let explanation = try vocabulary.explain("au-malabo-2014:personal-data")
    #expect(explanation.matches.count == explanation.resolution.matches.count)
    for match in explanation.matches {
      #expect(match.derivations.first?.hopCount == match.match.hopCount)
      #expect(match.isComplete || !explanation.limits.isEmpty)
    }
    let pair = try vocabulary.explain(
      "au-malabo-2014:personal-data", with: "nist-ai-glossary-2023:personal-data")
    #expect(pair.matches.map { $0.match.concept.curie } == ["nist-ai-glossary-2023:personal-data"])
  }

  @Test("a made-up term is unknown and comes with suggestions")
  func unknown() throws {
    #expect {
      try Self.vocabulary.get().resolve("provder", in: "eu-ai-act-2024")
    } throws: { error in
      guard case LookupError.unknownConcept(_, let suggestions) = error else { return false }
      return suggestions.contains { $0.concept.curie == "eu-ai-act-2024:provider" }
    }
  }

  @Test("a label that fits several concepts is never picked silently")
  func ambiguous() throws {
    #expect {
      try Self.vocabulary.get().concept("risk")
    } throws: { error in
      guard case LookupError.ambiguousConcept(_, let candidates) = error else { return false }
      return candidates.count > 1
    }
  }

  @Test("nothing in the collection breaks an integrity condition")
  func integrity() throws {
    let report = try Self.vocabulary.get().check()
    #expect(report.count(.error) == 0)
  }
}
