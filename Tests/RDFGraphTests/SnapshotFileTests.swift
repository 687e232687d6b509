import ByteStorage
import Foundation
import RDFModel
import Testing

@testable import RDFGraph

/// A folder that goes with the test.
private struct Folder: ~Copyable {
  let url = FileManager.default.temporaryDirectory
    .appendingPathComponent("isogloss-tests-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ bytes: [UInt8]) throws -> String {
    let path = url.appendingPathComponent("\(UUID().uuidString).isogloss").path
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }
}

private func bytes(of snapshot: GraphSnapshot) throws -> [UInt8] {
  var buffer = ByteBuffer()
  try snapshot.write(into: &buffer)
  return (0..<buffer.count).map { buffer[$0] }
}

private func sample(_ count: Int, seed: UInt64, keepsOrigins: Bool = false) throws -> (
  GraphSnapshot, Set<Quad>
) {
  var random = Lehmer(state: seed)
  let quads = Set((0..<count).map { _ in RandomUpdateTests.quad(&random) })
  var builder = try GraphBuilder(keepsOrigins: keepsOrigins)
  if keepsOrigins { try builder.beginDocument(source: "a.ttl") }
  builder.declare(prefix: "ex", namespace: IRI(trusted: "http://example.org/"))
  try fill(&builder, quads.sorted { "\($0)" < "\($1)" })
  return (builder.finish(), quads)
}

@Suite("Snapshot file")
struct SnapshotFileTests {
  @Test("what was written comes back", arguments: [0, 1, 7, 400])
  func roundTrip(count: Int) throws {
    let folder = try Folder()
    let (snapshot, quads) = try sample(count, seed: 3, keepsOrigins: count == 7)
    let file = try bytes(of: snapshot)
    let opened = try GraphSnapshot.open(path: folder.write(file))
    checkConformance(opened, holds: quads)
    #expect(throws: Never.self) { try opened.verify() }
    #expect(opened.prefixes == snapshot.prefixes && opened.sources == snapshot.sources)
    #expect(opened.statistics.predicates == snapshot.statistics.predicates)
    if let first = quads.first {
      let ids = try [first.triple.subject, first.triple.predicate, first.triple.object].map {
        try #require(opened.id(of: $0))
      }
      let origin = opened.origin(subject: ids[0], predicate: ids[1], object: ids[2])
      #expect((origin != nil) == (count == 7))
    }
    // The same content gives the same bytes, also when it was opened from a file.
    #expect(try bytes(of: opened) == file)
  }

  @Test("updates over a mapped file leave what a set of quads holds")
  func updates() throws {
    let folder = try Folder()
    var (now, expected) = try sample(300, seed: 9)
    var random = Lehmer(state: 11)
    for step in 0..<6 {
      now = try GraphSnapshot.open(path: folder.write(bytes(of: now)))
      for _ in 0..<10 {
        var transaction = GraphTransaction(on: now)
        try RandomUpdateTests.change(&transaction, times: 20, &random, &expected)
        now = transaction.commit()
      }
      checkConformance(now, holds: expected)
      if step % 2 == 0 { now = now.merged() }
    }
  }

  @Test("a file of another version, of no version or of another kind is refused by name")
  func refusals() throws {
    let folder = try Folder()
    let file = try bytes(of: sample(5, seed: 1).0)
    func code(_ bytes: [UInt8]) throws -> SnapshotFileError.Code? {
      let path = try folder.write(bytes)
      do throws(SnapshotFileError) {
        _ = try GraphSnapshot.open(path: path)
        return nil
      } catch {
        return error.code
      }
    }
    #expect(try code(Array("<http://example.org/a> …".utf8)) == .notASnapshot)
    var other = file
    other[8] = 99
    #expect(try code(other) == .otherVersion)
    #expect(try code(file + [0]) == .damaged)
    #expect(try code([]) == .unreadable)
    #expect(throws: SnapshotFileError.self) { try GraphSnapshot.open(path: "/nowhere/at/all") }
  }

  @Test("each byte changed, and each length cut, is an error")
  func damage() throws {
    let folder = try Folder()
    let file = try bytes(of: sample(6, seed: 2).0)
    let path = try folder.write(file)
    func isRefused(_ bytes: [UInt8]) throws -> Bool {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
      return (try? GraphSnapshot.open(path: path)) == nil
    }
    for index in file.indices {
      var changed = file
      changed[index] ^= UInt8(1 << (index % 8))
      #expect(try isRefused(changed), "byte \(index) of \(file.count)")
    }
    for length in file.indices { #expect(try isRefused(Array(file[..<length])), "\(length)") }
  }

  @Test("a large file that is damaged and not verified never stops the program")
  func survival() throws {
    let folder = try Folder()
    let (snapshot, _) = try sample(80, seed: 5)
    let file = try bytes(of: snapshot)
    let path = try folder.write(file)
    var random = Lehmer(state: 1)
    var found = 0
    for _ in 0..<400 {
      var changed = file
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        changed[Int.random(in: 0..<file.count, using: &random)] =
          [0, 0xFF, 0x7F, UInt8.random(in: 0...255, using: &random)].randomElement(using: &random)
          ?? 0
      }
      if changed == file { continue }
      try Data(changed).write(to: URL(fileURLWithPath: path), options: .atomic)
      guard let file = MappedFile(path: path), let layout = try? SnapshotLayout(file),
        let opened = try? layout.snapshot()
      else { continue }
      found += 1
      #expect(throws: SnapshotFileError.self) { try opened.verifyChecksums() }
      readEverything(opened)
    }
    #expect(found > 50)
  }

  /// Reads in all ways; what comes out does not matter.
  private func readEverything(_ snapshot: GraphSnapshot) {
    var collector = QuadCollector()
    try? snapshot.push(into: &collector)
    try? snapshot.checkInvariants()
    for quad in collector.quads.prefix(40) {
      let ids = [quad.triple.subject, quad.triple.predicate, quad.triple.object].map {
        snapshot.id(of: $0)
      }
      for shape in 0..<8 {
        let range = snapshot.match(
          subject: shape & 1 != 0 ? ids[0] : nil, predicate: shape & 2 != 0 ? ids[1] : nil,
          object: shape & 4 != 0 ? ids[2] : nil)
        snapshot.forEach(range) { _, _, object in _ = snapshot.term(object) }
      }
    }
    for kind in [TermID.Kind.iri, .blankNode, .literal, .tripleTerm] {
      for index in 0..<snapshot.dictionary.count(kind) {
        let id = TermID(kind: kind, index: index)
        _ = snapshot.id(of: snapshot.term(id))
        snapshot.dictionary.columns(kind).withBytes(of: index) { _ in }
      }
    }
    var transaction = GraphTransaction(on: snapshot)
    for quad in collector.quads.prefix(5) { transaction.delete(quad) }
    _ = transaction.commit()
  }
}
