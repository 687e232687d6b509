import Foundation

extension Document {
  /// The documents in a folder and the folders within it, in the order of their paths, all for the
  /// default graph; files whose name tells no format are left out.
  ///
  /// - Throws: ``InputError`` where the folder cannot be read or has no document.
  public static func documents(inFolder path: String) throws -> [Document] {
    let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
    let root = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    let paths = (FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? [])
      .filter { name in
        DocumentFormat(fileName: name) != nil
          && !name.split(separator: "/").contains { $0.hasPrefix(".") }
      }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard !paths.isEmpty else {
      throw InputError(
        code: .fileUnreadable, source: path, message: "the folder holds no file of a known format",
        remedy: "name the files, with --from FORMAT where the name does not tell it")
    }
    return paths.map { Document(path: folder + "/" + $0) }
  }
}
