import RDFModel
import SKOSVocabulary
import Testing

@testable import TermAlignment

@Suite("Coverage of one scheme by another")
struct CoverageTests {
  private static let turtle = """
    e:a a skos:ConceptScheme . e:b a skos:ConceptScheme . e:c a skos:ConceptScheme .
    a:top a skos:Concept ; skos:inScheme e:a ; skos:prefLabel "Govern"@en .
    a:1 a skos:Concept ; skos:inScheme e:a ; skos:broader a:top .
    a:2 a skos:Concept ; skos:inScheme e:a ; skos:broader a:1 .
    a:3 a skos:Concept ; skos:inScheme e:a .
    a:4 a skos:Concept ; skos:inScheme e:a .
    a:5 a skos:Concept ; skos:inScheme e:a .
    a:6 a skos:Concept ; skos:inScheme e:a .
    e:coll a skos:Collection ; skos:prefLabel "Annex"@en ; skos:member a:3 .
    b:1 a skos:Concept ; skos:inScheme e:b . b:2 a skos:Concept ; skos:inScheme e:b .
    b:3 a skos:Concept ; skos:inScheme e:b .
    <https://example.org/c/1> a skos:Concept ; skos:inScheme e:c .
    """

  private static let set = mappingSet(
    "a1 exact b1", "b2 broad a2", "a2 related b2", "a3 exact c1", "c1 close b2", "a4 exact none b",
    "a5 not exact b3", "a6 related b1")

  private func data() throws -> AlignmentGraph {
    try AlignmentGraph(Self.set, turtle: Self.turtle)
  }

  private func scheme(_ name: String, _ data: AlignmentGraph) throws -> ConceptScheme {
    try #require(data.graph.conceptScheme(iri: IRI(trusted: "https://example.org/\(name)")))
  }

  @Test("each concept counts once, by the strongest statement, and inference is apart")
  func classes() throws {
    let data = try data()
    let coverage = data.resolver.coverage(of: try scheme("a", data), by: try scheme("b", data))
    #expect(coverage.conceptCount == 7)
    #expect(coverage.direct[.exact] == 1)
    #expect(coverage.direct[.narrower] == 1)
    #expect(coverage.direct[.related] == 1)
    #expect(coverage.direct[.declaredUnmapped] == 1)
    #expect(coverage.direct[.undecided] == 3)
    #expect(coverage.direct.total == coverage.conceptCount)
    #expect(coverage.inferred[.close] == 1)
    #expect(coverage.inferred.total == 1)
    // a2 has two relations to b2: both are stated pairs.
    #expect(coverage.statedPairs.total == 4)
    #expect(coverage.statedPairs[.related] == 2)
  }

  @Test("a section is a top concept with what is below it, else a collection")
  func sections() throws {
    let data = try data()
    let coverage = data.resolver.coverage(of: try scheme("a", data), by: try scheme("b", data))
    let sizes = Dictionary(
      uniqueKeysWithValues: coverage.sections.map { ($0.name, $0.conceptCount) })
    #expect(sizes == ["Govern": 3, "Annex": 1, "no section": 3])
    let cell = try #require(coverage.cells.first { coverage.sections[$0.source].name == "Govern" })
    #expect(cell.direct.total == 3)
  }

  @Test("what comes back from the other side is itself, among others, another, or nothing")
  func roundTrip() throws {
    let data = try AlignmentGraph(
      mappingSet("a1 exact b1", "a2 close b1", "a3 related b2", "a4 close b2", "a5 exact b3"),
      turtle: """
        e:a a skos:ConceptScheme . e:b a skos:ConceptScheme .
        a:1 skos:inScheme e:a . a:2 skos:inScheme e:a . a:3 skos:inScheme e:a .
        a:4 skos:inScheme e:a . a:5 skos:inScheme e:a . a:6 skos:inScheme e:a .
        a:6 a skos:Concept . a:1 a skos:Concept . a:2 a skos:Concept . a:3 a skos:Concept .
        a:4 a skos:Concept . a:5 a skos:Concept .
        """)
    let trip = data.resolver.coverage(of: try scheme("a", data), by: try scheme("b", data))
      .roundTrip
    // a2 comes back as a1, which matches exactly; a3 as a4, which is closer.
    #expect(trip.returned == 3)
    #expect(trip.lost == 2)
    #expect(trip.unmapped == 1)
    #expect(trip.loss == 0.5)
    #expect(trip.changed.map { AlignmentGraph.name($0.concept) } == ["a2", "a3"])
    #expect(trip.changed[0].returns.map(AlignmentGraph.name) == ["a1"])
  }

