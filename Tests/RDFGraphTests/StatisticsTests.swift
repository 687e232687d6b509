import RDFModel
import Testing

@testable import RDFGraph

private func iri(_ number: Int) -> Term { .iri(IRI(trusted: "http://example.org/\(number)")) }

@Suite("Statistics")
struct StatisticsTests {
  @Test("classes are counted", arguments: [1, 2])
  func classes(threads: Int) throws {
    let type = Term.iri(RDF.type)
    let quads = (0..<100).map { Quad(Triple(iri($0), type, iri(1_000 + $0 % 7))) }
    var builder = try GraphBuilder()
    try fill(&builder, quads + quads.prefix(30) + [Quad(Triple(iri(3), type, iri(1_000)))])
    let snapshot = builder.finish(exactly: threads)
    let statistics = snapshot.statistics
    #expect(statistics.classes.count == 7)
    for number in 0..<7 {
      let id = try #require(snapshot.id(of: iri(1_000 + number)))
      let subjects = quads.filter { $0.triple.object == iri(1_000 + number) }.count
      #expect(statistics.instances(of: id) == subjects + (number == 0 ? 1 : 0))
    }
    #expect(statistics.instances(of: try #require(snapshot.id(of: iri(3)))) == 0)
  }

  @Test("a star has the subjects that a scan finds", arguments: [1, 2, 3] as [UInt64])
  func stars(seed: UInt64) throws {
    let quads = GraphSnapshotTests.randomQuads(600, seed: seed, graphs: 0)
    var builder = try GraphBuilder()
    try fill(&builder, quads)
    let snapshot = builder.finish(exactly: 2)
    let triples = Set(quads.map(\.triple))
    let sets = snapshot.statistics.characteristicSets
    #expect(sets.otherSubjects == 0)
    for mask in 1..<32 {
      let numbers = (0..<5).filter { mask >> $0 & 1 == 1 }.map { 100 + $0 }
      let asked = try numbers.map { try #require(snapshot.id(of: iri($0))) }
      let subjects = Set(triples.map(\.subject)).filter { subject in
        numbers.allSatisfy { number in
          triples.contains { $0.subject == subject && $0.predicate == iri(number) }
        }
      }
      #expect(sets.star(asked).subjects == subjects.count)
    }
    // With one predicate the rows are its triples.
    for predicate in snapshot.statistics.predicates {
      #expect(abs(sets.star([predicate.id]).rows - Double(predicate.triples)) < 1e-6)
    }
  }

  @Test("rows of a star are exact where subjects of one shape are alike")
  func rows() throws {
    var quads: [Quad] = []
    for subject in 0..<10 {
      for object in 0..<2 { quads.append(Quad(Triple(iri(subject), iri(100), iri(200 + object)))) }
      for object in 0..<3 { quads.append(Quad(Triple(iri(subject), iri(101), iri(200 + object)))) }
    }
    quads.append(Quad(Triple(iri(50), iri(100), iri(200))))
    var builder = try GraphBuilder()
    try fill(&builder, quads)
    let snapshot = builder.finish()
    let ids = try [100, 101].map { try #require(snapshot.id(of: iri($0))) }
    let star = snapshot.statistics.characteristicSets.star(ids)
    #expect(star == .init(subjects: 10, rows: 60))
    #expect(snapshot.statistics.characteristicSets.count == 2)
  }

  @Test("more kinds of subject than are listed leave every other count exact")
  func manySets() throws {
    // Fifteen predicates in every combination: twice as many sets as are kept.
    var quads: [Quad] = []
    for subject in 1..<(1 << 15) {
      for bit in 0..<15 where subject >> bit & 1 == 1 {
        quads.append(Quad(Triple(iri(subject), iri(100_000 + bit), iri(0))))
      }
    }
    var builder = try GraphBuilder()
    try fill(&builder, quads, batchSize: 2_000)
    let statistics = builder.finish().statistics
    #expect(statistics.characteristicSets.count == CharacteristicSets.mostSets)
    #expect(
      statistics.characteristicSets.otherSubjects == (1 << 15) - 1 - CharacteristicSets.mostSets)
    #expect(statistics.distinctSubjects == (1 << 15) - 1)
    #expect(statistics.predicates.allSatisfy { $0.distinctSubjects == 1 << 14 })
  }
}
