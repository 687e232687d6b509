import ByteStorage
public import RDFModel

/// The terms of a snapshot: bytes on one side, identifiers on the other.
///
/// One arena per kind of term. A literal's qualifier says its datatype or language; a blank
/// node's qualifier is the document that it belongs to, so that two documents never share one.
public struct TermDictionary: Sendable {
  let iris: TermTable
  let blankNodes: TermTable
  let literals: TermTable
  let tripleTerms: TermTable
  let languages: TermTable

  /// How many terms of a kind there are.
  public func count(_ kind: TermID.Kind) -> Int { table(kind).count }

  /// How many terms there are.
  public var count: Int {
    iris.count + blankNodes.count + literals.count + tripleTerms.count
  }

  private func table(_ kind: TermID.Kind) -> TermTable {
    switch kind {
    case .iri: iris
    case .blankNode: blankNodes
    case .literal: literals
    case .tripleTerm: tripleTerms
    }
  }

  /// All tables with what they hold.
  var tables: [(name: String, table: TermTable)] {
    [
      ("IRIs", iris), ("blank nodes", blankNodes), ("literals", literals),
      ("triple terms", tripleTerms), ("languages", languages),
    ]
  }

  // MARK: Ordinals

  /// The position of a term among all terms, kind after kind, from 0.
  public func ordinal(_ id: TermID) -> Int {
    switch id.kind {
    case .iri: id.index
    case .blankNode: iris.count + id.index
    case .literal: iris.count + blankNodes.count + id.index
    case .tripleTerm: iris.count + blankNodes.count + literals.count + id.index
    }
  }

  /// The term at a position among all terms.
  public func id(ordinal: Int) -> TermID {
    var index = ordinal
    if index < iris.count { return TermID(kind: .iri, index: index) }
    index -= iris.count
    if index < blankNodes.count { return TermID(kind: .blankNode, index: index) }
    index -= blankNodes.count
    if index < literals.count { return TermID(kind: .literal, index: index) }
    return TermID(kind: .tripleTerm, index: index - literals.count)
  }

  // MARK: From identifiers to terms

  /// Calls `body` with the bytes of an IRI, the label of a blank node, or the lexical form of a
  /// literal.
  @inlinable
  public func withBytes<Result>(
    of id: TermID, _ body: (Span<UInt8>) throws -> Result
  ) rethrows -> Result {
    try body(bytes(of: id))
  }

  /// The bytes of an IRI, the label of a blank node, or the lexical form of a literal.
  @_lifetime(borrow self)
  public borrowing func bytes(of id: TermID) -> Span<UInt8> {
    switch id.kind {
    case .iri: iris.key(id.index)
    case .blankNode: blankNodes.key(id.index)
    case .literal: literals.key(id.index)
    case .tripleTerm: tripleTerms.key(id.index)
    }
  }

  /// The IRI, the label, or the lexical form as text.
  public func text(of id: TermID) -> String {
    id.kind == .blankNode ? blankLabel(id.index) : String(bytes: bytes(of: id))
  }

  /// The datatype of a literal as an IRI's identifier, or nil for `xsd:string` and for
  /// language-tagged strings.
  public func datatype(of id: TermID) -> TermID? {
    guard id.kind == .literal else { return nil }
    let qualifier = LiteralQualifier(rawValue: literals.qualifier(id.index))
    return qualifier.datatypeIndex.map { TermID(kind: .iri, index: $0) }
  }

  /// The language tag of a literal (with `--ltr` or `--rtl` where there is a direction), or nil.
  public func language(of id: TermID) -> String? {
    languageIndex(of: id).map { String(bytes: languages.key($0)) }
  }

  /// The number of a literal's language tag among ``languageTags``, or nil.
  public func languageIndex(of id: TermID) -> Int? {
    guard id.kind == .literal else { return nil }
    return LiteralQualifier(rawValue: literals.qualifier(id.index)).languageIndex
  }

  /// All language tags, as written, in the order of their numbers.
  public var languageTags: [String] {
    (0..<languages.count).map { String(bytes: languages.key($0)) }
  }

