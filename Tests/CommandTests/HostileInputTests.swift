import Foundation
import Testing

@Suite("Hostile and damaged input ends cleanly with 2")
struct HostileInputTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// A problem in the form `file:line:column: error CODE: message; remedy`.
  private func expectProblem(_ run: CommandRun, _ context: String = "") {
    #expect(run.status == 2, "\(context) \(run.errors)")
    #expect(run.output.isEmpty)
    #expect(run.errorLines.count == 1)
    #expect(
      run.errors.contains(/^[^\n]+:\d+:\d+: error [a-z0-9-]+: [^\n]+; [^\n]+\n$/),
      "\(context) \(run.errors)")
  }

  private func rdf(_ body: String, doctype: String = "") -> String {
    """
    <?xml version="1.0"?>
    \(doctype)<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns:e="http://example.org/">\(body)</rdf:RDF>
    """
  }

  @Test("an entity bomb")
  func entityBomb() throws {
    var doctype = "<!DOCTYPE r [<!ENTITY a0 \"aaaaaaaaaa\">"
    for level in 1...12 {
      let before = String(repeating: "&a\(level - 1);", count: 10)
      doctype += "<!ENTITY a\(level) \"\(before)\">"
    }
    let text = rdf("<e:T><e:p>&a12;</e:p></e:T>", doctype: doctype + "]>\n")
    expectProblem(try CommandRun(["info", try folder.write(text, to: "bomb.rdf")]))
  }

  @Test("an external entity that points at a local file")
  func externalEntity() throws {
    let secret = try folder.write("secret words", to: "secret.txt")
    let text = rdf(
      "<e:T><e:p>&x;</e:p></e:T>",
      doctype: "<!DOCTYPE r [<!ENTITY x SYSTEM \"file://\(secret)\">]>\n")
    let run = try CommandRun(
      ["convert", try folder.write(text, to: "external.rdf"), "--to", "ntriples"])
    expectProblem(run)
    #expect(!(run.output + run.errors).contains("secret words"))
  }

  @Test("XML that is 10,000 deep")
  func deep() throws {
    let text = rdf(
      String(repeating: "<e:T><e:p>", count: 5000) + String(repeating: "</e:p></e:T>", count: 5000))
    expectProblem(try CommandRun(["info", try folder.write(text, to: "deep.rdf")]))
  }

  @Test("Turtle that is 100,000 deep")
  func deepTurtle() throws {
    let text = "<http://e/s> <http://e/p> " + String(repeating: "[ <http://e/p> ", count: 100_000)
    expectProblem(try CommandRun(["info", try folder.write(text, to: "deep.ttl")]))
  }

  @Test("a query that nests without end")
  func deepQuery() throws {
    let text = "ASK " + String(repeating: "{ ", count: 100_000)
    let path = try folder.write(text, to: "deep.rq")
    expectProblem(try CommandRun(["query", "--query-file", path, "--parse-only"]))
  }

  @Test("a file that is cut anywhere")
  func cut() throws {
    let whole = Array(
      rdf(
        """

          <e:T rdf:about="http://example.org/a"><e:p xml:lang="en">wörd &amp; more</e:p>
            <e:q rdf:resource="http://example.org/b"/></e:T>

        """
      ).utf8)
    for length in stride(from: 0, to: whole.count, by: 50) {
      let file = folder.file("cut.rdf")
      try Data(whole[..<length]).write(to: file)
      expectProblem(try CommandRun(["info", file.path]), "cut at \(length):")
    }
  }

  @Test("bytes that are no text, files that are not there, archives that are damaged")
  func garbage() throws {
    let bytes = Data((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 167 ^ $0 >> 3) })
    for name in ["garbage.rdf", "garbage.ttl", "garbage.nt", "garbage.sssom.tsv"] {
      try bytes.write(to: folder.file(name))
      expectProblem(try CommandRun(["info", folder.file(name).path]), name)
    }
    try bytes.write(to: folder.file("garbage.nt.gz"))
    for name in ["garbage.nt.gz", "missing.rdf"] {
      let run = try CommandRun(["info", folder.file(name).path])
      #expect(run.status == 2, "\(run.errors)")
      #expect(run.errors.contains(/^[^\n]+: error [a-z0-9-]+: [^\n]+; [^\n]+\n$/))
    }
  }

  @Test("compressed data that expands without end is stopped, unless the user allows it")
  func gzipBomb() throws {
    let bomb = try GzipBomb.lines(megabytes: 80)
    try Data(bomb).write(to: folder.file("bomb.nt.gz"))
    let path = folder.file("bomb.nt.gz").path
    let run = try CommandRun(["convert", path, "--to", "nquads"])
    #expect(run.status == 2)
    #expect(
      run.errors.contains("bomb.nt.gz: error limit-exceeded: the limit expansionRatio = 250 "))
    let allowed = try CommandRun(
      ["convert", path, "--to", "nquads", "--input-limit", "expansionRatio=2000"])
    #expect(allowed.status == 0, "\(allowed.errors)")
  }

  @Test("limits can be lowered and raised by name, and only by a name that is one")
  func limits() throws {
    let long = String(repeating: "x", count: 100_000)
    let path = try folder.write("<http://e/\(long)> <http://e/p> \"o\" .\n", to: "long.nt")
    expectProblem(try CommandRun(["info", path]))
    #expect(try CommandRun(["info", path, "--input-limit", "nameBytes=200000"]).status == 0)
    for wrong in ["nonsense=1", "nameBytes", "nameBytes=0", "nameBytes=x"] {
      #expect(try CommandRun(["info", path, "--input-limit", wrong]).status == 64)
    }
  }

  @Test("a full disk is not a fault of the input")
  func fullDisk() throws {
    guard FileManager.default.isWritableFile(atPath: "/dev/full") else { return }
    let lines = (0..<50_000).map { "<http://e/\($0)> <http://e/p> \"o\" .\n" }.joined()
    let path = try folder.write(lines, to: "good.nt")
    for format in ["ntriples", "turtle"] {
      let run = try CommandRun(["convert", path, "--to", format, "-o", "/dev/full"])
      #expect(run.status == 3, "\(run.errors)")
      #expect(run.errors.hasPrefix("/dev/full: error file-unwritable: "))
    }
  }

  @Test("each file with a problem is named")
  func severalProblems() throws {
    let one = try folder.write("oops", to: "one.ttl")
    let two = try folder.write("<a>", to: "two.rdf")
    let run = try CommandRun(["check", one, two])
    #expect(run.status == 2)
    #expect(run.errorLines.count == 2)
    #expect(run.errorLines.first?.hasPrefix(one + ":1:") == true)
    #expect(run.errorLines.last?.hasPrefix(two + ":") == true)
  }
}

/// Small files that expand a thousand times, made without a library for it.
private enum GzipBomb {
  struct NoProgram: Error {}

  /// Line feeds, as `gzip` compresses them.
  static func lines(megabytes: Int) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "head -c \(megabytes << 20) /dev/zero | tr '\\0' '\\n' | gzip -9 -n",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0, !data.isEmpty else { throw NoProgram() }
    return [UInt8](data)
  }
}
