import ByteStorage
import Foundation
import Isogloss
import SPARQLResults
import Testing

@Suite("Writing results on several threads")
struct WritingThreadTests {
  /// More triples than two threads share out, with characters that syntaxes escape.
  private static let vocabulary = Result<Vocabulary, any Error> {
    var text = ""
    for line in 0..<35_000 {
      let object =
        switch line % 5 {
        case 0: "\"value, \\\"\(line)\\\"\""
        case 1: "\"Wert <\(line)> & mehr\"@de"
        case 2: "\"\(line)\"^^<http://www.w3.org/2001/XMLSchema#integer>"
        case 3: "_:b\(line % 50)"
        default: "<http://example.org/s\(line / 2)>"
        }
      text += "<http://example.org/s\(line)> <http://example.org/p> \(object) .\n"
    }
    return try Vocabulary(documents: [LoadingTests.document(text, "results.nt")])
  }

  private func bytes(
    _ result: QueryResult, _ table: ResultsFormat, _ graph: GraphFormat, threads: Int
  ) throws -> String {
    let output = try result.write(
      table: table, graph: graph, prefixes: PrefixMap(), threads: threads, to: ByteBuffer())
    return output.text(0, output.count)
  }

  @Test("tables are the same on any number of threads", arguments: ResultsFormat.allCases)
  func tables(format: ResultsFormat) throws {
    let vocabulary = try Self.vocabulary.get()
    let query = try vocabulary.parse(
      query: "SELECT * { ?s ?p ?o . OPTIONAL { ?o ?p ?x FILTER(isLiteral(?x)) } }")
    let result = try vocabulary.evaluate(query)
    let wanted = try bytes(result, format, .ntriples, threads: 1)
    #expect(wanted.utf8.count > 1 << 20)
    for threads in [2, 3] {
      let found = try bytes(result, format, .ntriples, threads: threads)
      #expect(found == wanted)
    }
  }

  @Test("graphs are the same on any number of threads", arguments: [GraphFormat.ntriples, .nquads])
  func graphs(format: GraphFormat) throws {
    let vocabulary = try Self.vocabulary.get()
    let query = try vocabulary.parse(
      query: "CONSTRUCT { ?s ?p ?o ; <http://example.org/q> [] } WHERE { ?s ?p ?o }")
    let result = try vocabulary.evaluate(query)
    let wanted = try bytes(result, .csv, format, threads: 1)
    for threads in [2, 3] {
      #expect(try bytes(result, .csv, format, threads: threads) == wanted)
    }
  }

  @Test("what cannot be written is told of by any number of threads", arguments: [1, 2])
  func errors(threads: Int) throws {
    let vocabulary = try Self.vocabulary.get()
    // U+0001 stands in no XML document.
    let query = try vocabulary.parse(
      query: #"SELECT ?s ?x { ?s ?p ?o BIND(IF(isBlank(?o), "\u0001", "1") AS ?x) }"#)
    let result = try vocabulary.evaluate(query)
    #expect(throws: ResultsWritingError.self) {
      try bytes(result, .xml, .ntriples, threads: threads)
    }
  }
}
