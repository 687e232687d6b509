public import RDFModel

/// Reads a mapping set from SSSOM/TSV.
///
/// Takes the metadata from the `#` lines before the table or from a file beside it, tabs or commas
/// between the cells, either kind of line end, and a byte order mark that should not be there.
/// Slots that the set states for all its mappings are handed down to them.
///
/// Source: SSSOM 1.1, SSSOM/TSV.
public struct SSSOMReader: Sendable {
  private let options: ReaderOptions
  private let undefinedExtensions: UndefinedExtensionPolicy

  /// Makes a reader; of the options it uses the name of the source, whether to check IRIs, and the
  /// limits: `documentBytes` for the whole, `literalBytes` for a line of metadata and a cell,
  /// `statementBytes` for a row, `attributes` for columns, `namespaces` for prefixes.
  public init(
    options: ReaderOptions = ReaderOptions(),
    undefinedExtensions: UndefinedExtensionPolicy = .keep
  ) {
    self.options = options
    self.undefinedExtensions = undefinedExtensions
  }

  /// Reads a set.
  ///
  /// - Parameters:
  ///   - bytes: the table, with its metadata before it unless they are given apart.
  ///   - metadata: the metadata of the external mode, without `#`.
  ///   - metadataName: the name of that source in errors.
  /// - Throws: a `SyntaxError` that names line and column, and in its message the slot:
  ///   `sssom-metadata`, `sssom-table`, `sssom-prefix`, `sssom-missing-slot`, `sssom-value`,
  ///   `invalid-iri`, `invalid-utf8`, `limit-exceeded`.
  /// - Complexity: O(n) in the bytes.
  public func read(
    _ bytes: [UInt8], metadata: [UInt8]? = nil, metadataName: String? = nil
  ) throws(SyntaxError) -> MappingSet {
    try options.checkDocumentLength(max(bytes.count, metadata?.count ?? 0))
    let source = HeaderLines(
      bytes, name: options.sourceName, isEmbedded: true, limit: options.limits.literalBytes)
    let embedded = try source.read()
    var header = MetadataReader(
      options: options, sourceName: options.sourceName, undefinedExtensions: undefinedExtensions)
    if let metadata {
      guard embedded.lines.isEmpty else {
        throw SyntaxError(
          code: .sssomMetadata,
          message: "the table has metadata of its own beside those of the other file",
          remedy: "remove the lines that start with #, or do not give the other file",
          source: options.sourceName, position: .start)
      }
      let name = metadataName ?? options.sourceName
      header = MetadataReader(
        options: options, sourceName: name, undefinedExtensions: undefinedExtensions)
      let lines = try HeaderLines(
        metadata, name: name, isEmbedded: false, limit: options.limits.literalBytes
      ).read().lines
      try header.read(lines)
    } else {
      try header.read(embedded.lines)
    }
    var rows = RowReader(
      table: TableReader(
        bytes: bytes, from: embedded.end, line: embedded.endLine, sourceName: options.sourceName,
        limits: options.limits),
      parser: header.parser, undefinedExtensions: undefinedExtensions)
    return try rows.read(into: header.set)
  }
}

/// What happens to slots that neither SSSOM has nor the set defines.
///
/// Source: SSSOM 1.1, data model, undefined extensions.
public enum UndefinedExtensionPolicy: Sendable {
  /// They are kept as text, as the specification allows.
  case keep
  /// They are left out, as the specification asks of those that do not support them.
  case leaveOut
  /// They are an error, so that no mistyped name goes unseen.
  case refuse

  static let remedy = "correct the name, or define it in extension_definitions"
}

extension ReaderOptions {
  /// Refuses a document that has to be held whole and is too long for that.
  func checkDocumentLength(_ count: Int) throws(SyntaxError) {
    guard count > limits.documentBytes else { return }
    throw SyntaxError(
      code: .limitExceeded, message: "the limit documentBytes = \(limits.documentBytes) is passed",
      remedy: "raise the limit if the source is trusted", source: sourceName, position: .start)
  }
}

/// Cuts the metadata out of a file, line by line.
struct HeaderLines {
  /// The lines, and where the table starts.
  struct Result {
    var lines: [YAMLLine] = []
    var end = 0
    var endLine = 1
  }

  let bytes: [UInt8]
  let name: String
  let isEmbedded: Bool
  let limit: Int

  init(_ bytes: [UInt8], name: String, isEmbedded: Bool, limit: Int) {
    self.bytes = bytes
    self.name = name
    self.isEmbedded = isEmbedded
    self.limit = limit
  }

  func read() throws(SyntaxError) -> Result {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      let offset = error.byteOffsets.lowerBound
      let line = bytes[..<offset].reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
      throw SyntaxError(
        code: .invalidUTF8, message: "bytes that are not UTF-8",
        remedy: "convert the file to UTF-8",
        source: name, position: SourcePosition(line: line, column: 1, byteOffset: offset))
    }
    var result = Result()
    result.end = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var spaces: Int?
    while result.end < bytes.count, !isEmbedded || bytes[result.end] == UInt8(ascii: "#") {
      let start = result.end
      var stop = start
      while stop < bytes.count, bytes[stop] != UInt8(ascii: "\n") { stop += 1 }
      guard stop <= limit else {
        throw SyntaxError(
          code: .limitExceeded, message: "the limit literalBytes = \(limit) is passed by a line",
          remedy: "raise the limit if the source is trusted", source: name,
          position: SourcePosition(line: result.endLine, column: 1, byteOffset: start))
      }
      var content = bytes[(isEmbedded ? start + 1 : start)..<stop]
      while let last = content.last, last == 0x0D || last == 0x09 || last == 0x20 {
        content.removeLast()
      }
      var offset = isEmbedded ? 1 : 0
      if isEmbedded {
        // The spaces after # belong to the frame; the first line says how many there are.
        let own = content.prefix { $0 == 0x20 }.count
        if spaces == nil, !content.isEmpty { spaces = own }
        let frame = min(own, spaces ?? 0)
        content.removeFirst(frame)
        offset += frame
      }
      result.lines.append(
        YAMLLine(
          number: result.endLine, columnOffset: offset,
          text: String(decoding: content, as: UTF8.self)))
      result.end = min(stop + 1, bytes.count)
      result.endLine += 1
    }
    return result
  }
}
