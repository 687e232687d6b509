import ByteStorage
import Foundation
public import RDFModel
public import TermAlignment

extension Document {
  /// The format that option, name or content tells.
  ///
  /// What is named as RDF/XML or JSON is told by its content from the formats of mapping sets that
  /// are written in these.
  ///
  /// - Throws: ``InputError`` where the content is needed and cannot be read.
  public func resolvedFormat() throws -> DocumentFormat {
    if let format { return format }
    let named = DocumentFormat(fileName: name)
    if let named, named != .rdfxml { return named }
    var start = ByteBuffer()
    struct Enough: Error {}
    do {
      try forEachPiece { piece in
        start.append(piece)
        if start.count >= DocumentFormat.sniffedBytes { throw Enough() }
      }
    } catch is Enough {
      // The start tells.
    }
    let sniffed = DocumentFormat(sniffing: start.span)
    return named == nil || sniffed == .alignment ? sniffed : .rdfxml
  }

  /// The mapping sets that the document holds: those of SSSOM and of the Alignment format, and in
  /// RDF what ``TermAlignment/MappingSetCollector`` finds.
  ///
  /// The metadata of a `.sssom.yml` beside a table are read where the table has none of its own.
  ///
  /// - Throws: `SyntaxError` with the place of the problem, ``LoadError``, or ``InputError``.
  public func mappingSets(options: ReaderOptions = ReaderOptions()) throws -> [MappingSet] {
    var options = options
    options.sourceName = name
    switch try resolvedFormat() {
    case .sssom:
      let bytes = try bytes(limits: options.limits)
      let metadata = bytes.first == UInt8(ascii: "#") ? nil : try externalMetadata()
      return [
        try SSSOMReader(options: options).read(
          bytes, metadata: metadata?.bytes, metadataName: metadata?.name)
      ]
    case .sssomJSON:
      return [try SSSOMJSONReader(options: options).read(try bytes(limits: options.limits))]
    case .alignment:
      options.base = effectiveBase ?? options.base
      return try AlignmentFormatReader(options: options).read(try bytes(limits: options.limits))
    case .rdfxml, .turtle, .ntriples, .nquads, .trig, .jsonld:
      let snapshot = try DatasetLoader(options: options, keepsOrigins: true).load([self])
      return MappingSetCollector(snapshot).mappingSets()
    }
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

  func readMappingSets<Sink: TripleSink & ~Copyable>(
    options: ReaderOptions, into sink: inout Sink
  ) throws {
    let sets = try mappingSets(options: options)
    for (number, set) in sets.enumerated() {
      do {
        // Alignments of one file number their cells alike.
        guard sets.count > 1 else {
          try set.push(into: &sink, form: mappingForm)
          continue
        }
        var part = SeparateDocument(sink, number: number + 1, graph: nil)
        do {
          try set.push(into: &part, form: mappingForm)
        } catch {
          sink = part.finish()
          throw error
        }
        sink = part.finish()
      } catch {
        throw StreamError.sink(error)
      }
    }
  }
}
