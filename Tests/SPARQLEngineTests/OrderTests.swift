import IsoglossTestSupport
import RDFModel
import SPARQLAlgebra
import SPARQLEngine
import Testing

/// Sorting stops early where only the first rows are asked for; they are those of the whole.
@Suite struct OrderTests {
  @Test(arguments: 0..<20)
  func theFirstOfAnOrderAreThoseOfTheWhole(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed + 1))
    let triples = (0..<14).map { _ in
      let numbers = (0..<3).map { _ in Int.random(in: 0..<6, using: &generator) }
      return ":n\(numbers[0]) :p\(numbers[1] % 3) :n\(numbers[2]) ."
    }
    let fixture = try QueryFixture(
      "@prefix : <http://example.org/> . " + triples.joined(separator: " "))
    let names = ["a", "p", "b", "c", "q", "d", "e", "r", "f"].map { Variable($0) }
    // Thousands of rows, of which many are equal in what they are sorted by.
    let product = Algebra.bgp(
      stride(from: 0, to: 9, by: 3).map {
        TriplePattern(.variable(names[$0]), .variable(names[$0 + 1]), .variable(names[$0 + 2]))
      })
    let conditions = names.shuffled(using: &generator).prefix(1 + seed % 4).enumerated()
      .map { OrderCondition(.variable($0.element), isDescending: $0.offset % 2 == seed % 2) }
    let ordered = Algebra.orderBy(product, conditions)
    func rows(_ pattern: Algebra) throws -> [[Term?]] {
      let query = Query(form: .select(names), pattern: pattern)
      guard case .solutions(let solutions) = try fixture.engine.evaluate(query) else { return [] }
      return solutions.map(\.terms)
    }
    let all = try rows(ordered)
    let (offset, limit) = (seed % 3 * 7, [1, 5, 300, 5000][seed % 4])
    let first = try rows(.slice(ordered, offset: offset, limit: limit))
    #expect(all.count > 500)
    #expect(first == Array(all.dropFirst(offset).prefix(limit)))
  }
}
