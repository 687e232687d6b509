import RDFModel
import Testing

@testable import IsoglossFuzz

/// Counts triples and keeps nothing.
private struct CountingSink: TripleSink {
  private(set) var triples = 0

  mutating func receive(_ batch: borrowing TripleBatch) { triples += batch.count }
}

/// Excess of every kind; `Scripts/hostile` has more of it and larger, for the release build.
@Suite("Input that asks for too much")
struct HostileInputTests {
  private static let textSyntaxes = [Syntax.nt, .nq, .ttl, .trig]
  private static let deep = 200_000
  private static let statement = "<http://e/s> <http://e/p> "

  private func outcome(
    _ text: String, _ syntax: Syntax, limits: ReaderLimits = .standard
  ) -> Result<Int, SyntaxError> {
    outcome(Array(text.utf8), syntax, limits: limits)
  }

  private func outcome(
    _ bytes: [UInt8], _ syntax: Syntax, limits: ReaderLimits = .standard
  ) -> Result<Int, SyntaxError> {
    var sink = CountingSink()
    do throws(StreamError) {
      try syntax.read(
        bytes, options: ReaderOptions(limits: limits), pieceSize: 1 << 16, into: &sink)
      return .success(sink.triples)
    } catch {
      guard case .source(let problem) = error else { preconditionFailure("the sink takes all") }
      return .failure(problem)
    }
  }

  /// Checks that a limit stops the reader and is named.
  private func expectLimit(
    _ name: String, _ outcome: Result<Int, SyntaxError>,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    guard case .failure(let error) = outcome else {
      Issue.record("\(outcome)", sourceLocation: sourceLocation)
      return
    }
    #expect(error.code == .limitExceeded, "\(error)", sourceLocation: sourceLocation)
    #expect(error.message.contains(name), "\(error)", sourceLocation: sourceLocation)
    #expect(error.position.line >= 1, sourceLocation: sourceLocation)
  }

  // MARK: Depth

  @Test("triple terms, 200,000 deep", arguments: textSyntaxes, [true, false])
  func tripleTerms(_ syntax: Syntax, _ closed: Bool) {
    var text = Self.statement + String(repeating: "<<( " + Self.statement, count: Self.deep)
    if closed { text += "<http://e/o>" + String(repeating: " )>>", count: Self.deep) + " .\n" }
    expectLimit("tripleTermDepth", outcome(text, syntax))
  }

  @Test(
    "whatever nests in Turtle and TriG, 200,000 deep", arguments: [Syntax.ttl, .trig],
    [("( ", ")"), ("[ <http://e/p> ", "]"), ("<< ", ">>"), ("<http://e/o> {| <http://e/p> ", "|}")])
  func turtle(_ syntax: Syntax, _ brackets: (open: String, close: String)) {
    let open = brackets.open == "<< " ? "<< " + Self.statement : brackets.open
    let text =
      Self.statement + String(repeating: open, count: Self.deep) + "<http://e/o>"
      + String(repeating: brackets.close, count: Self.deep) + " ."
    expectLimit("depth", outcome(text, syntax))
  }

  @Test(
    "arrays and objects of JSON, 200,000 deep",
    arguments: ["[|]", "{\"http://e/p\": |}", "{\"@list\": [|]}", "{\"@graph\": [|]}"])
  func json(_ brackets: String) {
    let parts = brackets.split(separator: "|").map(String.init)
    let open = String(repeating: parts[0], count: Self.deep)
    expectLimit("limit", outcome(open, .jsonld))
    expectLimit(
      "limit", outcome(open + "1" + String(repeating: parts[1], count: Self.deep), .jsonld))
  }

  // MARK: Size

  @Test("literals beyond the limit, and up to one that is raised", arguments: textSyntaxes)
  func literals(_ syntax: Syntax) {
    let text = Array("\(Self.statement)\"".utf8)
    let long = text + [UInt8](repeating: 0x78, count: 18 << 20) + Array("\" .\n".utf8)
    expectLimit("literalBytes", outcome(long, syntax))
    var limits = ReaderLimits.standard
    limits.literalBytes = 20 << 20
    let count = try? outcome(long, syntax, limits: limits).get()
    #expect(count == 1)
  }

  @Test("IRIs, labels and language tags beyond the limit", arguments: textSyntaxes)
  func names(_ syntax: Syntax) {
    let long = String(repeating: "x", count: 100_000)
    expectLimit("nameBytes", outcome("<http://e/\(long)> <http://e/p> \"o\" .\n", syntax))
    expectLimit("nameBytes", outcome("_:\(long) <http://e/p> \"o\" .\n", syntax))
    let tag = String(repeating: "-abc", count: 30_000)
    expectLimit("nameBytes", outcome("\(Self.statement) \"o\"@en\(tag) .\n", syntax))
  }

  @Test("prefixes, names and numbers beyond the limit", arguments: [Syntax.ttl, .trig])
  func prefixes(_ syntax: Syntax) {
    let many = (0...10_000).map { "@prefix p\($0): <http://e/\($0)/> .\n" }.joined()
    expectLimit("namespaces", outcome(many, syntax))
    let long = String(repeating: "1", count: 100_000)
    expectLimit("nameBytes", outcome("@prefix x\(long): <http://e/> .\n", syntax))
    expectLimit("nameBytes", outcome("@prefix e: <http://e/> . e:x\(long) e:p 1 .\n", syntax))
    expectLimit("nameBytes", outcome("\(Self.statement) \(long) .\n", syntax))
  }

  // MARK: Characters

  @Test("a null byte is a character in a literal, and wrong anywhere else", arguments: textSyntaxes)
  func null(_ syntax: Syntax) {
    #expect((try? outcome("\(Self.statement)\"\0\" .\n", syntax).get()) == 1)
    for text in ["\0", "<http://e/\0> <http://e/p> 1 .\n", "\(Self.statement)\0 .\n", "_:a\0 "] {
      guard case .failure = outcome(text, syntax) else {
        Issue.record("\(syntax): \(text.debugDescription)")
        continue
      }
    }
  }

  @Test("bytes that are not UTF-8 are called that wherever they stand", arguments: textSyntaxes)
  func illFormed(_ syntax: Syntax) {
    for ill in Words.illFormed where ill != [0] {
      for before in ["", "# ", "<http://e/", Self.statement, "\(Self.statement)\"é", "_:a ", "_:a"]
      {
        guard case .failure(let error) = outcome(Array(before.utf8) + ill, syntax) else {
          Issue.record("\(before) \(ill)")
          continue
        }
        #expect(error.code == .invalidUTF8, "\(before) \(ill): \(error)")
      }
    }
  }
}
