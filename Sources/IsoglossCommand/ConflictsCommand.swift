import ArgumentParser
import Isogloss
import RDFGraph
import SKOSVocabulary
import TermAlignment

/// `isogloss conflicts`: mappings that cannot all be right.
struct ConflictsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conflicts",
    abstract: "Show mappings that contradict each other: what causes it, and what could be done.",
    discussion: """
      For each conflict all minimal sets of statements that cause it, as far as they were looked \
      for, and the repairs, with how many inferred correspondences each would lose; what loses \
      least first. Rules: S46 (exact and broader, narrower or related), same-scheme-match (two \
      concepts of one scheme in one class of exact matches), affirmed-and-denied, \
      hierarchy-inversion.

      Ends with 1 when a conflict is found.

      EXAMPLE:
        isogloss conflicts
        isogloss conflicts mappings.sssom.tsv vocabulary.rdf --format json
      """)

  @Argument(
    help: "Files or folders to look at in place of the shipped vocabularies.", completion: .file())
  var files: [String] = []

  @Option(help: "The form of the report.")
  var format: TextFormat = .text

  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Common options") var common: CommonOptions

  func run() throws {
    let vocabulary = try data.adding(files).load(common, keepsOrigins: true)
    let resolver = vocabulary.resolver
    let report = common.showingProgress("checking") { resolver.conflicts() }
    switch format {
    case .json: try common.write(report.json(in: resolver).prettyPrinted)
    case .text: try common.write(text(report, resolver))
    }
    if !report.conflicts.isEmpty { throw Failure.negative }
  }

  private func text(_ report: ConflictReport, _ resolver: Resolver) -> String {
    let style = common.style
    var result = ""
    for conflict in report.conflicts {
      result += "\(style.red(conflict.rule.rawValue)): \(conflict.message)\n"
      for (number, set) in conflict.causes.enumerated() {
        result += style.faint(conflict.causes.count > 1 ? "  cause \(number + 1)\n" : "  cause\n")
        for cause in set {
          let line =
            cause.mapping.map { resolver.text(ofMapping: $0) }
            ?? [cause.subject, cause.predicate, cause.object].map { resolver.graph.curie(of: $0) }
            .joined(separator: " ")
          result += "    \(line)\n"
        }
      }
      if conflict.isCut { result += style.faint("  there may be more causes\n") }
      for repair in conflict.repairs {
        result += "  \(style.green("remedy")): \(repair.text(in: resolver.graph))\n"
      }
    }
    let total = report.counts.values.reduce(0, +)
    result += "\(quantity(total, "conflict"))\n"
    return result
  }
}
