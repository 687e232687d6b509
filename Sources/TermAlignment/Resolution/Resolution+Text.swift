import RDFGraph
import RDFModel
import SKOSVocabulary

extension Resolution {
  /// The resolution for people at a terminal, without colour, with a line break at the end.
  ///
  /// - Parameters:
  ///   - language: the language of the labels, where they have one.
  ///   - explains: whether each match is followed by its derivation.
  public func text(language: String = "en", explains: Bool = false) -> String {
    let friends = falseFriends
    var lines = ["\(concept.displayLabel(in: language)) (\(concept.curie)): \(status.rawValue)"]
    for match in matches {
      lines.append("")
      lines.append(
        "  \(match.predicate.curie)  \(match.concept.displayLabel(in: language))"
          + "  (\(match.concept.curie))")
      lines.append("    " + match.evidenceText)
      if explains { lines += match.derivation.map { "    " + $0.text } }
    }
    for (title, basis) in [
      ("Not the same", FalseFriend.Basis.stated),
      ("Same label, other definition, nobody compared them", .label),
    ] {
      section(title, &lines, friends.filter { $0.basis == basis }) { friend in
        "\(friend.concept.displayLabel(in: language)) (\(friend.concept.curie)): "
          + friend.difference
      }
    }
    section("Denied", &lines, negatives) { "\($0.concept.curie): \($0.reason)" }
    section("Nothing found", &lines, absences) { absence in
      let scheme = absence.scheme.map {
        concept.graph.conceptScheme($0)?.displayName(in: language) ?? concept.graph.iriText($0)
      }
      return "in \(scheme ?? "an unnamed scheme")" + (absence.comment.map { ": " + $0 } ?? "")
    }
    section("Conflicts", &lines, conflicts) { $0.message }
    section("Notes", &lines, notes) { $0 }
    return lines.joined(separator: "\n") + "\n"
  }

  private func section<Item>(
    _ title: String, _ lines: inout [String], _ items: [Item], _ line: (Item) -> String
  ) {
    if items.isEmpty { return }
    lines += ["", title + ":"] + items.map { "  " + line($0) }
  }
}

extension Match {
  /// How the match is known, in one line.
  var evidenceText: String {
    var parts = [isInferred ? "inferred over \(hopCount) links" : "stated"]
    if let confidence {
      parts.append("confidence \(confidence)" + (isInferred ? " (\(confidenceRule))" : ""))
    } else {
      parts.append("no confidence stated")
    }
    if definitionDiffers { parts.append("the definitions differ") }
    return parts.joined(separator: "; ")
  }
}

extension DerivationStep {
  /// The step in one line.
  var text: String {
    var parts = ["\(ruleName): <\(link.subject)> \(link.predicate) <\(link.object)>"]
    if let mappingSet { parts.append("in <\(mappingSet)>") }
    if let author { parts.append("by \(author)") }
    if let date { parts.append(date) }
    if let confidence { parts.append("confidence \(confidence)") }
    if let origin, origin.line > 0 { parts.append("\(origin.source):\(origin.line)") }
    return parts.joined(separator: ", ")
  }
}
