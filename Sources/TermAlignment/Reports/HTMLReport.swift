package import RDFModel
import SKOSVocabulary

/// HTML of reports: fragments that stand on a page of their own or within one of a service.
///
/// Fragments hold no style and no script; what they look like is ``style``, by classes.
public enum HTMLReport {
  /// Where a concept or scheme is linked to, by its IRI; nil for no link.
  public typealias Linking = (_ iri: String) -> String?

  /// Text escaped for elements and quoted attributes, of SVG too.
  ///
  /// It goes scalar by scalar, because an escaper that works on characters overlooks a quotation
  /// mark that a combining mark follows. What HTML or XML forbids becomes U+FFFD.
  public static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default:
        let isAllowed =
          switch scalar.value {
          case 0x09, 0x0A, 0x0D: true
          case 0x00...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF: false
          default: scalar.value & 0xFFFE != 0xFFFE
          }
        result.unicodeScalars.append(isAllowed ? scalar : "\u{FFFD}")
      }
    }
    return result
  }

  /// A whole page around a fragment.
  public static func page(title: String, language: String = "en", body: String) -> String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(escaped(title))</title>
    <style>
    \(pageStyle)
    \(style)
    </style>
    </head>
    <body>
    <main>
    \(body)</main>
    </body>
    </html>

    """
  }

  /// The beginning of a table that scrolls sideways where it is too wide, by keyboard too; the
  /// rows and ``tableEnd`` follow.
  static func tableStart(_ caption: String, columns: [String]) -> String {
    "<div class=\"report-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\(escaped(caption))\">"
      + "<table class=\"report-table\">\n<caption>\(escaped(caption))</caption>\n<thead><tr>"
      + columns.map { $0.isEmpty ? "<td></td>" : "<th scope=\"col\">\($0)</th>" }.joined()
      + "</tr></thead>\n<tbody>\n"
  }

  static let tableEnd = "</tbody></table></div>\n"

  /// Text with its language.
  static func phrase(_ literal: Literal) -> String {
    guard let language = literal.language else { return escaped(literal.lexicalForm) }
    let direction = isRightToLeft(literal) ? " dir=\"rtl\"" : ""
    return "<span lang=\"\(escaped(language))\"\(direction)>\(escaped(literal.lexicalForm))</span>"
  }

  /// Whether a text runs from right to left: as it says itself, else by its language, where the tag
  /// names no script that runs the other way.
  package static func isRightToLeft(_ literal: Literal) -> Bool {
    if let direction = literal.direction { return direction == .rightToLeft }
    let subtags = (literal.language ?? "").lowercased().split(separator: "-")
    if subtags.contains("latn") || subtags.contains("cyrl") { return false }
    let languages: Set<Substring> = [
      "ar", "arc", "ckb", "dv", "fa", "he", "nqo", "ps", "sd", "syr", "ug", "ur", "yi",
    ]
    return subtags.first.map(languages.contains) ?? false
  }

  /// A label, linked where the page has somewhere to link to.
  static func link(_ concept: Concept, _ language: String, _ linking: Linking) -> String {
    let label = concept.prefLabel(in: language).map(phrase) ?? escaped(concept.curie)
    return linking(concept.iri).map { "<a href=\"\(escaped($0))\">\(label)</a>" } ?? label
  }

  /// The name of a scheme, likewise.
  static func link(_ scheme: ConceptScheme, _ language: String, _ linking: Linking) -> String {
    let name = escaped(scheme.displayName(in: language))
    return linking(scheme.iri).map { "<a href=\"\(escaped($0))\">\(name)</a>" } ?? name
  }

  /// What a page of its own looks like.
  private static let pageStyle = """
    body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: #1d1b18; background: #fff; }
    main { max-width: 72rem; margin: 0 auto; padding: 1.5rem; }
    h1, h2, h3 { line-height: 1.25; }
    a { color: #7a2e1d; }
    """

  /// What the classes of fragments look like; colours have a contrast of at least 4.5 to 1 and
  /// never tell anything alone.
  public static let style = """
    .report-table { border-collapse: collapse; font-size: 0.9rem; }
    .report-table caption { text-align: start; padding-block: 0.4rem; font-weight: 600; }
    .report-table th, .report-table td { border: 1px solid #8b7f6d; padding: 0.25rem 0.5rem; text-align: start; vertical-align: top; }
    .report-table td.number { text-align: end; font-variant-numeric: tabular-nums; }
    .report-scroll { overflow-x: auto; }
    .report-risk { font-weight: 600; }
    .report-table del { text-decoration: line-through; background: #fbe3dc; color: #6b1e0e; }
    .report-table ins { text-decoration: underline; background: #e0efdc; color: #1d4a17; }
    .report-genus { font-weight: 600; }
    .report-note { font-style: italic; }
    .heat-1 { background: #e8f0f6; color: #16222c; }
    .heat-2 { background: #c3d9e8; color: #16222c; }
    .heat-3 { background: #93bcd6; color: #10202c; }
    .heat-4 { background: #1f5f86; color: #fff; }
    .heat-5 { background: #10344b; color: #fff; }
    """
}

/// Rows of comma-separated values.
///
/// Source: RFC 4180.
enum CSVReport {
  static func row(_ cells: [String]) -> String {
    cells.map { cell in
      cell.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
        ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }.joined(separator: ",") + "\r\n"
  }
}
