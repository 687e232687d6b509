import Foundation
import Isogloss
import Testing

@Suite("Coverage of the shipped vocabularies")
struct ShippedCoverageTests {
  /// Counts by SPARQL what the coverage says, over the union of all graphs.
  @Test(
    "counts are those of a query",
    arguments: [
      ("nist-ai-rmf-1.0", "ai-verify-2025"), ("eu-ai-act-2024", "iso-iec-22989-2022"),
      ("ai-verify-2025", "nist-ai-rmf-1.0"), ("asean-ai-guide-2024", "eu-ai-act-2024"),
    ])
  func queries(source: String, target: String) throws {
    let vocabulary = try ShippedVocabularyTests.vocabulary.get()
    let coverage = try vocabulary.coverage(of: source, by: target)
    let schemes = "<https://w3id.org/isogloss/scheme/\(source)>"
    let others = "<https://w3id.org/isogloss/scheme/\(target)>"
    func count(_ pattern: String, _ variables: String) throws -> Int {
      let text = """
        SELECT (COUNT(*) AS ?n) WHERE { SELECT DISTINCT \(variables) WHERE {
          ?a skos:inScheme \(schemes) . \(pattern) } }
        """
      guard case .solutions(let rows) = try vocabulary.evaluate(vocabulary.parse(query: text)),
        let value = rows.term(row: 0, column: 0)?.literal?.lexicalForm
      else { return -1 }
      return Int(value) ?? -1
    }
    #expect(coverage.conceptCount == (try count("?a a skos:Concept", "?a")))
    let relations: [(CoverageClass, String, String)] = [
      (.exact, "skos:exactMatch", "skos:exactMatch"),
      (.close, "skos:closeMatch", "skos:closeMatch"),
      (.broader, "skos:broadMatch", "skos:narrowMatch"),
      (.narrower, "skos:narrowMatch", "skos:broadMatch"),
      (.related, "skos:relatedMatch", "skos:relatedMatch"),
      (
        .counterpart, "<https://w3id.org/isogloss/ns#functionalCounterpart>",
        "<https://w3id.org/isogloss/ns#functionalCounterpart>"
      ),
    ]
    for (coverageClass, forth, back) in relations {
      let pairs = try count(
        "?b skos:inScheme \(others) . { ?a \(forth) ?b } UNION { ?b \(back) ?a }", "?a ?b")
      #expect(coverage.statedPairs[coverageClass] == pairs, "\(coverageClass)")
    }
    let mapped = try count(
      """
      ?b skos:inScheme \(others) .
      { ?a ?p ?b } UNION { ?b ?p ?a }
      VALUES ?p { skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch
        skos:relatedMatch <https://w3id.org/isogloss/ns#functionalCounterpart> }
      """, "?a")
    #expect(coverage.direct.mapped == mapped)
  }

  @Test("the matrix agrees with the coverage of a pair, and its map is drawn the same every time")
  func matrix() throws {
    let vocabulary = try ShippedVocabularyTests.vocabulary.get()
    let matrix = try vocabulary.coverageMatrix()
    let pair = try #require(
      matrix.pairs.first {
        Set([$0.source.id, $0.target.id]) == ["nist-ai-rmf-1.0", "ai-verify-2025"]
      })
    let coverage = try vocabulary.coverage(of: pair.source.id, by: pair.target.id)
    #expect(pair.stated == coverage.statedPairs)
    #expect(pair.sourceMapped == coverage.direct.mapped)
    #expect(matrix.svg() == (try vocabulary.coverageMatrix().svg()))
  }

  @Test("the trend of the OECD principles starts with those of 2019")
  func trend() throws {
    let coverage = try ShippedVocabularyTests.vocabulary.get().coverage(
      of: "oecd-ai-principles-2024", by: "unesco-ai-ethics-2021")
    #expect(coverage.trend.first?.source.id == "oecd-ai-principles-2019")
  }
}
