import ArgumentParser
import Isogloss
import RDFGraph
import RDFModel
import SKOSVocabulary
import TermAlignment

/// `isogloss check`: what is wrong with vocabularies.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check vocabularies: SKOS integrity conditions, quality, mappings, mapping sets.",
    discussion: """
      Ends with 1 when an error is found; warnings alone end with 0. Every finding says where it \
      is, what causes it and what to do.

      Rules of vocabularies: \(IntegrityRule.allCases.map { "\($0.rawValue) (\($0.requirement))" }
        .joined(separator: "; ")).

      Rules of mapping sets: \(MappingSetRule.allCases.map(\.rawValue).joined(separator: ", ")).

      EXAMPLE:
        isogloss check my-vocabulary.rdf mappings.sssom.tsv
        isogloss check Ontology/ --format json
        isogloss check thesaurus.ttl --rules S13,S14,S27
      """)

  @Argument(
    help: "Files or folders to check in place of the shipped vocabularies.", completion: .file())
  var files: [String] = []

  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Common options") var common: CommonOptions

  @Option(help: "The form of the report.")
  var format: TextFormat = .text

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The rules to check; all by default.", valueName: "code"))
  var rules: [String] = []

  func validate() throws { _ = try chosenRules() }

  func run() throws {
    let vocabulary = try data.adding(files).load(common, keepsOrigins: true)
    let chosen = try chosenRules()
    let options = IntegrityChecker.Options(rules: chosen.integrity)
    let documents = try data.adding(files).mappingSetDocuments()
    let report = try common.showingProgress("checking") {
      let checker = MappingSetChecker(rules: chosen.mappingSets)
      let findings = try documents.flatMap { document in
        try document.mappingSets(options: data.limits.readerOptions).flatMap {
          checker.check($0, source: document.name)
        }
      }
      let values =
        chosen.mappingSets.isEmpty ? [] : MappingSetCollector(vocabulary.snapshot).findings()
      return vocabulary.check(options: options).adding(findings + values)
    }
    switch format {
    case .text: try common.write(Self.text(report, common.style))
    case .json: try common.write(report.json.prettyPrinted)
    }
    if report.count(.error) > 0 { throw Failure.negative }
  }

  private func chosenRules() throws
    -> (integrity: Set<IntegrityRule>, mappingSets: Set<MappingSetRule>)
  {
    let codes = rules.flatMap { $0.split(separator: ",") }
    guard !codes.isEmpty else {
      return (Set(IntegrityRule.allCases), Set(MappingSetRule.allCases))
    }
    var chosen: (integrity: Set<IntegrityRule>, mappingSets: Set<MappingSetRule>) = ([], [])
    for code in codes {
      func isMeant(_ name: String) -> Bool { name.lowercased() == code.lowercased() }
      if let rule = IntegrityRule.allCases.first(where: { isMeant($0.rawValue) }) {
        chosen.integrity.insert(rule)
      } else if let rule = MappingSetRule.allCases.first(where: { isMeant($0.rawValue) }) {
        chosen.mappingSets.insert(rule)
      } else {
        throw ValidationError("There is no rule '\(code)'; `isogloss check --help` lists them.")
      }
    }
    return chosen
  }

  // MARK: Text

  private static func text(_ report: IntegrityReport, _ style: TextStyle) -> String {
    var result = ""
    for finding in report.findings {
      let place = finding.origin.map { "\($0.source):\($0.line): " } ?? ""
      let severity =
        switch finding.severity {
        case .error: style.red("error")
        case .warning: style.yellow("warning")
        case .info: style.cyan("info")
        }
      result += "\(style.bold(place))\(severity) \(finding.code): \(finding.message); "
      result += finding.remedy + "\n"
      for statement in finding.cause {
        let triple = statement.triple
        let origin = statement.origin.map { "  (\($0.source):\($0.line))" } ?? ""
        let denial = statement.isDenied ? "not: " : ""
        result += style.faint(
          "    \(denial)\(triple.subject) \(triple.predicate) \(triple.object)\(origin)")
        result += "\n"
      }
    }
    for (rule, count) in report.counts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let shown = report.findings.count { $0.code == rule.rawValue }
      if count > shown { result += "\(rule.rawValue): \(count - shown) more are not shown\n" }
    }
    let errors = report.count(.error)
    let warnings = report.count(.warning)
    let summary = "\(quantity(errors, "error")), \(quantity(warnings, "warning"))"
    return result + (errors > 0 ? style.red(summary) : style.green(summary)) + "\n"
  }
}
