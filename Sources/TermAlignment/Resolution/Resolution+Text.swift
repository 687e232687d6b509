import RDFGraph
import RDFModel
import SKOSVocabulary

/// How a piece of an answer is to stand out; who prints it decides how.
public enum TextMark: Hashable, Sendable {
  /// A name or a heading.
  case heading
  /// A relation.
  case relation
  /// Good, doubtful and bad news.
  case good, doubtful, bad
  /// What may be passed over.
  case aside
}

extension Resolution {
  /// The resolution for people, with a line break at the end.
  ///
  /// - Parameters:
  ///   - language: the language of the labels, where they have one.
  ///   - mark: makes a piece of text stand out; leaves it as it is by default.
  public func text(
    language: String = "en", mark: (TextMark, String) -> String = { $1 }
  ) -> String {
    withoutActuallyEscaping(mark) { mark in
      ResolutionText(self, nil, language: language, mark: mark).text
    }
  }
}

extension ResolutionExplanation {
  /// The resolution for people, each match with all its derivations, their rules and sources.
  ///
  /// The parameters are those of ``Resolution/text(language:mark:)``.
  public func text(
    language: String = "en", mark: (TextMark, String) -> String = { $1 }
  ) -> String {
    withoutActuallyEscaping(mark) { mark in
      ResolutionText(resolution, self, language: language, mark: mark).text
    }
  }
}

/// A resolution, or its explanation, in words.
private struct ResolutionText {
  let resolution: Resolution
  let explanation: ResolutionExplanation?
  let language: String
  let mark: (TextMark, String) -> String

  init(
    _ resolution: Resolution, _ explanation: ResolutionExplanation?, language: String,
    mark: @escaping (TextMark, String) -> String
  ) {
    self.resolution = resolution
    self.explanation = explanation
    self.language = language
    self.mark = mark
  }

  private var explains: Bool { explanation != nil }

  /// The whole answer.
  var text: String {
    var result = title(resolution.concept) + "\n"
    if let definition = resolution.concept.definition(in: language) {
      result += "  \(definition.text.lexicalForm)\n"
      if let citation = definition.citations.first {
        result += mark(.aside, "  \(citation.lexicalForm)") + "\n"
      }
    }
    result += "\nstatus: \(status)\n"
    if let explanation {
      for match in explanation.matches { result += "\n" + self.match(match) }
    } else {
      for match in resolution.matches { result += "\n" + self.match(match) }
    }
    let friends = resolution.falseFriends
    let told = Set(friends.map(\.concept))
    result += section("False friends", friends.map(falseFriend))
    // A false friend is a denial too and is told once.
    result += section(
      "Denied", resolution.negatives.filter { !told.contains($0.concept) }.map(negative))
    result += section("Looked for, found nothing", resolution.absences.map(absence))
    result += section("Conflicts", resolution.conflicts.map { "  \($0.message)\n" })
    result += section(
      "Notes", (explanation?.limits ?? resolution.limits).map { "  \($0.message)\n" })
    return result
  }

  private var status: String {
    let word = resolution.status.rawValue
    switch resolution.status {
    case .equivalent: return mark(.good, word) + ": an exact match is stated or follows"
    case .corresponding: return mark(.good, word) + ": no exact match, but others"
    case .counterpartOnly: return mark(.doubtful, word) + ": it serves the same purpose, no more"
    case .declaredUnmapped: return mark(.doubtful, word) + ": somebody looked and found nothing"
    case .undecided: return mark(.doubtful, word) + ": nobody has said anything"
    case .notEquivalent: return mark(.bad, word) + ": what was compared was denied"
    }
  }

  private func section(_ title: String, _ entries: [String]) -> String {
    entries.isEmpty ? "" : "\n" + mark(.heading, title) + "\n" + entries.joined()
  }

  private func title(_ concept: Concept) -> String {
    var result = "\(mark(.heading, concept.displayLabel(in: language)))  \(concept.curie)"
    if let scheme = concept.scheme {
      let place = scheme.jurisdictions.first.map { ", \($0)" } ?? ""
      result += mark(.aside, "  \(scheme.displayName(in: language))\(place)")
    }
    return result
  }

  // MARK: Matches

  private func match(_ match: Match) -> String {
    heading(match)
      + match.derivation.map { step($0, isInferred: match.isInferred, indent: "    ") }.joined()
  }

  private func heading(_ match: Match) -> String {
    var result = mark(.relation, match.predicate.curie) + "  " + title(match.concept) + "\n"
    var facts: [String] = []
    if match.isInferred {
      facts.append("inferred in \(match.hopCount) hop" + (match.hopCount == 1 ? "" : "s"))
    }
    if let confidence = match.confidence {
      facts.append("confidence \(JSONValue.number(confidence)) (\(match.confidenceRule))")
    } else if match.isInferred || explains {
      facts.append(match.confidenceRule)
    }
    // Wordings almost always differ; that is news only where the concepts are said to be the same.
    if match.predicate == .exactMatch || explains, match.definitionDiffers {
      facts.append(mark(.doubtful, "the wordings of the definitions differ"))
    }
    if !facts.isEmpty { result += "    " + facts.joined(separator: ", ") + "\n" }
    return result
  }

