import ArgumentParser
import Foundation
import Isogloss
import RDFGraph
import RDFModel
import SPARQLAlgebra

/// Times small commits on a large graph, and what the changes cost the queries.
struct CommitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "commit",
    abstract: "Commits small changes to FILE one after the other, merging in the background.",
    discussion: """
      Each commit describes new concepts and deletes statements that were there. Beside the time \
      on the wall stands the processor time of the committing thread, which the load of the machine \
      does not touch. With --reader a thread looks up labels in the first snapshot meanwhile; the \
      time of its look-ups, alone and beside the commits, tells whether it is disturbed. With \
      --queries each query is then timed on the changed graph and on the same graph freshly merged, \
      in turn.
      """)

  @Argument(help: "A document or snapshot.") var file: String
  @Option(help: "How many commits.") var commits = 1000
  @Option(help: "Triples in each: four of five are added, one is deleted.") var triples = 100
  @Flag(help: "Read the first snapshot from another thread meanwhile.") var reader = false
  @Option(help: "A folder with .rq files to time afterwards.") var queries: String?
  @Option(help: "How often each query is timed on each graph.") var reps = 5
  @Option(help: "How figures are printed: text or json.") var format: ReportFormat = .text

  func run() throws {
    let start = try DatasetLoader().load([Document(path: file)])
    let store = GraphStore(start)
    let doomed = statements(of: start, count: commits * triples / 5)
    let watcher = reader ? SnapshotReader(start) : nil
    watcher?.start()
    var times: [Double] = []
    var cpuTimes: [Double] = []
    let all = try Stopwatch.measure {
      for number in 0..<commits {
        let cpu = Stopwatch.threadCPU
        times.append(try commit(number, deleting: doomed, to: store) * 1000)
        cpuTimes.append((Stopwatch.threadCPU - cpu) * 1000)
      }
    }
    let changed = store.snapshot
    watcher?.stop().print(as: format)
    store.waitForMerging()
    FigureLine(
      name: "commit \(file)",
      facts: [
        ("triples", Double(start.tripleCount)), ("triples after", Double(changed.tripleCount)),
        ("p50 ms", times.quantile(0.5)), ("p99 ms", times.quantile(0.99)),
        ("longest ms", times.max() ?? 0), ("p50 CPU ms", cpuTimes.quantile(0.5)),
        ("p99 CPU ms", cpuTimes.quantile(0.99)), ("longest CPU ms", cpuTimes.max() ?? 0),
        ("over 5 ms", Double(times.count { $0 > 5 })), ("all s", all.wall), ("all CPU s", all.cpu),
        ("changes not merged", Double(changed.delta?.changeCount ?? 0)),
      ]
    ).print(as: format)
    FigureLine(
      name: "when merging is done",
      facts: [("changes not merged", Double(store.snapshot.delta?.changeCount ?? 0))]
    ).print(as: format)
    if let queries {
      // In memory on both sides, where the file is a snapshot and so mapped.
      let fresh = Vocabulary(changed.merged())
      try compare("beside all changes", Vocabulary(changed), fresh, queries)
      try compare("when merging is done", Vocabulary(store.snapshot), fresh, queries)
    }
  }

  private func commit(
    _ number: Int, deleting doomed: [(TermID, TermID, TermID)], to store: GraphStore
  ) throws -> Double {
    let added = triples - triples / 5
    let labels = (0..<added / 4).map { "\(number)-\($0)" }
    return try Stopwatch.measure {
      try store.commit { transaction in
        for label in labels {
          let concept = Term.iri(IRI(trusted: "http://example.org/new/\(label)"))
          func say(_ property: String, _ value: Term) throws {
            let iri = IRI(trusted: "http://www.w3.org/2004/02/skos/core#" + property)
            try transaction.insert(Quad(Triple(concept, .iri(iri), value)))
          }
          try say("prefLabel", .literal(Literal("new \(label)", language: "en")))
          try say("altLabel", .literal(Literal("newer \(label)", language: "de")))
          try say("notation", .literal(Literal(label)))
          try say("inScheme", .iri(IRI(trusted: "http://example.org/new")))
        }
        for index in 0..<triples / 5 where number * (triples / 5) + index < doomed.count {
          let (subject, predicate, object) = doomed[number * (triples / 5) + index]
          transaction.delete(subject, predicate, object)
        }
      }
    }.wall
  }

  /// Statements from everywhere in the graph.
  private func statements(
    of snapshot: GraphSnapshot, count: Int
  ) -> [(TermID, TermID, TermID)] {
    let step = max(snapshot.tripleCount / max(count, 1), 1)
    var result: [(TermID, TermID, TermID)] = []
    var row = 0
    snapshot.forEach(snapshot.match()) { subject, predicate, object in
      if row % step == 0, result.count < count { result.append((subject, predicate, object)) }
      row += 1
    }
    // Commits touch the graph here and there, not from one end to the other.
    var random = SystemRandomNumberGenerator()
    result.shuffle(using: &random)
    return result
  }

  private func compare(
    _ title: String, _ vocabulary: Vocabulary, _ fresh: Vocabulary, _ folder: String
  ) throws {
    var ratios: [Double] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    where name.hasSuffix(".rq") {
      let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
      func time(_ vocabulary: Vocabulary) throws -> Double {
        try Stopwatch.measure { _ = try vocabulary.evaluate(vocabulary.parse(query: text)) }.cpu
      }
      var (slow, fast): ([Double], [Double]) = ([], [])
      // Short queries more often, because a disturbance is large beside them.
      let start = Stopwatch.now(CLOCK_MONOTONIC)
      repeat {
        slow.append(try time(vocabulary))
        fast.append(try time(fresh))
      } while slow.count <= max(reps, 1)
        || (slow.count < 500 && Stopwatch.now(CLOCK_MONOTONIC) - start < 0.2)
      let ratio = (slow.min() ?? .nan) / (fast.min() ?? .nan)
      ratios.append(ratio)
      FigureLine(
        name: "\(name) \(title)",
        facts: [
          ("changed ms", (slow.min() ?? .nan) * 1000), ("merged ms", (fast.min() ?? .nan) * 1000),
          ("ratio", ratio),
        ]
      ).print(as: format)
    }
    FigureLine(
      name: "queries \(title)",
      facts: [("median ratio", ratios.median), ("largest ratio", ratios.max() ?? .nan)]
    ).print(as: format)
  }
}
