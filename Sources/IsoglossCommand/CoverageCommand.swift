import ArgumentParser
import Isogloss
import RDFGraph
import SKOSVocabulary
import TermAlignment

/// `isogloss coverage`: how much of one scheme is mapped to another.
struct CoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Show how much of one framework is mapped to another, and what is lost on the way.",
    discussion: """
      With A and B: the concepts of A by section, each by the strongest statement (exact, close, \
      broader, narrower, counterpart, related, declared unmapped, undecided), those that only \
      inference covers, what comes back on the way from A to B and back, and the trend over \
      editions. With A alone: A and every other scheme. Without either: all pairs; as SVG the map \
      of the frameworks.

      EXAMPLE:
        isogloss coverage nist-ai-rmf-1.0 ai-verify-2025
        isogloss coverage eu-ai-act-2024 iso-iec-22989-2022 --format html -o c.html
        isogloss coverage --format svg -o map.svg
      """)

  @Argument(help: "The scheme whose concepts are counted.")
  var source: String?

  @Argument(help: "The scheme in which they are looked for.")
  var target: String?

  @Option(help: "The form of the report.")
  var format: CoverageFormat = .text

  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Common options") var common: CommonOptions

  func run() throws {
    let vocabulary = try data.load(common)
    let lookup = TermLookup(vocabulary, common)
    let one = try source.map { try lookup.scheme($0) }
    let other = try target.map { try lookup.scheme($0) }
    if let one, let other {
      let coverage = common.showingProgress("counting") {
        vocabulary.resolver.coverage(of: one, by: other, language: common.displayLanguage)
      }
      try write(coverage)
    } else {
      let matrix = common.showingProgress("counting") {
        vocabulary.resolver.coverageMatrix(around: one)
      }
      try write(matrix)
    }
  }

  private func write(_ coverage: Coverage) throws {
    let language = common.displayLanguage
    switch format {
    case .text: try common.write(CoverageText(language, common.style).text(coverage))
    case .json: try common.write(coverage.json(in: language).prettyPrinted)
    case .csv: try common.write(coverage.csv())
    case .svg: try common.write(coverage.svg(in: language))
    case .html:
      let names = [coverage.source, coverage.target].map { $0.displayName(in: language) }
      let title = "Coverage of \(names[0]) by \(names[1])"
      let body = "<h1>\(HTMLReport.escaped(title))</h1>\n" + coverage.html(in: language)
      try common.write(HTMLReport.page(title: title, body: body))
    }
  }

  private func write(_ matrix: CoverageMatrix) throws {
    let language = common.displayLanguage
    switch format {
    case .text: try common.write(CoverageText(language, common.style).text(matrix))
    case .json: try common.write(matrix.json(in: language).prettyPrinted)
    case .csv: try common.write(matrix.csv())
    case .svg: try common.write(matrix.svg(in: language))
    case .html:
      let body = "<h1>Coverage</h1>\n" + matrix.html(in: language)
      try common.write(HTMLReport.page(title: "Coverage", body: body))
    }
  }
}

/// The form of a coverage report.
enum CoverageFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, csv, html, svg
}

/// Coverage for people at a terminal.
struct CoverageText {
  private let language: String
  private let style: TextStyle

  init(_ language: String, _ style: TextStyle) {
    self.language = language
    self.style = style
  }

  func text(_ coverage: Coverage) -> String {
    let names = [coverage.source, coverage.target].map { style.bold($0.displayName(in: language)) }
    var result = "\(names[0]) by \(names[1])\n\n"
    let classes = CoverageClass.allCases
    var table = TextTable(columns: 2 + classes.count + 1, rightAligned: Set(1...classes.count + 1))
    table.add(["section", "concepts"] + classes.map(\.title) + ["by inference alone"])
    for section in coverage.sections {
      table.add(
        row(section.name, section.conceptCount, section.direct, section.inferred))
    }
    if coverage.sections.count != 1 {
      table.add(row("all", coverage.conceptCount, coverage.direct, coverage.inferred))
    }
    result += table.text
    result += "\npairs of concepts: \(counts(coverage.statedPairs))"
    if coverage.inferredPairs.total > 0 {
      result += "; inferred: \(counts(coverage.inferredPairs))"
    }
    let trip = coverage.roundTrip
    result += "\nthere and back: \(trip.returned) come back as themselves alone, "
    result += "\(trip.widened) among others, \(trip.lost) as others only, \(trip.unmapped) lead "
    result += "nowhere; loss \(Int((trip.loss * 100).rounded())) %\n"
    for point in coverage.trend {
      result += "edition \(point.source.id) by \(point.target.id): "
      result += "\(point.mapped) of \(point.conceptCount)\n"
    }
    return result
  }

  private func row(
    _ name: String, _ count: Int, _ direct: CoverageCounts, _ inferred: CoverageCounts
  ) -> [String] {
    [name, String(count)] + CoverageClass.allCases.map { String(direct[$0]) } + [
      inferred.mapped == 0 ? "" : counts(inferred)
    ]
  }

  private func counts(_ counts: CoverageCounts) -> String {
    let parts = CoverageClass.mapped.filter { counts[$0] > 0 }.map { "\(counts[$0]) \($0.title)" }
    return parts.isEmpty ? "none" : parts.joined(separator: ", ")
  }

  func text(_ matrix: CoverageMatrix) -> String {
    let sizes = Dictionary(
      matrix.schemes.map { ($0.scheme, $0.conceptCount) }, uniquingKeysWith: { first, _ in first })
    var table = TextTable(columns: 6, rightAligned: [2, 3])
    table.add(["scheme", "and", "mapped", "mapped", "stated", "inferred"])
    let ranked = matrix.pairs.enumerated().sorted { left, right in
      let (one, other) = (left.element.stated.total, right.element.stated.total)
      return one == other ? left.offset < right.offset : one > other
    }
    for (_, pair) in ranked {
      table.add([
        pair.source.id, pair.target.id, "\(pair.sourceMapped) of \(sizes[pair.source] ?? 0)",
        "\(pair.targetMapped) of \(sizes[pair.target] ?? 0)", counts(pair.stated),
        pair.inferred.total == 0 && pair.isInferredComplete
          ? "" : counts(pair.inferred) + (pair.isInferredComplete ? "" : " at least"),
      ])
    }
    var result = table.text
    result +=
      "\(quantity(matrix.schemes.count, "scheme")), \(quantity(matrix.pairs.count, "pair"))\n"
    for note in matrix.notes { result += "note: \(note)\n" }
    return result
  }
}
