import ArgumentParser
import Foundation
import Isogloss
import SPARQLAlgebra

/// Times a simple look-up through a prepared query, call by call.
struct LookupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup",
    abstract: "Looks up the preferred labels of concepts of FILE through a prepared query.",
    discussion: """
      Each call gives the prepared query another concept and reads the text of its labels; the \
      concepts come in an order that looks random. Prints what half of the calls, and 99 of 100, \
      stay below.

        isogloss-bench lookup --data skos100k.nt
      """)

  @Option(help: "The document to load.") var data: String
  @Option(help: "How many calls are timed.") var reps = 200_000
  @Option(help: "How the figures are printed.") var format: ReportFormat = .text

  func run() throws {
    let vocabulary = try Vocabulary(documents: [Document(path: data)])
    let all = try vocabulary.parse(query: "SELECT ?c WHERE { ?c a skos:Concept }")
    guard case .solutions(let solutions) = try vocabulary.evaluate(all), solutions.count > 0 else {
      throw ValidationError("\(data) has no concepts.")
    }
    let concepts = (0..<min(solutions.count, 10_000)).compactMap { index in
      solutions.term(row: (index &* 7919) % solutions.count, column: 0)
    }
    let query = try vocabulary.parse(
      query: "SELECT ?label WHERE { ?concept skos:prefLabel ?label }")
    let prepared = try vocabulary.engine().prepare(query, parameters: ["concept"])
    var characters = 0
    for concept in concepts { characters += try Self.look(up: concept, prepared) }
    characters = 0
    var times = [Double](repeating: 0, count: max(1, reps))
    for call in times.indices {
      let start = Stopwatch.now(CLOCK_MONOTONIC)
      characters += try Self.look(up: concepts[call % concepts.count], prepared)
      times[call] = (Stopwatch.now(CLOCK_MONOTONIC) - start) * 1e6
    }
    let mean = times.reduce(0, +) / Double(times.count)
    times.sort()
    let (p50, p99) = (times[times.count / 2], times[times.count * 99 / 100])
    switch format {
    case .text:
      print(
        """
        a look-up takes \(p50.formatted(2)) µs (p50), \(p99.formatted(2)) µs (p99), \
        \(mean.formatted(2)) µs in the mean; \
        \(times.count) calls read \(characters) bytes of labels
        """)
    case .json:
      print(
        """
        {"p50_us": \(p50), "p99_us": \(p99), "mean_us": \(mean), "calls": \(times.count)}
        """)
    }
  }

  private static func look(up concept: Term, _ prepared: PreparedQuery) throws -> Int {
    let rows = try prepared.solutions(with: [concept])
    var count = 0
    for row in 0..<rows.count {
      count += rows.term(row: row, column: 0)?.literal?.lexicalForm.utf8.count ?? 0
    }
    return count
  }
}

extension Double {
  /// The number with some digits after the point.
  fileprivate func formatted(_ digits: Int) -> String {
    String(format: "%.\(digits)f", self)
  }
}
