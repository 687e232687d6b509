import RDFModel

/// Text escaped for HTML, in elements and in quoted attributes.
///
/// Templates write it as it is. It is escaped here, scalar by scalar, because an escaper that
/// works on characters overlooks a quotation mark that a combining mark follows.
struct HTMLText: CustomStringConvertible {
  let description: String

  init(_ text: String) {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default:
        result.unicodeScalars.append(Self.isAllowed(scalar.value) ? scalar : "\u{FFFD}")
      }
    }
    description = result
  }

  /// Whether HTML allows a scalar: no control but white space, no noncharacter.
  private static func isAllowed(_ value: UInt32) -> Bool {
    switch value {
    case 0x09, 0x0A, 0x0C, 0x0D: true
    case 0x00...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF: false
    default: value & 0xFFFE != 0xFFFE
    }
  }
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
    let isRightToLeft = literal.direction.map { $0 == .rightToLeft } ?? Self.isRightToLeft(language)
    attributes = HTMLMarkup(
      " lang=\"\(HTMLText(language))\"" + (isRightToLeft ? " dir=\"rtl\"" : ""))
  }

  /// Languages written from right to left, where the tag names no script.
  private static func isRightToLeft(_ tag: String) -> Bool {
    let subtags = tag.lowercased().split(separator: "-")
    if subtags.contains("latn") || subtags.contains("cyrl") { return false }
    let languages: Set<Substring> = [
      "ar", "arc", "ckb", "dv", "fa", "he", "nqo", "ps", "sd", "syr", "ug", "ur", "yi",
    ]
    return subtags.first.map(languages.contains) ?? false
  }
}

/// Markup that is written as it is.
struct HTMLMarkup: CustomStringConvertible {
  let description: String

  init(_ markup: String) { description = markup }
}
