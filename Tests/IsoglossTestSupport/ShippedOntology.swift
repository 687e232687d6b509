public import Foundation
public import RDFGraph
import RDFModel
import RDFXMLSyntax

/// The vocabulary that the repository ships, for tests that read it as a user would.
public enum ShippedOntology {
  /// The folder `Ontology` of the repository.
  public static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Ontology")
    .resolvingSymlinksInPath()

  /// Its files with an extension, sorted by path.
  public static func files(_ pathExtension: String) throws -> [URL] {
    let paths = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let files = (paths?.allObjects ?? []).compactMap { $0 as? URL }
      .filter { $0.pathExtension == pathExtension }
    guard !files.isEmpty else { throw SuiteError("no .\(pathExtension) below \(folder.path)") }
    return files.sorted { $0.path < $1.path }
  }

  /// All its RDF/XML in one snapshot, with the lines of its statements.
  public static func snapshot() throws -> GraphSnapshot {
    var builder = try GraphBuilder(keepsOrigins: true)
    for file in try files("rdf") {
      try builder.beginDocument(source: file.lastPathComponent)
      let options = ReaderOptions(sourceName: file.lastPathComponent, recordsLines: true)
      var reader = RDFXMLReader(options: options)
      let bytes = [UInt8](try Data(contentsOf: file))
      try reader.read(bytes.span, into: &builder)
      try reader.finish(into: &builder)
    }
    return builder.finish()
  }
}
