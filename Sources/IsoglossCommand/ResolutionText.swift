import Isogloss
import RDFGraph
import RDFModel
import SKOSVocabulary
import TermAlignment

/// A resolution for people.
struct ResolutionText {
  private let resolution: Resolution
  private let language: String
  private let explains: Bool
  private let style: TextStyle

  init(_ resolution: Resolution, language: String, explains: Bool, style: TextStyle) {
    self.resolution = resolution
    self.language = language
    self.explains = explains
    self.style = style
  }

  /// The whole answer.
  var text: String {
    var result = title(resolution.concept) + "\n"
    if let definition = resolution.concept.definition(in: language) {
      result += "  \(definition.text.lexicalForm)\n"
      if let citation = definition.citations.first {
        result += style.faint("  \(citation.lexicalForm)") + "\n"
      }
    }
    result += "\nstatus: \(status)\n"
    for match in resolution.matches { result += "\n" + self.match(match) }
    result += section("False friends", resolution.falseFriends.map(falseFriend))
    result += section("Denied", resolution.negatives.filter(isWorthSaying).map(negative))
    result += section("Looked for, found nothing", resolution.absences.map(absence))
    result += section("Conflicts", resolution.conflicts.map { "  \($0.message)\n" })
    result += section("Notes", resolution.notes.map { "  \($0)\n" })
    return result
  }

  private var status: String {
    let word = resolution.status.rawValue
    switch resolution.status {
    case .equivalent: return style.green(word) + ": an exact match is stated or follows"
    case .corresponding: return style.green(word) + ": no exact match, but others"
    case .counterpartOnly: return style.yellow(word) + ": it serves the same purpose, no more"
    case .declaredUnmapped: return style.yellow(word) + ": somebody looked and found nothing"
    case .undecided: return style.yellow(word) + ": nobody has said anything"
    case .notEquivalent: return style.red(word) + ": what was compared was denied"
    }
  }

  private func section(_ title: String, _ entries: [String]) -> String {
    entries.isEmpty ? "" : "\n" + style.bold(title) + "\n" + entries.joined()
  }

  private func title(_ concept: Concept) -> String {
    var result = "\(style.bold(concept.displayLabel(in: language)))  \(concept.curie)"
    if let scheme = concept.scheme {
      let place = scheme.jurisdictions.first.map { ", \($0)" } ?? ""
      result += style.faint("  \(scheme.displayName(in: language))\(place)")
    }
    return result
  }

  // MARK: Matches

  private func match(_ match: Match) -> String {
    var result = style.cyan(match.predicate.curie) + "  " + title(match.concept) + "\n"
    var facts: [String] = []
    if match.isInferred { facts.append("inferred in \(quantity(match.hopCount, "hop"))") }
    if let confidence = match.confidence {
      facts.append("confidence \(JSONValue.number(confidence)) (\(match.confidenceRule))")
    } else if match.isInferred || explains {
      facts.append(match.confidenceRule)
    }
    // Wordings almost always differ; that is news only where the concepts are said to be the same.
    if match.predicate == .exactMatch || explains, match.definitionDiffers {
      facts.append(style.yellow("the wordings of the definitions differ"))
    }
    if !facts.isEmpty { result += "    " + facts.joined(separator: ", ") + "\n" }
    if explains, let definition = match.concept.definition(in: language) {
      result += "    \(definition.text.lexicalForm)\n"
    }
    for step in match.derivation { result += "    " + self.step(step, of: match) + "\n" }
    return result
  }

  private func step(_ step: DerivationStep, of match: Match) -> String {
    let graph = match.concept.graph
    let shown = step.stated ?? step.link
    var parts: [String] = []
    if match.isInferred || step.stated != nil || explains {
      parts.append(
        "\(curie(shown.subject, graph)) \(shown.predicate) \(curie(shown.object, graph))")
    }
    parts.append(step.mappingSet.map { "in \(shortName($0))" } ?? "in the data itself")
    if let author = step.author { parts.append("by \(author)") }
    if let justification = step.justification { parts.append(justification) }
    if let checked = step.checked { parts.append("checked: \(checked)") }
    if explains {
      parts.append("rule \(step.ruleName)")
      if let date = step.date { parts.append(date) }
      if let licence = step.licence { parts.append(licence) }
      if let confidence = step.confidence {
        parts.append("confidence \(JSONValue.number(confidence))")
      }
      if let origin = step.origin { parts.append("\(origin.source):\(origin.line)") }
    }
    return style.faint(parts.joined(separator: ", "))
  }

  // MARK: The rest

  /// A false friend is a denial too and is told once.
  private func isWorthSaying(_ negative: Negative) -> Bool {
    !resolution.falseFriends.contains { $0.concept == negative.concept }
  }

  private func falseFriend(_ friend: FalseFriend) -> String {
    let set = friend.mappingSet.map { "in \(shortName(friend.concept.graph.iriText($0)))" }
    return "  \(title(friend.concept))\n    \(friend.difference)\n"
      + "    " + style.faint(set ?? "same label, another definition; no mapping relates them")
      + "\n"
  }

  private func negative(_ negative: Negative) -> String {
    let set = negative.mappingSet.map { ", in \(shortName(negative.concept.graph.iriText($0)))" }
    return "  not \(negative.predicate.curie)  \(title(negative.concept))\n"
      + "    " + style.faint(negative.reason + (set ?? "")) + "\n"
  }

  private func absence(_ absence: DeclaredAbsence) -> String {
    let graph = resolution.concept.graph
    let scheme = absence.scheme.map { node in
      graph.conceptScheme(node)?.displayName(in: language) ?? graph.iriText(node)
    }
    let set = absence.mappingSet.map { ", in \(shortName(graph.iriText($0)))" } ?? ""
    let comment = absence.comment.map { ": \($0)" } ?? ""
    return "  \(scheme ?? "somewhere unnamed")\(comment)" + style.faint(set) + "\n"
  }

  private func curie(_ iri: String, _ graph: SKOSGraph) -> String {
    graph.snapshot.id(iri: IRI(trusted: iri)).map { graph.curie(of: $0) } ?? iri
  }

  /// The identifier of a shipped mapping set without its namespace; any other as it stands.
  private func shortName(_ mappingSet: String) -> String {
    let namespace = "https://w3id.org/isogloss/mappings/"
    return mappingSet.hasPrefix(namespace)
      ? String(mappingSet.dropFirst(namespace.count)) : mappingSet
  }
}
