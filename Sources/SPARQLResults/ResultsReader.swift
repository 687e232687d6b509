public import RDFModel

/// Reads results that are at hand as a whole, in any of the formats but
/// ``ResultsFormat/table``.
public enum ResultsReader {
  /// Reads results.
  ///
  /// CSV does not say what kind of term a value is: every value is read as a plain literal, and an
  /// empty one as unbound.
  ///
  /// - Parameters:
  ///   - bytes: the document.
  ///   - format: its format.
  ///   - sourceName: its name in errors.
  ///   - maximumRows: how many rows a JSON or XML document may have.
  ///   - maximumCells: how many cells these may have together, filled or not: a row of a few bytes
  ///     has as many as the head has names.
  /// - Throws: ``RDFModel/SyntaxError`` with the code `results-malformed`, `results-limit`, or
  ///   `invalid-utf8`.
  /// - Complexity: O(n) in the bytes.
  public static func read(
    _ bytes: [UInt8], format: ResultsFormat, sourceName: String = "-",
    maximumRows: Int = .max, maximumCells: Int = .max
  ) throws(SyntaxError) -> QueryResults {
    let gauge = TableGauge(maximumRows: maximumRows, maximumCells: maximumCells)
    switch format {
    case .json: return try JSONResultsReader(sourceName, gauge).read(bytes)
    case .xml: return try XMLResultsReader.read(bytes, sourceName, gauge)
    case .csv: return try SeparatedResultsReader(bytes, sourceName).readCSV()
    case .tsv: return try SeparatedResultsReader(bytes, sourceName).readTSV()
    case .table:
      throw .malformedResults(
        "a table for people cannot be read back", sourceName, remedy: "ask for JSON or TSV")
    }
  }
}

/// Measures a table while it is read.
struct TableGauge {
  let maximumRows: Int
  let maximumCells: Int

  /// What is wrong with one more row, or nil.
  func excess(_ table: ResultTable) -> String? {
    if table.rows.count >= maximumRows {
      return "the document has more rows than the limit `maximumRows` of \(maximumRows)"
    }
    if table.rows.count >= maximumCells / max(1, table.variables.count) {
      return "the rows have more cells than the limit `maximumCells` of \(maximumCells)"
    }
    return nil
  }
}

extension SyntaxError.Code {
  /// Results that are larger than who reads them allows.
  public static let resultsLimit = Self(rawValue: "results-limit")
  /// A document that does not keep to the format of results.
  public static let resultsMalformed = Self(rawValue: "results-malformed")
}

extension SyntaxError {
  static func excessiveResults(_ message: String, _ source: String) -> SyntaxError {
    SyntaxError(
      code: .resultsLimit, message: message, remedy: "ask for less, or raise the limit",
      source: source, position: .start)
  }

  static func malformedResults(
    _ message: String, _ source: String, at position: SourcePosition = .start,
    remedy: String = "check that the document is complete and in the format that was named"
  ) -> SyntaxError {
    SyntaxError(
      code: .resultsMalformed, message: message, remedy: remedy, source: source,
      position: position)
  }
}
