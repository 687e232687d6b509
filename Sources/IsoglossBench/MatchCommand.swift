import ArgumentParser
import Foundation
import Isogloss
import RDFModel
import SKOSVocabulary
import TermAlignment
import TermMatching

/// Runs the matcher on a list of tasks: for its time, and for fitting and judging its weights.
struct MatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Proposes mappings for each task of TASKS.",
    discussion: """
      TASKS is a table with tabs and the columns task, source and target; the files stand \
      relative to it. --out takes a folder for a mapping set per task, and with --features for \
      what the model saw of every pair, which Scripts/fit_matcher.py fits the weights to. --model \
      takes other weights: JSON with the objects first and second, from features to numbers.
      """)

  @Argument(help: "A table of tasks.", completion: .file()) var tasks: String
  @Option(help: "A folder for what comes of it.") var out: String?
  @Flag(help: "Write what the model saw, too.") var features = false
  @Option(help: "Other weights than the fixed ones, in JSON.") var model: String?
  @Option(help: "How figures are printed: text or json.") var format: ReportFormat = .text

  private struct Weights: Decodable {
    var first: [String: Float]
    var second: [String: Float]
    /// Slope and shift.
    var calibration: [Float]?
  }

  func run() throws {
    var matcher = Matcher()
    if let model {
      let weights = try JSONDecoder().decode(
        Weights.self, from: Data(contentsOf: URL(fileURLWithPath: model)))
      let calibration = weights.calibration ?? []
      matcher.model = MatchingModel(
        first: weights.first, second: weights.second,
        calibration: calibration.count == 2 ? (calibration[0], calibration[1]) : (1, 0))
    }
    let table = URL(fileURLWithPath: tasks)
    let rows = try String(contentsOf: table, encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    let header = rows.first ?? []
    let places = Self.columns.compactMap { header.firstIndex(of: $0) }
    guard places.count == Self.columns.count else {
      throw ValidationError("\(tasks) needs the columns \(Self.columns.joined(separator: ", ")).")
    }
    if let out {
      try FileManager.default.createDirectory(
        atPath: out, withIntermediateDirectories: true)
    }
    for row in rows.dropFirst() where row.count >= header.count {
      let folder = table.deletingLastPathComponent()
      try measure(
        row[places[0]], folder.appending(path: row[places[1]]).path,
        folder.appending(path: row[places[2]]).path, matcher)
    }
  }

  private static let columns = ["task", "source", "target"]

  private func measure(
    _ task: String, _ source: String, _ target: String, _ matcher: Matcher
  ) throws {
    var graphs: [SKOSGraph] = []
    let load = try Stopwatch.measure {
      graphs = try [source, target].map {
        SKOSGraph(try DatasetLoader().load([Document(path: $0)]))
      }
    }
    let before = ResidentMemory.current
    ResidentMemory.forgetPeak()
    var found: (features: MatchingFeatures, proposals: MatchProposals)?
    let match = Stopwatch.measure { found = matcher.features(from: graphs[0], to: graphs[1]) }
    guard let found else { throw ExitCode.failure }
    FigureLine(
      name: task,
      facts: [
        ("source", Double(found.proposals.sourceCount)),
        ("target", Double(found.proposals.targetCount)),
        ("pairs", Double(found.proposals.comparedCount)),
        ("proposals", Double(found.proposals.proposals.count)),
        ("load s", load.wall), ("match s", match.wall),
        ("match peak MB", Double(ResidentMemory.peak - before) / 1024),
      ]
    ).print(as: format)
    guard let out else { return }
    let folder = URL(fileURLWithPath: out)
    let set = found.proposals.mappingSet(
      id: IRI(trusted: "https://example.org/\(task)"), toolVersion: "bench", explains: true)
    try SSSOMWriter().text(of: set).write(
      to: folder.appending(path: task + ".sssom.tsv"), atomically: true, encoding: .utf8)
    if features { try write(found.features, task, folder) }
  }

  /// Writes the names of the features, the pairs, and a row of little-endian numbers for each.
  private func write(_ features: MatchingFeatures, _ task: String, _ folder: URL) throws {
    var pairs = ""
    var rows = Data()
    features.forEach { source, target, values, judged in
      pairs += source + "\t" + target + "\n"
      for value in values + [judged] {
        let bits = value.bitPattern
        for shift in stride(from: 0, to: 32, by: 8) {
          rows.append(UInt8(truncatingIfNeeded: bits >> UInt32(shift)))
        }
      }
    }
    try pairs.write(
      to: folder.appending(path: task + ".pairs.tsv"), atomically: true, encoding: .utf8)
    try rows.write(to: folder.appending(path: task + ".f32"))
    try (MatchingModel.features + ["judged"]).joined(separator: "\n").write(
      to: folder.appending(path: "features.txt"), atomically: true, encoding: .utf8)
  }
}
