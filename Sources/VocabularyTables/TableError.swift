/// Something wrong with a table or with the map that says what its columns mean.
public struct TableError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of error: an open set of stable words.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The word, for example `table-header`.
    public let rawValue: String

    /// Takes a word as a code.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A table without rows.
    public static let empty = Code(rawValue: "table-empty")
    /// A header with a name missing, doubled or not in the map.
    public static let header = Code(rawValue: "table-header")
    /// A row that does not fit the header.
    public static let row = Code(rawValue: "table-row")
    /// A quoted cell that is not closed, or with text after it.
    public static let quote = Code(rawValue: "table-quote")
    /// A workbook that is damaged, protected or of a form that is not read.
    public static let workbook = Code(rawValue: "table-workbook")
    /// A cell that must not be empty.
    public static let missingValue = Code(rawValue: "table-missing-value")
    /// A cell whose text is not what the map asks for.
    public static let value = Code(rawValue: "table-value")
    /// An identifier that stands in two rows.
    public static let duplicate = Code(rawValue: "table-duplicate")
    /// A reference to a row that does not exist.
    public static let unknownReference = Code(rawValue: "table-unknown-reference")
    /// A wording with more words than the map allows.
    public static let length = Code(rawValue: "table-length")
    /// A map that is not YAML, or says something that maps do not know.
    public static let map = Code(rawValue: "column-map")
    /// A limit was passed; the message names it.
    public static let limit = Code(rawValue: "limit-exceeded")
    /// Bytes that are not UTF-8.
    public static let encoding = Code(rawValue: "invalid-utf8")
  }

  /// The kind of error.
  public let code: Code
  /// What is wrong, in one sentence without a full stop.
  public let message: String
  /// What the user can do, in one sentence without a full stop.
  public let remedy: String
  /// The name of the source, such as a path.
  public let source: String
  /// Where the problem is.
  public let place: TablePlace

  /// Makes an error.
  public init(code: Code, message: String, remedy: String, source: String, place: TablePlace) {
    self.code = code
    self.message = message
    self.remedy = remedy
    self.source = source
    self.place = place
  }

  /// The error in one line: `file:line:column: error CODE: message; remedy`.
  public var description: String {
    "\(source):\(place): error \(code.rawValue): \(message); \(remedy)"
  }
}

/// All that is wrong with one table or map, in the order of the source.
public struct TableErrors: Error, Hashable, Sendable, CustomStringConvertible {
  /// The problems; at least one.
  public let problems: [TableError]

  /// Makes an error of problems.
  public init(_ problems: [TableError]) { self.problems = problems }

  /// One line per problem.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// Bounds on hostile tables; the defaults are far above what vocabularies have.
public struct TableLimits: Hashable, Sendable {
  /// Bytes of a table.
  public var bytes = 256 << 20
  /// Bytes of a map.
  public var mapBytes = 256 << 10
  /// Rows of a table.
  public var rows = 1 << 20
  /// Columns of a table.
  public var columns = 1 << 14
  /// Cells of a table.
  public var cells = 8 << 20
  /// Problems that are reported before reading ends.
  public var problems = 100

  /// Makes the default limits, to be changed one by one.
  public init() {}
}
