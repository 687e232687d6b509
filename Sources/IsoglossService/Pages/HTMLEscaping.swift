import Mustache
import TermAlignment

/// Escapes text for HTML, in content and in quoted attributes, scalar by scalar.
///
/// The escaping of the template library compares characters. A quotation mark with a combining
/// accent is one character that is not a quotation mark, so it would pass and end an attribute
/// for a browser, which reads scalars.
struct HTMLEscaping: MustacheContentType {
  /// What templates call it.
  static let name = "HTML-SCALARS"

  func escapeText(_ text: String) -> String { HTMLReport.escaped(text) }
}

/// The content types that templates may name.
enum MustacheTypes {
  private static let registered: Void = MustacheContentTypes.register(
    HTMLEscaping(), named: HTMLEscaping.name)

  /// Makes them known, once.
  static func register() { _ = registered }
}
