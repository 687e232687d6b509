import Isogloss
import RDFModel
import SKOSVocabulary
import TermAlignment

/// A concept for people.
struct ConceptText {
  private let concept: Concept
  private let falseFriends: [FalseFriend]
  private let positions: LinkPositions
  private let language: String
  private let style: TextStyle

  init(
    _ concept: Concept, _ falseFriends: [FalseFriend], _ positions: LinkPositions,
    language: String, style: TextStyle
  ) {
    self.concept = concept
    self.falseFriends = falseFriends
    self.positions = positions
    self.language = language
    self.style = style
  }

  /// Everything.
  var text: String {
    var result = "\(style.bold(concept.displayLabel(in: language)))  \(concept.curie)\n"
    result += style.faint(concept.iri) + "\n"
    for scheme in concept.schemes { result += self.scheme(scheme) }
    result += entry
    result += section("Labels", labels)
    result += section("Definition", definitions)
    result += section("Notes", concept.notes.map { "\($0.kind.rawValue): \(tagged($0.text))" })
    result += section("Broader", concept.broader.map(reference))
    result += section("Narrower", concept.narrower.map(reference))
    result += section("Related", concept.related.map(reference))
    result += section("Mappings", concept.mappingLinks.flatMap(mapping))
    result += section("Warnings", warnings)
    return result
  }

  private func section(_ title: String, _ lines: [String]) -> String {
    guard !lines.isEmpty else { return "" }
    return "\n\(style.bold(title))\n" + lines.map { "  \($0)\n" }.joined()
  }

  private func scheme(_ scheme: ConceptScheme) -> String {
    var facts = [scheme.displayName(in: language), scheme.id]
    facts += scheme.jurisdictions
    if let edition = scheme.edition { facts.append(edition) }
    if let status = scheme.status { facts.append(status) }
    return facts.joined(separator: ", ") + "\n"
  }

  /// What the entry is, how far it was checked, and in what.
  private var entry: String {
    var facts: [String] = []
    if let kind = concept.termKind { facts.append(kind) }
    if let checked = concept.checked { facts.append("checked: \(checked)") }
    facts += concept.basis.map(\.lexicalForm)
    return facts.isEmpty ? "" : style.faint(facts.joined(separator: "; ")) + "\n"
  }

  private var labels: [String] {
    var lines = concept.labels.map { label in
      let kind =
        switch label.kind {
        case .preferred: ""
        case .alternative: "  (alternative)"
        case .hidden: "  (hidden)"
        }
      let checked = label.checked.map { "  checked: \($0)" } ?? ""
      return tagged(label.literal) + style.faint(kind + checked)
    }
    if !concept.notations.isEmpty {
      lines.append(
        "notation: " + concept.notations.map(\.lexicalForm).joined(separator: ", "))
    }
    return lines
  }

  private var definitions: [String] {
    concept.definitions.flatMap { definition in
      var lines = [tagged(definition.text)]
      let origin = [
        definition.citations.first?.lexicalForm, definition.rights.first?.lexicalForm,
        definition.license, definition.checked.map { "checked: \($0)" },
      ].compactMap { $0 }
      if !origin.isEmpty { lines.append(style.faint(origin.joined(separator: "; "))) }
      return lines
    }
  }

  private func tagged(_ literal: Literal) -> String {
    literal.lexicalForm + (literal.language.map { style.faint(" @\($0)") } ?? "")
  }

  private func reference(_ concept: Concept) -> String {
    let label = concept.prefLabel(in: language)?.lexicalForm
    return label.map { "\($0)  \(style.faint(concept.curie))" } ?? concept.curie
  }

  private func mapping(_ link: MappingLink) -> [String] {
    let other = link.other
    var line = "\(style.cyan(link.predicateToOther))  \(reference(other))"
    if let scheme = other.scheme { line += "  \(scheme.displayName(in: language))" }
    if !link.checked.isEmpty {
      line += style.faint("  checked: \(link.checked.joined(separator: ", "))")
    }
    if link.direction == .incoming { line += style.faint("  (stated from the other side)") }
    return [line] + positions[link].map { "  positions: " + $0.consensus.summary }
  }

  private var warnings: [String] {
    var lines = falseFriends.map { friend in
      let scheme = friend.concept.scheme.map { ", \($0.displayName(in: language))" } ?? ""
      let positions = friend.consensus.map { "; positions: \($0.summary)" } ?? ""
      return style.yellow("false friend") + ": \(reference(friend.concept))\(scheme): "
        + friend.difference + positions
    }
    for scheme in concept.schemes {
      for newer in scheme.replacedBy {
        lines.append(
          style.yellow("superseded source") + ": \(scheme.id) was replaced by \(newer.id)")
      }
      if let status = scheme.status, ["withdrawn", "superseded", "draft"].contains(status) {
        lines.append(style.yellow("source") + ": \(scheme.id) is \(status)")
      }
    }
    return lines
  }
}
