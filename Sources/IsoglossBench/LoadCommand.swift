import ArgumentParser
import RDFGraph

/// Times floor, parse and load in turn.
struct LoadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load", abstract: "Loads FILE to a finished snapshot, beside floor and parse.")

  @Argument(help: "RDF documents, each measured by itself.") var files: [String]
  @Option(help: "How often each pass runs.") var rounds = 5
  @Option(help: "How many threads load; the machine's cores unless set.") var threads: Int?
  @Option(help: "How figures are printed: text or json.") var format: ReportFormat = .text

  func run() throws {
    for file in files { try measure(file) }
  }

  private func measure(_ file: String) throws {
    let passes = try Passes(path: file)
    // The first load tells memory, before anything else has been allocated and freed.
    _ = passes.floor()
    let before = ResidentMemory.current
    ResidentMemory.forgetPeak()
    let loaded = try passes.load(threads: threads)
    let resident = ResidentMemory.current - before
    let peak = ResidentMemory.peak - before
    let triples = Double(loaded.tripleCount)
    let columns = Double(loaded.byteCount)
    // What is measured below should not pay for a second graph in memory.
    _ = consume loaded
    var floors: [Measurement] = []
    var parses: [Measurement] = []
    var loads: [Measurement] = []
    for _ in 0..<max(rounds, 1) {
      floors.append(Stopwatch.measure { _ = passes.floor() })
      parses.append(try Stopwatch.measure { _ = try passes.parse() })
      loads.append(try Stopwatch.measure { _ = try passes.load(threads: threads) })
    }
    Report(
      file: file, bytes: passes.data.count,
      rows: [
        Report.Row(name: passes.floorName, measurements: floors),
        Report.Row(name: "parse to a null sink", measurements: parses),
        Report.Row(name: "parse to a finished snapshot", measurements: loads),
      ],
      facts: [
        (name: "triples", value: triples),
        (
          name: "bytes per triple, columns and dictionary",
          value: columns / triples
        ),
        (
          name: "bytes per triple, resident after loading", value: Double(resident) * 1024 / triples
        ),
        (name: "bytes per triple, peak while loading", value: Double(peak) * 1024 / triples),
      ]
    ).print(as: format)
  }
}
