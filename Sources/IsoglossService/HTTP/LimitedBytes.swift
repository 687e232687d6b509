import ByteStorage
import HTTPTypes
import RDFModel

/// Keeps what a writer writes, up to the limit of an answer.
struct LimitedBytes: ByteSink {
  private(set) var bytes: [UInt8] = []
  private let maximum: Int

  init(_ limits: ServiceLimits) { maximum = limits.maximumResultBytes }

  /// - Throws: ``Problem`` for the limit `max-result-bytes`.
  mutating func write(_ piece: Span<UInt8>) throws {
    guard bytes.count + piece.count <= maximum else {
      throw Problem.limit(
        .resultBytes, .unprocessableContent,
        detail: "the answer is larger than the limit `max-result-bytes` of \(maximum)",
        remedy: "add a LIMIT or raise the limit")
    }
    bytes.append(copying: piece)
  }
}
