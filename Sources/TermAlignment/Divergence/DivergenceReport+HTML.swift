import RDFModel
import SKOSVocabulary

extension DivergenceReport {
  /// The report as a fragment of HTML: a heading and two tables for each designation.
  ///
  /// - Parameter limit: the most designations to show; those left out are counted.
  public func html(
    in language: String = "en", limit: Int = .max, linking: HTMLReport.Linking = { _ in nil }
  ) -> String {
    var result = "<p>"
    result += "\(designations.count) designations. Pairs by risk: "
    result += counts.map { "\($0.risk.title) \($0.count)" }.joined(separator: ", ") + ".</p>\n"
    for designation in designations.prefix(limit) {
      result += designation.html(in: language, linking: linking)
    }
    if designations.count > limit {
      result +=
        "<p class=\"report-note\">\(designations.count - limit) designations of less risk are left"
        + " out here.</p>\n"
    }
    for note in notes {
      result += "<p class=\"report-note\">\(HTMLReport.escaped(note))</p>\n"
    }
    return result
  }
}

extension Divergence.Risk {
  /// The risk in words.
  public var title: String {
    switch self {
    case .unmapped: "unmapped"
    case .exactButDifferent: "exact match, other definition"
    case .denied: "denied"
    case .mapped: "mapped"
    case .none: "none"
    }
  }
}

extension Designation {
  func html(in language: String, linking: HTMLReport.Linking) -> String {
    let tag = self.language.map { " lang=\"\(HTMLReport.escaped($0))\"" } ?? ""
    var result =
      "<section>\n<h2><span\(tag)>\(HTMLReport.escaped(label))</span>"
      + scope.addition + "</h2>\n"
      + HTMLReport.tableStart(
        "\(label): what is meant, by jurisdiction and body",
        columns: ["Jurisdiction", "Body", "Concept", "Scheme", "Definition, its genus first"])
    for sense in senses {
      result += "<tr><td>\(HTMLReport.escaped(Jurisdiction.names(of: sense.jurisdictions)))</td>"
      result += "<td>\(HTMLReport.escaped(sense.bodies.joined(separator: ", ")))</td>"
      result += "<td>\(HTMLReport.link(sense.concept, language, linking))</td>"
      result +=
        "<td>\(sense.concept.scheme.map { HTMLReport.link($0, language, linking) } ?? "")</td>"
      result += "<td>\(sense.definition?.html ?? "none")</td></tr>\n"
    }
    result += HTMLReport.tableEnd
    if senseCount > senses.count {
      result += "<p class=\"report-note\">\(senseCount - senses.count) more have this label.</p>\n"
    }
    if !divergences.isEmpty { result += pairs(in: language, linking: linking) }
    return result + "</section>\n"
  }

  private func pairs(in language: String, linking: HTMLReport.Linking) -> String {
    var result = HTMLReport.tableStart(
      "\(label): pairs, the gravest first",
      columns: ["Between", "Risk", "Kind", "Difference", "Word by word", "Evidence"])
    for pair in divergences {
      let names = [pair.left, pair.right].map { sense in
        HTMLReport.link(sense.concept, language, linking)
          + " (\(HTMLReport.escaped(sense.place(in: language))))"
      }
      result += "<tr><th scope=\"row\">\(names.joined(separator: " and "))</th>"
      result += "<td class=\"report-risk\">\(pair.risk.title)</td><td>\(pair.kind.rawValue)</td>"
      result += "<td>\(HTMLReport.escaped(pair.difference(in: language)))</td>"
      result += "<td>\(pair.comparison?.wordDifference.html ?? "")</td><td>"
      result += pair.evidence(in: language).map(HTMLReport.escaped).joined(separator: "; ")
      result += "</td></tr>\n"
    }
    return result + HTMLReport.tableEnd
  }
}

extension DefinitionParts {
  /// The text with its genus marked.
  var html: String {
    var result = ""
    for (index, word) in words.enumerated() {
      if word.isSpaced, !result.isEmpty { result += " " }
      if index == genusRange.lowerBound, !genusRange.isEmpty {
        result += "<strong class=\"report-genus\">"
      }
      result += HTMLReport.escaped(word.text)
      if index + 1 == genusRange.upperBound, !genusRange.isEmpty { result += "</strong>" }
    }
    let tag = text.language.map { " lang=\"\(HTMLReport.escaped($0))\"" } ?? ""
    return "<span\(tag)>\(result)</span>"
  }
}

extension WordDifference {
  /// The texts in one: what only the first has struck out, what only the second has underlined.
  var html: String {
    var result = ""
    for (place, run) in runs.enumerated() {
      let replaces = run.side == .right && place > 0 && runs[place - 1].side == .left
      if run.isSpaced || replaces, !result.isEmpty { result += " " }
      let text = HTMLReport.escaped(run.text)
      switch run.side {
      case .both: result += text
      case .left: result += "<del>\(text)</del>"
      case .right: result += "<ins>\(text)</ins>"
      }
    }
    return result
  }
}
