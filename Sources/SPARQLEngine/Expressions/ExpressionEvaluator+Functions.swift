import ByteStorage
import RDFGraph
import RDFModel
import SPARQLAlgebra
import XSDValues

/// The functions that keywords name.
///
/// Source: SPARQL 1.1 Query, section 17.4; SPARQL 1.2 Query, section 17.4.
extension ExpressionEvaluator {
  func call(_ function: BuiltInFunction, _ arguments: [CompiledExpression], _ row: Int) -> Value {
    switch function {
    case .if:
      guard let condition = test(arguments[0], row) else { return .error }
      return evaluate(arguments[condition ? 1 : 2], row)
    case .coalesce:
      for argument in arguments {
        let value = evaluate(argument, row)
        switch value {
        case .error, .unbound: continue
        default: return value
        }
      }
      return .error
    default: break
    }
    let values = arguments.map { evaluate($0, row) }
    for value in values {
      switch value {
      case .error, .unbound: return .error
      default: break
      }
    }
    switch function {
    case .uuid, .struuid, .rand, .now: return generate(function)
    case .year, .month, .day, .hours, .minutes, .seconds, .timezone, .tz:
      return part(function, values[0])
    case .abs, .round, .ceil, .floor: return number(function, values[0])
    case .md5: return digest(.md5, values[0])
    case .sha1: return digest(.sha1, values[0])
    case .sha256: return digest(.sha256, values[0])
    case .sha384: return digest(.sha384, values[0])
    case .sha512: return digest(.sha512, values[0])
    case .sameTerm, .isIRI, .isBlank, .isLiteral, .isNumeric, .str, .lang, .datatype, .iri, .bnode,
      .strdt, .strlang:
      return onTerms(function, values)
    case .langDir, .hasLang, .hasLangDir, .strLangDir: return onDirections(function, values)
    case .triple, .subject, .predicate, .object, .isTriple: return onTripleTerms(function, values)
    default: return onStrings(function, values)
    }
  }

  private func generate(_ function: BuiltInFunction) -> Value {
    switch function {
    case .now: return .dateTime(context.now)
    case .rand: return .numeric(.double(Double.random(in: 0..<1)))
    default:
      var high = UInt64.random(in: .min ... .max)
      var low = UInt64.random(in: .min ... .max)
      // Version 4, variant 1 (RFC 9562).
      high = high & ~0xF000 | 0x4000
      low = low & ~(0b11 << 62) | 0b10 << 62
      let digits = Self.hexadecimal(high) + Self.hexadecimal(low)
      var text = ""
      for (index, digit) in digits.enumerated() {
        if [8, 12, 16, 20].contains(index) { text += "-" }
        text.append(digit)
      }
      return function == .uuid ? .iri("urn:uuid:" + text) : .string(text)
    }
  }

