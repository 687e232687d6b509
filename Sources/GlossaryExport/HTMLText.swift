import RDFModel
import TermAlignment

/// Text escaped for HTML, in elements and in quoted attributes; templates write it as it is.
struct HTMLText: CustomStringConvertible {
  let description: String

  init(_ text: String) { description = HTMLReport.escaped(text) }
}

/// Text with the language and direction that an element states for it.
struct HTMLPhrase {
  let text: HTMLText
  /// The attributes `lang` and `dir`, with a space before each; empty where there is no language.
  let attributes: HTMLMarkup

  init(_ literal: Literal) {
    text = HTMLText(literal.lexicalForm)
    guard let language = literal.language else {
      attributes = HTMLMarkup(" lang=\"\"")
      return
    }
    attributes = HTMLMarkup(
      " lang=\"\(HTMLText(language))\""
        + (HTMLReport.isRightToLeft(literal) ? " dir=\"rtl\"" : ""))
  }
}

/// Markup that is written as it is.
struct HTMLMarkup: CustomStringConvertible {
  let description: String

  init(_ markup: String) { description = markup }
}
