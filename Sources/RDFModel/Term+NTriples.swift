extension Term: CustomStringConvertible {
  /// The term as canonical N-Triples writes it.
  ///
  /// Source: RDF 1.2 N-Triples, section 4 (canonical form).
  public var description: String {
    switch self {
    case .iri(let iri): return "<\(iri.value)>"
    case .blankNode(let node): return node.description
    case .literal(let literal): return literal.description
    case .tripleTerm(let triple):
      return "<<( \(triple.subject) \(triple.predicate) \(triple.object) )>>"
    }
  }
}

extension Literal: CustomStringConvertible {
  /// The literal as canonical N-Triples writes it.
  public var description: String {
    let quoted = "\"" + Literal.escaped(lexicalForm) + "\""
    if let language {
      return quoted + "@" + language + (direction.map { "--" + $0.rawValue } ?? "")
    }
    return datatype == XSD.string ? quoted : "\(quoted)^^<\(datatype.value)>"
  }

  /// Text with the escapes of canonical N-Triples.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{08}": result += "\\b"
      case "\u{0C}": result += "\\f"
      case "\u{00}"..."\u{1F}", "\u{7F}":
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
