import ArgumentParser
import Foundation
import Isogloss
import RDFGraph
import SKOSVocabulary
import TermAlignment

/// Times the reports over everything at scale.
struct ReportsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reports",
    abstract: "Times divergence and coverage over the whole of each DATA.",
    discussion: """
      A DATA is as for resolve; Scripts/make_mappings.py --words makes some with shared labels and \
      definitions. Of several, the growth from one to the next: the exponent of the concepts that \
      the times grow with, 1 being linear.
      """)

  @Argument(help: "Files or folders, the smaller first.") var data: [String]
  @Option(help: "How figures are printed: text or json.") var format: ReportFormat = .text

  private struct Figures {
    let concepts: Double
    let times: [(name: String, seconds: Double)]
  }

  func run() throws {
    var before: Figures?
    for path in data {
      let figures = try measure(path)
      if let before {
        FigureLine(
          name: "growth to \(path)",
          facts: zip(figures.times, before.times).map { now, then in
            (
              "\(now.name) exponent",
              log(now.seconds / then.seconds) / log(figures.concepts / before.concepts)
            )
          }
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
    let snapshot = try DatasetLoader().load(documents)
    let graph = SKOSGraph(snapshot)
    let resolver = Resolver(graph)
    let schemes = graph.conceptSchemes
    guard schemes.count > 1 else { throw ValidationError("\(path) has fewer than two schemes.") }
    // The index of labels is made with the first question.
    let labels = Stopwatch.measure { _ = resolver.divergence(DivergenceOptions(label: "none")) }
    var report: DivergenceReport?
    let divergence = Stopwatch.measure { report = resolver.divergence() }
    let matrix = Stopwatch.measure { _ = resolver.coverageMatrix() }
    let pair = Stopwatch.measure { _ = resolver.coverage(of: schemes[0], by: schemes[1]) }
    let pairs = report?.designations.reduce(0) { $0 + $1.divergences.count } ?? 0
    let times = [
      ("labels", labels.cpu), ("divergence", divergence.cpu), ("matrix", matrix.cpu),
      ("pair", pair.cpu),
    ]
    FigureLine(
      name: "reports \(path)",
      facts: [
        ("concepts", Double(graph.conceptCount)), ("mappings", Double(resolver.index.count)),
        ("pairs that diverge", Double(pairs)), ("notes", Double(report?.notes.count ?? 0)),
      ] + times.map { ("\($0.0) CPU s", $0.1) }
    ).print(as: format)
    return Figures(
      concepts: Double(graph.conceptCount), times: times.map { (name: $0.0, seconds: $0.1) })
  }
}
