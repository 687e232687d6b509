import ByteStorage
import Foundation
public import RDFModel
public import TermAlignment

extension Document {
  /// The format that option, name or content tells.
  ///
  /// - Throws: ``InputError`` where the content is needed and cannot be read.
  public func resolvedFormat() throws -> DocumentFormat {
    if let format { return format }
    if let named = DocumentFormat(fileName: name) { return named }
    var start = ByteBuffer()
    struct Enough: Error {}
    do {
      try forEachPiece { piece in
        start.append(piece)
        if start.count >= 1024 { throw Enough() }
      }
    } catch is Enough {
      // The first kilobyte tells.
    }
    return DocumentFormat(sniffing: start.span)
  }

  /// Reads the document as an SSSOM mapping set, with the metadata of a `.sssom.yml` beside it
  /// where the table has none of its own.
  ///
  /// - Throws: `SyntaxError` with the place of the problem, or ``InputError``.
  public func mappingSet(options: ReaderOptions = ReaderOptions()) throws -> MappingSet {
    var options = options
    options.sourceName = name
    var bytes: [UInt8] = []
    try forEachPiece(limits: options.limits) { piece in
      for index in piece.indices { bytes.append(piece[index]) }
    }
    let metadata = bytes.first == UInt8(ascii: "#") ? nil : try externalMetadata()
    return try SSSOMReader(options: options).read(
      bytes, metadata: metadata?.bytes, metadataName: metadata?.name)
  }

  private func externalMetadata() throws -> (bytes: [UInt8], name: String)? {
    guard case .file(let url) = content else { return nil }
    let stem = url.deletingPathExtension()
    for suffix in ["yml", "yaml"] {
      let candidate = stem.appendingPathExtension(suffix)
      guard let data = FileManager.default.contents(atPath: candidate.path) else { continue }
      return (Array(data), candidate.path)
    }
    return nil
  }

  func readMappingSet<Sink: TripleSink & ~Copyable>(
    options: ReaderOptions, into sink: inout Sink
  ) throws {
    let set = try mappingSet(options: options)
    do { try set.push(into: &sink) } catch { throw StreamError.sink(error) }
  }
}