  private func match(_ explained: ResolutionExplanation.MatchExplanation) -> String {
    var result = heading(explained.match)
    if let definition = explained.match.concept.definition(in: language) {
      result += "    \(definition.text.lexicalForm)\n"
    }
    let count = explained.derivations.count
    for (place, derivation) in explained.derivations.enumerated() {
      if count > 1 {
        let value = derivation.confidence.map { ", confidence \(JSONValue.number($0))" } ?? ""
        result +=
          "    derivation \(place + 1) of \(explained.isComplete ? "" : "at least ")"
          + "\(count)\(value) (\(derivation.confidenceRule))\n"
      }
      let indent = count > 1 ? "      " : "    "
      for step in derivation.steps {
        result += self.step(step, isInferred: derivation.isInferred, indent: indent)
      }
    }
    return result
  }

  private func step(_ step: DerivationStep, isInferred: Bool, indent: String) -> String {
    let shown = step.stated ?? step.link
    var parts: [String] = []
    if isInferred || step.stated != nil || explains {
      parts.append("\(curie(shown.subject)) \(shown.predicate) \(curie(shown.object))")
    }
    parts.append(step.mappingSet.map { "in \(shortName($0))" } ?? "in the data itself")
    if let author = step.author { parts.append("by \(author)") }
    if let justification = step.justification { parts.append(justification) }
    if let checked = step.checked { parts.append("checked: \(checked)") }
    if explains {
      parts.append("rule \(step.ruleName)")
      if let date = step.date { parts.append(date) }
      if let licence = step.licence { parts.append(licence) }
      let ends = [step.subjectEdition, step.objectEdition]
      let editions = (step.stated == nil ? ends : ends.reversed()).compactMap { $0 }
      if !editions.isEmpty { parts.append("editions " + editions.joined(separator: " and ")) }
      if step.review != .unreviewed { parts.append(step.review.rawValue) }
      if let confidence = step.confidence {
        parts.append("confidence \(JSONValue.number(confidence))")
      }
      if let origin = step.origin, origin.line > 0 {
        parts.append("\(origin.source):\(origin.line)")
      }
    }
    return indent + mark(.aside, parts.joined(separator: ", ")) + "\n"
      + positions(step.consensus, indent: indent + "  ")
  }

  /// What people hold of a mapping; explained, also who of them, why and when.
  private func positions(_ consensus: Consensus?, indent: String) -> String {
    guard let consensus else { return "" }
    let isNews = consensus.outcome != .accepted || !consensus.dissent.isEmpty
    var result =
      indent + mark(isNews ? .doubtful : .aside, "positions: " + consensus.summary) + "\n"
    guard explains else { return result }
    let superseded = Set(consensus.superseded)
    for position in consensus.allPositions {
      result += indent + "  " + mark(.aside, position.text)
      result += superseded.contains(position) ? mark(.aside, ", earlier") + "\n" : "\n"
    }
    return result
  }

  // MARK: The rest

  private func falseFriend(_ friend: FalseFriend) -> String {
    let set = friend.mappingSet.map { "in \(shortName(friend.concept.graph.iriText($0)))" }
    return "  \(title(friend.concept))\n    \(friend.difference)\n"
      + "    " + mark(.aside, set ?? "same label, another definition; no mapping relates them")
      + "\n" + positions(friend.consensus, indent: "      ")
  }

  private func negative(_ negative: Negative) -> String {
    let set = negative.mappingSet.map { ", in \(shortName(negative.concept.graph.iriText($0)))" }
    return "  not \(negative.predicate.curie)  \(title(negative.concept))\n"
      + "    " + mark(.aside, negative.reason + (set ?? "")) + "\n"
      + positions(negative.consensus, indent: "      ")
  }

  private func absence(_ absence: DeclaredAbsence) -> String {
    let graph = resolution.concept.graph
    let scheme = absence.scheme.map { node in
      graph.conceptScheme(node)?.displayName(in: language) ?? graph.iriText(node)
    }
    let set = absence.mappingSet.map { ", in \(shortName(graph.iriText($0)))" } ?? ""
    let comment = absence.comment.map { ": \($0)" } ?? ""
    return "  \(scheme ?? "somewhere unnamed")\(comment)" + mark(.aside, set) + "\n"
      + positions(absence.consensus, indent: "    ")
  }

  private func curie(_ iri: String) -> String { resolution.concept.graph.curie(ofIRI: iri) }

  private func shortName(_ mappingSet: String) -> String {
    DerivationStep.shortName(ofMappingSet: mappingSet)
  }
}

extension SKOSGraph {
  /// The CURIE of an IRI as the data shortens it, else the IRI.
  func curie(ofIRI iri: String) -> String {
    snapshot.id(iri: IRI(trusted: iri)).map { curie(of: $0) } ?? iri
  }
}

extension DerivationStep {
  /// The identifier of a shipped mapping set without its namespace; any other as it stands.
  static func shortName(ofMappingSet iri: String) -> String {
    let namespace = IsoglossIdentifiers.root + "mappings/"
    return iri.hasPrefix(namespace) ? String(iri.dropFirst(namespace.count)) : iri
  }
}
