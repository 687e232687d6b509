internal import ByteStorage
public import RDFModel

extension WritingError.Code {
  /// A predicate that no element can be named after: it does not end in an XML name, or RDF/XML
  /// gives its name another role.
  public static let rdfxmlPredicate = Self(rawValue: "rdfxml-unwritable-predicate")
  /// A character that XML 1.0 cannot hold, not even as a reference.
  public static let rdfxmlCharacter = Self(rawValue: "rdfxml-unwritable-character")
  /// A language for the whole document that is no language tag.
  public static let rdfxmlLanguage = Self(rawValue: "rdfxml-unwritable-language")
}

extension WritingError {
  static func predicate(_ iri: Span<UInt8>, reason: String) -> WritingError {
    WritingError(
      code: .rdfxmlPredicate,
      message: "No element can stand for the predicate <\(shown(iri))>: \(reason)",
      remedy: "Write Turtle or N-Triples, or rename the predicate")
  }

  static func character(_ scalar: UInt32, in text: Span<UInt8>) -> WritingError {
    let digits = String(scalar, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return WritingError(
      code: .rdfxmlCharacter,
      message: "XML cannot hold the character \(code) of \"\(shown(text))\"",
      remedy: "Write Turtle or N-Triples, or remove the character")
  }

  static func language(_ tag: String) -> WritingError {
    WritingError(
      code: .rdfxmlLanguage, message: "\"\(tag)\" is no language tag",
      remedy: "name the language of the document with a tag of BCP 47, such as en or pt-BR")
  }

  private static func shown(_ bytes: Span<UInt8>) -> String {
    bytes.count <= 200 ? String(bytes: bytes) : String(bytes: bytes.extracting(0..<200)) + "…"
  }
}
