import Foundation
import Isogloss
import Synchronization
import Testing

@testable import IsoglossCommand

@Suite("Progress")
struct ProgressTests {
  /// What a line has written, from any thread.
  final class Terminal: Sendable {
    private let written = Mutex<[String]>([])
    func write(_ text: String) { written.withLock { $0.append(text) } }
    var texts: [String] { written.withLock { $0 } }
  }

  private static func text(
    _ progress: LoadProgress?, title: String = "reading a.rdf", columns: Int = 80
  ) -> String {
    ProgressLine.text(title, progress, seconds: 3, columnCount: columns)
  }

  @Test("the line says how much of what is known has been read")
  func bar() {
    #expect(Self.text(nil) == "reading a.rdf 3 s")
    #expect(
      Self.text(LoadProgress(phase: .reading, bytesRead: 37_000_000, byteCount: 100_000_000))
        == "reading a.rdf [#######.............]  37 % 37.0 of 100.0 MB 3 s")
    #expect(
      Self.text(LoadProgress(phase: .reading, bytesRead: 5_300_000, byteCount: nil))
        == "reading a.rdf 5.3 MB 3 s")
    #expect(
      Self.text(LoadProgress(phase: .sorting, bytesRead: 9, byteCount: 9))
        == "reading a.rdf [####################] sorting 3 s")
  }

  @Test("the line never wraps, whatever the width", arguments: 0...90)
  func width(columns: Int) {
    for bytes in [0, 50, 100, 200] {
      let progress = LoadProgress(phase: .reading, bytesRead: bytes, byteCount: 100)
      let line = Self.text(
        progress, title: "reading " + String(repeating: "x/", count: 30) + "end.rdf",
        columns: columns)
      #expect(line.count < max(columns, 1))
      if columns > 75 { #expect(line.contains("end.rdf [")) }
    }
  }

  @Test("the line appears after its delay, follows the work, and is cleared")
  func life() throws {
    let terminal = Terminal()
    let line = ProgressLine("reading", delay: .milliseconds(20), columnCount: 80) {
      terminal.write($0)
    }
    line.onProgress(LoadProgress(phase: .reading, bytesRead: 1, byteCount: 2))
    let start = ContinuousClock.now
    while terminal.texts.isEmpty, ContinuousClock.now - start < .seconds(20) {
      Thread.sleep(forTimeInterval: 0.01)
    }
    line.end()
    let texts = terminal.texts
    #expect(texts.first?.contains("[##########..........]  50 %") == true)
    #expect(texts.last == "\r\u{1B}[K")
    Thread.sleep(forTimeInterval: 0.4)
    #expect(terminal.texts.count == texts.count)
  }

  @Test("work that is done before the delay writes nothing")
  func quickWork() {
    let terminal = Terminal()
    ProgressLine("reading", delay: .seconds(60), columnCount: 80) { terminal.write($0) }.end()
    #expect(terminal.texts.isEmpty)
  }

  @Test("a stream that is no terminal gets no bar")
  func noTerminal() throws {
    let scratch = try ScratchFolder()
    let file = try scratch.write("<http://e.org/a> <http://e.org/p> \"x\" .\n", to: "a.nt")
    let run = try CommandRun(["convert", file, "--to", "turtle", "--progress", "auto"])
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
  }

  @Test("on a terminal a conversion of over a second shows its bar, and --progress never does not")
  func pseudoTerminal() throws {
    let script = "/usr/bin/script"
    guard FileManager.default.isExecutableFile(atPath: script) else {
      print("skipped: no \(script) to make a pseudo-terminal")
      return
    }
    let scratch = try ScratchFolder()
    // A pipe that gives half of the data, then nothing for more than a second.
    let feed = "{ printf '<http://e.org/a> <http://e.org/p> \"x\" .\\n'; sleep 2.5; }"
    let program = try CommandRun.program().path
    func transcript(_ choice: String) throws -> String {
      let out = scratch.file("out-" + choice).path
      let process = Process()
      process.executableURL = URL(fileURLWithPath: script)
      process.arguments = [
        "-qec",
        "\(feed) | '\(program)' convert - --from ntriples --to ntriples --progress \(choice)"
          + " -o '\(out)'", "/dev/null",
      ]
      process.environment = ProcessInfo.processInfo.environment.merging(["TERM": "xterm"]) { $1 }
      let pipe = Pipe()
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = pipe
      try process.run()
      let data = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      return String(decoding: data, as: UTF8.self)
    }
    let shown = try transcript("auto")
    #expect(shown.contains("converting"))
    #expect(shown.contains(" s\u{1B}[K"))
    #expect(shown.hasSuffix("\r\u{1B}[K"))
    let silent = try transcript("never")
    #expect(!silent.contains("converting"))
  }
}
