/// Writes rows as comma- or tab-separated text, quoted where needed, lines ended by a line feed.
///
/// Source: RFC 4180, except that lines end as Unix files do, for version control.
public struct SeparatedTableWriter: Sendable {
  private let separator: SeparatedTableReader.Separator

  /// Makes a writer.
  public init(separator: SeparatedTableReader.Separator = .comma) {
    self.separator = separator
  }

  /// The text of rows of which the first names the columns.
  public func text(_ rows: [[String]]) -> String {
    var result = ""
    for row in rows {
      // A row of one empty cell would be an empty line, which readers skip.
      result += row == [""] ? "\"\"" : row.map(quoted).joined(separator: String(separator.rawValue))
      result += "\n"
    }
    return result
  }

  private func quoted(_ cell: String) -> String {
    let needsQuotes = cell.contains {
      $0 == separator.rawValue || $0 == "\"" || $0.isNewline
    }
    guard needsQuotes else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}
