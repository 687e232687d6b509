import ByteStorage
import Foundation
import RDFGraph

/// The shipped collection as a snapshot file in the user's cache folder, so that a command that
/// answers one question need not parse two hundred files.
///
/// The name of the file is a hash of all that the snapshot depends on: the names and bytes of the
/// documents, and the program. A file that is missing, damaged or of another version is made anew
/// without a word, and one that cannot be written is done without.
///
/// Source: XDG Base Directory Specification 0.8, `XDG_CACHE_HOME`.
struct CollectionCache {
  let folder: URL

  /// The cache of this user, or nil where the environment names no folder for it.
  init?(environment: [String: String] = ProcessInfo.processInfo.environment) {
    if let path = environment["XDG_CACHE_HOME"], path.hasPrefix("/") {
      folder = URL(fileURLWithPath: path).appendingPathComponent("isogloss")
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      folder = URL(fileURLWithPath: home).appendingPathComponent(".cache/isogloss")
    } else {
      return nil
    }
  }

  /// The snapshot of some documents: from the cache, or from `load` and then in the cache.
  ///
  /// - Throws: what `load` throws.
  func snapshot(
    of documents: [Document], load: () throws -> GraphSnapshot
  ) throws -> GraphSnapshot {
    guard let name = try? name(of: documents) else { return try load() }
    let path = folder.appendingPathComponent(name).path
    if let known = try? GraphSnapshot.open(path: path), (try? known.verifyChecksums()) != nil {
      return known
    }
    let fresh = try load()
    try? store(fresh, as: name)
    return fresh
  }

  private func store(_ snapshot: GraphSnapshot, as name: String) throws {
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try OutputFile.write(to: folder.appendingPathComponent(name).path) {
      try snapshot.write(into: &$0)
    }
    // Snapshots of other versions of the collection are of no more use.
    for other in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where other.hasPrefix(Self.prefix) && other != name {
      try? FileManager.default.removeItem(at: folder.appendingPathComponent(other))
    }
  }

  private static let prefix = "collection-"

  private func name(of documents: [Document]) throws -> String {
    var sums: [UInt64] = []
    for document in documents {
      var bytes = ByteBuffer()
      try document.forEachPiece { bytes.append($0) }
      sums.append(Checksum.of(bytes.span))
      let name = document.name + "\n" + (document.graph?.value ?? "")
      sums.append(Checksum.of(name.utf8Span.span))
    }
    // A program that reads otherwise makes another snapshot of the same files.
    let program = Bundle.main.executableURL?.resolvingSymlinksInPath().path ?? ""
    let attributes = try FileManager.default.attributesOfItem(atPath: program)
    let date = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    sums.append((attributes[.size] as? UInt64) ?? 0)
    sums.append(date.bitPattern)
    var all = ByteBuffer()
    for sum in sums { all.append("\(sum) ") }
    let (one, other) = (Checksum.of(all.span), Checksum.of("\(sums.reversed())".utf8Span.span))
    return Self.prefix + String(one, radix: 16) + String(other, radix: 16) + ".isogloss"
  }
}