  /// The three terms of a triple term.
  public func triple(of id: TermID) -> (subject: TermID, predicate: TermID, object: TermID)? {
    guard id.kind == .tripleTerm else { return nil }
    let key = tripleTerms.key(id.index)
    guard key.count == TripleKey.length else { return nil }
    let parts = (TripleKey.term(key, 0), TripleKey.term(key, 1), TripleKey.term(key, 2))
    // Parts are known before the whole; in a damaged file a term might contain itself.
    for part in [parts.0, parts.1, parts.2] where part.kind == .tripleTerm {
      guard part.index < id.index else { return nil }
    }
    return parts
  }

  /// A term as a value.
  public func term(_ id: TermID) -> Term {
    switch id.kind {
    case .iri: return .iri(IRI(trusted: text(of: id)))
    case .blankNode: return .blankNode(BlankNode(text(of: id)))
    case .literal:
      let form = text(of: id)
      if let language = language(of: id) {
        return .literal(Literal(form, languageAndDirection: language))
      }
      guard let datatype = datatype(of: id) else { return .literal(Literal(form)) }
      return .literal(Literal(form, datatype: IRI(trusted: text(of: datatype))))
    case .tripleTerm:
      guard let parts = triple(of: id) else { return .iri(IRI(trusted: "")) }
      return .tripleTerm(Triple(term(parts.0), term(parts.1), term(parts.2)))
    }
  }

  // MARK: From terms to identifiers

  /// The identifier of an IRI, or nil where no triple mentions it.
  ///
  /// - Complexity: expected O(n) in the bytes of the IRI.
  public func id(iri: String) -> TermID? {
    iris.find(iri.utf8Span.span).map { TermID(kind: .iri, index: Int($0)) }
  }

  /// The identifier of a term, or nil where no triple mentions it.
  public func id(of term: Term) -> TermID? {
    switch term {
    case .iri(let iri): return id(iri: iri.value)
    case .blankNode(let node): return id(blankLabel: node.label)
    case .literal(let literal):
      guard let qualifier = qualifier(of: literal) else { return nil }
      return literals.find(literal.lexicalForm.utf8Span.span, qualifier: qualifier.rawValue)
        .map { TermID(kind: .literal, index: Int($0)) }
    case .tripleTerm(let triple):
      guard let subject = id(of: triple.subject), let predicate = id(of: triple.predicate),
        let object = id(of: triple.object)
      else { return nil }
      let key = TripleKey.bytes(subject, predicate, object)
      return tripleTerms.find(key.span).map { TermID(kind: .tripleTerm, index: Int($0)) }
    }
  }

  /// The identifier of the triple term with three parts, or nil where no triple mentions it.
  public func id(tripleTerm subject: TermID, _ predicate: TermID, _ object: TermID) -> TermID? {
    let key = TripleKey.bytes(subject, predicate, object)
    return tripleTerms.find(key.span).map { TermID(kind: .tripleTerm, index: Int($0)) }
  }

  private func qualifier(of literal: Literal) -> LiteralQualifier? {
    if let tag = literal.languageAndDirection {
      return languages.find(tag.utf8Span.span).map { LiteralQualifier(language: Int($0)) }
    }
    if literal.datatype == XSD.string { return LiteralQualifier.string }
    return id(iri: literal.datatype.value).map { LiteralQualifier(datatype: $0.index) }
  }

  // MARK: Blank node labels

  /// A label that is unique in the snapshot.
  ///
  /// Labels of later documents start with `d1_`, `d2_` and so on.
  private func blankLabel(_ index: Int) -> String {
    let label = String(bytes: blankNodes.key(index))
    let document = blankNodes.qualifier(index)
    if document == 0, Self.documentPrefix(label) == nil { return label }
    return "d\(document)_\(label)"
  }

  private func id(blankLabel label: String) -> TermID? {
    let (key, document) = Self.key(ofBlankLabel: label)
    return blankNodes.find(key.utf8Span.span, qualifier: document)
      .map { TermID(kind: .blankNode, index: Int($0)) }
  }

