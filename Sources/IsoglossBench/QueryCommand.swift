import ArgumentParser
import ByteStorage
import Foundation
import Isogloss
import SPARQLAlgebra
import SPARQLResults

/// Loads a document and times queries to the last byte of a serialised result.
struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query", abstract: "Runs each query of a folder over FILE, as peers' drivers do.",
    discussion: """
      Each query runs once, writing its rows to the results folder (CSV for SELECT and ASK, \
      N-Triples for CONSTRUCT and DESCRIBE), then twice to warm up, then as often as asked and at \
      least for a fifth of a second.
      """)

  @Option(help: "The document to load.") var data: String
  @Option(help: "The folder with the .rq files.") var queries: String
  @Option(help: "How often each query is timed at least.") var reps = 5
  @Option(help: "The folder that gets each query's rows.") var results: String?
  @Option(help: "The file that gets the figures; standard output without it.") var out: String?
  @Option(help: "Seconds after which a query is given up.") var limit: Double = 120
  @Option(help: "The folder that gets each query's plan, as text.") var plans: String?
  @Option(help: "How many threads a query may take; all cores without it.") var threads: Int?

  func run() throws {
    let before = ResidentMemory.current
    var loaded: Vocabulary?
    let loading = try Stopwatch.measure {
      loaded = try Vocabulary(documents: [Document(path: data)])
    }
    guard let vocabulary = loaded else { return }
    var figures = Figures(
      loadSeconds: loading.wall, loadCPUSeconds: loading.cpu,
      triples: vocabulary.snapshot.tripleCount, residentBefore: before,
      residentAfter: ResidentMemory.current)
    for folder in [results, plans].compactMap({ $0 }) {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: queries)
      .filter { $0.hasSuffix(".rq") }.sorted()
    for name in names {
      let text = try String(contentsOfFile: queries + "/" + name, encoding: .utf8)
      let key = String(name.dropLast(3))
      do {
        figures.queries[key] = try time(text, key: key, on: vocabulary)
      } catch {
        figures.queries[key] = Figures.Query(error: "\(error)")
      }
    }
    figures.residentPeak = ResidentMemory.peak
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    let json = try encoder.encode(figures)
    if let out {
      try OutputFile.write(json, to: out)
    } else {
      print(String(decoding: json, as: UTF8.self))
    }
  }

  private func time(_ text: String, key: String, on vocabulary: Vocabulary) throws -> Figures.Query
  {
    var answer = Answer(rows: 0, output: ByteBuffer())
    let cold = try Stopwatch.measure { answer = try evaluate(text, on: vocabulary) }.wall
    let rows = answer.rows
    if let results {
      try OutputFile.write(
        Data(answer.output.text(0, answer.output.count).utf8), to: results + "/" + key)
    }
    if let plans {
      let plan = try vocabulary.explain(vocabulary.parse(query: text)).text
      try OutputFile.write(Data((plan + "\n").utf8), to: plans + "/" + key)
    }
    if cold < 1 {
      for _ in 0..<2 { _ = try evaluate(text, on: vocabulary) }
    }
    var times: [Double] = []
    var total = 0.0
    while times.count < reps || (total < 0.2 && times.count < 200), total < limit {
      let wall = try Stopwatch.measure { _ = try evaluate(text, on: vocabulary) }.wall
      times.append(wall)
      total += wall
    }
    return Figures.Query(cold: cold, times: times, rows: rows)
  }

  private struct Answer: ~Copyable {
    let rows: Int
    let output: ByteBuffer
  }

  /// Parses, plans, evaluates and serialises, as a client would pay for it.
  private func evaluate(_ text: String, on vocabulary: Vocabulary) throws -> Answer {
    var options = QueryOptions()
    options.timeout = .seconds(limit)
    if let threads { options.threads = threads }
    let result = try vocabulary.evaluate(try vocabulary.parse(query: text), options: options)
    let rows =
      switch result {
      case .solutions(let solutions): solutions.count
      case .graph(let graph): graph.count
      case .boolean: 1
      }
    let output = try result.write(
      table: .csv, graph: .ntriples, prefixes: PrefixMap(),
      threads: threads ?? WorkerThread.coreCount, to: ByteBuffer())
    return Answer(rows: rows, output: output)
  }
}

/// What the harness of the peers reads.
struct Figures: Encodable {
  struct Query: Encodable {
    var cold: Double?
    var times: [Double]?
    var rows: Int?
    var error: String?

    init(cold: Double, times: [Double], rows: Int) {
      self.cold = cold
      self.times = times
      self.rows = rows
    }

    init(error: String) { self.error = error }
  }

  var loadSeconds: Double
  var loadCPUSeconds: Double
  var triples: Int
  var residentBefore: Int
  var residentAfter: Int
  var residentPeak = 0
  var queries: [String: Query] = [:]

  enum CodingKeys: String, CodingKey {
    case loadSeconds = "load_s"
    case loadCPUSeconds = "load_cpu_s"
    case triples
    case residentBefore = "rss_before_kb"
    case residentAfter = "rss_after_kb"
    case residentPeak = "rss_peak_kb"
    case queries
  }
}
