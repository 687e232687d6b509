/// A media type that the service writes.
struct MediaType: Hashable, Sendable, CustomStringConvertible {
  let type: String
  let subtype: String
  /// Parameters as they stand in `Content-Type`, such as `charset=utf-8`.
  let parameters: String?

  init(_ type: String, _ subtype: String, parameters: String? = nil) {
    self.type = type
    self.subtype = subtype
    self.parameters = parameters
  }

  /// Without parameters.
  var essence: String { "\(type)/\(subtype)" }

  var description: String { parameters.map { "\(essence);\($0)" } ?? essence }

  static let html = MediaType("text", "html", parameters: "charset=utf-8")
  static let plainText = MediaType("text", "plain", parameters: "charset=utf-8")
  static let css = MediaType("text", "css", parameters: "charset=utf-8")
  static let svg = MediaType("image", "svg+xml")
  static let json = MediaType("application", "json")
  static let problemJSON = MediaType("application", "problem+json")
  static let sparqlJSON = MediaType("application", "sparql-results+json")
  static let sparqlXML = MediaType("application", "sparql-results+xml")
  static let xml = MediaType("application", "xml")
  static let csv = MediaType("text", "csv", parameters: "charset=utf-8")
  static let tsv = MediaType("text", "tab-separated-values", parameters: "charset=utf-8")
  static let turtle = MediaType("text", "turtle", parameters: "charset=utf-8")
  static let ntriples = MediaType("application", "n-triples")
  static let jsonLD = MediaType("application", "ld+json")
  static let rdfXML = MediaType("application", "rdf+xml")
}

extension MediaType {
  /// The essence of a `Content-Type` value, in lower case.
  static func essence(ofContentType value: String) -> String {
    let end = value.firstIndex(of: ";") ?? value.endIndex
    return HeaderText.trimmed(value[..<end]).lowercased()
  }

  /// The `charset` of a `Content-Type` value, in lower case, or nil.
  static func charset(ofContentType value: String) -> String? {
    for parameter in value.split(separator: ";").dropFirst() {
      let pair = parameter.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, HeaderText.trimmed(pair[0]).lowercased() == "charset" else { continue }
      let value = HeaderText.trimmed(pair[1]).lowercased()
      return value.count > 1 && value.hasPrefix("\"") && value.hasSuffix("\"")
        ? String(value.dropFirst().dropLast()) : value
    }
    return nil
  }
}

/// Blanks around the parts of a header field.
enum HeaderText {
  /// Without spaces and tabs at both ends.
  ///
  /// Source: RFC 9110, section 5.6.3.
  static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }
}
