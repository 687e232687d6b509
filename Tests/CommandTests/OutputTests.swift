import ArgumentParser
import Foundation
import Isogloss
import SKOSVocabulary
import Testing

@testable import IsoglossCommand

@Suite("Output and options")
struct OutputTests {
  @Test("columns line up, colours take no room")
  func table() {
    let style = TextStyle(isOn: true)
    var table = TextTable(columns: 3, rightAligned: [1])
    table.add([style.bold("a"), "1", "x"])
    table.add(["long", "100", ""])
    #expect(table.text == "\u{1B}[1ma\u{1B}[0m       1  x\nlong  100\n")
  }

  @Test(
    "columns line up where letters take two columns of a terminal, or none",
    arguments: ["リスク", "ri\u{301}sk-s", "한국어"])
  func wideTable(_ word: String) {
    var table = TextTable(columns: 2)
    table.add([word, "x"])
    table.add(["abcdef", "x"])
    #expect(table.text == "\(word)  x\nabcdef  x\n")
  }

  @Test("a command that is interrupted leaves nothing behind", arguments: [SIGINT, SIGTERM])
  func interruption(_ number: Int32) throws {
    let folder = try ScratchFolder()
    let process = Process()
    process.executableURL = try CommandRun.program()
    process.arguments = [
      "convert", "-", "--from", "ntriples", "--to", "ntriples", "-o", folder.file("out").path,
    ]
    process.standardInput = Pipe()
    try process.run()
    while folder.names.isEmpty, process.isRunning { usleep(10_000) }
    kill(process.processIdentifier, number)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == number)
    #expect(folder.names == [])
  }

  @Test("a file appears with commit and not before, and keeps its permissions")
  func commit() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("old", to: "file")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    do {
      let output = try ResultOutput(path: path)
      try output.write("lost")
    }
    #expect(try folder.text("file") == "old")
    let output = try ResultOutput(path: path)
    try output.write(String(repeating: "new", count: 100_000))
    #expect(try folder.text("file") == "old")
    try output.commit()
    #expect(try folder.text("file").count == 300_000)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(folder.names == ["file"])
  }

  @Test("a link stays a link to what is written")
  func link() throws {
    let folder = try ScratchFolder()
    try folder.write("old", to: "file")
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link").path, withDestinationPath: "file")
    let output = try ResultOutput(path: folder.file("link").path)
    try output.write("new")
    try output.commit()
    #expect(try folder.text("file") == "new")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("link").path)
        == "file")
  }

  @Test("a device is written as it is")
  func device() throws {
    let output = try ResultOutput(path: "/dev/null")
    try output.write("text")
    try output.commit()
    #expect(FileManager.default.fileExists(atPath: "/dev/null"))
    let full = try ResultOutput(path: "/dev/full")
    try full.write("text")
    #expect(throws: (any Error).self) { try full.commit() }
  }

  @Test("a reader that leaves gets no error message")
  func brokenPipe() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let program = try CommandRun.program().path
    process.arguments = [
      "-c",
      "'\(program)' convert '\(CommandRun.ontology.path)/isogloss.rdf' --to ntriples 2>&1 "
        + "| head -n 1 | wc -l",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(String(decoding: data, as: UTF8.self).filter { !$0.isWhitespace } == "1")
  }

  @Test("formats go by name, extension and media type")
  func formats() {
    for name in ["turtle", "ttl", "TTL", "text/turtle"] {
      #expect(DocumentFormat(argument: name) == .turtle, "\(name)")
      #expect(GraphFormat(argument: name) == .turtle, "\(name)")
    }
    #expect(DocumentFormat(argument: "docx") == nil)
  }

  @Test("of a command and its data, what is not a file is the argument")
  func argument() throws {
    let folder = try ScratchFolder()
    let one = try folder.write("", to: "1.ttl")
    let two = try folder.write("", to: "2.ttl")
    let options = try DataOptions.parse(["--data", one, two, "provider"])
    let (term, rest) = try options.argument(nil, named: "term")
    #expect(term == "provider")
    #expect(rest.files == [one, two])
    let files = try DataOptions.parse(["--data", one, two])
    #expect(throws: ValidationError.self) { try files.argument(nil, named: "term") }
    #expect(try files.argument("given", named: "term").0 == "given")
  }
}
