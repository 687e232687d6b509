import ArgumentParser
import RDFGraph

/// Times loading, beside the floor where that is wanted.
struct LoadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load", abstract: "Loads FILE to a finished snapshot.",
    discussion: """
      With --floor each load follows a pass of the floor over the same bytes: libxml2 with handlers \
      that do nothing for RDF/XML, a scan for line ends for other syntaxes. Quote the ratio; on a \
      machine that does other work, too, the best of the pairs is the one that was disturbed least.
      """)

  @Argument(help: "RDF documents, each measured by itself.") var files: [String]
  @Flag(help: "Also run the floor, in turn, and print the ratio.") var floor = false
  @Option(help: "How often each pass runs.") var rounds = 5
  @Option(help: "How many threads load; the machine's cores unless set.") var threads: Int?
  @Option(help: "How figures are printed: text or json.") var format: ReportFormat = .text

  func run() throws {
    for file in files { try measure(file) }
  }

  private func measure(_ file: String) throws {
    let passes = try Passes(path: file)
    // The first load tells memory, before anything else has been allocated and freed, and the
    // floor before it brings the file into memory.
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
    var loads: [Measurement] = []
    for _ in 0..<max(rounds, 1) {
      if floor { floors.append(Stopwatch.measure { _ = passes.floor() }) }
      loads.append(try Stopwatch.measure { _ = try passes.load(threads: threads) })
    }
    var rows = floor ? [Report.Row(name: passes.floorName, measurements: floors)] : []
    rows.append(Report.Row(name: "load to a finished snapshot", measurements: loads))
    Report(
      file: file, bytes: passes.data.count, rows: rows,
      facts: [
        (name: "triples", value: triples),
        (name: "bytes per triple, columns and dictionary", value: columns / triples),
        (
          name: "bytes per triple, resident after loading", value: Double(resident) * 1024 / triples
        ),
        (name: "bytes per triple, peak while loading", value: Double(peak) * 1024 / triples),
      ]
    ).print(as: format)
  }
}
