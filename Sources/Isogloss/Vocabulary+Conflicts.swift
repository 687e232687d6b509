import SKOSVocabulary
public import TermAlignment

extension Vocabulary {
  /// Mappings that cannot all be right, with the minimal sets of statements that cause it and
  /// ranked repairs.
  ///
  /// ```swift
  /// for conflict in vocabulary.conflicts().conflicts {
  ///   print(conflict.message, conflict.repairs.map { $0.text(in: vocabulary.skos) })
  /// }
  /// ```
  public func conflicts() -> ConflictReport { resolver.conflicts() }

  /// What depends on a concept and its mappings.
  ///
  /// - Throws: ``LookupError``.
  public func impact(of term: String, in scheme: String? = nil) throws -> Impact {
    resolver.impact(of: try concept(term, in: scheme))
  }
}
