import Testing

@Suite("Usage: help, versions, wrong arguments")
struct UsageTests {
  @Test("--version tells Isogloss's version and that of libxml2")
  func version() throws {
    let run = try CommandRun(["--version"])
    #expect(run.status == 0)
    #expect(run.output.contains(/^isogloss \d+\.\d+\.\d+\nlibxml2 \d+\.\d+\.\d+\n$/))
  }

  @Test("--help has examples")
  func help() throws {
    let run = try CommandRun(["--help"])
    #expect(run.status == 0)
    #expect(run.output.contains("EXAMPLE"))
    #expect(run.output.contains("isogloss resolve"))
  }

  @Test(
    "a command that there is not comes with those that are spelt alike",
    arguments: [("resolv", "'resolve'"), ("dif", "'diff'"), ("serch", "'search'")])
  func unknownCommand(_ name: String, _ suggestion: String) throws {
    let run = try CommandRun([name, "x"])
    #expect(run.status == 64)
    #expect(run.errors.contains("There is no command '\(name)'. Did you mean \(suggestion)"))
  }

  @Test(
    "a missing argument is told with the usage of the command",
    arguments: ["show", "search", "resolve", "query", "update"])
  func missingArgument(_ command: String) throws {
    let run = try CommandRun([command])
    #expect(run.status == 64)
    #expect(run.errors.contains("Missing expected argument"))
    #expect(run.errors.contains("Usage: isogloss \(command)"))
  }

  @Test("shell completions are written", arguments: ["bash", "zsh", "fish"])
  func completion(_ shell: String) throws {
    let run = try CommandRun(["--generate-completion-script", shell])
    #expect(run.status == 0)
    #expect(run.output.contains("resolve"))
  }

  @Test(
    "wrong usage ends with 64, and nothing is on standard output",
    arguments: [
      ["nonsense"], ["info", "--nonsense"], ["resolve"], ["query"], ["convert", "a.ttl"],
      ["convert", "-", "--to", "turtle"], ["info", "--data", "-"],
      ["query", "ASK {}", "--entailment", "owl"], ["query", "ASK {}", "--allow-service", "x"],
      ["query", "ASK {}", "--named-graph", "x"],
      ["query", "ASK {}", "--base", "not an iri"], ["query", "ASK {}", "--timeout", "0"],
      ["query", "ASK {}", "--max-rows", "0"], ["query", "ASK {}", "--max-memory-bytes", "much"],
      ["update", "CLEAR ALL", "--timeout", "-1"], ["update", "CLEAR ALL", "--max-rows", "0"],
      ["update", "CLEAR ALL", "--allow-service", "file:///x"],
      ["resolve", "x", "--relations", "exact,nonsense"], ["resolve", "x", "--min-confidence", "2"],
      ["check", "--rules", "S99"], ["search", "x", "--limit", "0"], ["export", "--format", "docx"],
      ["convert", "a.ttl", "--to", "turtle", "--canonical"],
    ])
  func usage(_ arguments: [String]) throws {
    let run = try CommandRun(arguments)
    #expect(run.status == 64, "\(arguments): \(run.errors)")
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("Error:"))
  }
}
