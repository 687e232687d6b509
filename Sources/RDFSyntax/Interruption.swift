public import RDFModel

/// Something wrong with a source, placed by an offset in the bytes at hand; the reader that knows
/// where these bytes come from makes a ``SyntaxError`` of it.
struct SyntaxFault {
  let code: SyntaxError.Code
  let message: String
  let remedy: String
  let offset: Int
}

/// Why scanning stopped before the end of a token.
enum Interruption: Error {
  /// The bytes at hand end within a token and more may follow.
  case needsMore
  /// The source is wrong.
  case fault(SyntaxFault)

  init(_ code: SyntaxError.Code, at offset: Int, _ message: String, remedy: String) {
    self = .fault(SyntaxFault(code: code, message: message, remedy: remedy, offset: offset))
  }

  /// A limit of ``ReaderLimits`` was passed.
  static func limit(_ name: String, _ value: Int, at offset: Int) -> Interruption {
    Interruption(
      .limitExceeded, at: offset, "the limit \(name) = \(value) is passed",
      remedy: "raise the limit \(name) if the source can be trusted")
  }
}

extension SyntaxError.Code {
  /// A character or word where the grammar of N-Triples, N-Quads, Turtle or TriG allows none.
  public static let turtleUnexpectedToken = Self(rawValue: "turtle-unexpected-token")
  /// A backslash that starts no escape of the place where it stands.
  public static let turtleInvalidEscape = Self(rawValue: "turtle-invalid-escape")
  /// A line break in a string with single quotation marks.
  public static let turtleLineBreakInString = Self(rawValue: "turtle-line-break-in-string")
  /// A prefixed name whose prefix no directive declares.
  public static let turtleUndeclaredPrefix = Self(rawValue: "turtle-undeclared-prefix")
}
