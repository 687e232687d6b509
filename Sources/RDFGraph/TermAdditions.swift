import ByteStorage
import RDFModel

/// The terms of a snapshot while a transaction adds to them.
struct TermAdditions: ~Copyable {
  var iris: TableAdditions
  var blankNodes: TableAdditions
  var literals: TableAdditions
  var tripleTerms: TableAdditions
  var languages: TableAdditions

  init(_ dictionary: TermDictionary) {
    iris = TableAdditions(dictionary.iris)
    blankNodes = TableAdditions(dictionary.blankNodes)
    literals = TableAdditions(dictionary.literals)
    tripleTerms = TableAdditions(dictionary.tripleTerms)
    languages = TableAdditions(dictionary.languages)
  }

  /// The identifier of a term, new or known.
  mutating func intern(_ term: Term) throws(CapacityError) -> TermID {
    switch term {
    case .iri(let iri): return try intern(iri: iri.value.utf8Span.span)
    case .blankNode(let node):
      let (label, document) = TermDictionary.key(ofBlankLabel: node.label)
      return try intern(blankNode: label.utf8Span.span, document: document)
    case .literal(let literal):
      let qualifier = try qualifier(of: literal)
      let number = try literals.intern(
        literal.lexicalForm.utf8Span.span, qualifier: qualifier.rawValue)
      return TermID(kind: .literal, index: Int(number))
    case .tripleTerm(let triple):
      let subject = try intern(triple.subject)
      let predicate = try intern(triple.predicate)
      let key = TripleKey.bytes(subject, predicate, try intern(triple.object))
      return TermID(kind: .tripleTerm, index: Int(try tripleTerms.intern(key.span)))
    }
  }

  mutating func intern(iri: Span<UInt8>) throws(CapacityError) -> TermID {
    TermID(kind: .iri, index: Int(try iris.intern(iri)))
  }

  mutating func intern(
    blankNode label: Span<UInt8>, document: UInt32
  ) throws(CapacityError) -> TermID {
    TermID(kind: .blankNode, index: Int(try blankNodes.intern(label, qualifier: document)))
  }

  private mutating func qualifier(
    of literal: Literal
  ) throws(CapacityError) -> LiteralQualifier {
    if let tag = literal.languageAndDirection {
      return LiteralQualifier(language: Int(try languages.intern(tag.utf8Span.span)))
    }
    if literal.datatype == XSD.string { return .string }
    return LiteralQualifier(datatype: try intern(iri: literal.datatype.value.utf8Span.span).index)
  }

  /// The identifier of a term, or nil where there is none.
  borrowing func find(_ term: Term) -> TermID? {
    switch term {
    case .iri(let iri):
      return iris.find(iri.value.utf8Span.span).map { TermID(kind: .iri, index: Int($0)) }
    case .blankNode(let node):
      let (label, document) = TermDictionary.key(ofBlankLabel: node.label)
      return blankNodes.find(label.utf8Span.span, qualifier: document)
        .map { TermID(kind: .blankNode, index: Int($0)) }
    case .literal(let literal):
      var qualifier = LiteralQualifier.string
      if let tag = literal.languageAndDirection {
        guard let number = languages.find(tag.utf8Span.span) else { return nil }
        qualifier = LiteralQualifier(language: Int(number))
      } else if literal.datatype != XSD.string {
        guard let number = iris.find(literal.datatype.value.utf8Span.span) else { return nil }
        qualifier = LiteralQualifier(datatype: Int(number))
      }
      return literals.find(literal.lexicalForm.utf8Span.span, qualifier: qualifier.rawValue)
        .map { TermID(kind: .literal, index: Int($0)) }
    case .tripleTerm(let triple):
      guard let subject = find(triple.subject), let predicate = find(triple.predicate),
        let object = find(triple.object)
      else { return nil }
      let key = TripleKey.bytes(subject, predicate, object)
      return tripleTerms.find(key.span).map { TermID(kind: .tripleTerm, index: Int($0)) }
    }
  }

  /// What the new terms take, in bytes, about.
  var byteCount: Int {
    iris.byteCount + blankNodes.byteCount + literals.byteCount + tripleTerms.byteCount
  }

  consuming func finish() -> TermDictionary {
    TermDictionary(
      iris: iris.finish(), blankNodes: blankNodes.finish(), literals: literals.finish(),
      tripleTerms: tripleTerms.finish(), languages: languages.finish())
  }
}

/// One table of terms while a transaction adds to it.
///
/// The recent ones of earlier updates are copied when the first new term comes; those that have
/// settled are not, so this costs little however much has been added since the last merge.
struct TableAdditions: ~Copyable {
  private let known: TermTable
  private let settled: FrozenByteStringTable?
  /// The recent terms with the new ones, as soon as there are any.
  private var fresh: ByteStringTable?
  private var freshCount = 0
  private var freshByteCount = 0
  /// The number of the first recent term.
  private let start: Int

  init(_ known: TermTable) {
    self.known = known
    // A first few terms are not worth two tables.
    let settles = known.added.map { $0.recent != nil || $0.settled.count > 512 } ?? false
    settled = settles ? known.added?.settled : nil
    start = known.base.count + (settled?.count ?? 0)
  }

  /// The terms that are copied where new ones come.
  private var recent: FrozenByteStringTable? {
    settled == nil ? known.added?.settled : known.added?.recent
  }

  mutating func intern(
    _ key: Span<UInt8>, qualifier: UInt32 = 0
  ) throws(CapacityError) -> UInt32 {
    if let number = find(key, qualifier: qualifier) { return number }
    let bytes =
      known.base.bytes.count + (settled?.bytes.count ?? 0) + (fresh?.keyByteCount ?? 0) + key.count
    guard count < ByteStringTable.maximumCount, bytes <= Int(UInt32.max) else {
      throw CapacityError()
    }
    if fresh == nil {
      if let recent {
        fresh = ByteStringTable(copying: recent)
      } else {
        fresh = ByteStringTable(qualified: known.base.qualifiers != nil, seed: known.base.seed)
      }
    }
    guard let number = try fresh?.intern(key, qualifier: qualifier) else { throw CapacityError() }
    freshCount = Int(number) + 1
    freshByteCount = bytes - known.base.bytes.count - (settled?.bytes.count ?? 0)
    return UInt32(truncatingIfNeeded: start) + number
  }

  borrowing func find(_ key: Span<UInt8>, qualifier: UInt32 = 0) -> UInt32? {
    // Without terms of its own it is the table that it started from.
    if let number = known.find(key, qualifier: qualifier) { return number }
    return fresh?.find(key, qualifier: qualifier).map { $0 + UInt32(truncatingIfNeeded: start) }
  }

  /// What the recent and the new terms take, in bytes, about: their characters, ends, qualifiers
  /// and places, with the room that these grow by.
  var byteCount: Int { 2 * freshByteCount + freshCount * 48 }

  private var count: Int { fresh == nil ? known.count : start + freshCount }

  consuming func finish() -> TermTable {
    guard let fresh else { return known }
    return TermTable(known.base, added: AddedTerms(settled, growingTo: fresh.freeze()))
  }
}
