internal import RDFModel

/// The meaning of terms at a place in a document.
///
/// Source: JSON-LD 1.1 Processing Algorithms and API, section 4.1.
struct ActiveContext: Sendable {
  /// The term definitions.
  var terms: [ByteName: TermDefinition] = [:]
  /// The base of relative references, or nil where the context took it away.
  var base: IRIBase?
  /// The base before any context changed it.
  let originalBase: IRIBase?
  /// What is put before names that are no terms.
  var vocabulary: String?
  /// The language of strings that have none.
  var language: String?
  /// The base direction of strings that have none.
  var direction: BaseDirection?
  /// The context before one that does not propagate; an array as values cannot hold themselves.
  private var earlier: [ActiveContext] = []

  init(base: IRIBase?) {
    self.base = base
    originalBase = base
  }

  /// The context to go back to in the next node object.
  var previous: ActiveContext? {
    get { earlier.first }
    set { earlier = newValue.map { [$0] } ?? [] }
  }

  var holdsProtectedTerms: Bool { terms.values.contains { $0.isProtected } }

  /// The definition of a term.
  subscript(term: String?) -> TermDefinition? {
    term.flatMap { terms[ByteName($0)] }
  }

  /// What a text means as an IRI, a blank node label or a keyword; nil for nothing.
  ///
  /// Source: section 5.2 (IRI Expansion).
  func expandIRI(
    _ text: String, vocabulary isVocabulary: Bool = true, documentRelative: Bool = false
  ) -> String? {
    if Keyword.contains(text) { return text }
    if Keyword.isReserved(text) { return nil }
    if let definition = self[text] {
      if let iri = definition.iri, Keyword.contains(iri) { return iri }
      if isVocabulary { return definition.iri }
    }
    if let compact = CompactIRI(text) {
      if compact.isComplete { return text }
      if let definition = self[compact.prefix], definition.isPrefix, let iri = definition.iri {
        return iri + compact.suffix
      }
      if IRIForm.isAbsolute(text) { return text }
    }
    if isVocabulary, let vocabulary { return vocabulary + text }
    if documentRelative, let base { return base.resolve(text).value }
    return text
  }
}

/// What a context says of a term.
///
/// Source: JSON-LD 1.1 Processing Algorithms and API, section 4.1 (term definition).
struct TermDefinition: Equatable, Sendable {
  /// A setting that a context can make, take away, or leave alone.
  enum Setting<Value: Equatable & Sendable>: Equatable, Sendable {
    case inherited
    case removed
    case value(Value)

    /// The setting where it was made, else what it would override.
    func over(_ inherited: Value?) -> Value? {
      switch self {
      case .inherited: inherited
      case .removed: nil
      case .value(let value): value
      }
    }
  }

  /// The IRI or keyword that the term stands for.
  var iri: String?
  var isPrefix = false
  /// Whether compaction may use the term as a prefix; in JSON-LD 1.0 fewer terms than expansion.
  var isWrittenAsPrefix = false
  var isProtected = false
  var isReverse = false
  /// Against what names of contexts in ``context`` resolve.
  var contextBase: String?
  /// The context that holds for values of the term.
  var context: JSONElement?
  var container: Container = []
  var direction: Setting<BaseDirection> = .inherited
  /// The property that keys of an index map are values of.
  var index: String?
  var language: Setting<String> = .inherited
  /// The term under which compaction nests values.
  var nest: String?
  /// The datatype, or a keyword.
  var type: String?

  /// Whether both say the same but for being protected.
  func isSame(as other: TermDefinition) -> Bool {
    var copy = other
    copy.isProtected = isProtected
    return self == copy
  }
}

/// How the values of a term are held together.
struct Container: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  static let graph = Container(rawValue: 1)
  static let id = Container(rawValue: 2)
  static let index = Container(rawValue: 4)
  static let language = Container(rawValue: 8)
  static let list = Container(rawValue: 16)
  static let set = Container(rawValue: 32)
  static let type = Container(rawValue: 64)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init?(keyword: String) {
    switch keyword {
    case "@graph": self = .graph
    case "@id": self = .id
    case "@index": self = .index
    case "@language": self = .language
    case "@list": self = .list
    case "@set": self = .set
    case "@type": self = .type
    default: return nil
    }
  }

  /// Whether the specification allows the combination.
  var isAllowed: Bool {
    let rest = subtracting(.set)
    if contains(.graph) { return [.graph, [.graph, .id], [.graph, .index]].contains(rest) }
    if contains(.list) { return self == .list }
    return rest.rawValue.nonzeroBitCount <= 1
  }
}

/// A text cut at its first colon.
struct CompactIRI {
  let prefix: String
  let suffix: String

  /// Cuts a text that has a colon after its first character.
  init?(_ text: String) {
    let bytes = text.utf8
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > bytes.startIndex else {
      return nil
    }
    prefix = String(text[..<colon])
    suffix = String(text[bytes.index(after: colon)...])
  }

  /// Whether the text is a blank node label, or an IRI that no prefix can change.
  var isComplete: Bool { prefix == "_" || suffix.utf8.starts(with: "//".utf8) }
}

/// What texts look like.
enum IRIForm {
  /// Whether a text starts with a scheme.
  static func isAbsolute(_ text: String) -> Bool {
    IRIReference.schemeEnd(text.utf8Span.span) != nil
  }

  /// Whether a text starts as blank node labels do.
  static func isBlankNode(_ text: String) -> Bool { text.utf8.starts(with: "_:".utf8) }

  /// Whether a text is an IRI all through.
  static func isWellFormed(_ text: String) -> Bool {
    guard IRIReference.validate(text.utf8Span.span, absolute: true) == nil else { return false }
    // A fragment holds no further number sign (RFC 3987, section 2.2).
    guard let sign = text.utf8.firstIndex(of: UInt8(ascii: "#")) else { return true }
    return !text.utf8[sign...].dropFirst().contains(UInt8(ascii: "#"))
  }

  /// Whether a name is a letter of ASCII and further letters, digits, `_` and `-`, which every
  /// syntax takes as a prefix.
  static func isPlainName(_ text: String) -> Bool {
    guard let first = text.utf8.first, first.isASCIILetter else { return false }
    return text.utf8.allSatisfy {
      $0.isASCIILetter || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
    }
  }

  /// Whether an IRI ends as namespaces do (RFC 3986, gen-delims).
  static func endsWithDelimiter(_ text: String) -> Bool {
    text.utf8.last.map { ":/?#[]@".utf8.contains($0) } ?? false
  }
}

extension UInt8 {
  fileprivate var isASCIILetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }
}
