import Foundation
import Testing

@Suite("isogloss snapshot, and the cache of the shipped collection")
struct SnapshotCommandTests {
  private static let turtle = """
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix ex: <http://example.org/> .
    ex:a a skos:Concept ; skos:prefLabel "bias"@en ; skos:broader [ a skos:Concept ] .

    """

  private let folder: ScratchFolder
  private let file: String
  private let snapshot: String

  init() throws {
    folder = try ScratchFolder()
    file = try folder.write(Self.turtle, to: "data.ttl")
    snapshot = folder.file("data.isogloss").path
  }

  @Test("every --data takes a snapshot in place of the files")
  func asData() throws {
    let made = try CommandRun(["snapshot", file, "-o", snapshot, "--quiet"])
    #expect(made.status == 0 && made.errors.isEmpty && made.output.isEmpty, "\(made.errors)")
    let query = "SELECT ?c ?l { ?c skos:prefLabel ?l }"
    for arguments in [
      ["query", query, "--results", "csv", "--data"],
      ["query", "ASK { ?c a skos:Concept }", "--data"],
      ["export", "--format", "markdown", "--data"],
      ["search", "bias", "--format", "json", "--data"],
    ] {
      let stated = try CommandRun(arguments + [file])
      let opened = try CommandRun(arguments + [snapshot])
      #expect(stated.status == opened.status && stated.output == opened.output, "\(arguments)")
      #expect(opened.errors == stated.errors, "\(arguments)")
    }
    let together = try CommandRun(
      ["query", "SELECT ?c { ?c a skos:Concept }", "--results", "csv", "--data", snapshot, file])
    #expect(together.output.split(separator: "\r\n").count == 1 + 3)
    let turtle = try CommandRun(["convert", snapshot, "--to", "ntriples"])
    #expect(turtle.output.split(separator: "\n").count == 4, "\(turtle.errors)")
  }

  @Test("a damaged snapshot is an error with its code")
  func damage() throws {
    _ = try CommandRun(["snapshot", file, "-o", snapshot])
    let whole = try CommandRun(["snapshot", "--verify", snapshot])
    #expect(whole.status == 0 && whole.output.contains("whole, 4 triples"), "\(whole.errors)")
    var bytes = try Data(contentsOf: URL(fileURLWithPath: snapshot))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(fileURLWithPath: snapshot))
    for arguments in [
      ["snapshot", "--verify", snapshot], ["query", "ASK {}", "--data", snapshot],
      ["info", snapshot],
    ] {
      let run = try CommandRun(arguments)
      #expect(run.status == 2 && run.errors.contains("error snapshot-damaged:"), "\(run.errors)")
    }
  }

  @Test("the place of the snapshot must be named")
  func usage() throws {
    #expect(try CommandRun(["snapshot", file]).status == 64)
    #expect(try CommandRun(["snapshot", "--verify"]).status == 64)
  }

  @Test("the shipped collection is read once, and again when its cache is damaged")
  func cache() throws {
    let environment = ["XDG_CACHE_HOME": folder.url.appendingPathComponent("cache").path]
    let cached = folder.url.appendingPathComponent("cache/isogloss")
    func run(_ more: [String] = []) throws -> String {
      let run = try CommandRun(
        ["resolve", "provider", "--in", "eu-ai-act-2024", "--format", "json"] + more,
        environment: environment)
      #expect(run.errors.isEmpty && run.status < 2, "\(run.errors)")
      return run.output
    }
    func names() -> [String] {
      (try? FileManager.default.contentsOfDirectory(atPath: cached.path)) ?? []
    }
    let parsed = try run(["--no-cache"])
    #expect(names().isEmpty)
    #expect(try run() == parsed)
    let name = try #require(names().first)
    #expect(names().count == 1)
    #expect(try run() == parsed)
    let path = cached.appendingPathComponent(name)
    let whole = try Data(contentsOf: path)
    var damaged = whole
    damaged[damaged.count / 3] ^= 0x10
    try damaged.write(to: path)
    #expect(try run() == parsed)
    #expect(try Data(contentsOf: path) == whole)
    try whole.prefix(1000).write(to: path)
    #expect(try run() == parsed)
    #expect(try Data(contentsOf: path) == whole)
  }
}
