import ByteStorage
import RDFModel
import Synchronization
import Testing

@testable import RDFGraph

private func iri(_ number: Int) -> Term { .iri(IRI(trusted: "http://example.org/\(number)")) }

@Suite("Building on several threads")
struct ParallelBuildingTests {
  /// Three documents with terms of every kind, duplicates, shared terms and shared graphs.
  static let documents: [[Quad]] = (0..<3).map { document in
    var quads = GraphSnapshotTests.randomQuads(500, seed: UInt64(document + 1), graphs: 4)
    let quoted = Triple(iri(1), iri(100), .blankNode(BlankNode("n1")))
    quads.append(Quad(Triple(iri(document), iri(101), .tripleTerm(quoted))))
    let nested = Triple(iri(7), iri(100), .tripleTerm(quoted))
    quads.append(Quad(Triple(iri(document), iri(102), .tripleTerm(nested)), graph: iri(2_000)))
    quads += quads.prefix(50)
    return quads
  }

  static func begin(_ builder: inout GraphBuilder, _ number: Int) throws {
    try builder.beginDocument(
      source: "\(number).nq",
      graph: number == 1 ? IRI(trusted: "http://example.org/document") : nil)
    builder.declare(prefix: "d", namespace: IRI(trusted: "http://example.org/\(number)/"))
    builder.declare(prefix: "d\(number)", namespace: IRI(trusted: "http://example.org/"))
  }

  /// One builder, one document after the other, one thread.
  static func plain(keepsOrigins: Bool, batchSize: Int = 64) throws -> GraphBuilder {
    var builder = try GraphBuilder(keepsOrigins: keepsOrigins)
    for (number, quads) in documents.enumerated() {
      try begin(&builder, number)
      try fill(&builder, quads, batchSize: batchSize)
    }
    return builder
  }

  @Test(
    "the snapshot depends neither on the number of threads nor on the size of batches",
    arguments: [(1, 1), (2, 64), (3, 7), (8, 2_000)], [false, true])
  func threadsAndBatches(_ shape: (threads: Int, batchSize: Int), keepsOrigins: Bool) throws {
    let expected = SnapshotImage(try Self.plain(keepsOrigins: keepsOrigins).finish(exactly: 1))
    let builder = try Self.plain(keepsOrigins: keepsOrigins, batchSize: shape.batchSize)
    #expect(SnapshotImage(builder.finish(exactly: shape.threads)) == expected)
  }

  @Test("a graph without names is sorted alike on any number of threads", arguments: [2, 3, 5])
  func unnamed(threads: Int) throws {
    let quads = GraphSnapshotTests.randomQuads(3_000, seed: 11, graphs: 0)
    var images: [SnapshotImage] = []
    for count in [1, threads] {
      var builder = try GraphBuilder()
      try fill(&builder, quads, batchSize: 100)
      images.append(SnapshotImage(builder.finish(exactly: count)))
    }
    #expect(images[0] == images[1])
    #expect(images[0].columns[1].count == Set(quads.map(\.triple)).count)
  }

  @Test("an empty graph may be sorted on several threads")
  func empty() throws {
    #expect(try GraphBuilder().finish(exactly: 4).tripleCount == 0)
  }

  @Test("a reader on another thread fills the same graph", arguments: [1, 64])
  func pipe(batchSize: Int) throws {
    let expected = SnapshotImage(try Self.plain(keepsOrigins: true).finish(exactly: 1))
    var builder = try GraphBuilder(keepsOrigins: true)
    for (number, quads) in Self.documents.enumerated() {
      try Self.begin(&builder, number)
      let isRead = try builder.receive(fromThread: { pipe in
        try fill(&pipe, quads, batchSize: batchSize)
      })
      #expect(isRead)
    }
    #expect(SnapshotImage(builder.finish()) == expected)
  }

