import Foundation
import Isogloss
import Synchronization
import Testing

@Suite("Loading on several threads")
struct ParallelLoadingTests {
  /// Documents that share terms and graphs, more than a megabyte together.
  static let documents: [Document] = (0..<6).map { number in
    var text = ""
    for line in 0..<3_000 {
      let concept = "<http://example.org/\(number % 2)/c\(line)>"
      text +=
        "\(concept) <http://www.w3.org/2004/02/skos/core#prefLabel> \"name \(line % 900)\"@en .\n"
      text += "\(concept) <http://www.w3.org/2004/02/skos/core#related> _:b\(line % 50) .\n"
    }
    return LoadingTests.document(
      text, "\(number).nt",
      graph: number % 3 == 1 ? IRI(trusted: "http://example.org/g") : nil)
  }

  /// One document of more than a megabyte, which is read beside its interning.
  static let large: Document = {
    var text = ""
    for line in 0..<25_000 {
      text += "<http://example.org/s\(line)> <http://example.org/p> \"value \(line)\" .\n"
    }
    return LoadingTests.document(text, "large.nt")
  }()

  static func image(_ snapshot: GraphSnapshot) -> [String] {
    var lines: [String] = []
    snapshot.forEach(snapshot.match()) { subject, predicate, object in
      let graphs = snapshot.graphs(subject: subject, predicate: predicate, object: object)
      lines.append("\(subject.rawValue) \(predicate.rawValue) \(object.rawValue) \(graphs)")
    }
    return lines + snapshot.sources
  }

  static func loader(_ threadCount: Int) -> DatasetLoader {
    var loader = DatasetLoader()
    loader.threadCount = threadCount
    return loader
  }

  @Test("the graph is the same on any number of threads", arguments: [2, 3, 8])
  func determinism(threads: Int) throws {
    for documents in [Self.documents, [Self.large], [Self.large] + Self.documents.prefix(2)] {
      let expected = try Self.loader(1).load(documents)
      let found = try Self.loader(threads).load(documents)
      #expect(Self.image(found) == Self.image(expected))
      #expect(found.byteCount == expected.byteCount)
    }
  }

  @Test("problems are told in the order of the documents", arguments: [1, 2, 8])
  func problems(threads: Int) throws {
    var documents = Self.documents
    documents[1] = LoadingTests.document("<a:a> <b:b> .\n", "first.nt")
    documents[3] = Document(path: "/nowhere/second.ttl")
    documents[5] = LoadingTests.document("<rdf:RDF", "third.rdf")
    do {
      _ = try Self.loader(threads).load(documents)
      Issue.record("nothing was thrown")
    } catch let error as LoadError {
      let sources = error.description.split(separator: "\n").map { $0.split(separator: ":")[0] }
      #expect(sources == ["first.nt", "/nowhere/second.ttl", "third.rdf"])
    }
  }

  @Test("an error in the middle of a large document ends its reading", arguments: [1, 2])
  func errorInTheMiddle(threads: Int) throws {
    guard case .data(let data) = Self.large.content else { return }
    let cut = data.prefix(data.count / 2) + Data("\n<broken\n".utf8) + data.suffix(data.count / 2)
    let document = Document(data: cut, name: "cut.nt")
    #expect(throws: LoadError.self) { try Self.loader(threads).load([document]) }
  }

  @Test("progress grows to the whole, then turns to sorting", arguments: [1, 2, 3])
  func progress(threads: Int) throws {
    for documents in [[Self.large], Self.documents] {
      let seen = Mutex<[LoadProgress]>([])
      var loader = Self.loader(threads)
      loader.onProgress = { progress in seen.withLock { $0.append(progress) } }
      _ = try loader.load(documents)
      let all = seen.withLock { $0 }
      #expect(all.count > 1)
      #expect(zip(all, all.dropFirst()).allSatisfy { $0.bytesRead <= $1.bytesRead })
      #expect(all.dropLast().allSatisfy { $0.phase == .reading })
      #expect(all.last?.phase == .sorting)
      #expect(all.last?.fraction == 1)
    }
  }

  private struct Enough: Error {}

  @Test("what the receiver of progress throws ends the loading", arguments: [1, 2, 3])
  func stopping(threads: Int) throws {
    for documents in [[Self.large], Self.documents] {
      var loader = Self.loader(threads)
      loader.onProgress = { _ in throw Enough() }
      let stopped = loader
      #expect(throws: Enough.self) { try stopped.load(documents) }
    }
  }

  @Test("loading in a task that is cancelled ends", arguments: [1, 2, 3])
  func cancellation(threads: Int) async throws {
    for documents in [[Self.large], Self.documents] {
      let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return try Self.loader(threads).load(documents).tripleCount
      }
      await #expect(throws: CancellationError.self) { try await task.value }
    }
  }
}
