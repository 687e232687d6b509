import Isogloss
import SKOSVocabulary
import TermAlignment

/// The reports over everything that is loaded, each computed once for the snapshot that the service
/// answers from.
final class Reports: Sendable {
  private let vocabulary: Vocabulary
  private let pool: EvaluationPool
  private let matrices = SharedResults<Everything, CoverageMatrix>(capacity: 1)
  private let divergences = SharedResults<DivergenceOptions, DivergenceReport>(
    capacity: Reports.capacity)

  /// The key of what there is one of.
  private struct Everything: Hashable {}

  /// The most divergence reports that are kept, those that were asked for last.
  private static let capacity = 16

  init(_ vocabulary: Vocabulary, _ pool: EvaluationPool) {
    self.vocabulary = vocabulary
    self.pool = pool
  }

  /// How many reports over everything were computed so far.
  var computationCount: Int { matrices.computationCount + divergences.computationCount }

  /// The mappings among all schemes.
  func coverageMatrix() async throws -> CoverageMatrix {
    let (vocabulary, pool) = (vocabulary, pool)
    return try await matrices.value(for: Everything()) {
      try await pool.run { try vocabulary.coverageMatrix() }
    }
  }

  /// Where words mean different things; what is asked of one label is found anew each time, which
  /// is little work.
  func divergence(_ options: DivergenceOptions) async throws -> DivergenceReport {
    let (vocabulary, pool) = (vocabulary, pool)
    guard options.label == nil else {
      return try await pool.run { vocabulary.resolver.divergence(options) }
    }
    return try await divergences.value(for: options) {
      try await pool.run { vocabulary.resolver.divergence(options) }
    }
  }
}
