/// How far loading is.
public struct LoadProgress: Sendable, Hashable {
  /// What is being done.
  public enum Phase: Sendable, Hashable {
    /// Documents are read and their terms get numbers.
    case reading
    /// Triples are sorted; from here on the end is near and unknown.
    case sorting
  }

  /// What is being done.
  public var phase: Phase
  /// The bytes read so far, as they lie in files, compressed or not.
  public var bytesRead: Int
  /// The bytes of all documents; nil where one of them does not tell its size.
  public var byteCount: Int?

  /// Makes a report.
  public init(phase: Phase, bytesRead: Int, byteCount: Int?) {
    self.phase = phase
    self.bytesRead = bytesRead
    self.byteCount = byteCount
  }

  /// The part that has been read, from 0 to 1; nil where the whole is not known.
  public var fraction: Double? {
    guard let byteCount else { return nil }
    return byteCount == 0 ? 1 : min(1, Double(bytesRead) / Double(byteCount))
  }
}
