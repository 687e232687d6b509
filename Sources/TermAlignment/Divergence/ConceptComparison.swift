import RDFModel
public import SKOSVocabulary

/// Two concepts side by side: their definitions taken apart, what relates them, and how far the
/// meanings are apart.
public struct ConceptComparison: Sendable {
  /// The comparison, whatever the labels are.
  public let divergence: Divergence

  /// The first concept.
  public var left: Sense { divergence.left }
  /// The second concept.
  public var right: Sense { divergence.right }
}

extension Resolver {
  /// Compares two concepts.
  ///
  /// - Complexity: O(e) in the mappings that are reached, and the product of the lengths of the
  ///   definitions.
  public func comparison(_ one: Concept, _ other: Concept) -> ConceptComparison {
    let relations = resolve(one).matches.filter { $0.concept == other }
      .map { Divergence.Relation($0) }
    return ConceptComparison(
      divergence: Divergence(
        Sense(one), Sense(other), relations: relations,
        denials: Denials(index).between(one.node, other.node, graph)))
  }
}

extension ConceptComparison {
  /// Both concepts and the comparison.
  public func json(in language: String = "en") -> JSONValue {
    .members([
      "a": left.concept.reference(in: language), "b": right.concept.reference(in: language),
      "definitionA": left.definition.map(\.json) ?? .null,
      "definitionB": right.definition.map(\.json) ?? .null,
      "comparison": divergence.json(in: language),
    ])
  }

  /// The rows of a table: what is compared, and both sides.
  private func rows(_ language: String) -> [(String, String, String)] {
    func row(_ name: String, _ value: (Sense) -> String) -> (String, String, String) {
      (name, value(left), value(right))
    }
    var rows = [
      row("Scheme") { $0.place(in: language) },
      row("Jurisdiction") { Jurisdiction.names(of: $0.jurisdictions) },
      row("Body") { $0.bodies.joined(separator: ", ") },
      row("Definition") { $0.definition?.text.lexicalForm ?? "none" },
      row("Genus") { $0.definition?.genus ?? "" },
    ]
    let sides = [left, right].map { $0.definition?.characteristics ?? [] }
    for index in 0..<max(sides[0].count, sides[1].count) {
      let cells = sides.map { index < $0.count ? $0[index] : "" }
      rows.append(("Characteristic \(index + 1)", cells[0], cells[1]))
    }
    rows.append(
      row("Broader") {
        $0.concept.broader.map { $0.displayLabel(in: language) }.joined(separator: ", ")
      })
    return rows
  }

  private func facts(_ language: String) -> [(String, String)] {
    [
      ("Kind", divergence.kind.rawValue), ("Risk", divergence.risk.title),
      ("Difference", divergence.difference(in: language)),
      ("Evidence", divergence.evidence(in: language).joined(separator: "; ")),
    ]
  }

  private func heading(_ sense: Sense, _ language: String) -> String {
    "\(sense.concept.displayLabel(in: language)) (\(sense.concept.curie))"
  }

  /// The comparison for a terminal or a plain file: the facts, then both sides, line by line.
  public func text(in language: String = "en") -> String {
    var result = heading(left, language) + "\n" + heading(right, language) + "\n\n"
    for (name, value) in facts(language) { result += "\(name): \(value)\n" }
    for (name, one, other) in rows(language) where !(one.isEmpty && other.isEmpty) {
      result += "\n\(name)\n  A  \(one.isEmpty ? "-" : one)\n  B  \(other.isEmpty ? "-" : other)\n"
    }
    if let runs = divergence.comparison?.wordDifference.runs {
      let words = runs.map { run in
        switch run.side {
        case .both: run.text
        case .left: "[-\(run.text)-]"
        case .right: "{+\(run.text)+}"
        }
      }
      result += "\nWord by word\n  " + words.joined(separator: " ") + "\n"
    }
    return result
  }

  /// The comparison as a table in Markdown.
  public func markdown(in language: String = "en") -> String {
    func cell(_ text: String) -> String {
      var result = ""
      for character in text {
        if character.isNewline {
          result += " "
        } else {
          if "\\`*_{}[]<>#|!~".contains(character) { result += "\\" }
          result.append(character)
        }
      }
      return result
    }
    var result =
      "| | \(cell(heading(left, language))) | \(cell(heading(right, language))) |\n"
      + "| --- | --- | --- |\n"
    for (name, one, other) in rows(language) where !(one.isEmpty && other.isEmpty) {
      result += "| \(name) | \(cell(one)) | \(cell(other)) |\n"
    }
    result += "\n"
    for (name, value) in facts(language) { result += "* **\(name)**: \(cell(value))\n" }
    return result
  }

  /// The comparison as a fragment of HTML.
  public func html(
    in language: String = "en", linking: HTMLReport.Linking = { _ in nil }
  ) -> String {
    var result = HTMLReport.tableStart(
      "Side by side",
      columns: [""] + [left, right].map { HTMLReport.link($0.concept, language, linking) })
    for (name, one, other) in rows(language) where !(one.isEmpty && other.isEmpty) {
      let cells = [one, other].map { "<td>\(HTMLReport.escaped($0))</td>" }.joined()
      result += "<tr><th scope=\"row\">\(name)</th>\(cells)</tr>\n"
    }
    if let difference = divergence.comparison?.wordDifference {
      result +=
        "<tr><th scope=\"row\">Word by word</th><td colspan=\"2\">\(difference.html)</td></tr>\n"
    }
    for (name, value) in facts(language) {
      result +=
        "<tr><th scope=\"row\">\(name)</th><td colspan=\"2\">\(HTMLReport.escaped(value))</td></tr>\n"
    }
    return result + HTMLReport.tableEnd
  }
}