  private static func hexadecimal(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  private func number(_ function: BuiltInFunction, _ value: Value) -> Value {
    guard let number = context.number(value) else { return .error }
    switch function {
    case .abs: return number.magnitude.map { .numeric($0) } ?? .error
    case .round: return .numeric(number.rounded)
    case .ceil: return .numeric(number.ceiling)
    default: return .numeric(number.floor)
    }
  }

  private func part(_ function: BuiltInFunction, _ value: Value) -> Value {
    guard case .dateTime(let moment) = context.read(value) else { return .error }
    let number: Int?
    switch function {
    case .year: number = moment.year
    case .month: number = moment.month
    case .day: number = moment.day
    case .hours: number = moment.hour
    case .minutes: number = moment.minute
    case .seconds: return moment.second.map { .numeric(.decimal($0)) } ?? .error
    case .timezone:
      guard let minutes = moment.timezone else { return .error }
      return .duration(
        DurationValue(kind: .dayTime, seconds: DecimalValue(Int128(minutes * 60))))
    default: return .string(moment.timezoneForm ?? "")
    }
    return number.map { .integer($0) } ?? .error
  }

  private func onTerms(_ function: BuiltInFunction, _ values: [Value]) -> Value {
    guard let value = values.first else {
      return .computed(.blankNode(context.overlay.freshBlankNode()))
    }
    switch function {
    case .sameTerm: return .boolean(isSameTerm(value, values[1]))
    case .isIRI: if case .iri = context.read(value) { return .boolean(true) }
    case .isBlank: if case .blankNode = context.read(value) { return .boolean(true) }
    case .isLiteral: return .boolean(context.read(value).isLiteral)
    case .isNumeric: if case .numeric = context.read(value) { return .boolean(true) }
    case .lang:
      guard let literal = literal(value) else { return .error }
      return .string(literal.language ?? "")
    case .datatype: return literal(value).map { .iri($0.datatype.value) } ?? .error
    case .iri: return iri(value)
    case .bnode:
      return context.plainString(value).map { .computed(.blankNode(blankNode(labelled: $0))) }
        ?? .error
    case .strdt:
      guard let text = context.plainString(value), let datatype = context.term(of: values[1])?.iri
      else { return .error }
      return .computed(.literal(Literal(text, datatype: datatype)))
    default:
      guard let text = context.plainString(value), let language = context.plainString(values[1]),
        !language.isEmpty
      else { return .error }
      return .tagged(text, language: language)
    }
    return .boolean(false)
  }

  /// Source: SPARQL 1.1 Query, section 17.4.6.
  private func digest(_ function: MessageDigest, _ value: Value) -> Value {
    guard let text = context.plainString(value), context.allowsString(ofBytes: text.utf8.count)
    else { return .error }
    return .string(
      String(decoding: function.hexadecimal(of: text.utf8Span.span), as: UTF8.self))
  }

  private func isSameTerm(_ left: Value, _ right: Value) -> Bool {
    if case .term(let a) = left, case .term(let b) = right { return a == b }
    return context.term(of: left) == context.term(of: right)
  }

  /// The characters of a term: `STR`.
  func characters(_ value: Value) -> Value {
    switch value {
    case .term(let id):
      let kind = TermID(rawValue: id).kind
      return kind == .iri || kind == .literal ? .characters(id) : .error
    case .characters, .string: return value
    default: return context.lexicalForm(value).map { .string($0) } ?? .error
    }
  }

  /// The functions on languages and base directions that SPARQL 1.2 adds.
  private func onDirections(_ function: BuiltInFunction, _ values: [Value]) -> Value {
    switch function {
    case .langDir:
      guard let literal = literal(values[0]) else { return .error }
      return .string(literal.direction?.rawValue ?? "")
    case .hasLang: return .boolean(literal(values[0])?.language != nil)
    case .hasLangDir: return .boolean(literal(values[0])?.direction != nil)
    default:
      guard let text = context.plainString(values[0]),
        let language = context.plainString(values[1]), !language.isEmpty,
        let direction = context.plainString(values[2]).flatMap({ BaseDirection(rawValue: $0) })
      else { return .error }
      return .computed(.literal(Literal(text, language: language, direction: direction)))
    }
  }

  /// The functions on triple terms.
  ///
  /// Source: SPARQL 1.2 Query, section 17.4.6.
  private func onTripleTerms(_ function: BuiltInFunction, _ values: [Value]) -> Value {
    if function == .triple {
      guard let subject = context.term(of: values[0]), let object = context.term(of: values[2]),
        let predicate = context.term(of: values[1])?.iri
      else { return .error }
      switch subject {
      case .iri, .blankNode:
        guard context.allowsTripleTerm(of: object) else { return .error }
        return .computed(.tripleTerm(Triple(subject, .iri(predicate), object)))
      case .literal, .tripleTerm: return .error
      }
    }
    guard case .tripleTerm(let triple)? = context.term(of: values[0]) else {
      return function == .isTriple ? .boolean(false) : .error
    }
    switch function {
    case .subject: return .computed(triple.subject)
    case .predicate: return .computed(triple.predicate)
    case .object: return .computed(triple.object)
    default: return .boolean(true)
    }
  }

  private func literal(_ value: Value) -> Literal? {
    context.term(of: value)?.literal
  }

  private func iri(_ value: Value) -> Value {
    if case .iri = context.read(value) { return value }
    guard let text = context.plainString(value), context.allowsString(ofBytes: text.utf8.count)
    else { return .error }
    let resolved = context.base?.resolve(text).value ?? text
    return IRI(resolved).map { .iri($0.value) } ?? .error
  }
}
