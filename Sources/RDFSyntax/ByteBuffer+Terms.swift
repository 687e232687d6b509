internal import ByteStorage
internal import RDFModel

extension GrowingColumn where Element == UInt8 {
  /// Appends a term of a batch as canonical N-Triples writes it; language tags turn to lower case
  /// only where asked for.
  ///
  /// Source: RDF 1.2 N-Triples, section 4 (canonical form).
  mutating func append(
    _ index: TripleBatch.TermIndex, of batch: borrowing TripleBatch, lowercasing: Bool
  ) {
    let record = batch.record(index)
    switch record.kind {
    case .iri: append(iri: batch.content(record))
    case .blankNode:
      append(UInt8(ascii: "_"))
      append(UInt8(ascii: ":"))
      append(batch.content(record))
    case .language: append(batch.content(record))
    case .literal:
      append(quoted: batch.content(record))
      guard record.qualifier > 0 else { return }
      let qualifier = batch.record(record.qualifier - 1)
      if qualifier.kind == .iri {
        append("^^")
        append(iri: batch.content(qualifier))
      } else {
        append(UInt8(ascii: "@"))
        append(language: batch.content(qualifier), lowercasing: lowercasing)
      }
    case .tripleTerm:
      append("<<( ")
      append(record.start, of: batch, lowercasing: lowercasing)
      append(UInt8(ascii: " "))
      append(record.length, of: batch, lowercasing: lowercasing)
      append(UInt8(ascii: " "))
      append(record.qualifier, of: batch, lowercasing: lowercasing)
      append(" )>>")
    }
  }

  private mutating func append(language tag: Span<UInt8>, lowercasing: Bool) {
    guard lowercasing else { return append(tag) }
    for offset in 0..<tag.count {
      let byte = tag[offset]
      append(NameCharacters.isLetter(byte) ? byte | 0x20 : byte)
    }
  }
}
