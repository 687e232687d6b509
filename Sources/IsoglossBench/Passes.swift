import Foundation
import Isogloss
import RDFGraph
import RDFModel
import RDFXMLSyntax

/// The passes over one document that are compared, each over bytes that are already in memory.
struct Passes {
  let document: Document
  let data: Data
  let format: DocumentFormat

  init(path: String) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
    self.data = data
    format = DocumentFormat(fileName: path) ?? DocumentFormat(sniffing: data.span)
    document = Document(data: data, name: path, format: format)
  }

  var floorName: String {
    format == .rdfxml ? "libxml2, empty SAX handlers" : "scan for line ends"
  }

  /// The floor: libxml2 with handlers that do nothing, or a scan for line feeds.
  func floor() -> Int {
    if format == .rdfxml { return EmptySAXPass.run(data.span) ? 1 : 0 }
    let bytes = data.span
    var lines = 0
    for index in bytes.indices where bytes[index] == 0x0A { lines += 1 }
    return lines
  }

  /// Our parse into a sink that touches every byte; the number of triples.
  func parse() throws -> Int {
    var sink = TouchingSink()
    try document.read(into: &sink)
    return sink.triples
  }

  /// Our parse into a finished snapshot.
  func load(threads: Int? = nil) throws -> GraphSnapshot {
    var loader = DatasetLoader()
    if let threads { loader.threadCount = threads }
    return try loader.load([document])
  }
}
