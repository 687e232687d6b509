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

  consuming func finish() -> TermDictionary {
    TermDictionary(
      iris: iris.finish(), blankNodes: blankNodes.finish(), literals: literals.finish(),
      tripleTerms: tripleTerms.finish(), languages: languages.finish())
  }
}

/// One table of terms while a transaction adds to it.
///
/// What earlier updates have added is copied when the first new term comes, which costs O(d) in
/// the terms since the last merge; most commits touch few kinds.
struct TableAdditions: ~Copyable {
  private let known: TermTable
  private var fresh: ByteStringTable?
  private var freshCount = 0

  init(_ known: TermTable) { self.known = known }

  mutating func intern(
    _ key: Span<UInt8>, qualifier: UInt32 = 0
  ) throws(CapacityError) -> UInt32 {
    if let number = find(key, qualifier: qualifier) { return number }
    let bytes = known.base.bytes.count + (fresh?.keyByteCount ?? 0) + key.count
    guard count < ByteStringTable.maximumCount, bytes <= Int(UInt32.max) else {
      throw CapacityError()
    }
    if fresh == nil {
      if let added = known.added {
        fresh = ByteStringTable(copying: added.table)
      } else {
        fresh = ByteStringTable(qualified: known.base.qualifiers != nil, seed: known.base.seed)
      }
    }
    guard let number = try fresh?.intern(key, qualifier: qualifier) else { throw CapacityError() }
    freshCount = Int(number) + 1
    return UInt32(truncatingIfNeeded: known.base.count) + number
  }

  borrowing func find(_ key: Span<UInt8>, qualifier: UInt32 = 0) -> UInt32? {
    if let number = known.base.find(key, qualifier: qualifier) { return number }
    let number =
      fresh == nil
      ? known.added?.table.find(key, qualifier: qualifier)
      : fresh?.find(key, qualifier: qualifier)
    return number.map { $0 + UInt32(truncatingIfNeeded: known.base.count) }
  }

  private var count: Int { fresh == nil ? known.count : known.base.count + freshCount }

  consuming func finish() -> TermTable {
    guard let fresh else { return known }
    return TermTable(known.base, added: AddedTerms(fresh.freeze()))
  }
}
