/// Results that a format cannot hold.
public struct ResultsWritingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of error: a stable word that programs may compare; the set is open.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The word.
    public let rawValue: String

    /// Takes a word as a code.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A control character, which XML 1.0 cannot hold.
    public static let characterNotInXML = Code(rawValue: "results-character-not-in-xml")
  }

  /// The kind of error.
  public let code: Code
  /// What is wrong, in one sentence without a full stop.
  public let message: String
  /// What the user can do, in one sentence without a full stop.
  public let remedy: String

  /// The whole on one line: `error CODE: message; remedy`.
  public var description: String { "error \(code.rawValue): \(message); \(remedy)" }
}
