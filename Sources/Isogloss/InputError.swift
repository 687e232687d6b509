/// Input that cannot be used, or a file that cannot be read or written.
public struct InputError: Error, Sendable, CustomStringConvertible {
  /// The kind of error: an open set of stable words.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The word, for example `file-not-found`.
    public let rawValue: String

    /// Takes a word as a code.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A file that does not exist.
    public static let fileNotFound = Code(rawValue: "file-not-found")
    /// A file that exists and cannot be read.
    public static let fileUnreadable = Code(rawValue: "file-unreadable")
    /// Compressed data that is damaged.
    public static let damagedArchive = Code(rawValue: "damaged-archive")
    /// A limit of `ReaderLimits` was passed; the message names the limit.
    public static let limitExceeded = Code(rawValue: "limit-exceeded")
    /// More terms or triples than a graph can hold.
    public static let graphTooLarge = Code(rawValue: "graph-too-large")
    /// The shipped vocabularies are not where they should be.
    public static let collectionNotFound = Code(rawValue: "collection-not-found")
    /// A file that cannot be written.
    public static let fileUnwritable = Code(rawValue: "file-unwritable")
    /// A scheme that is not loaded.
    public static let unknownScheme = Code(rawValue: "unknown-scheme")
  }

  /// The kind of error.
  public let code: Code
  /// The file or other source that it is about.
  public let source: String
  /// What is wrong, in one sentence without a full stop.
  public let message: String
  /// What the user can do, in one sentence without a full stop.
  public let remedy: String

  /// Makes an error.
  public init(code: Code, source: String, message: String, remedy: String) {
    self.code = code
    self.source = source
    self.message = message
    self.remedy = remedy
  }

  /// The error in one line: `file: error CODE: message; remedy`.
  public var description: String {
    "\(source): error \(code.rawValue): \(message); \(remedy)"
  }
}

/// Several sources that cannot be used, each with its first problem.
public struct LoadError: Error, Sendable, CustomStringConvertible {
  /// The problems, in the order of the sources; each is a `SyntaxError` or an ``InputError``.
  public let problems: [any Error & Sendable & CustomStringConvertible]

  /// One line per problem.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
