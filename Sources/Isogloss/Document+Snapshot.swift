import ByteStorage
import Foundation
public import RDFGraph

extension Document {
  /// The snapshot that the document is, or nil where it is none.
  ///
  /// A snapshot is told by its first bytes, whatever its name; only a file can be one.
  ///
  /// - Throws: ``InputError`` with the code of a `SnapshotFileError` where it cannot be used.
  public func snapshot() throws -> GraphSnapshot? {
    guard format == nil, case .file(let url) = content, isSnapshot(url) else { return nil }
    return try reportingDamage { () throws(SnapshotFileError) -> GraphSnapshot in
      try GraphSnapshot.open(path: url.path)
    }
  }

  /// The snapshot that the document is, with each byte compared with its checksum.
  func verifiedSnapshot() throws -> GraphSnapshot? {
    guard let snapshot = try snapshot() else { return nil }
    try reportingDamage { () throws(SnapshotFileError) -> Void in try snapshot.verifyChecksums() }
    return snapshot
  }

  /// Looks through a snapshot file: checksums, and all that readers rely on.
  ///
  /// - Throws: ``InputError`` where the file is no snapshot, or a damaged one.
  public func verifySnapshot() throws -> GraphSnapshot {
    guard case .file(let url) = content else {
      throw InputError(
        code: .fileUnreadable, source: name, message: "only a file can be a snapshot",
        remedy: "name a file")
    }
    return try reportingDamage { () throws(SnapshotFileError) -> GraphSnapshot in
      let snapshot = try GraphSnapshot.open(path: url.path)
      try snapshot.verify()
      return snapshot
    }
  }

  /// Whether the document is a mapping set, or a snapshot that may have been made of some.
  func mayHoldMappingSets() throws -> Bool {
    if format == nil, case .file(let url) = content, isSnapshot(url) { return true }
    return try resolvedFormat().holdsMappingSets
  }

  private func isSnapshot(_ url: URL) -> Bool {
    guard let handle = try? FileHandle(forReadingFrom: url) else { return false }
    defer { try? handle.close() }
    guard let start = try? handle.read(upToCount: 8) else { return false }
    return GraphSnapshot.isSnapshotFile(startingWith: start.span)
  }

  private func reportingDamage<Result>(
    _ body: () throws(SnapshotFileError) -> Result
  ) throws -> Result {
    do throws(SnapshotFileError) { return try body() } catch {
      throw InputError(
        code: InputError.Code(rawValue: error.code.rawValue), source: name,
        message: error.message, remedy: error.remedy)
    }
  }
}
