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
  /// - Throws: ``RDFModel/SyntaxError`` with the code `results-malformed`, or
  ///   `invalid-utf8`.
  /// - Complexity: O(n) in the bytes.
  public static func read(
    _ bytes: [UInt8], format: ResultsFormat, sourceName: String = "-"
  ) throws(SyntaxError) -> QueryResults {
    switch format {
    case .json: return try JSONResultsReader(sourceName).read(bytes)
    case .xml: return try XMLResultsReader.read(bytes, sourceName)
    case .csv: return try SeparatedResultsReader(bytes, sourceName).readCSV()
    case .tsv: return try SeparatedResultsReader(bytes, sourceName).readTSV()
    case .table:
      throw .malformedResults(
        "a table for people cannot be read back", sourceName, remedy: "ask for JSON or TSV")
    }
  }
}

extension SyntaxError.Code {
  /// A document that does not keep to the format of results.
  public static let resultsMalformed = Self(rawValue: "results-malformed")
}

extension SyntaxError {
  static func malformedResults(
    _ message: String, _ source: String, at position: SourcePosition = .start,
    remedy: String = "check that the document is complete and in the format that was named"
  ) -> SyntaxError {
    SyntaxError(
      code: .resultsMalformed, message: message, remedy: remedy, source: source,
      position: position)
  }
}
