import ByteStorage
import Foundation
import RDFModel
import SPARQLAlgebra
import XSDValues

/// Source: SPARQL 1.1 Query, section 17.4; SPARQL 1.2 Query, section 17.4.
extension ReferenceEvaluator {
  /// A function of terms that all have values; nil for an error.
  func call(_ function: BuiltInFunction, _ terms: [Term]) throws -> Term? {
    switch function {
    case .if, .coalesce: return nil
    case .year, .month, .day, .hours, .minutes, .seconds, .timezone, .tz:
      return part(function, terms[0])
    case .abs, .round, .ceil, .floor: return number(function, terms[0])
    case .md5, .sha1, .sha256, .sha384, .sha512: return digest(function, terms[0])
    case .rand: return Self.term(.numeric(.double(.random(in: 0..<1))))
    case .now: return Self.term(.dateTime(now))
    case .uuid: return .iri(IRI(trusted: "urn:uuid:" + UUID().uuidString.lowercased()))
    case .struuid: return Self.string(UUID().uuidString.lowercased())
    case .sameTerm: return Self.boolean(terms[0] == terms[1])
    case .isIRI: return Self.boolean(terms[0].iri != nil)
    case .isBlank: if case .blankNode = terms[0] { return Self.boolean(true) }
    case .isLiteral: return Self.boolean(terms[0].literal != nil)
    case .isNumeric: return Self.boolean(Self.number(terms[0]) != nil)
    case .isTriple: if case .tripleTerm = terms[0] { return Self.boolean(true) }
    case .str: return Self.str(terms[0]).map { Self.string($0) }
    case .lang: return terms[0].literal.map { Self.string($0.language ?? "") }
    case .langDir: return terms[0].literal.map { Self.string($0.direction?.rawValue ?? "") }
    case .hasLang: return Self.boolean(terms[0].literal?.language != nil)
    case .hasLangDir: return Self.boolean(terms[0].literal?.direction != nil)
    case .datatype: return terms[0].literal.map { .iri($0.datatype) }
    case .iri: return iri(terms[0])
    case .bnode: return blankNode(terms)
    case .strdt, .strlang, .strLangDir: return literal(function, terms)
    case .triple, .subject, .predicate, .object: return triple(function, terms)
    default: return try onStrings(function, terms)
    }
    return Self.boolean(false)
  }

  /// `STR`; nil for blank nodes and triple terms.
  static func str(_ term: Term) -> String? { term.iri?.value ?? term.literal?.lexicalForm }

  /// The text of a plain string.
  static func plain(_ term: Term) -> String? {
    guard let literal = term.literal, literal.datatype == XSD.string else { return nil }
    return literal.lexicalForm
  }

  private func part(_ function: BuiltInFunction, _ term: Term) -> Term? {
    guard case .dateTime(let moment)? = Self.xsdValue(term) else { return nil }
    switch function {
    case .year: return moment.year.map { Self.integer($0) }
    case .month: return moment.month.map { Self.integer($0) }
    case .day: return moment.day.map { Self.integer($0) }
    case .hours: return moment.hour.map { Self.integer($0) }
    case .minutes: return moment.minute.map { Self.integer($0) }
    case .seconds: return moment.second.map { Self.term(.numeric(.decimal($0))) }
    case .timezone:
      return moment.timezone.map {
        Self.term(
          .duration(DurationValue(kind: .dayTime, seconds: DecimalValue(Int128($0 * 60)))))
      }
    default: return Self.string(moment.timezoneForm ?? "")
    }
  }

  private func number(_ function: BuiltInFunction, _ term: Term) -> Term? {
    guard let number = Self.number(term) else { return nil }
    let result: NumericValue?
    switch function {
    case .abs: result = number.magnitude
    case .round: result = number.rounded
    case .ceil: result = number.ceiling
    default: result = number.floor
    }
    return result.map { Self.term(.numeric($0)) }
  }

  private func digest(_ function: BuiltInFunction, _ term: Term) -> Term? {
    let digests: [BuiltInFunction: MessageDigest] = [
      .md5: .md5, .sha1: .sha1, .sha256: .sha256, .sha384: .sha384, .sha512: .sha512,
    ]
    guard let text = Self.plain(term), let digest = digests[function] else { return nil }
    return Self.string(
      String(decoding: digest.hexadecimal(of: text.utf8Span.span), as: UTF8.self))
  }

  private func iri(_ term: Term) -> Term? {
    if term.iri != nil { return term }
    guard let text = Self.plain(term) else { return nil }
    let resolved = base.map { IRIBase($0).resolve(text).value } ?? text
    return IRI(resolved).map { .iri($0) }
  }

  private func blankNode(_ terms: [Term]) -> Term? {
    guard let label = terms.first else { return freshBlankNode() }
    guard let text = Self.plain(label) else { return nil }
    let node = labelled[text] ?? freshBlankNode()
    labelled[text] = node
    return node
  }

  private func literal(_ function: BuiltInFunction, _ terms: [Term]) -> Term? {
    guard let text = Self.plain(terms[0]) else { return nil }
    if function == .strdt {
      // Strings with a language are not made without one.
      guard let datatype = terms[1].iri, datatype != RDF.langString, datatype != RDF.dirLangString
      else { return nil }
      return .literal(Literal(text, datatype: datatype))
    }
    guard let language = Self.plain(terms[1]), !language.isEmpty else { return nil }
    if function == .strlang { return .literal(Literal(text, language: language)) }
    guard let direction = Self.plain(terms[2]).flatMap({ BaseDirection(rawValue: $0) }) else {
      return nil
    }
    return .literal(Literal(text, language: language, direction: direction))
  }

  private func triple(_ function: BuiltInFunction, _ terms: [Term]) -> Term? {
    if function == .triple {
      guard terms[1].iri != nil else { return nil }
      switch terms[0] {
      case .iri, .blankNode: return .tripleTerm(Triple(terms[0], terms[1], terms[2]))
      case .literal, .tripleTerm: return nil
      }
    }
    guard case .tripleTerm(let triple) = terms[0] else { return nil }
    return function == .subject
      ? triple.subject : function == .predicate ? triple.predicate : triple.object
  }
}
