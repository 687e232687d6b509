import SKOSVocabulary
public import TermAlignment

extension Vocabulary {
  /// How much of one scheme is mapped to another: by section, stated and inferred apart, with what
  /// is lost on the way there and back, and the trend over editions.
  ///
  /// ```swift
  /// let coverage = try vocabulary.coverage(of: "nist-ai-rmf-1.0", by: "ai-verify-2025")
  /// print(coverage.direct.mapped, "of", coverage.conceptCount)
  /// ```
  ///
  /// - Throws: ``LookupError``.
  public func coverage(of source: String, by target: String) throws -> Coverage {
    resolver.coverage(of: try scheme(source), by: try scheme(target))
  }

  /// The mappings among all schemes, or between one and all others.
  ///
  /// - Throws: ``LookupError``.
  public func coverageMatrix(around scheme: String? = nil) throws -> CoverageMatrix {
    resolver.coverageMatrix(around: try scheme.map { try self.scheme($0) })
  }
}
