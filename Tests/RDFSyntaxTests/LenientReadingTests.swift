import IsoglossTestSupport
import RDFModel
import RDFSyntax
import Synchronization
import Testing

/// Reading that leaves faulty statements of N-Triples and N-Quads out.
@Suite("Lenient reading")
struct LenientReadingTests {
  /// Keeps what a lenient reader tells.
  private final class Reports: Sendable {
    private let errors = Mutex<[SyntaxError]>([])

    func add(_ error: SyntaxError) { errors.withLock { $0.append(error) } }

    var all: [SyntaxError] { errors.withLock { $0 } }
  }

  private func readLeniently(
    _ text: [UInt8], limits: ReaderLimits = .standard, pieceSize: Int = .max
  ) -> (document: ReadDocument, reports: [SyntaxError]) {
    let reports = Reports()
    let options = ReaderOptions(limits: limits, mode: .lenient { reports.add($0) })
    let document = read(text, with: NQuadsReader.self, options: options, pieceSize: pieceSize)
    return (document, reports.all)
  }

  private static let good = "<http://e/s> <http://e/p> \"good\" ."

  /// A faulty line, with its column and code.
  static let faults: [(line: String, column: Int, code: String)] = [
    ("<http://e/s> <http://e/p> .", 27, "turtle-unexpected-token"),
    ("<http://e/s> <http://e/p> \"x .", 31, "turtle-line-break-in-string"),
    ("<http://e/s> <http://e/p> \"x\" . <http://e/s>", 33, "turtle-unexpected-token"),
    ("<http://e/s> <p> \"x\" .", 14, "invalid-iri"),
    ("<http://e/s> <http://e/ p> \"x\" .", 24, "invalid-iri"),
    ("<http://e/s> <http://e/p> \"\\q\" .", 28, "turtle-invalid-escape"),
    ("_:a <http://e/p> <<( _:b <http://e/p> \"x\" .", 43, "turtle-unexpected-token"),
    ("é <http://e/p> \"x\" .", 1, "turtle-unexpected-token"),
    ("<http://e/é> <http://e/p> \"é\" é .", 31, "turtle-unexpected-token"),
  ]

  @Test("Each fault is told and its line left out", arguments: [1, 7, Int.max])
  func faults(pieceSize: Int) {
    for lineBreak in ["\n", "\r\n", "\r"] {
      let lines = Self.faults.flatMap { [Self.good, $0.line] } + [Self.good]
      let text = Array(lines.joined(separator: lineBreak).utf8)
      let (document, reports) = readLeniently(text, pieceSize: pieceSize)
      #expect(document.error == nil)
      #expect(document.quads.count == Self.faults.count + 1)
      #expect(Set(document.quads).count == 1)
      #expect(reports.map(\.code.rawValue) == Self.faults.map(\.code))
      #expect(reports.map(\.position.column) == Self.faults.map(\.column))
      #expect(reports.map(\.position.line) == Self.faults.indices.map { 2 * $0 + 2 })
    }
  }

  @Test("Bytes that are not UTF-8 cost their line alone")
  func illFormed() {
    let text = Array("\(Self.good)\n# ".utf8) + [0xFF] + Array(" comment\n\(Self.good)\n".utf8)
    let (document, reports) = readLeniently(text)
    #expect(document.quads.count == 2)
    #expect(reports.map(\.code) == [.invalidUTF8])
    #expect(reports.map(\.position.line) == [2])
  }

  @Test("A line that is too long is left out, wherever pieces end", arguments: [1, 7, 64])
  func longLines(pieceSize: Int) {
    var limits = ReaderLimits.standard
    limits.statementBytes = 100
    let long = "# " + String(repeating: "x", count: 200)
    for lineBreak in ["\n", "\r\n", "\r"] {
      let lines = [Self.good, long, Self.good, long, long, "oops", Self.good, long]
      let (document, reports) = readLeniently(
        Array(lines.joined(separator: lineBreak).utf8), limits: limits, pieceSize: pieceSize)
      #expect(document.error == nil)
      #expect(document.quads.count == 3)
      #expect(reports.map(\.position.line) == [2, 4, 5, 6, 8])
      #expect(reports[0].message.contains("statementBytes"))
      #expect(reports[3].code == .turtleUnexpectedToken)
      let before = lines[..<5].reduce(0) { $0 + $1.utf8.count + lineBreak.utf8.count }
      #expect(reports[3].position.byteOffset == before)
    }
  }

  @Test("Too many faults end the reading, with the limit named")
  func tooMany() {
    var limits = ReaderLimits.standard
    limits.faultyStatements = 3
    let text = Array(String(repeating: "oops\n", count: 10).utf8)
    let (document, reports) = readLeniently(text, limits: limits)
    #expect(document.error?.code == .limitExceeded)
    #expect(document.error?.message.contains("faultyStatements = 3") == true)
    #expect(reports.count == 4)
  }

  @Test("Turtle stays strict")
  func turtle() {
    let reports = Reports()
    let options = ReaderOptions(mode: .lenient { reports.add($0) })
    let document = read("<http://e/s> oops .", with: TurtleReader.self, options: options)
    #expect(document.error != nil)
    #expect(reports.all.isEmpty)
  }
}
