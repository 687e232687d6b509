internal import ByteStorage

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
    var buffer = ByteBuffer(capacity: lexicalForm.utf8.count + 2)
    buffer.append(quoted: lexicalForm.utf8Span.span)
    let quoted = String(bytes: buffer.span)
    if let language {
      return quoted + "@" + language + (direction.map { "--" + $0.rawValue } ?? "")
    }
    return datatype == XSD.string ? quoted : "\(quoted)^^<\(datatype.value)>"
  }
}
