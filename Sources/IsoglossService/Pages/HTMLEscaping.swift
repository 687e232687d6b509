import Mustache

/// Escapes text for HTML, in content and in quoted attributes, scalar by scalar.
///
/// The escaping of the template library compares characters. A quotation mark with a combining
/// accent is one character that is not a quotation mark, so it would pass and end an attribute
/// for a browser, which reads scalars.
struct HTMLEscaping: MustacheContentType {
  /// What templates call it.
  static let name = "HTML-SCALARS"

  func escapeText(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
      // Not allowed in HTML, and of no meaning in text.
      case "\u{0}"..."\u{8}", "\u{B}", "\u{C}", "\u{E}"..."\u{1F}", "\u{7F}":
        escaped.append("\u{FFFD}")
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}

/// The content types that templates may name.
enum MustacheTypes {
  private static let registered: Void = MustacheContentTypes.register(
    HTMLEscaping(), named: HTMLEscaping.name)

  /// Makes them known, once.
  static func register() { _ = registered }
}
