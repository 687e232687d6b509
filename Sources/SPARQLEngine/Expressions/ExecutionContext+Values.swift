import ByteStorage
import RDFGraph
import RDFModel
import XSDValues

/// Reading values from terms and making terms of values.
extension ExecutionContext {
  /// What a value is and, for a literal of a known datatype, what it means.
  func read(_ value: Value) -> Reading {
    switch value {
    case .error, .unbound: .none
    case .term(let id): read(TermID(rawValue: id))
    case .characters, .string: .string
    case .tagged: .tagged
    case .boolean(let value): .boolean(value)
    case .numeric(let value): .numeric(value)
    case .dateTime(let value): .dateTime(value)
    case .duration(let value): .duration(value)
    case .iri: .iri
    case .computed(let term):
      countText(term.literal?.lexicalForm.utf8.count ?? 0) ? Self.read(term) : .none
    }
  }

  /// What a term is and means.
  func read(_ id: TermID) -> Reading {
    switch id.kind {
    case .iri: return .iri
    case .blankNode: return .blankNode
    case .tripleTerm: return .tripleTerm
    case .literal: break
    }
    if isOverlay(id) { return overlay.reading(id) }
    guard let type = literals.datatypeIndex(id.index) else {
      return literals.languageIndex(id.index) == nil ? .string : .tagged
    }
    guard let datatype = datatypes[type] else { return .unknown }
    let value = literals.withBytes(of: id.index) { bytes in
      countText(bytes.count) ? XSDValue(lexical: bytes, datatype: datatype) : nil
    }
    return value.map { Reading($0) } ?? .illTyped(datatype)
  }

  static func read(_ term: Term) -> Reading {
    switch term {
    case .iri: return .iri
    case .blankNode: return .blankNode
    case .tripleTerm: return .tripleTerm
    case .literal(let literal):
      if literal.language != nil { return .tagged }
      if literal.datatype == XSD.string { return .string }
      guard let datatype = XSDDatatype(iri: literal.datatype.value) else { return .unknown }
      return XSDValue(lexical: literal.lexicalForm.utf8Span.span, datatype: datatype)
        .map { Reading($0) } ?? .illTyped(datatype)
    }
  }

  /// The number that a value is, or nil.
  func number(_ value: Value) -> NumericValue? {
    if case .numeric(let number) = read(value) { number } else { nil }
  }

  /// The whole number that a value is, or nil.
  func integer(_ value: Value) -> Int? {
    guard case .integer(let number)? = number(value) else { return nil }
    return Int(exactly: number)
  }

  /// The text and language of a string literal, or nil for all other values.
  func stringLiteral(_ value: Value) -> (text: String, language: String?)? {
    switch value {
    case .string(let text): return (text, nil)
    case .tagged(let text, let language): return (text, language)
    case .characters(let id): return (characters(id), nil)
    case .term(let id):
      let id = TermID(rawValue: id)
      guard id.kind == .literal else { return nil }
      if let term = overlay.term(id) { return Self.stringLiteral(term) }
      guard snapshot.dictionary.datatype(of: id) == nil else { return nil }
      return (snapshot.dictionary.text(of: id), snapshot.dictionary.language(of: id))
    case .computed(let term): return Self.stringLiteral(term)
    default: return nil
    }
  }

  private static func stringLiteral(_ term: Term) -> (text: String, language: String?)? {
    guard let literal = term.literal else { return nil }
    if let language = literal.language {
      return (literal.lexicalForm, language + (literal.direction.map { "--" + $0.rawValue } ?? ""))
    }
    return literal.datatype == XSD.string ? (literal.lexicalForm, nil) : nil
  }

  /// The text of a plain string, or nil for all other values.
  func plainString(_ value: Value) -> String? {
    guard let literal = stringLiteral(value), literal.language == nil else { return nil }
    return literal.text
  }

  /// The IRI or the lexical form of a term.
  func characters(_ id: UInt32) -> String {
    let id = TermID(rawValue: id)
    return overlay.term(id).map { Self.characters($0) } ?? snapshot.dictionary.text(of: id)
  }

  static func characters(_ term: Term) -> String {
    switch term {
    case .iri(let iri): iri.value
    case .literal(let literal): literal.lexicalForm
    case .blankNode(let node): node.label
    case .tripleTerm: term.description
    }
  }

  /// The characters of a value as STR gives them; nil for blank nodes and errors.
  func lexicalForm(_ value: Value) -> String? {
    switch value {
    case .error, .unbound: return nil
    case .term(let id):
      let kind = TermID(rawValue: id).kind
      return kind == .blankNode || kind == .tripleTerm ? nil : characters(id)
    case .characters(let id): return characters(id)
    case .string(let text), .tagged(let text, _), .iri(let text): return text
    case .boolean(let value): return value ? "true" : "false"
    case .numeric(let value): return value.canonicalForm
    case .dateTime(let value): return value.canonicalForm
    case .duration(let value): return value.canonicalForm
    case .computed(let term):
      if case .literal(let literal) = term { return literal.lexicalForm }
      return term.iri?.value
    }
  }

  /// The term that a value is; nil for errors and no value.
  func term(of value: Value) -> Term? {
    switch value {
    case .error, .unbound: return nil
    case .term(let id): return term(id)
    case .characters(let id): return .literal(Literal(characters(id)))
    case .string(let text): return .literal(Literal(text))
    case .tagged(let text, let language):
      return .literal(Literal(text, languageAndDirection: language))
    case .iri(let text): return .iri(IRI(trusted: text))
    case .computed(let term): return term
    case .boolean(let value): return literal(.boolean(value))
    case .numeric(let value): return literal(.numeric(value))
    case .dateTime(let value): return literal(.dateTime(value))
    case .duration(let value): return literal(.duration(value))
    }
  }

  private func literal(_ value: XSDValue) -> Term {
    .literal(Literal(value.canonicalForm, datatype: IRI(trusted: value.datatype.iri)))
  }

  /// The identifier of a value's term; unbound for errors and no value.
  func intern(_ value: Value) -> UInt32 {
    if case .term(let id) = value { return id }
    if case .numeric(.integer(let number)) = value, let small = Int(exactly: number) {
      return overlay.intern(small)
    }
    guard let term = term(of: value) else { return .max }
    return overlay.intern(term)
  }

  /// The effective boolean value, or nil where there is none.
  ///
  /// Source: SPARQL 1.2 Query, section 17.2.2; unlike 1.1, a string with a language and a literal
  /// outside the lexical space of its datatype have none.
  func effectiveBooleanValue(_ value: Value) -> Bool? {
    if case .boolean(let value) = value { return value }
    switch read(value) {
    case .boolean(let value): return value
    case .numeric(let value): return value.isTrue
    case .string: return !(stringLiteral(value)?.text.isEmpty ?? true)
    default: return nil
    }
  }
}
