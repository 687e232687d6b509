import ArgumentParser
import Isogloss
import RDFGraph
import SKOSVocabulary
import TermAlignment

/// `isogloss divergence`: where the same word means different things.
struct DivergenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "divergence",
    abstract: "Show where the same word means different things, and how dangerous that is.",
    discussion: """
      For a LABEL, or for every label that schemes share: all definitions, by jurisdiction and \
      body; each pair classified as identical, restyled, modified, broader, narrower, overlapping \
      or homonym, with the evidence and the difference in words; the gravest first. Gravest is \
      the same label with different definitions and no mapping; then an exact match with \
      different definitions; then a denied match; then a weaker mapping.

      A LABEL is also compared with longer terms that hold it and shorter ones that it holds, and \
      these with each other: who says "provider" may mean an "AI provider", and a "deployer" has \
      to do with "deployment". Under other names stands what mappings relate to what has the label.

      One scheme or jurisdiction is compared with all others, several with each other.

      EXAMPLE:
        isogloss divergence risk
        isogloss divergence "AI system" --jurisdictions EU US --format json
        isogloss divergence --schemes eu-ai-act-2024 iso-iec-22989-2022 --format csv
      """)

  @Argument(help: "The label; all labels that schemes share by default.")
  var label: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The schemes to compare.", valueName: "scheme"))
  var schemes: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The jurisdictions to compare, such as EU.", valueName: "code"))
  var jurisdictions: [String] = []

  @Option(
    help: "The least grave risk to show: unmapped, exact-but-different, denied, mapped, none.")
  var risk: Divergence.Risk = .mapped

  @Option(
    help: ArgumentHelp(
      "The most labels to show; 0 for all. Text shows 20 by default, other forms all.",
      valueName: "n"))
  var limit: Int?

  @Option(help: "The form of the report.")
  var format: ReportFormat = .text

  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit takes a number from 0.") }
  }

  func run() throws {
    let vocabulary = try data.load(common)
    let lookup = TermLookup(vocabulary, common)
    let nodes = try schemes.flatMap { $0.split(separator: ",") }.map {
      try lookup.scheme(String($0)).node
    }
    let options = DivergenceOptions(
      label: label, schemes: nodes.isEmpty ? nil : Set(nodes),
      jurisdictions: jurisdictions.flatMap { $0.split(separator: ",").map(String.init) },
      language: common.language.map { String($0.lowercased().prefix { $0 != "-" }) },
      leastRisk: risk)
    let report = common.showingProgress("comparing") { vocabulary.resolver.divergence(options) }
    let language = common.displayLanguage
    let shown = limit ?? (format == .text && label == nil ? 20 : 0)
    let limited = report.prefix(shown == 0 ? .max : shown)
    switch format {
    case .text: try common.write(DivergenceText(report, language, common.style).text(shown))
    case .json: try common.write(limited.json(in: language).prettyPrinted)
    case .csv: try common.write(limited.csv(in: language))
    case .html:
      let title = label.map { "Divergence: \($0)" } ?? "Divergence"
      let body = "<h1>\(HTMLReport.escaped(title))</h1>\n" + limited.html(in: language)
      try common.write(HTMLReport.page(title: title, body: body))
    }
    if let label, report.designations.isEmpty {
      throw Failure(.negative, ["isogloss: nothing is called '\(label)'"])
    }
  }
}

/// The form of a report.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, csv, html
}

/// A divergence report for people at a terminal.
struct DivergenceText {
  private let report: DivergenceReport
  private let language: String
  private let style: TextStyle

  /// The most pairs of one label.
  private static let pairLimit = 12

  init(_ report: DivergenceReport, _ language: String, _ style: TextStyle) {
    self.report = report
    self.language = language
    self.style = style
  }

  /// - Parameter limit: the most designations to show; 0 for all.
  func text(_ limit: Int) -> String {
    let shown = limit == 0 ? report.designations[...] : report.designations.prefix(limit)
    var result = shown.map(designation).joined(separator: "\n")
    let counts = report.counts.filter { $0.count > 0 }.map { "\($0.count) \($0.risk.title)" }
    if !result.isEmpty { result += "\n" }
    result += "\(quantity(report.designations.count, "label")); pairs: "
    result += (counts.isEmpty ? "none" : counts.joined(separator: ", ")) + "\n"
    if shown.count < report.designations.count {
      result += "\(shown.count) labels are shown; --limit 0 shows all\n"
    }
    for note in report.notes { result += "note: \(note)\n" }
    return result
  }

  private func designation(_ designation: Designation) -> String {
    let tag = designation.language.map { style.faint(" @\($0)") } ?? ""
    var result = style.bold(designation.label) + tag
    result += designation.scope.addition
    result += "  \(risk(designation.risk))\n"
    for group in designation.groups {
      let bodies = group.bodies.isEmpty ? "" : ", " + group.bodies.joined(separator: ", ")
      result += style.faint("  \(Jurisdiction.names(of: group.jurisdictions))\(bodies)") + "\n"
      for sense in group.senses {
        result += "    \(style.cyan(sense.concept.curie))"
        result += style.faint("  \(sense.place(in: language))") + "\n"
        if let definition = sense.definition {
          result += "      \(definition.text.lexicalForm)\n"
        }
      }
    }
    for pair in designation.divergences.prefix(Self.pairLimit) {
      result += "  \(risk(pair.risk)), \(pair.kind.rawValue): "
      result += "\(pair.left.concept.curie) and \(pair.right.concept.curie)\n"
      result += "    \(pair.difference(in: language))\n"
      result +=
        style.faint("    " + pair.evidence(in: language).joined(separator: "; ")) + "\n"
    }
    let hidden = designation.divergences.count - Self.pairLimit
    if hidden > 0 { result += "  and \(hidden) pairs more, which other forms show\n" }
    return result
  }

  private func risk(_ risk: Divergence.Risk) -> String {
    switch risk {
    case .unmapped: style.red(risk.title)
    case .exactButDifferent, .denied: style.yellow(risk.title)
    case .mapped, .none: style.faint(risk.title)
    }
  }
}
