public import RDFModel

/// What a query that selects or asks gives back.
///
/// Source: SPARQL 1.1 Query Results JSON Format, section 2.
public enum QueryResults: Hashable, Sendable {
  /// The solutions of SELECT.
  case solutions(ResultTable)
  /// The answer of ASK.
  case boolean(Bool)
}

/// Solutions as a table of terms with gaps.
public struct ResultTable: Hashable, Sendable {
  /// The names of the columns, without question marks.
  public var variables: [String]
  /// The rows in their order, each as long as there are columns; nil is unbound.
  public var rows: [[Term?]]

  /// Makes a table.
  public init(variables: [String], rows: [[Term?]] = []) {
    self.variables = variables
    self.rows = rows
  }
}

/// The formats of results.
public enum ResultsFormat: String, Sendable, CaseIterable {
  /// SPARQL 1.1 Query Results JSON Format.
  case json
  /// SPARQL Query Results XML Format.
  case xml
  /// SPARQL 1.1 Query Results CSV: values without their kinds.
  case csv
  /// SPARQL 1.1 Query Results TSV: terms as Turtle writes them.
  case tsv
  /// Aligned columns for people; cannot be read back.
  case table

  /// The media type, nil for ``table``.
  public var mediaType: String? {
    switch self {
    case .json: "application/sparql-results+json"
    case .xml: "application/sparql-results+xml"
    case .csv: "text/csv"
    case .tsv: "text/tab-separated-values"
    case .table: nil
    }
  }

  /// The format that an extension of a file name stands for, such as `srx`.
  public init?(fileExtension: String) {
    switch fileExtension.lowercased() {
    case "srj", "json": self = .json
    case "srx", "xml": self = .xml
    case "csv": self = .csv
    case "tsv": self = .tsv
    default: return nil
    }
  }
}
