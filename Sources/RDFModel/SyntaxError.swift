/// A place in a source, counted as editors count.
public struct SourcePosition: Hashable, Sendable, Comparable {
  /// The line, from 1.
  public let line: Int
  /// The column in Unicode scalars, from 1.
  public let column: Int
  /// The offset in bytes from the start of the source, from 0.
  public let byteOffset: Int

  /// Makes a position.
  public init(line: Int, column: Int, byteOffset: Int) {
    self.line = line
    self.column = column
    self.byteOffset = byteOffset
  }

  /// The start of a source.
  public static let start = SourcePosition(line: 1, column: 1, byteOffset: 0)

  /// Orders by offset.
  public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    left.byteOffset < right.byteOffset
  }
}

/// A source that breaks the rules of its syntax, or a limit set by the user: where, what, and
/// what to do about it.
public struct SyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of error: a stable word that programs may compare.
  ///
  /// The set is open. Every code is a static member in the module that raises it.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The word, for example `turtle-unexpected-token`.
    public let rawValue: String

    /// Takes a word as a code.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A limit of ``ReaderLimits`` was passed; the message names the limit.
    public static let limitExceeded = Code(rawValue: "limit-exceeded")
    /// Bytes that are not UTF-8.
    public static let invalidUTF8 = Code(rawValue: "invalid-utf8")
    /// An IRI with characters that RFC 3987 forbids, or a relative one without a base.
    public static let invalidIRI = Code(rawValue: "invalid-iri")
    /// A language tag that is not well formed (BCP 47).
    public static let invalidLanguageTag = Code(rawValue: "invalid-language-tag")
    /// The source ends in the middle of something.
    public static let unexpectedEnd = Code(rawValue: "unexpected-end")
  }

  /// The kind of error.
  public let code: Code
  /// What is wrong, in one sentence without a full stop.
  public let message: String
  /// What the user can do, in one sentence without a full stop.
  public let remedy: String
  /// The name of the source, such as a path.
  public let source: String
  /// Where the problem starts.
  public let position: SourcePosition

  /// Makes an error; white space and control characters in its sentences, which may quote the
  /// source, become single spaces.
  public init(
    code: Code, message: String, remedy: String, source: String, position: SourcePosition
  ) {
    self.code = code
    self.message = Self.singleLine(message)
    self.remedy = Self.singleLine(remedy)
    self.source = source
    self.position = position
  }

  private static func singleLine(_ text: String) -> String {
    func isSpace(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
    }
    guard text.unicodeScalars.contains(where: { $0 != " " && isSpace($0) }) else { return text }
    return text.unicodeScalars.split(whereSeparator: isSpace).map(String.init)
      .joined(separator: " ")
  }

  /// The error in one line: `file:line:column: error CODE: message; remedy`.
  public var description: String {
    "\(source):\(position.line):\(position.column): error \(code.rawValue): \(message); \(remedy)"
  }
}

/// Why a stream of triples ended early: its source is wrong, or its sink would not take more.
public enum StreamError: Error, Sendable {
  /// The source breaks its syntax or a limit.
  case source(SyntaxError)
  /// The sink failed, for example because a disk is full.
  case sink(any Error)
}
