public import ByteStorage
public import RDFModel

/// How rows look in a table of solutions, for writers that make some of them each.
///
/// ``ResultsFormat/table`` cannot be written so, because it must know all rows.
public struct ResultsRows: Sendable {
  let format: ResultsFormat
  let columns: [String]

  /// A writer of the rows from a number on, which are to be appended to the others.
  ///
  /// - Parameter firstRow: how many rows stand before.
  public func writer(firstRow: Int) -> ResultsWriter<ByteBuffer> {
    var writer = ResultsWriter(format, to: ByteBuffer())
    writer.columns = columns
    writer.rowCount = firstRow
    return writer
  }
}
