internal import ByteStorage
internal import RDFModel

/// What a written datatype means for a literal.
enum Datatypes {
  private static let string = Array(XSD.string.value.utf8)
  private static let langString = Array(RDF.langString.value.utf8)
  private static let dirLangString = Array(RDF.dirLangString.value.utf8)

  /// The qualifier of a literal with a datatype: nil for `xsd:string`, which batches leave out.
  static func qualifier(
    _ datatype: TripleBatch.TermIndex, in batch: borrowing TripleBatch, at offset: Int
  ) throws(Interruption) -> TripleBatch.TermIndex? {
    let content = batch.content(batch.record(datatype))
    if content.equals(string.span) { return nil }
    if content.equals(langString.span) || content.equals(dirLangString.span) {
      throw Interruption(
        .invalidLanguageTag, at: offset,
        "expected a language tag, found the datatype of language-tagged strings",
        remedy: "write the language after the string as @en, without a datatype")
    }
    return datatype
  }
}
