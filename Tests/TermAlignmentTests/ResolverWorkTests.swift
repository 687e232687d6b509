import ByteStorage
import RDFGraph
import RDFModel
import SKOSVocabulary
import Testing

@testable import TermAlignment

/// Work is counted in edges looked at, never in time.
@Suite("Work of the resolver")
struct ResolverWorkTests {
  private func plain(_ pairs: [(Int, Int)]) throws -> AlignmentGraph {
    let turtle = pairs.map { "a:\($0) skos:exactMatch a:\($1) ." }.joined(separator: "\n")
    return try AlignmentGraph(sets: [], turtle: turtle)
  }

  private func work(_ data: AlignmentGraph, _ name: String) -> Int {
    data.resolver.measuredResolution(of: data.graph.view(data.id(name))).edgesVisited
  }

  @Test("a resolution looks at the mappings of what it reaches, and at no others")
  func local() throws {
    func star(beside others: Int) throws -> AlignmentGraph {
      try plain((2...9).map { (1, $0) } + (0..<others).map { (100 + $0, 1000 + $0) })
    }
    let alone = work(try star(beside: 1), "a1")
    #expect(alone == work(try star(beside: 800), "a1"))
    // From the hub: eight edges, and back along each.
    #expect(alone == 16)
  }

  @Test("work grows with the mappings of the cluster, not with its pairs")
  func linear() throws {
    var figures: [Int] = []
    for size in [200, 400] {
      let data = try plain((2...size).map { (1, $0) })
      var options = ResolutionOptions()
      options.maximumMatches = 10_000
      options.targetSchemes = []
      let measured = data.resolver.measuredResolution(
        of: data.graph.view(data.id("a2")), options: options)
      figures.append(measured.edgesVisited)
    }
    #expect(figures[1] <= figures[0] * 2 + 10)
    #expect(figures[0] <= 2 * 200)
  }

  @Test("a cluster of ten thousand exact matches is bounded and says so")
  func cluster() throws {
    var pairs = (2...10_000).map { (1, $0) }
    var random = SplitMix(state: 3)
    for _ in 0..<10_000 {
      pairs.append(
        (Int.random(in: 2...10_000, using: &random), Int.random(in: 2...10_000, using: &random)))
    }
    let data = try plain(pairs)
    // Everything would be in one scheme by default; these concepts have none.
    let measured = data.resolver.measuredResolution(of: data.graph.view(data.id("a77")))
    #expect(measured.resolution.matches.count == 1000)
    #expect(measured.resolution.limits.map(\.option) == ["maximumMatches"])
    #expect(measured.resolution.notes[0].contains("more than 1000 concepts correspond"))
    #expect(measured.edgesVisited < 30_000)
    #expect(measured.resolution.status == .equivalent)
    // Asked about one of them, the answer is whole and the work is bounded.
    let other = data.graph.view(data.id("a9999"))
    let explanation = data.resolver.explain(data.graph.view(data.id("a77")), other)
    #expect(explanation.matches.count == 1)
    #expect(explanation.matches[0].derivations.count >= 1)
    #expect(explanation.edgesVisited < 120_000)
    #expect(explanation.limits.contains { $0.option.hasPrefix("maximum") })
    #expect(explanation.matches[0].derivations[0].hopCount <= 2)
  }

  @Test("a chain longer than the bound ends there and says so")
  func longChain() throws {
    let data = try plain((1...30).map { ($0, $0 + 1) })
    let resolution = data.resolve("a1")
    #expect(resolution.matches.count == 6)
    #expect(resolution.limits.map(\.option) == ["maximumHops"])
    #expect(data.resolve("a1", ResolutionOptions(maximumHops: 30)).limits.isEmpty)
    #expect(data.resolve("a1", ResolutionOptions(maximumHops: 300)).matches.count == 30)
  }

  @Test("an explanation of six hops looks at the mappings along the way")
  func sixHops() throws {
    let data = try plain((1...6).map { ($0, $0 + 1) } + (0..<500).map { (100 + $0, 800 + $0) })
    let explanation = data.resolver.explain(
      data.graph.view(data.id("a1")), data.graph.view(data.id("a7")))
    #expect(explanation.matches.map { $0.derivations.map(\.hopCount) } == [[6]])
    #expect(explanation.edgesVisited <= 40)
  }

  @Test("resolutions one after the other, large and small, do not see each other's scratch")
  func scratch() throws {
    let data = try plain((2...3000).map { (1, $0) } + [(5001, 5002), (5002, 5003)])
    let small = data.matches("a5001")
    for _ in 0..<5 {
      #expect(data.resolve("a2", ResolutionOptions()).matches.count == 1000)
      #expect(data.matches("a5001") == small)
    }
    #expect(small == ["exactMatch a5002", "exactMatch a5003"])
  }

  @Test("any number of threads may ask at once")
  func concurrent() async throws {
    let data = try plain((1...200).map { ($0, $0 % 40 + 300) })
    let resolver = data.resolver
    let graph = data.graph
    let nodes = (1...200).map { data.id("a\($0)") }
    let alone = nodes.map { resolver.resolve(graph.view($0)).matches.map(\.concept.node) }
    await withTaskGroup(of: [[TermID]].self) { group in
      for _ in 0..<4 {
        group.addTask { nodes.map { resolver.resolve(graph.view($0)).matches.map(\.concept.node) } }
      }
      for await answers in group { #expect(answers == alone) }
    }
  }

  @Test("the index files every mapping from both ends, whatever the clusters are")
  func index() throws {
    let data = try AlignmentGraph(
      mappingSet("a1 exact b1", "c1 broad d1", "b1 exact e1", "d1 exact f1", "a1 not exact f1"))
    let index = data.resolver.index
    for number in 0..<index.count {
      let ends = [index.subject(number), index.object(number)]
      let adjacency = index.isDenial(number) ? index.denied : index.affirmed
      for (place, end) in ends.enumerated() {
        let node = try #require(index.node(of: end))
        #expect(index.term(ofNode: node) == end)
        let edge = try #require(
          adjacency.edges(of: node).first {
            adjacency.mappings[$0] & ~MappingAdjacency.backwards == UInt32(number)
          })
        #expect(index.term(ofNode: Int(adjacency.targets[edge])) == ends[1 - place])
        #expect((adjacency.mappings[edge] & MappingAdjacency.backwards != 0) == (place == 1))
      }
    }
    // Those that exact matches join lie side by side.
    let cluster = ["a1", "b1", "e1"].compactMap { index.node(of: data.id($0)) }.sorted()
    #expect(cluster.count == 3 && cluster[2] - cluster[0] == 2)
  }
}
