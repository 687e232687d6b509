import ArgumentParser
import Foundation
import Isogloss
import RDFGraph
import RDFModel
import SPARQLAlgebra

/// Times opening a snapshot file and answering one label look-up.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Opens snapshot FILE and looks one label up, again and again.",
    discussion: """
      The first time is told apart, with the private memory that it took; the other times give the \
      middle and the 99th of a hundred. The file is in the cache of the system.
      """)

  @Argument(help: "Snapshot files, as `isogloss snapshot` or --make writes them.")
  var files: [String]
  @Option(help: "First make the snapshot from this document.") var make: String?
  @Option(help: "The label to look up; without it, that of some concept.") var label: String?
  @Option(help: "How often the file is opened.") var rounds = 200
  @Option(help: "How figures are printed: text or json.") var format: ReportFormat = .text

  func run() throws {
    for file in files {
      if let make {
        let snapshot = try DatasetLoader().load([Document(path: make)])
        try OutputFile.write(to: file) { try snapshot.write(into: &$0) }
      }
      // What is made before, or to find a label, would count as memory: another process opens.
      if make != nil || label == nil {
        try again(file)
      } else {
        try measure(file)
      }
    }
  }

  private func again(_ file: String) throws {
    let process = Process()
    process.executableURL = Bundle.main.executableURL
    process.arguments = [
      "open", file, "--label", try label ?? someLabel(file), "--rounds", "\(rounds)", "--format",
      format.rawValue,
    ]
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw ExitCode(process.terminationStatus) }
  }

  private func someLabel(_ file: String) throws -> String {
    let vocabulary = try Vocabulary(
      documents: [Document(path: file)], defersVerification: true)
    let answer = try vocabulary.evaluate(
      vocabulary.parse(query: "SELECT ?l { ?c skos:prefLabel ?l } OFFSET 5000 LIMIT 1"))
    guard case .solutions(let rows) = answer, let label = rows.term(row: 0, column: 0)?.literal
    else { throw ValidationError("\(file) has no labels.") }
    return label.language.map { "\"\(label.lexicalForm)\"@\($0)" } ?? "\"\(label.lexicalForm)\""
  }

  private func measure(_ file: String) throws {
    let query = "SELECT ?c { ?c skos:prefLabel \(label ?? "") }"
    var rows = 0
    func open() throws {
      let vocabulary = try Vocabulary(
        documents: [Document(path: file)], defersVerification: true)
      if case .solutions(let found) = try vocabulary.evaluate(vocabulary.parse(query: query)) {
        rows = found.count
      }
    }
    let before = PrivateMemory.current
    let first = try Stopwatch.measure(open)
    let kept = try Vocabulary(documents: [Document(path: file)], defersVerification: true)
    _ = try kept.evaluate(kept.parse(query: query))
    let memory = PrivateMemory.current - before
    var times: [Double] = []
    for _ in 0..<max(rounds, 1) { times.append(try Stopwatch.measure(open).wall * 1000) }
    FigureLine(
      name: "open \(file)",
      facts: [
        ("triples", Double(kept.snapshot.tripleCount)), ("rows", Double(rows)),
        ("first ms", first.wall * 1000), ("p50 ms", times.quantile(0.5)),
        ("p99 ms", times.quantile(0.99)), ("private KB", Double(memory)),
        ("private KB of the process", Double(PrivateMemory.current)),
      ]
    ).print(as: format)
  }
}

/// Memory that no other process shares: pages of its own, and pages of files that it alone maps.
enum PrivateMemory {
  /// Kilobytes now.
  static var current: Int {
    guard let text = try? String(contentsOfFile: "/proc/self/smaps_rollup", encoding: .utf8)
    else { return 0 }
    return text.split(separator: "\n").filter { $0.hasPrefix("Private_") }
      .compactMap { $0.split(separator: " ").dropFirst().first.flatMap { Int($0) } }
      .reduce(0, +)
  }
}

/// Named numbers of one measurement.
struct FigureLine {
  var name: String
  var facts: [(name: String, value: Double)]

  init(name: String, facts: [(String, Double)]) {
    self.name = name
    self.facts = facts.map { (name: $0.0, value: $0.1) }
  }

  func print(as format: ReportFormat) {
    if format == .json {
      let members = facts.map { "\"\($0.name)\": \($0.value)" }.joined(separator: ", ")
      Swift.print("{\"name\": \"\(name)\", \(members)}")
    } else {
      let parts = facts.map { fact in
        let digits = fact.value == fact.value.rounded() ? "%.0f" : "%.3f"
        return "\(fact.name) " + String(format: digits, fact.value)
      }
      Swift.print(name + ": " + parts.joined(separator: ", "))
    }
  }
}

extension Collection<Double> {
  /// The value that a part of the values does not pass.
  func quantile(_ part: Double) -> Double {
    let sorted = self.sorted()
    guard !sorted.isEmpty else { return .nan }
    return sorted[Swift.min(sorted.count - 1, Int(Double(sorted.count) * part))]
  }
}
