import RDFModel
import XSDValues

/// What an expression gives for one solution.
///
/// Terms stay identifiers and text stays in the dictionary as long as nobody needs more.
enum Value {
  /// The expression has no value for this solution.
  case error
  /// A variable without a value, which is an error everywhere but in BOUND and COALESCE.
  case unbound
  /// A term of the snapshot or of the query.
  case term(UInt32)
  /// The characters of a term as a plain string: what STR gives.
  case characters(UInt32)
  /// A plain string.
  case string(String)
  /// A string with a language tag.
  case tagged(String, language: String)
  /// A truth value.
  case boolean(Bool)
  /// A number.
  case numeric(NumericValue)
  /// A date or time.
  case dateTime(DateTimeValue)
  /// A duration.
  case duration(DurationValue)
  /// An IRI that was computed.
  case iri(String)
  /// Any other term that was computed.
  case computed(Term)

  static func boolean(_ value: Bool?) -> Value { value.map { .boolean($0) } ?? .error }

  /// The bytes of the text that the value holds itself, beside its place.
  var textBytes: Int {
    switch self {
    case .string(let text), .tagged(let text, _), .iri(let text): text.utf8.count + 32
    case .computed(let term): (term.literal?.lexicalForm.utf8.count ?? 0) + 128
    default: 0
    }
  }

  static func integer(_ value: Int) -> Value { .numeric(.integer(Int128(value))) }

  init(_ value: XSDValue) {
    switch value {
    case .boolean(let value): self = .boolean(value)
    case .numeric(let value): self = .numeric(value)
    case .dateTime(let value): self = .dateTime(value)
    case .duration(let value): self = .duration(value)
    }
  }
}

/// A value that was read from its term as far as its datatype is known.
enum Reading {
  case iri
  case blankNode
  case tripleTerm
  /// `xsd:string`
  case string
  /// A language-tagged string.
  case tagged
  case boolean(Bool)
  case numeric(NumericValue)
  case dateTime(DateTimeValue)
  case duration(DurationValue)
  /// A literal of a known datatype whose characters are not in its lexical space.
  case illTyped(XSDDatatype)
  /// A literal of a datatype that the engine does not know.
  case unknown
  /// No value at all.
  case none

  init(_ value: XSDValue) {
    switch value {
    case .boolean(let value): self = .boolean(value)
    case .numeric(let value): self = .numeric(value)
    case .dateTime(let value): self = .dateTime(value)
    case .duration(let value): self = .duration(value)
    }
  }

  var isLiteral: Bool {
    switch self {
    case .iri, .blankNode, .tripleTerm, .none: false
    default: true
    }
  }
}
