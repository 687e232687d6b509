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

  /// The chaining rules as property paths: exact matches chain, and carry close, related, broader
  /// and narrower ones, of which the last two chain with their like.
  ///
  /// Without the set that denies matches, whose effect no path says.
  @Test(
    "inferred pairs are those that paths find and nobody states",
    arguments: [
      ("eu-us-ttc-2023", "nist-ai-glossary-2023"), ("iso-31073-2022", "iso-iec-27000-2018"),
      ("eu-ai-act-2024", "nist-ai-glossary-2023"), ("hleg-ethics-2019", "unesco-ai-ethics-2021"),
      ("ai-verify-2025", "asean-ai-guide-2024"), ("nist-ai-rmf-1.0", "ai-verify-2025"),
      ("iso-iec-ts-5723-2022", "nist-ai-600-1-2024"),
    ])
  func inferences(source: String, target: String) throws {
    let vocabulary = try Self.withoutDenials.get()
    let exact = "(skos:exactMatch|^skos:exactMatch)"
    let broad = "(skos:broadMatch|^skos:narrowMatch)"
    let narrow = "(skos:narrowMatch|^skos:broadMatch)"
    let relations: [(CoverageClass, stated: String, path: String)] = [
      (.exact, exact, "\(exact)+"),
      (
        .close, "(skos:closeMatch|^skos:closeMatch)",
        "\(exact)*/(skos:closeMatch|^skos:closeMatch)/\(exact)*"
      ),
      (
        .related, "(skos:relatedMatch|^skos:relatedMatch)",
        "\(exact)*/(skos:relatedMatch|^skos:relatedMatch)/\(exact)*"
      ),
      (.broader, broad, "\(exact)*/(\(broad)/\(exact)*)+"),
      (.narrower, narrow, "\(exact)*/(\(narrow)/\(exact)*)+"),
    ]
    let coverage = try vocabulary.coverage(of: source, by: target)
    for (coverageClass, stated, path) in relations {
      let query = """
        SELECT (COUNT(*) AS ?n) WHERE { SELECT DISTINCT ?a ?b WHERE {
          ?a skos:inScheme <https://w3id.org/isogloss/scheme/\(source)> .
          ?a \(path) ?b .
          ?b skos:inScheme <https://w3id.org/isogloss/scheme/\(target)> .
          FILTER NOT EXISTS { ?a \(stated) ?b } } }
        """
      guard case .solutions(let rows) = try vocabulary.evaluate(vocabulary.parse(query: query))
      else {
        Issue.record("no solutions")
        continue
      }
      let count = rows.term(row: 0, column: 0)?.literal.flatMap { Int($0.lexicalForm) }
      #expect(coverage.inferredPairs[coverageClass] == count, "\(coverageClass)")
    }
  }

  private static let withoutDenials = Result {
    try Vocabulary(
      documents: ShippedCollectionFiles.documents(without: "false-friends.sssom.tsv"))
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
    #expect(pair.inferred == coverage.inferredPairs)
    #expect(pair.isInferredComplete)
    #expect(matrix.svg() == (try vocabulary.coverageMatrix().svg()))
  }

  @Test("the trend of the OECD principles starts with those of 2019")
  func trend() throws {
    let coverage = try ShippedVocabularyTests.vocabulary.get().coverage(
      of: "oecd-ai-principles-2024", by: "unesco-ai-ethics-2021")
    #expect(coverage.trend.first?.source.id == "oecd-ai-principles-2019")
  }
}
