public import Foundation
import RDFModel

/// Where the vocabularies that come with Isogloss lie.
public enum ShippedCollection {
  /// The folder of the collection.
  ///
  /// `ISOGLOSS_ONTOLOGY` decides where it is set. Otherwise the folders above the running program
  /// are asked for `share/isogloss/Ontology` (an installation) and `Ontology` (a checkout).
  ///
  /// - Throws: ``InputError`` with the code `collection-not-found`.
  public static func folder() throws -> URL {
    let manager = FileManager.default
    if let path = ProcessInfo.processInfo.environment["ISOGLOSS_ONTOLOGY"], !path.isEmpty {
      guard manager.fileExists(atPath: path) else {
        throw InputError(
          code: .collectionNotFound, source: path, message: "ISOGLOSS_ONTOLOGY names no folder",
          remedy: "unset it or correct the path")
      }
      return URL(fileURLWithPath: path, isDirectory: true)
    }
    var folder = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
    while let current = folder, current.path != "/" {
      for candidate in ["share/isogloss/Ontology", "Ontology"] {
        let found = current.appendingPathComponent(candidate, isDirectory: true)
        let marker = found.appendingPathComponent("isogloss.rdf").path
        if manager.fileExists(atPath: marker) { return found }
      }
      folder = current.deletingLastPathComponent()
    }
    throw InputError(
      code: .collectionNotFound, source: "isogloss",
      message: "the shipped vocabularies were not found beside the program",
      remedy: "set ISOGLOSS_ONTOLOGY to the folder Ontology, or name files with --data")
  }

  /// The documents of the collection in the order of their paths, each a named graph of its own.
  public static func documents(in folder: URL) throws -> [Document] {
    let root = folder.resolvingSymlinksInPath().path
    guard let walker = FileManager.default.enumerator(atPath: root) else {
      throw InputError(
        code: .collectionNotFound, source: root, message: "the folder cannot be read",
        remedy: "check its permissions")
    }
    let paths = walker.compactMap { $0 as? String }
      .filter { $0.hasSuffix(".rdf") || $0.hasSuffix(".sssom.tsv") }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return paths.map { path in
      Document(path: root + "/" + path, graph: graphName(path))
    }
  }

  /// A scheme's file is the graph of that scheme; files outside the folders of schemes are about
  /// the collection and give their graph their own name; a mapping set names its graph itself.
  private static func graphName(_ path: String) -> IRI? {
    guard path.hasSuffix(".rdf") else { return nil }
    let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    if path == "isogloss.rdf" { return IRI(trusted: "https://w3id.org/isogloss/ns") }
    let root = "https://w3id.org/isogloss/" + (path.contains("/") ? "scheme/" : "")
    return IRI(trusted: root + name)
  }
}
