import ByteStorage
public import Foundation
public import JSONLDSyntax
public import RDFModel
public import TermAlignment

/// Something to load: a file or bytes, with what is known of it.
public struct Document: Sendable {
  /// Where the bytes come from.
  public enum Content: Sendable {
    /// A file, decompressed where its name ends in `.gz`.
    case file(URL)
    /// Bytes that are at hand.
    case data(Data)
    /// What comes in on standard input.
    case standardInput
  }

  /// Where the bytes come from.
  public var content: Content
  /// The name in errors and findings.
  public var name: String
  /// The format; nil leaves it to the name, then to the content.
  public var format: DocumentFormat?
  /// The named graph that its default graph goes to; nil for the default graph.
  public var graph: IRI?
  /// The base of relative references; nil for the file's own address.
  public var base: IRI?
  /// What JSON-LD needs to know; the contexts it may name are the bundled ones, and base
  /// directions become those of RDF 1.2, unless changed.
  public var jsonLD = JSONLDOptions(contexts: .bundled, rdfDirection: .directionalString)

  /// How the document becomes triples where it is a mapping set.
  public var mappingForm = MappingSetForm()

  /// A file, named as the user named it.
  public init(
    path: String, format: DocumentFormat? = nil, graph: IRI? = nil, base: IRI? = nil
  ) {
    content = .file(URL(fileURLWithPath: path))
    name = path
    self.format = format
    self.graph = graph
    self.base = base
  }

  /// Bytes with a name for messages.
  public init(
    data: Data, name: String, format: DocumentFormat? = nil, graph: IRI? = nil, base: IRI? = nil
  ) {
    content = .data(data)
    self.name = name
    self.format = format
    self.graph = graph
    self.base = base
  }

  /// Standard input, which messages call `-`.
  public init(
    standardInputAs format: DocumentFormat?, graph: IRI? = nil, base: IRI? = nil
  ) {
    content = .standardInput
    name = "-"
    self.format = format
    self.graph = graph
    self.base = base
  }

  /// The base that relative references resolve against.
  var effectiveBase: IRI? {
    if let base { return base }
    guard case .file(let url) = content else { return nil }
    return IRI(trusted: url.absoluteString)
  }

  /// Passes the bytes on, piece by piece, decompressed.
  ///
  /// - Throws: ``InputError`` where the file cannot be read or expands beyond the limit, or what
  ///   `body` throws.
  func forEachPiece(
    limits: ReaderLimits = .standard, watch: LoadWatch? = nil,
    _ body: (Span<UInt8>) throws -> Void
  ) throws {
    switch content {
    case .data(let data):
      if name.hasSuffix(".gz") {
        try decompress(limits) { decoder in try cut(data, watch) { try decoder.decode($0, body) } }
      } else {
        try cut(data, watch, body)
      }
    case .standardInput:
      try readAll(.standardInput, watch) { try body($0.span) }
    case .file(let url):
      let handle = try open(url)
      defer { try? handle.close() }
      if url.pathExtension == "gz" {
        try decompress(limits) { decoder in
          try readAll(handle, watch) { try decoder.decode($0.span, body) }
        }
      } else {
        try readAll(handle, watch) { try body($0.span) }
      }
    }
  }

  private func open(_ url: URL) throws -> FileHandle {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) else {
      throw InputError(
        code: .fileNotFound, source: name, message: "there is no such file",
        remedy: "check the path")
    }
    do {
      if isDirectory.boolValue { throw CocoaError(.fileReadUnknown) }
      return try FileHandle(forReadingFrom: url)
    } catch {
      throw InputError(
        code: .fileUnreadable, source: name,
        message: isDirectory.boolValue ? "this is a folder" : "the file cannot be read",
        remedy: isDirectory.boolValue ? "name the files in it" : "check its permissions")
    }
  }

  /// Passes bytes that are at hand on in pieces, so that progress can be told.
  private func cut(
    _ data: Data, _ watch: LoadWatch?, _ body: (Span<UInt8>) throws -> Void
  ) throws {
    let bytes = data.span
    var start = 0
    while start < bytes.count {
      let end = min(start + 1 << 20, bytes.count)
      try body(bytes.extracting(start..<end))
      watch?.add(end - start)
      start = end
    }
  }

  private func readAll(
    _ handle: FileHandle, _ watch: LoadWatch?, _ body: (Data) throws -> Void
  ) throws {
    while true {
      let piece: Data?
      do { piece = try handle.read(upToCount: 1 << 16) } catch {
        throw InputError(
          code: .fileUnreadable, source: name, message: "reading stopped: \(error)",
          remedy: "check the disk")
      }
      guard let piece, !piece.isEmpty else { return }
      try body(piece)
      watch?.add(piece.count)
    }
  }

  private func decompress(
    _ limits: ReaderLimits, _ feed: (inout GzipDecoder) throws -> Void
  ) throws {
    do {
      var decoder = try GzipDecoder(expansionRatio: limits.expansionRatio)
      try feed(&decoder)
      try decoder.finish()
    } catch let error as GzipError where error.isExcess {
      throw InputError(
        code: .limitExceeded, source: name,
        message: "the limit expansionRatio = \(limits.expansionRatio) is passed: \(error)",
        remedy: "raise expansionRatio in the reader's limits if the source can be trusted")
    } catch let error as GzipError {
      throw InputError(
        code: .damagedArchive, source: name, message: error.description,
        remedy: "compress the file again, or rename it if it is not gzip")
    }
  }
}

extension Document {
  /// The whole as it is, decompressed.
  ///
  /// - Throws: ``InputError`` where it cannot be read, or has more bytes than the limit
  ///   `documentBytes`.
  public func bytes(limits: ReaderLimits = .standard) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try forEachPiece(limits: limits) { piece in
      guard bytes.count + piece.count <= limits.documentBytes else {
        throw InputError(
          code: .limitExceeded, source: name,
          message: "the limit documentBytes = \(limits.documentBytes) is passed",
          remedy: "raise the limit if the source can be trusted")
      }
      bytes.append(copying: piece)
    }
    return bytes
  }

  /// The whole as text.
  ///
  /// - Throws: ``InputError`` where it cannot be read, or is not UTF-8.
  public func text() throws -> String {
    let bytes = try bytes()
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InputError(
        code: .fileUnreadable, source: name, message: "the text is not UTF-8",
        remedy: "save it in the encoding UTF-8")
    }
    return text
  }
}
