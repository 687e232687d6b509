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
      Each commit describes new concepts and deletes statements that were there. With --queries \
      each query is then timed on the changed graph and on the same graph freshly merged, in turn.
      """)

  @Argument(help: "A document or snapshot.") var file: String
  @Option(help: "How many commits.") var commits = 1000
  @Option(help: "Triples in each: four of five are added, one is deleted.") var triples = 100
  @Option(help: "A folder with .rq files to time afterwards.") var queries: String?
  @Option(help: "How often each query is timed on each graph.") var reps = 5
  @Option(help: "How figures are printed: text or json.") var format: ReportFormat = .text

  func run() throws {
    let start = try DatasetLoader().load([Document(path: file)])
    let store = GraphStore(start)
    let doomed = statements(of: start, count: commits * triples / 5)
    var times: [Double] = []
    let all = try Stopwatch.measure {
      for number in 0..<commits {
        times.append(try commit(number, deleting: doomed, to: store) * 1000)
      }
    }
    let changed = store.snapshot
    FigureLine(
      name: "commit \(file)",
      facts: [
        ("triples", Double(start.tripleCount)), ("triples after", Double(changed.tripleCount)),
        ("p50 ms", times.quantile(0.5)), ("p99 ms", times.quantile(0.99)),
        ("longest ms", times.max() ?? 0), ("all s", all.wall), ("all CPU s", all.cpu),
        ("changes not merged", Double(changed.delta?.changeCount ?? 0)),
      ]
    ).print(as: format)
    if let queries { try compare(changed, queries) }
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

  private func compare(_ changed: GraphSnapshot, _ folder: String) throws {
    let fresh = Vocabulary(changed.merged())
    let vocabulary = Vocabulary(changed)
    var ratios: [Double] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    where name.hasSuffix(".rq") {
      let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
      var (slow, fast): ([Double], [Double]) = ([], [])
      for _ in 0...max(reps, 1) {
        slow.append(
          try Stopwatch.measure { _ = try vocabulary.evaluate(vocabulary.parse(query: text)) }.cpu)
        fast.append(try Stopwatch.measure { _ = try fresh.evaluate(fresh.parse(query: text)) }.cpu)
      }
      let ratio = (slow.min() ?? .nan) / (fast.min() ?? .nan)
      ratios.append(ratio)
      FigureLine(
        name: name,
        facts: [
          ("changed ms", (slow.min() ?? .nan) * 1000), ("merged ms", (fast.min() ?? .nan) * 1000),
          ("ratio", ratio),
        ]
      ).print(as: format)
    }
    FigureLine(
      name: "queries",
      facts: [("median ratio", ratios.median), ("largest ratio", ratios.max() ?? .nan)]
    ).print(as: format)
  }
}