  /// What a label that is unique in the snapshot stands for: a label within a document.
  static func key(ofBlankLabel label: String) -> (label: String, document: UInt32) {
    guard let prefix = documentPrefix(label) else { return (label, 0) }
    return (String(label.dropFirst(prefix.length)), prefix.document)
  }

  private static func documentPrefix(_ label: String) -> (document: UInt32, length: Int)? {
    guard label.hasPrefix("d"), let underscore = label.firstIndex(of: "_") else { return nil }
    let digits = label[label.index(after: label.startIndex)..<underscore]
    guard let document = UInt32(digits) else { return nil }
    return (document, digits.count + 2)
  }

  /// The same terms with the same identifiers, all of them in a base.
  func merged<Failure>(
    _ checkpoint: inout Checkpoint<Failure>
  ) throws(Failure) -> TermDictionary {
    func merged(_ table: TermTable) throws(Failure) -> TermTable {
      try checkpoint.ask()
      return table.merged()
    }
    return try TermDictionary(
      iris: merged(iris), blankNodes: merged(blankNodes), literals: merged(literals),
      tripleTerms: merged(tripleTerms), languages: merged(languages))
  }

  /// Whether the terms begin with those of an earlier dictionary over the same base.
  func extends(_ earlier: TermDictionary) -> Bool {
    zip(tables, earlier.tables).allSatisfy { $0.table.extends($1.table) }
  }

  /// The same terms over the base of another dictionary, which begins with the same terms.
  func rebased(onto other: TermDictionary) -> TermDictionary {
    TermDictionary(
      iris: iris.rebased(onto: other.iris), blankNodes: blankNodes.rebased(onto: other.blankNodes),
      literals: literals.rebased(onto: other.literals),
      tripleTerms: tripleTerms.rebased(onto: other.tripleTerms),
      languages: languages.rebased(onto: other.languages))
  }

  /// The memory held, in bytes.
  public var byteCount: Int {
    iris.byteCount + blankNodes.byteCount + literals.byteCount + tripleTerms.byteCount
      + languages.byteCount
  }
}

/// What stands beside a literal's lexical form: 0 for `xsd:string`, a language, or a datatype.
struct LiteralQualifier {
  let rawValue: UInt32

  static let string = LiteralQualifier(rawValue: 0)
  private static let languageBit: UInt32 = 1 << 31

  init(rawValue: UInt32) { self.rawValue = rawValue }
  init(language index: Int) { rawValue = Self.languageBit | UInt32(index) }
  init(datatype index: Int) { rawValue = UInt32(index + 1) }

  var languageIndex: Int? {
    rawValue & Self.languageBit == 0 ? nil : Int(rawValue & ~Self.languageBit)
  }

  var datatypeIndex: Int? {
    rawValue == 0 || rawValue & Self.languageBit != 0 ? nil : Int(rawValue) - 1
  }
}

/// Three identifiers as the twelve bytes by which a triple term is known.
enum TripleKey {
  static let length = 12

  static func bytes(_ subject: TermID, _ predicate: TermID, _ object: TermID) -> [UInt8] {
    var key: [UInt8] = []
    for id in [subject, predicate, object] {
      for shift in stride(from: 0, to: 32, by: 8) {
        key.append(UInt8(truncatingIfNeeded: id.rawValue >> UInt32(shift)))
      }
    }
    return key
  }

  static func term(_ key: Span<UInt8>, _ position: Int) -> TermID {
    var value: UInt32 = 0
    for byte in 0..<4 { value |= UInt32(key[position * 4 + byte]) << UInt32(byte * 8) }
    return TermID(rawValue: value)
  }
}

extension Literal {
  /// The language tag as dictionaries keep it: with `--ltr` or `--rtl` where there is a direction.
  var languageAndDirection: String? {
    language.map { $0 + (direction.map { "--" + $0.rawValue } ?? "") }
  }
}
