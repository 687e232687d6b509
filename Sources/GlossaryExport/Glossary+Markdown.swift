import RDFModel
import SKOSVocabulary

extension Glossary {
  /// The glossary as Markdown (CommonMark, with anchors in HTML).
  ///
  /// - Complexity: O(n) in the text.
  public func markdown() -> String {
    var writer = MarkdownWriter()
    writer.line("# \(MarkdownText(title))")
    if documents.count > 1 {
      writer.paragraph(
        documents.map { "- [\(MarkdownText($0.name))](#\(Self.documentAnchor($0.id)))" })
    }
    for document in documents { writer.write(document) }
    if !rightsRemarks.isEmpty {
      writer.line("## Rights in doubt")
      writer.paragraph(
        rightsRemarks.map { "- \(MarkdownText.code($0.curie)): \(MarkdownText($0.reason))" })
    }
    return writer.text
  }

  /// The identifier of a document within the glossary; no entry's starts so.
  static func documentAnchor(_ id: String) -> String {
    "_" + id.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") ? $0 : "_" }
  }
}

/// Text with the characters escaped that Markdown takes for marks.
struct MarkdownText: CustomStringConvertible {
  let description: String

  init(_ text: String) {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "#", "|", "~", "&", "!":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "\n", "\r", "\t", "\u{2028}", "\u{2029}": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    // A line that starts with one of these would be a list or a heading.
    if let first = result.unicodeScalars.first, "+-=".unicodeScalars.contains(first) {
      result = "\\" + result
    }
    description = result
  }

  /// Text as code; backticks within it become apostrophes, which no identifier holds.
  static func code(_ text: String) -> String {
    let plain = String(text.map { $0 == "`" ? "'" : $0.isNewline ? " " : $0 })
    return "`\(plain)`"
  }
}

/// Writes the parts of a glossary as Markdown.
private struct MarkdownWriter {
  private(set) var text = ""

  mutating func line(_ line: String) {
    if !text.isEmpty { text += "\n" }
    text += line + "\n"
  }

  mutating func paragraph(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    line(lines.joined(separator: "\n"))
  }

  mutating func write(_ document: Glossary.Document) {
    line("<a id=\"\(Glossary.documentAnchor(document.id))\"></a>")
    line("## \(MarkdownText(document.name))")
    if let title = document.title, title.lexicalForm != document.name {
      line("*\(MarkdownText(title.lexicalForm))*")
    }
    paragraph(document.warnings.map { "> **Note:** \(MarkdownText($0))" })
    paragraph(document.facts.map { "- \($0.name): \(MarkdownText($0.value))" })
    for group in document.groups {
      if let heading = group.heading { line("### \(MarkdownText(heading))") }
      for entry in group.entries { write(entry) }
    }
  }

  private mutating func write(_ entry: Glossary.Entry) {
    line("<a id=\"\(entry.anchor)\"></a>")
    line("#### \(MarkdownText(entry.heading.lexicalForm))")
    var facts = [MarkdownText.code(entry.curie)]
    facts += entry.notations.map { "\(MarkdownText($0))" }
    if let checked = entry.checked { facts.append("\(MarkdownText(checked))") }
    line(facts.joined(separator: " · "))
    for definition in entry.definitions { write(definition) }
    paragraph(
      entry.labels.map {
        let kind = $0.kind == .preferred ? "" : " (also)"
        return "- \($0.language.map { "\(MarkdownText($0))" } ?? "no language")\(kind): "
          + "\(MarkdownText($0.text))" + Self.mark($0.checked)
      })
    paragraph(
      entry.notes.map { "- \($0.kind.title): \(MarkdownText($0.text.lexicalForm))" })
    paragraph(
      [("Broader", entry.broader), ("Narrower", entry.narrower), ("Related", entry.related)]
        .filter { !$0.1.isEmpty }
        .map { "- \($0.0): " + $0.1.map { link($0) }.joined(separator: ", ") })
    write(entry.correspondences, entry.absences)
    for friend in entry.falseFriends {
      let claim =
        friend.predicate.map { "not \(MarkdownText.code($0))" } ?? "not compared by anybody"
      line(
        "> **\(friend.kind)** (\(claim)): \(link(friend.other))"
          + (friend.difference.map { ". \(MarkdownText($0))" } ?? "") + sources(friend.sources))
    }
  }

  private mutating func write(_ definition: Glossary.Wording) {
    let wording =
      definition.text.map { "\(MarkdownText($0.lexicalForm))" }
      ?? "*Wording left out: \(MarkdownText(definition.remark ?? "its rights are not known")).*"
    line(wording)
    let origin = [definition.citation, definition.checked, definition.rights]
      .compactMap { $0.map { "\(MarkdownText($0))" } }
    if !origin.isEmpty { line("— " + origin.joined(separator: " · ")) }
  }

  private mutating func write(
    _ correspondences: [Glossary.Correspondence], _ absences: [Glossary.Absence]
  ) {
    guard !correspondences.isEmpty || !absences.isEmpty else { return }
    line("**Correspondences**")
    paragraph(
      correspondences.map {
        let stated = $0.statedAs.map { " (stated there as \(MarkdownText.code($0)))" } ?? ""
        return "- \(MarkdownText.code($0.predicate))\(stated) \(link($0.other))"
          + sources($0.sources)
      }
        + absences.map {
          "- no entry found in \(MarkdownText($0.document))" + sources($0.sources)
        })
  }

  private func link(_ reference: Glossary.Reference) -> String {
    let label = MarkdownText(reference.label.lexicalForm)
    let place = reference.document.map { " (\(MarkdownText($0)))" } ?? ""
    if let anchor = reference.anchor { return "[\(label)](#\(anchor))\(place)" }
    guard let address = WebAddress(reference.iri) else { return "\(label)\(place)" }
    return "[\(label)](<\(address.text)>)\(place)"
  }

  /// How far something was checked, in the word of the data.
  private static func mark(_ checked: String?) -> String {
    checked.map { " (checked: \(MarkdownText($0)))" } ?? ""
  }

  private func sources(_ sources: [Glossary.Source]) -> String {
    guard !sources.isEmpty else { return "" }
    return " — "
      + sources.map { "\(MarkdownText($0.title))" + Self.mark($0.checked) }
      .joined(separator: "; ")
  }
}

extension Note.Kind {
  /// What the note is called in a glossary.
  var title: String {
    switch self {
    case .note: "Note"
    case .scopeNote: "Scope"
    case .example: "Example"
    case .historyNote: "History"
    case .changeNote: "Change"
    case .editorialNote: "Editorial note"
    }
  }
}

/// An address that a browser may be sent to: the data must not choose another scheme.
struct WebAddress {
  let text: String

  init?(_ iri: String) {
    guard iri.hasPrefix("https://") || iri.hasPrefix("http://"), IRI(iri) != nil else {
      return nil
    }
    text = iri
  }
}
