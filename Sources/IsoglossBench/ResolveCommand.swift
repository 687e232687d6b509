import ArgumentParser
import Foundation
import Isogloss
import RDFGraph
import SKOSVocabulary
import TermAlignment

/// Times the resolver at scale.
struct ResolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Resolves concepts of each DATA with closure, and explains chains of six hops.",
    discussion: """
      A DATA is a file in any format that Isogloss reads, snapshot files included, or a folder of \
      such files; Scripts/make_mappings.py makes some. For each of them: loading, indexing the \
      mappings, and the p50, p99 and maximum of resolutions and explanations, warm; the same of \
      the concept that most exact matches point at, within the usual bounds and with none. Of several, the \
      growth from one to the next: the exponent of the mappings that the times grow with, 1 being \
      linear.
      """)

  @Argument(help: "Files or folders, the smaller first.") var data: [String]
  @Option(help: "How many concepts are resolved.") var samples = 20_000
  @Option(help: "How many chains are explained.") var chains = 200
  @Option(help: "How often the index is built.") var rounds = 3
  @Option(help: "How figures are printed: text or json.") var format: ReportFormat = .text

  private struct Figures {
    let mappings: Double
    let index: Double
    let p50: Double
  }

  func run() throws {
    var before: Figures?
    for path in data {
      let figures = try measure(path)
      if let before {
        func exponent(_ now: Double, _ then: Double) -> Double {
          log(now / then) / log(figures.mappings / before.mappings)
        }
        FigureLine(
          name: "growth to \(path)",
          facts: [
            ("index exponent", exponent(figures.index, before.index)),
            ("p50 exponent", exponent(figures.p50, before.p50)),
          ]
        ).print(as: format)
      }
      before = figures
    }
  }

  private func measure(_ path: String) throws -> Figures {
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    let documents =
      isFolder.boolValue ? try Document.documents(inFolder: path) : [Document(path: path)]
    let empty = ResidentMemory.current
    var snapshot: GraphSnapshot?
    let load = try Stopwatch.measure { snapshot = try DatasetLoader().load(documents) }
    guard let snapshot else { throw ExitCode.failure }
    let graph = SKOSGraph(snapshot)
    let loaded = ResidentMemory.current
    ResidentMemory.forgetPeak()
    var index = MappingIndex(snapshot)
    var builds = [Stopwatch.measure { index = MappingIndex(snapshot) }]
    for _ in 1..<max(rounds, 1) {
      builds.append(Stopwatch.measure { index = MappingIndex(snapshot) })
    }
    let resolver = Resolver(graph, index: index)
    let build = builds.map(\.cpu).median
    guard index.count > 0 else { throw ValidationError("\(path) has no mappings.") }
    let concepts = sample(index, graph)
    let resolved = resolve(concepts, resolver)
    let explained = explain(concepts, resolver)
    let hub = measureHub(resolver)
    FigureLine(
      name: "resolve \(path)",
      facts: [
        ("triples", Double(snapshot.tripleCount)), ("mappings", Double(index.count)),
        ("load s", load.wall), ("index CPU s", build),
        ("index ns a mapping", build * 1e9 / Double(index.count)),
        ("index bytes a mapping", Double(index.byteCount) / Double(index.count)),
        ("data MB", Double(loaded - empty) / 1024),
        ("indexing peak MB", Double(ResidentMemory.peak - loaded) / 1024),
        ("matches at p50", resolved.matches.quantile(0.5)),
        ("matches at p99", resolved.matches.quantile(0.99)),
        ("resolve p50 us", resolved.times.quantile(0.5)),
        ("resolve p99 us", resolved.times.quantile(0.99)),
        ("resolve max us", resolved.times.max() ?? .nan),
        ("six-hop chains", Double(explained.count)),
        ("explain p50 us", explained.quantile(0.5)),
        ("explain p99 us", explained.quantile(0.99)),
        ("explain max us", explained.max() ?? .nan),
      ] + hub
    ).print(as: format)
    return Figures(
      mappings: Double(index.count), index: build, p50: resolved.times.quantile(0.5))
  }

  /// Subjects of mappings, spread over all of them, the same every time.
  private func sample(_ index: MappingIndex, _ graph: SKOSGraph) -> [Concept] {
    var state: UInt64 = 88_172_645_463_325_252
    return (0..<max(samples, 1)).map { _ in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return graph.view(index.subject(Int(state % UInt64(index.count))))
    }
  }

  /// Microseconds of each resolution once warm, and how many matches it found.
  private func resolve(
    _ concepts: [Concept], _ resolver: Resolver
  ) -> (times: [Double], matches: [Double]) {
    var times: [Double] = []
    var matches: [Double] = []
    for concept in concepts { matches.append(Double(resolver.resolve(concept).matches.count)) }
    times.reserveCapacity(concepts.count)
    for concept in concepts {
      let start = Stopwatch.now(CLOCK_MONOTONIC)
      let resolution = resolver.resolve(concept)
      times.append((Stopwatch.now(CLOCK_MONOTONIC) - start) * 1e6)
      withExtendedLifetime(resolution) {}
    }
    return (times, matches)
  }

  /// The concept with the most exact matches to it: how many follow, how long that takes, and
  /// how many bounds the answer names.
  private func measureHub(_ resolver: Resolver) -> [(String, Double)] {
    let index = resolver.index
    var counts: [TermID: Int] = [:]
    for number in 0..<index.count
    where index.relation(number) == .exactMatch && !index.isDenial(number)
      && !index.isAbsence(number)
    { counts[index.object(number), default: 0] += 1 }
    let most = counts.max { left, right in
      (left.value, right.key.rawValue) < (right.value, left.key.rawValue)
    }
    guard let most else { return [] }
    let concept = resolver.graph.view(most.key)
    var whole = ResolutionOptions()
    whole.maximumMatches = 1_000_000
    whole.maximumMappings = 10_000_000
    var figures = [("hub links", Double(most.value))]
    for (name, options) in [("hub", ResolutionOptions()), ("whole hub", whole)] {
      var times: [Double] = []
      for _ in 0..<50 {
        let start = Stopwatch.now(CLOCK_MONOTONIC)
        let resolution = resolver.resolve(concept, options: options)
        times.append((Stopwatch.now(CLOCK_MONOTONIC) - start) * 1e6)
        withExtendedLifetime(resolution) {}
      }
      let resolution = resolver.resolve(concept, options: options)
      figures += [
        ("\(name) matches", Double(resolution.matches.count)),
        ("\(name) bounds named", Double(resolution.limits.count)),
        ("\(name) p50 us", times.quantile(0.5)), ("\(name) max us", times.max() ?? .nan),
      ]
    }
    return figures
  }

  /// Microseconds of explaining matches that are six links away, texts of every step included: the
  /// best of five runs each, as one that the system interrupted says nothing of the work.
  private func explain(_ concepts: [Concept], _ resolver: Resolver) -> [Double] {
    var times: [Double] = []
    for concept in concepts {
      if times.count >= chains { break }
      guard let far = resolver.resolve(concept).matches.first(where: { $0.hopCount == 6 })?.concept
      else { continue }
      var best = Double.infinity
      for _ in 0..<5 {
        let start = Stopwatch.now(CLOCK_MONOTONIC)
        let explanation = resolver.explain(concept, far)
        let steps = explanation.matches.flatMap { $0.derivations.flatMap(\.steps) }
        best = Swift.min(best, (Stopwatch.now(CLOCK_MONOTONIC) - start) * 1e6)
        withExtendedLifetime(steps) {}
      }
      times.append(best)
    }
    return times
  }
}
