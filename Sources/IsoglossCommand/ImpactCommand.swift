import ArgumentParser
import Isogloss
import RDFGraph
import RDFModel
import SKOSVocabulary
import TermAlignment

/// `isogloss impact`: what depends on a term or a mapping.
struct ImpactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract: "Show what depends on a term or a mapping: inferences, exports, conflicts.",
    discussion: """
      One argument is a term, with all its mappings, or the IRI of a mapping or a mapping set; two \
      are the ends of the mappings between them. What follows by other statements too is not lost \
      and not counted. Of denials it is shown what they keep from following.

      EXAMPLE:
        isogloss impact iso-iec-22989-2022:artificial-intelligence-system
        isogloss impact eu-ai-act-2024:provider iso-iec-22989-2022:ai-provider
        isogloss impact https://w3id.org/isogloss/mappings/nist-ai-rmf--ai-verify
      """)

  @Argument(help: "A term, or the IRI of a mapping or a mapping set.")
  var subject: String

  @Argument(help: "The term at the other end of a mapping.")
  var object: String?

  @Option(help: "The most lost correspondences to name; all are counted.")
  var limit = 20

  @Option(help: "The form of the report.")
  var format: TextFormat = .text

  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws {
    guard limit >= 0 else { throw ValidationError("--limit takes a number from 0.") }
  }

  func run() throws {
    let vocabulary = try data.load(common)
    let resolver = vocabulary.resolver
    let impact = try impact(vocabulary)
    switch format {
    case .json:
      try common.write(impact.json(in: resolver, language: common.displayLanguage).prettyPrinted)
    case .text: try common.write(text(impact, resolver))
    }
  }

  private func impact(_ vocabulary: Vocabulary) throws -> Impact {
    let resolver = vocabulary.resolver
    let lookup = TermLookup(vocabulary, common)
    if let object {
      let ends = [try lookup.concept(subject, in: nil), try lookup.concept(object, in: nil)]
      let mappings = resolver.mappings(between: ends[0], and: ends[1])
      guard !mappings.isEmpty else {
        throw Failure(
          .negative,
          ["isogloss: nothing is stated between \(ends[0].curie) and \(ends[1].curie)"])
      }
      return resolver.impact(ofMappings: mappings, examples: limit)
    }
    let named = resolver.mappings(named: IRI(trusted: subject))
    if !named.isEmpty { return resolver.impact(ofMappings: named, examples: limit) }
    return resolver.impact(of: try lookup.concept(subject, in: nil), examples: limit)
  }

  private func text(_ impact: Impact, _ resolver: Resolver) -> String {
    let style = common.style
    func section(_ title: String, _ lines: [String]) -> String {
      lines.isEmpty ? "" : "\n\(style.bold(title))\n" + lines.map { "  \($0)\n" }.joined()
    }
    var result =
      impact.concept.map {
        "\(style.bold($0.displayLabel(in: common.displayLanguage)))  \($0.curie)\n"
      } ?? ""
    result += section(
      quantity(impact.mappings.count, "mapping"), impact.mappings.map(resolver.text(ofMapping:)))
    result += section(
      quantity(impact.lostCount, "inferred correspondence") + " would no longer follow",
      lines(impact.lost, of: impact.lostCount))
    result += section(
      quantity(impact.blockedCount, "correspondence") + " would follow but for the denials",
      lines(impact.blocked, of: impact.blockedCount))
    result += section("Narrower", impact.narrower.map(\.curie))
    result += section(
      "Exports of mapping sets", impact.mappingSets.map { resolver.graph.iriText($0) })
    result += section("Glossaries of schemes", impact.schemes.map(\.id))
    result += section(
      "Conflicts", impact.conflicts.map { "\($0.rule.rawValue): \($0.message)" })
    result += section("Notes", impact.notes)
    return result.hasPrefix("\n") ? String(result.dropFirst()) : result
  }

  private func lines(_ entries: [Impact.Lost], of count: Int) -> [String] {
    let lines = entries.map { entry in
      "\(entry.subject.curie) \(entry.predicate.curie) \(entry.object.curie)"
    }
    return count > lines.count ? lines + ["and \(count - lines.count) more"] : lines
  }
}
