import RDFModel
import Testing

@testable import IsoglossFuzz

/// A sink that takes some batches, then no more.
private struct FailingSink: TripleSink {
  struct Full: Error, Equatable { let after: Int }

  var batchesLeft: Int
  var takesPrefixes = true
  private(set) var triples = 0

  mutating func receive(_ batch: borrowing TripleBatch) throws {
    guard batchesLeft > 0 else { throw Full(after: triples) }
    batchesLeft -= 1
    triples += batch.count
  }

  mutating func declare(prefix: String, namespace: IRI) throws {
    if !takesPrefixes { throw Full(after: triples) }
  }
}

/// Whoever reads a stream has to know which end of it broke: the document is wrong and a message
/// says where, or the disk is full and nothing is wrong with the document.
@Suite("Errors of the source and of the sink")
struct StreamErrorTests {
  private func read(
    _ bytes: [UInt8], _ syntax: Syntax, into sink: inout FailingSink
  ) -> StreamError? {
    do throws(StreamError) {
      try syntax.read(bytes, options: ReaderOptions(), pieceSize: 1_000, into: &sink)
      return nil
    } catch {
      return error
    }
  }

  @Test("what the sink throws comes out as it is", arguments: Syntax.allCases, [0, 1])
  func sink(_ syntax: Syntax, _ batches: Int) throws {
    var sink = FailingSink(batchesLeft: batches)
    let error = read(Documents.triples(6_000, in: syntax), syntax, into: &sink)
    guard case .sink(let full as FailingSink.Full) = error else {
      Issue.record("\(syntax): \(String(describing: error))")
      return
    }
    #expect(full == FailingSink.Full(after: sink.triples))
    #expect((sink.triples > 0) == (batches > 0))
  }

  @Test("so does what it throws at a prefix", arguments: [Syntax.ttl, .trig, .rdf])
  func prefix(_ syntax: Syntax) {
    var sink = FailingSink(batchesLeft: .max, takesPrefixes: false)
    let error = read(Documents.triples(10, in: syntax), syntax, into: &sink)
    guard case .sink(let full as FailingSink.Full) = error else {
      Issue.record("\(syntax): \(String(describing: error))")
      return
    }
    #expect(full.after == 0)
  }

  @Test("a document that goes wrong midway is an error of the source", arguments: Syntax.allCases)
  func source(_ syntax: Syntax) {
    var sink = FailingSink(batchesLeft: .max)
    let wrong = syntax == .rdf ? "<e:x/ >" : ", oops"
    let error = read(Documents.triples(6_000, in: syntax, before: wrong), syntax, into: &sink)
    guard case .source(let problem) = error else {
      Issue.record("\(syntax): \(String(describing: error))")
      return
    }
    // The first line of Turtle and RDF/XML is a declaration.
    let line = [.nt, .nq].contains(syntax) ? 6_001 : syntax == .jsonld ? 6_000 : 6_002
    #expect(problem.position.line == line, "\(problem)")
    // What was read before the error belongs to the sink; JSON-LD is read as a whole.
    switch syntax {
    case .jsonld: #expect(sink.triples == 0)
    case .rdf: #expect(sink.triples > 2_000)
    default: #expect(sink.triples == 6_000)
    }
  }

  @Test("a sink that is full is told of before an error behind it", arguments: Syntax.allCases)
  func both(_ syntax: Syntax) {
    guard syntax != .jsonld else { return }
    var sink = FailingSink(batchesLeft: 0)
    let error = read(Documents.triples(6_000, in: syntax, before: "<"), syntax, into: &sink)
    guard case .sink = error else {
      Issue.record("\(syntax): \(String(describing: error))")
      return
    }
  }
}
