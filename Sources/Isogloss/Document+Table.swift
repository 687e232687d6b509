public import VocabularyTables

extension Document {
  /// Reads the document as a table: comma-, semicolon- or tab-separated text, or a workbook.
  ///
  /// - Parameter sheet: the sheet of a workbook; nil for the first that is not hidden.
  /// - Throws: `TableErrors` with all problems and their places, or ``InputError`` where the file
  ///   cannot be read.
  public func table(sheet: String? = nil) throws -> Table {
    let bytes = try bytes()
    if WorkbookReader.recognizes(bytes) {
      return try WorkbookReader(sheet: sheet).read(bytes, source: name)
    }
    let isTabbed = name.lowercased().hasSuffix(".tsv") || name.lowercased().hasSuffix(".tsv.gz")
    return try SeparatedTableReader(separator: isTabbed ? .tab : nil).read(bytes, source: name)
  }
}
