import Isogloss

extension DataOptions {
  /// Reads what the options and the command's own files name.
  ///
  /// - Parameters:
  ///   - keepsOrigins: whether findings are to point at lines.
  ///   - defersVerification: whether a large snapshot is opened without a look at its checksums.
  func load(
    _ common: CommonOptions, keepsOrigins: Bool = false, defersVerification: Bool = false
  ) throws -> Vocabulary {
    let documents = try self.documents()
    let title = documents.isEmpty ? "reading the vocabularies" : "reading \(documents[0].name)"
    return try common.showingProgress(of: title) { report in
      try Vocabulary(
        documents: documents, withShipped: readsShipped, keepsOrigins: keepsOrigins,
        options: limits.readerOptions, usesCache: !noCache,
        defersVerification: defersVerification, onProgress: report)
    }
  }
}

extension DataOptions {
  /// The documents that are read and that hold mapping sets and nothing else, the shipped ones
  /// included where these are read; standard input is spent by then.
  func mappingSetDocuments() throws -> [Document] {
    let shipped =
      readsShipped ? try ShippedCollection.documents(in: ShippedCollection.folder()) : []
    return try (shipped + documents()).filter { document in
      if case .standardInput = document.content { return false }
      return try document.resolvedFormat().holdsMappingSets
    }
  }
}
