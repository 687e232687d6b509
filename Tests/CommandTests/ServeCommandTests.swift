import Foundation
import Testing

@Suite("isogloss serve")
struct ServeCommandTests {
  @Test("it tells its address, answers, and ends well when told to")
  func serve() throws {
    let folder = try ScratchFolder()
    let file = try folder.write("<http://e/s> <http://e/p> <http://e/o> .", to: "data.nt")
    let process = Process()
    process.executableURL = try CommandRun.program()
    process.arguments = ["serve", "--port", "0", "--data", file]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer { if process.isRunning { process.terminate() } }
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    let address = try #require(line.firstMatch(of: /^listening on (http:\/\/127\.0\.0\.1:\d+)\n$/))
    let port = try #require(address.1.split(separator: ":").last)

    let taken = try CommandRun(["serve", "--port", String(port), "--data", file])
    #expect(taken.status == 3)
    #expect(taken.errors.contains("error address-unavailable: "))

    let query = "ASK%20%7B%20%3Chttp%3A%2F%2Fe%2Fs%3E%20%3Fp%20%3Fo%20%7D"
    let answer = try #require(URL(string: "\(address.1)/sparql?query=\(query)"))
    #expect(String(decoding: try Data(contentsOf: answer), as: UTF8.self).contains("true"))
    let local = try folder.write("<http://e/o> <http://e/q> 1 .", to: "local.ttl")
    let federated = "SELECT ?s { ?o <http://e/q> 1 SERVICE <\(address.1)/sparql> { ?s ?p ?o } }"
    let asked = try CommandRun([
      "query", federated, "--data", local, "--results", "csv", "--allow-service",
      "\(address.1)/sparql",
    ])
    #expect(asked.output == "s\r\nhttp://e/s\r\n", "\(asked.errors)")
    let refused = try CommandRun([
      "query", federated, "--data", local, "--allow-service", "http://127.0.0.1:1/sparql",
    ])
    #expect(refused.status == 2)
    #expect(refused.errors.contains("query-service-refused"))

    process.terminate()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 0)
  }

  @Test(
    "wrong limits and ports are wrong usage",
    arguments: [["--port", "70000"], ["--timeout", "0"], ["--max-rows", "0"], ["-o", "x"]])
  func usage(_ arguments: [String]) throws {
    #expect(try CommandRun(["serve"] + arguments).status == 64)
  }
}
