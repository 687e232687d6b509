public import ByteStorage

extension GraphTransaction {
  /// The identifier of the triple term with three parts, new or known.
  ///
  /// - Throws: `CapacityError` where terms or text pass what 32 bits can name.
  public mutating func intern(
    tripleTerm subject: TermID, _ predicate: TermID, _ object: TermID
  ) throws(CapacityError) -> TermID {
    let key = TripleKey.bytes(subject, predicate, object)
    return TermID(kind: .tripleTerm, index: Int(try terms.tripleTerms.intern(key.span)))
  }
}