  @Test("prefixes go through the pipe, those after the last triple too")
  func prefixesThroughPipe() throws {
    var builder = try GraphBuilder()
    _ = try builder.receive(fromThread: { pipe in
      pipe.declare(prefix: "a", namespace: IRI(trusted: "a:1"))
      try fill(&pipe, Self.documents[0])
      pipe.declare(prefix: "a", namespace: IRI(trusted: "a:2"))
      pipe.declare(prefix: "b", namespace: IRI(trusted: "b:1"))
    })
    let prefixes = builder.finish().prefixes
    #expect(prefixes["a"]?.value == "a:1" && prefixes["b"]?.value == "b:1")
  }

  @Test("parts that are joined in order make the same graph", arguments: [false, true])
  func parts(keepsOrigins: Bool) throws {
    let expected = SnapshotImage(
      try Self.plain(keepsOrigins: keepsOrigins).finish(exactly: 1))
    for isFirstTakenOver in [false, true] {
      var joined = try GraphBuilder(keepsOrigins: keepsOrigins)
      for (number, quads) in Self.documents.enumerated() {
        if number == 0, isFirstTakenOver {
          try Self.begin(&joined, number)
          try fill(&joined, quads)
          continue
        }
        var part = try GraphBuilder(keepsOrigins: keepsOrigins)
        try Self.begin(&part, number)
        try fill(&part, quads)
        try joined.append(part)
      }
      #expect(SnapshotImage(joined.finish()) == expected)
    }
  }

  // MARK: Errors

  private struct Broken: Error, Equatable { var number: Int }

  @Test("what the reader throws comes out, after what it had read")
  func readerFails() throws {
    var builder = try GraphBuilder()
    #expect(throws: Broken(number: 1)) {
      try builder.receive(fromThread: { pipe in
        try fill(&pipe, Self.documents[0], batchSize: 10)
        throw Broken(number: 1)
      })
    }
    // The builder goes on.
    try fill(&builder, Self.documents[1])
    let triples = Set((Self.documents[0] + Self.documents[1]).map(\.triple))
    #expect(builder.finish().tripleCount >= triples.count)
  }

  @Test("what the watcher throws comes first, and the reader is told to stop")
  func watcherFails() throws {
    let readerSaw = Mutex<(any Error)?>(nil)
    var builder = try GraphBuilder()
    var batches = 0
    do {
      _ = try builder.receive(
        fromThread: { pipe in
          do {
            // More batches than the pipe holds.
            for _ in 0..<50 { try fill(&pipe, Self.documents[0], batchSize: 10) }
          } catch {
            readerSaw.withLock { $0 = error }
            throw Broken(number: 2)
          }
        },
        watch: {
          batches += 1
          if batches == 5 { throw Broken(number: 3) }
        })
      Issue.record("nothing was thrown")
    } catch StreamError.sink(let error) {
      #expect(error as? Broken == Broken(number: 3))
    }
    #expect(batches == 5)
    #expect(readerSaw.withLock { $0 } is CancellationError)
  }

  @Test("one term too many is an error, on every way into a builder")
  func capacity() throws {
    let quads = (0..<2_000).map { Quad(Triple(iri($0), iri(1), iri(2))) }
    var direct = try GraphBuilder(mostTerms: 1_000)
    #expect(throws: CapacityError.self) { try fill(&direct, quads, batchSize: 100) }

    var piped = try GraphBuilder(mostTerms: 1_000)
    do {
      _ = try piped.receive(fromThread: { pipe in
        for _ in 0..<50 { try fill(&pipe, quads, batchSize: 20) }
      })
      Issue.record("nothing was thrown")
    } catch StreamError.sink(let error) {
      #expect(error is CapacityError)
    }

    var part = try GraphBuilder()
    try fill(&part, quads)
    var joined = try GraphBuilder(mostTerms: 1_000)
    do {
      try joined.append(part)
      Issue.record("nothing was thrown")
    } catch {
      // The only error there is.
    }
  }
}
