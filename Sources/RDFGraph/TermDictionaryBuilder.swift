import ByteStorage
import RDFModel

/// The growing form of a ``TermDictionary``: takes terms batch by batch.
struct TermDictionaryBuilder: ~Copyable, Sendable {
  var iris: ByteStringTable
  var blankNodes: ByteStringTable
  var literals: ByteStringTable
  var tripleTerms: ByteStringTable
  var languages: ByteStringTable
  private let stringDatatype: UInt32
  private var tags = BatchTags()

  init(mostTerms: Int = ByteStringTable.maximumCount) throws(CapacityError) {
    iris = ByteStringTable(expectedCount: 1 << 10, mostKeys: mostTerms)
    blankNodes = ByteStringTable(qualified: true, mostKeys: mostTerms)
    literals = ByteStringTable(qualified: true, expectedCount: 1 << 10, mostKeys: mostTerms)
    tripleTerms = ByteStringTable(mostKeys: mostTerms)
    languages = ByteStringTable(mostKeys: mostTerms)
    // The datatype that plain literals have is never stored with them.
    stringDatatype = try iris.intern(XSD.string.value.utf8Span.span)
  }

  /// Interns the terms of a batch and leaves in `mapping` the bits of each one's identifier; for
  /// a language tag its number.
  ///
  /// Numbers go by the order in which terms first appear, whatever the batches they come in.
  mutating func intern(
    _ batch: borrowing TripleBatch, document: UInt32, mapping: inout GrowingColumn<UInt32>
  ) throws(CapacityError) {
    hash(batch, mapping: &mapping)
    let seeds = (iris: iris.seed, literals: literals.seed)
    mapping.truncate(to: 0)
    for index in 0..<batch.termCount {
      let record = batch.record(UInt32(truncatingIfNeeded: index))
      // A table that has met crafted collisions hashes anew.
      let isCurrent = iris.seed == seeds.iris && literals.seed == seeds.literals
      mapping.append(
        try intern(
          record, of: batch, document: document, tag: isCurrent ? tags.all[index] : 0,
          mapping: mapping))
    }
  }

  // MARK: Hashing ahead

  /// Hashes the IRIs and literals of a batch and has the tables touch what they will read.
  ///
  /// A literal's hash needs the number of its datatype or language; where that is not known yet,
  /// the hash is left for later.
  private mutating func hash(
    _ batch: borrowing TripleBatch, mapping: inout GrowingColumn<UInt32>
  ) {
    tags.removeAll()
    mapping.truncate(to: 0)
    mapping.append(repeating: Self.unknown, count: batch.termCount)
    for index in 0..<batch.termCount {
      let record = batch.record(UInt32(truncatingIfNeeded: index))
      switch record.kind {
      case .iri:
        tags.append(iri: iris.tag(batch.content(record)))
      case .literal:
        if let qualifier = knownQualifier(record, of: batch, mapping: &mapping) {
          tags.append(literal: literals.tag(batch.content(record), qualifier: qualifier))
        } else {
          tags.appendNone()
        }
      case .blankNode, .language, .tripleTerm:
        tags.appendNone()
      }
    }
    tags.touch(iris: iris, literals: literals)
  }

  /// A literal's qualifier if its datatype or language has been seen in a batch before.
  private borrowing func knownQualifier(
    _ record: TripleBatch.TermRecord, of batch: borrowing TripleBatch,
    mapping: inout GrowingColumn<UInt32>
  ) -> UInt32? {
    guard record.qualifier > 0 else { return LiteralQualifier.string.rawValue }
    let index = record.qualifier - 1
    let other = batch.record(index)
    if mapping[Int(index)] == Self.unknown {
      let content = batch.content(other)
      let number = other.kind == .language ? languages.find(content) : iris.find(content)
      guard let number else { return nil }
      mapping[Int(index)] = number
    }
    return qualifier(other.kind, mapping[Int(index)])
  }

  private static let unknown = UInt32.max

  // MARK: Interning

  private mutating func intern(
    _ record: TripleBatch.TermRecord, of batch: borrowing TripleBatch, document: UInt32,
    tag: UInt32, mapping: borrowing GrowingColumn<UInt32>
  ) throws(CapacityError) -> UInt32 {
    switch record.kind {
    case .iri:
      let content = batch.content(record)
      return try iris.intern(content, tag: tag == 0 ? iris.tag(content) : tag)
    case .blankNode:
      let number = try blankNodes.intern(batch.content(record), qualifier: document)
      return TermID(kind: .blankNode, index: Int(number)).rawValue
    case .literal:
      let content = batch.content(record)
      let qualifier = qualifier(record, of: batch, mapping: mapping)
      let number = try literals.intern(
        content, qualifier: qualifier,
        tag: tag == 0 ? literals.tag(content, qualifier: qualifier) : tag)
      return TermID(kind: .literal, index: Int(number)).rawValue
    case .language:
      return try languages.intern(batch.content(record))
    case .tripleTerm:
      let key = TripleKey.bytes(
        TermID(rawValue: mapping[Int(record.start)]), TermID(rawValue: mapping[Int(record.length)]),
        TermID(rawValue: mapping[Int(record.qualifier)]))
      return TermID(kind: .tripleTerm, index: Int(try tripleTerms.intern(key.span))).rawValue
    }
  }

  private func qualifier(
    _ record: TripleBatch.TermRecord, of batch: borrowing TripleBatch,
    mapping: borrowing GrowingColumn<UInt32>
  ) -> UInt32 {
    guard record.qualifier > 0 else { return LiteralQualifier.string.rawValue }
    let index = record.qualifier - 1
    return qualifier(batch.record(index).kind, mapping[Int(index)])
  }

  private func qualifier(_ kind: TripleBatch.Kind, _ number: UInt32) -> UInt32 {
    if kind == .language { return LiteralQualifier(language: Int(number)).rawValue }
    return number == stringDatatype
      ? LiteralQualifier.string.rawValue : LiteralQualifier(datatype: Int(number)).rawValue
  }

  consuming func freeze() -> TermDictionary {
    TermDictionary(
      iris: TermTable(iris.freeze()), blankNodes: TermTable(blankNodes.freeze()),
      literals: TermTable(literals.freeze()), tripleTerms: TermTable(tripleTerms.freeze()),
      languages: TermTable(languages.freeze()))
  }
}
