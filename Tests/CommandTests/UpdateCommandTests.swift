import Foundation
import Testing

@Suite("isogloss update")
struct UpdateCommandTests {
  private let folder: ScratchFolder
  private let file: String

  init() throws {
    folder = try ScratchFolder()
    file = try folder.write("<http://e/s> <http://e/p> 1 .\n", to: "data.ttl")
  }

  @Test("the dataset that results is written, and the files stay as they were")
  func results() throws {
    let other = try folder.write("<http://e/t> <http://e/p> 2 .\n", to: "other.ttl")
    let run = try CommandRun([
      "update", "INSERT { ?s <http://e/q> <http://e/g> } WHERE { ?s <http://e/p> ?o }", "--data",
      file, "--named-graph", "http://e/g=\(other)",
    ])
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output.split(separator: "\n").sorted() == [
        "<http://e/s> <http://e/p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .",
        "<http://e/s> <http://e/q> <http://e/g> .",
        "<http://e/t> <http://e/p> \"2\"^^<http://www.w3.org/2001/XMLSchema#integer> <http://e/g> .",
      ])
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "<http://e/s> <http://e/p> 1 .\n")
  }

  @Test("--update-file, --to, -o, --base")
  func options() throws {
    let request = try folder.write("DELETE WHERE { <s> ?p ?o }", to: "change.ru")
    let target = folder.file("out.trig").path
    let run = try CommandRun([
      "update", "--update-file", request, "--data", file, "--to", "trig", "--base", "http://e/",
      "-o", target,
    ])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.isEmpty)
    #expect(try String(contentsOfFile: target, encoding: .utf8).contains("http://e/p") == false)
  }

  @Test("--parse-only and mistakes tell the place")
  func mistakes() throws {
    #expect(try CommandRun(["update", "CLEAR ALL", "--parse-only"]).status == 0)
    let wrong = try CommandRun(["update", "INSERT DATA {\n ?s a 1 }", "--parse-only"])
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains(/^update:2:2: error sparql-misplaced-variable: .+; .+\n$/))
  }

  @Test("a request that fails changes nothing")
  func atomic() throws {
    let target = folder.file("out.nq").path
    let run = try CommandRun([
      "update", "CLEAR ALL ; DROP GRAPH <http://e/none>", "--data", file, "-o", target,
    ])
    #expect(run.status == 3)
    #expect(run.errors.contains("update-graph-missing"))
    #expect(!FileManager.default.fileExists(atPath: target))
  }

  @Test("LOAD reads files of allowed folders only")
  func load() throws {
    let place = URL(fileURLWithPath: file).absoluteString
    let update = ["update", "LOAD <\(place)> INTO GRAPH <http://e/g>", "--data", file]
    let refused = try CommandRun(update)
    #expect(refused.status == 2)
    #expect(refused.errors.contains("update-load-refused"))
    let here = URL(fileURLWithPath: file).deletingLastPathComponent().path
    let loaded = try CommandRun(update + ["--allow-load", here])
    #expect(loaded.status == 0, "\(loaded.errors)")
    #expect(loaded.output.contains("<http://e/g> ."))
    let elsewhere = try CommandRun(update + ["--allow-load", here + "/none"])
    #expect(elsewhere.status == 3)
    #expect(elsewhere.errors.contains("update-load-failed"))
  }

  @Test("limits hold for queries and for updates as a whole")
  func limits() throws {
    let insert = "INSERT DATA { <a:a> <a:a> 1, 2, 3 }"
    let many = try CommandRun(["update", insert, "--data", file, "--max-rows", "2"])
    #expect(many.status != 0)
    #expect(many.errors.contains("query-row-limit"))
    let large = try CommandRun(["update", insert, "--data", file, "--max-memory-bytes", "10"])
    #expect(large.errors.contains("query-memory-limit"))
    #expect(try CommandRun(["update", insert, "--data", file, "--max-rows", "3"]).status == 0)
    let rows = try CommandRun([
      "query", "SELECT * { VALUES ?x { 1 2 3 } }", "--data", file, "--max-rows", "2",
    ])
    #expect(rows.errors.contains("query-row-limit"))
  }
}