  @Test("the trend goes over the editions that replace each other, the oldest first")
  func trend() throws {
    let data = try AlignmentGraph(
      mappingSet("a1 exact b1", "c1 exact b1", "c2 close b1"),
      turtle: """
        @prefix dct: <http://purl.org/dc/terms/> .
        e:a a skos:ConceptScheme . e:b a skos:ConceptScheme .
        e:c a skos:ConceptScheme ; dct:replaces e:a .
        a:1 a skos:Concept ; skos:inScheme e:a . a:2 a skos:Concept ; skos:inScheme e:a .
        b:1 a skos:Concept ; skos:inScheme e:b .
        <https://example.org/c/1> a skos:Concept ; skos:inScheme e:c .
        <https://example.org/c/2> a skos:Concept ; skos:inScheme e:c .
        """)
    let coverage = data.resolver.coverage(of: try scheme("c", data), by: try scheme("b", data))
    #expect(coverage.trend.map(\.source.id) == ["a", "c"])
    #expect(coverage.trend.map(\.mapped) == [1, 2])
    #expect(coverage.trend.map(\.share) == [0.5, 1])
  }

  @Test("the matrix counts distinct pairs once, whichever way and how often they are stated")
  func matrix() throws {
    let data = try AlignmentGraph(
      mappingSet("a1 exact b1", "a2 broad b1", "a1 not exact b2", "a2 exact none b"),
      mappingSet("b1 exact a1", "b1 exact c1", name: "other"),
      turtle: "e:a a skos:ConceptScheme . e:b a skos:ConceptScheme . e:c a skos:ConceptScheme .")
    let matrix = data.resolver.coverageMatrix()
    #expect(matrix.pairs.map { $0.source.id + $0.target.id } == ["ab", "ac", "bc"])
    let pair = matrix.pairs[0]
    #expect(pair.stated[.exact] == 1)
    #expect(pair.stated[.broader] == 1)
    #expect(pair.sourceMapped == 2)
    #expect(pair.targetMapped == 1)
    #expect(pair.sourceUnmapped == 1)
    #expect(matrix.pairs[1].stated.total == 0)
    #expect(matrix.pairs[1].inferred[.exact] == 1)
    #expect(matrix.pairs[1].inferred[.broader] == 1)
    let around = data.resolver.coverageMatrix(around: try scheme("c", data))
    #expect(around.pairs.map { $0.source.id + $0.target.id } == ["ac", "bc"])
  }

  @Test("a large cluster takes no inferences from other pairs of schemes, and what is cut says so")
  func fairBudget() throws {
    // The large cluster comes first in the data.
    let large = (1...20).map { "d\($0) exact e1" } + (2...20).map { "d1 exact e\($0)" }
    let data = try AlignmentGraph(
      mappingSet(lines: large + ["a1 exact c1", "c1 exact b1"]),
      turtle: "abcde".map { "e:\($0) a skos:ConceptScheme ." }.joined(separator: "\n"))
    func pair(_ name: String, _ matrix: CoverageMatrix) throws -> CoverageMatrix.Pair {
      try #require(matrix.pairs.first { $0.source.id + $0.target.id == name })
    }
    let whole = data.resolver.coverageMatrix()
    #expect(whole.notes.isEmpty)
    #expect(whole.pairs.allSatisfy { $0.isInferredComplete })
    // 20 by 20 pairs, less those that are stated.
    #expect(try pair("de", whole).inferred[.exact] == 20 * 20 - 39)
    let cut = data.resolver.coverageMatrix(around: nil, maximumMatches: 60)
    #expect(try pair("ab", cut).inferred[.exact] == 1)
    #expect(try pair("ab", cut).isInferredComplete)
    let part = try pair("de", cut)
    #expect(!part.isInferredComplete)
    #expect((1..<361).contains(part.inferred[.exact]))
    #expect(cut.notes.count == 1)
    #expect(cut.csv().contains(",false\r\n"))
    #expect(cut.html().contains("at least \(part.inferred.total)"))
  }

  @Test("every form is the same at every run")
  func forms() throws {
    let one = try data()
    let other = try data()
    func all(_ data: AlignmentGraph) throws -> [String] {
      let coverage = data.resolver.coverage(of: try scheme("a", data), by: try scheme("b", data))
      let matrix = data.resolver.coverageMatrix()
      return [
        coverage.json().prettyPrinted, coverage.csv(), coverage.html(), coverage.svg(),
        matrix.json().prettyPrinted, matrix.csv(), matrix.html(), matrix.svg(),
      ]
    }
    let texts = try all(one)
    #expect(texts == (try all(other)))
    #expect(texts[1].split(separator: "\r\n").count == 2 + 3)
    #expect(texts[2].contains("<th scope=\"row\">Govern</th>"))
    #expect(texts[3].contains("<title>a by b: 3 of 7 concepts mapped</title>"))
    #expect(texts[7].hasPrefix("<svg "))
    #expect(texts[7].contains("Map of 3 frameworks and 6 mappings"))
  }
}
