import Foundation
import Isogloss
import RDFModel
import RDFXMLSyntax
import Testing
import VocabularyTables

/// Every scheme as a table and back.
@Suite("The tables of the schemes")
struct RoundTripTests {
  @Test("a scheme that becomes a table and comes back is the same file")
  func roundTrip() throws {
    let folder = try ShippedCollection.folder().resolvingSymlinksInPath()
    let source = try String(contentsOf: folder.appending(path: "columns.yaml"), encoding: .utf8)
    let map = try ColumnMapReader().read(source, source: "columns.yaml")
    var count = 0
    let documents = try ShippedCollection.documents(in: folder).filter {
      $0.graph?.value.contains("/scheme/") == true
    }
    // One of each size and kind; `Scripts/catalogue` and the rest of the gate read all of them.
    for document in documents
    where document.name.contains("eu-") || document.name.contains("/isogloss-")
      || document.name.contains("iso-31") || document.name.contains("igf-pnai")
    {
      let url = URL(fileURLWithPath: document.name)
      let scheme = url.deletingPathExtension().lastPathComponent
      let graph = try DatasetLoader().load([Document(path: document.name)])
      let text = SeparatedTableWriter().text(
        try TableExporter(map: map).rows(of: graph, scheme: scheme))
      let table = try SeparatedTableReader().read(Array(text.utf8), source: scheme + ".csv")
      var imported = try TableImporter(map: map).scheme(of: table, scheme: scheme)
      imported.keep(graph, map: map)
      var writer = RDFXMLWriter(DataSink())
      try imported.push(into: &writer)
      let written = try writer.finish().data
      let same = written == (try Data(contentsOf: url))
      #expect(same, "\(scheme)")
      count += 1
    }
    #expect(count >= 15)
  }
}

/// Collects bytes.
struct DataSink: ByteSink {
  var data = Data()

  mutating func write(_ bytes: Span<UInt8>) {
    for index in bytes.indices { data.append(bytes[index]) }
  }
}
