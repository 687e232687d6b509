import RDFGraph
import RDFModel
import SKOSVocabulary
import Testing

/// Reproducible numbers for property tests.
struct Lehmer: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

/// The closure written down as a matrix, the plain way.
private struct Closure {
  private var cells: [[Bool]]

  init(_ count: Int, _ edges: [(Int, Int)], symmetric: Bool) {
    cells = Array(repeating: Array(repeating: false, count: count), count: count)
    for (one, other) in edges {
      cells[one][other] = true
      if symmetric { cells[other][one] = true }
    }
    for middle in 0..<count {
      for from in 0..<count where cells[from][middle] {
        for to in 0..<count where cells[middle][to] { cells[from][to] = true }
      }
    }
  }

  func holds(_ one: Int, _ other: Int) -> Bool { cells[one][other] }
}

@Suite("Closure of hierarchy and exact matches")
struct ClosureTests {
  struct Shape: CustomTestStringConvertible {
    let nodes: Int
    let edges: Int
    let acyclic: Bool
    var testDescription: String { "\(nodes) nodes, \(edges) edges, acyclic: \(acyclic)" }
  }

  static let shapes = [
    Shape(nodes: 4, edges: 4, acyclic: false), Shape(nodes: 12, edges: 10, acyclic: false),
    Shape(nodes: 12, edges: 18, acyclic: true), Shape(nodes: 25, edges: 30, acyclic: true),
    Shape(nodes: 25, edges: 22, acyclic: false), Shape(nodes: 40, edges: 70, acyclic: true),
  ]

  static func randomEdges(_ shape: Shape, _ random: inout Lehmer) -> [(Int, Int)] {
    (0..<shape.edges).map { _ in
      let one = Int.random(in: 0..<shape.nodes, using: &random)
      let other = Int.random(in: 0..<shape.nodes, using: &random)
      return shape.acyclic && one > other ? (other, one) : (one, other)
    }
  }

  @Test("S27 finds exactly the pairs that the written closure finds", arguments: shapes)
  func related(shape: Shape) throws {
    var random = Lehmer(state: UInt64(shape.nodes * 1000 + shape.edges))
    for _ in 0..<60 {
      let edges = Self.randomEdges(shape, &random)
      let pairs = Self.randomEdges(shape, &random)
      let closure = Closure(shape.nodes, edges, symmetric: false)
      var lines: [String] = []
      for (index, (lower, upper)) in edges.enumerated() {
        switch index % 4 {
        case 0: lines.append("n\(upper) narrower n\(lower)")
        case 1: lines.append("n\(lower) broadMatch n\(upper)")
        case 2: lines.append("n\(upper) narrowMatch n\(lower)")
        default: lines.append("n\(lower) broader n\(upper)")
        }
      }
      for (index, (one, other)) in pairs.enumerated() {
        lines.append("n\(one) \(index % 2 == 0 ? "related" : "relatedMatch") n\(other)")
      }
      let expected = Set(
        pairs.filter { closure.holds($0, $1) || closure.holds($1, $0) }
          .map { [min($0, $1), max($0, $1)] })
      let report = IntegrityChecker(
        try LineGraph.skos(lines.joined(separator: "\n")), options: .init(rules: [.s27])
      ).check()
      let found = report.findings.compactMap { finding in
        finding.cause.first.map { [Self.number($0.triple.subject), Self.number($0.triple.object)] }
      }
      #expect(found.count == expected.count)
      #expect(Set(found.map { $0.sorted() }) == expected)
      for finding in report.findings {
        #expect(Self.isPath(finding.cause))
      }
    }
  }

  @Test("S46 finds exactly the statements that the written closure finds", arguments: shapes)
  func exact(shape: Shape) throws {
    var random = Lehmer(state: UInt64(shape.nodes * 7 + shape.edges))
    for _ in 0..<60 {
      let edges = Self.randomEdges(shape, &random)
      let pairs = Self.randomEdges(shape, &random)
      let closure = Closure(shape.nodes, edges, symmetric: true)
      var lines = edges.map { "n\($0) exactMatch n\($1)" }
      var expected: Set<String> = []
      for (index, (one, other)) in pairs.enumerated() {
        let relation = ["broadMatch", "narrowMatch", "relatedMatch"][index % 3]
        lines.append("n\(one) \(relation) n\(other)")
        if closure.holds(one, other) { expected.insert("n\(one) \(relation) n\(other)") }
      }
      let report = IntegrityChecker(
        try LineGraph.skos(lines.joined(separator: "\n")), options: .init(rules: [.s46])
      ).check()
      let found = report.findings.compactMap { finding in
        finding.cause.first.map {
          let relation = $0.triple.predicate.iri?.value.dropFirst(SKOS.namespace.count) ?? ""
          return "n\(Self.number($0.triple.subject)) \(relation) "
            + "n\(Self.number($0.triple.object))"
        }
      }
      #expect(found.count == expected.count)
      #expect(Set(found) == expected)
    }
  }

  /// Whether the statements after the first lead step by step from one of its ends to the other.
  private static func isPath(_ cause: [Statement]) -> Bool {
    guard let first = cause.first else { return false }
    let ends = [number(first.triple.subject), number(first.triple.object)]
    let up = [SKOS.broader, SKOS.broadMatch]
    let steps = cause.dropFirst().map { statement -> [Int] in
      let pair = [number(statement.triple.subject), number(statement.triple.object)]
      return up.contains { .iri($0) == statement.triple.predicate } ? pair : pair.reversed()
    }
    guard let start = steps.first?[0], let end = steps.last?[1] else { return false }
    return [start, end].sorted() == ends.sorted()
      && zip(steps, steps.dropFirst()).allSatisfy { $0[1] == $1[0] }
  }

  private static func number(_ term: Term) -> Int {
    (term.iri?.value.split(separator: "n").last).flatMap { Int($0) } ?? -1
  }

  @Test("a chain of 50,000 concepts takes no stack and finds its end")
  func deepChain() throws {
    let count = 50_000
    var lines = (1..<count).map { "n\($0 - 1) broader n\($0)" }
    lines.append("n0 related n\(count - 1)")
    let report = IntegrityChecker(
      try LineGraph.skos(lines.joined(separator: "\n")), options: .init(rules: [.s27])
    ).check()
    #expect(report.counts == [.s27: 1])
    #expect(report.findings.first?.cause.count == 101)
  }
}
