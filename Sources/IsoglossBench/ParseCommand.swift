import ArgumentParser

/// Parses a document to a sink that touches every term.
struct ParseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse", abstract: "Parses FILE to a sink that touches every term's bytes.")

  @Argument(help: "An RDF document; its extension tells the syntax.") var file: String
  @Flag(help: "Also run the floor, in turn, and print the ratio.") var floor = false
  @Option(help: "How often each pass runs.") var rounds = 5
  @Option(help: "How figures are printed: text or json.") var format: ReportFormat = .text

  func run() throws {
    let passes = try Passes(path: file)
    var floors: [Measurement] = []
    var parses: [Measurement] = []
    var triples = 0
    for _ in 0..<max(rounds, 1) {
      if floor { floors.append(Stopwatch.measure { _ = passes.floor() }) }
      parses.append(try Stopwatch.measure { triples = try passes.parse() })
    }
    var rows = floor ? [Report.Row(name: passes.floorName, measurements: floors)] : []
    rows.append(Report.Row(name: "parse", measurements: parses))
    Report(
      file: file, bytes: passes.data.count, rows: rows,
      facts: [(name: "triples", value: Double(triples))]
    ).print(as: format)
  }
}
