import Foundation
import Isogloss
import RDFModel
import SPARQLAlgebra
import SPARQLEngine
import Testing

/// LOAD reads the files that it may, and no more of them than the update has left.
@Suite("LOAD of files")
struct FileLoaderTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("isogloss-load-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func failure(
    _ text: String, named name: String, _ change: (inout QueryOptions) -> Void
  ) throws -> EngineError? {
    let file = folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    var options = QueryOptions()
    change(&options)
    let vocabulary = try Vocabulary(documents: [])
    let update = try vocabulary.parse(update: "LOAD SILENT <\(file.absoluteString)>")
    do {
      let after = try vocabulary.updated(
        by: update, options: options, loader: FileLoader(folders: [folder]))
      #expect(after.snapshot.tripleCount > 0)
      return nil
    } catch {
      return error
    }
  }

  private static let triples = (0..<4_000).map { "<urn:s> <urn:p> <urn:o\($0)> .\n" }.joined()

  @Test func whatFitsIsRead() throws {
    #expect(try failure(Self.triples, named: "a.nt") { $0.maximumBytes = 8 << 20 } == nil)
  }

  @Test func largeFilesAreNotRead() throws {
    let error = try failure(Self.triples, named: "a.nt") { $0.maximumBytes = 100_000 }
    #expect(error?.code == .tooMuchMemory)
  }

  /// What has no triples counts too: comments, here.
  @Test func emptyFilesAreNoWayAround() throws {
    let comments = String(repeating: "# nothing\n", count: 100_000)
    let error = try failure(comments + "<urn:s> <urn:p> 1 .", named: "a.ttl") {
      $0.maximumBytes = 500_000
    }
    #expect(error?.code == .tooMuchMemory)
    let slow = try failure(comments, named: "b.ttl") { $0.timeout = .nanoseconds(1) }
    #expect(slow?.code == .timeout)
  }

  /// JSON-LD is held whole, as a tree, which takes many times its text.
  @Test func treesAreWeighed() throws {
    let json = """
      {"@id": "urn:s", "urn:p": [\((0..<20_000).map { "\"\($0)\"" }.joined(separator: ","))]}
      """
    #expect(
      try failure(json, named: "a.jsonld") { $0.maximumBytes = 1 << 20 }?.code == .tooMuchMemory)
    #expect(try failure(json, named: "b.jsonld") { $0.maximumBytes = 64 << 20 } == nil)
  }
}
