import ByteStorage
import RDFModel

/// The growing form of a ``TermDictionary``: takes terms batch by batch.
struct TermDictionaryBuilder: ~Copyable, Sendable {
  var iris = ByteStringTable(expectedCount: 1 << 10)
  var blankNodes = ByteStringTable(qualified: true)
  var literals = ByteStringTable(qualified: true, expectedCount: 1 << 10)
  var tripleTerms = ByteStringTable()
  var languages = ByteStringTable()
  private let stringDatatype: UInt32

  init() throws(CapacityError) {
    // The datatype that plain literals have is never stored with them.
    stringDatatype = try iris.intern(XSD.string.value.utf8Span.span)
  }

  /// Interns the terms of a batch and leaves in `mapping` the bits of each one's identifier; for
  /// a language tag its number.
  mutating func intern(
    _ batch: borrowing TripleBatch, document: UInt32, mapping: inout GrowingColumn<UInt32>
  ) throws(CapacityError) {
    mapping.truncate(to: 0)
    mapping.reserve(batch.termCount)
    for index in 0..<batch.termCount {
      let record = batch.record(UInt32(truncatingIfNeeded: index))
      mapping.append(try intern(record, of: batch, document: document, mapping: mapping))
    }
  }

  private mutating func intern(
    _ record: TripleBatch.TermRecord, of batch: borrowing TripleBatch, document: UInt32,
    mapping: borrowing GrowingColumn<UInt32>
  ) throws(CapacityError) -> UInt32 {
    switch record.kind {
    case .iri:
      return try iris.intern(batch.content(record))
    case .blankNode:
      let number = try blankNodes.intern(batch.content(record), qualifier: document)
      return TermID(kind: .blankNode, index: Int(number)).rawValue
    case .literal:
      let number = try literals.intern(
        batch.content(record), qualifier: qualifier(record, of: batch, mapping: mapping))
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
    let number = mapping[Int(index)]
    if batch.record(index).kind == .language {
      return LiteralQualifier(language: Int(number)).rawValue
    }
    return number == stringDatatype
      ? LiteralQualifier.string.rawValue : LiteralQualifier(datatype: Int(number)).rawValue
  }

  consuming func freeze() -> TermDictionary {
    TermDictionary(
      iris: iris.freeze(), blankNodes: blankNodes.freeze(), literals: literals.freeze(),
      tripleTerms: tripleTerms.freeze(), languages: languages.freeze())
  }
}
