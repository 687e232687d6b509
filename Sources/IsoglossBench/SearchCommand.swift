import ArgumentParser
import Foundation
import Isogloss
import RDFGraph
import RDFModel
import SKOSVocabulary

/// Times making the index of labels and searching it.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Indexes the labels of FILE and searches them, each file by itself.",
    discussion: """
      What is searched for is taken from the labels themselves: the whole label, its first half, \
      its last word, and the label with two neighbouring letters exchanged. With several files, the \
      smallest first, the last lines say what became of each figure from the first file to the last, \
      beside what became of the number of texts.
      """)

  @Argument(help: "Documents or snapshots.") var files: [String]
  @Option(help: "How many searches of each kind.") var searches = 1000
  @Option(help: "How many concepts a search gives at most.") var limit = 20
  @Option(help: "How figures are printed: text or json.") var format: ReportFormat = .text

  /// What is made of a label to search for.
  private enum Kind: String, CaseIterable {
    case exact, prefix, word, typo

    func query(_ label: String) -> String {
      switch self {
      case .exact: return label
      case .prefix: return String(label.prefix((label.count + 1) / 2))
      case .word: return label.split(separator: " ").last.map(String.init) ?? label
      case .typo:
        var letters = Array(label)
        if letters.count > 3 { letters.swapAt(letters.count / 2, letters.count / 2 - 1) }
        return String(letters)
      }
    }
  }

  func run() throws {
    var lines: [FigureLine] = []
    for file in files {
      let line = try measure(file)
      line.print(as: format)
      lines.append(line)
    }
    if let first = lines.first, let last = lines.last, lines.count > 1 {
      last.growth(from: first).print(as: format)
    }
  }

  private func measure(_ file: String) throws -> FigureLine {
    let snapshot = try DatasetLoader().load([Document(path: file)])
    let graph = SKOSGraph(snapshot)
    let before = ResidentMemory.current
    var made: LabelIndex?
    let making = try Stopwatch.measure { made = try LabelIndex(graph) }
    guard let index = made else { throw ValidationError("\(file) gave no index.") }
    let memory = ResidentMemory.current - before
    let labels = labels(of: graph)
    guard !labels.isEmpty else { throw ValidationError("\(file) has no labels.") }
    var options = SearchOptions()
    options.limit = limit
    var facts: [(String, Double)] = [
      ("texts", Double(index.textCount)), ("index s", making.wall), ("index CPU s", making.cpu),
      ("index bytes per text", Double(memory) * 1024 / Double(max(index.textCount, 1))),
    ]
    for kind in Kind.allCases {
      var times: [Double] = []
      var missed = 0
      for number in 0..<searches {
        let query = kind.query(labels[number % labels.count])
        var found = 0
        times.append(
          Stopwatch.measure { found = index.search(query, options: options).count }.wall * 1000)
        if found == 0 { missed += 1 }
      }
      facts += [
        ("\(kind) p50 ms", times.quantile(0.5)), ("\(kind) p99 ms", times.quantile(0.99)),
        ("\(kind) without answer", Double(missed)),
      ]
    }
    return FigureLine(name: "search \(file)", facts: facts)
  }

  /// Preferred labels from everywhere in the graph.
  private func labels(of graph: SKOSGraph) -> [String] {
    let concepts = graph.concepts
    let step = max(concepts.count / max(searches, 1), 1)
    return stride(from: 0, to: concepts.count, by: step).compactMap { offset in
      concepts[concepts.index(concepts.startIndex, offsetBy: offset)].prefLabels.first?.lexicalForm
    }
  }
}

extension FigureLine {
  /// How many times the figures of an earlier line these are.
  func growth(from first: FigureLine) -> FigureLine {
    FigureLine(
      name: "growth from the first file to the last",
      facts: zip(facts, first.facts).map { ($0.name, $0.value / $1.value) })
  }
}
