import RDFModel

/// Text with the language that it is in.
struct LocalText: Hashable, Sendable {
  let text: String
  let language: String?

  init(_ text: String, language: String? = nil) {
    self.text = text
    self.language = language
  }

  init(_ literal: Literal) {
    self.init(literal.lexicalForm, language: literal.language)
  }
}

/// A link within the site, or to a document elsewhere.
struct Link: Hashable, Sendable {
  let address: String
  let label: LocalText
  /// A notation or the like, shown beside the link.
  var note: String?

  init(_ address: String, _ label: LocalText, note: String? = nil) {
    self.address = address
    self.label = label
    self.note = note
  }
}
