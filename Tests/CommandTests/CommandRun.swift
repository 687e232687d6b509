import Foundation
import Testing

/// One run of the built `isogloss`: what it wrote, and how it ended.
struct CommandRun {
  let status: Int32
  let output: String
  let errors: String

  /// Runs the program with arguments.
  ///
  /// - Parameters:
  ///   - input: what standard input holds; nothing by default.
  ///   - environment: variables beside those of the tests.
  init(
    _ arguments: [String], input: String = "", environment: [String: String] = [:],
    in folder: URL? = nil, program: URL? = nil
  ) throws {
    let scratch = try ScratchFolder()
    let outputFile = scratch.file("out")
    let errorFile = scratch.file("err")
    let inputFile = try scratch.write(input, to: "in")
    for file in [outputFile, errorFile] {
      try Data().write(to: file)
    }
    let process = Process()
    process.executableURL = try program ?? Self.program()
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment
      .merging(["NO_COLOR": "", "ISOGLOSS_ONTOLOGY": Self.ontology.path]) { $1 }
      .merging(environment) { $1 }
    if let folder { process.currentDirectoryURL = folder }
    // Files instead of pipes: nothing can block, whatever the amount.
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: inputFile))
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    process.waitUntilExit()
    status = process.terminationReason == .exit ? process.terminationStatus : -1
    output = String(decoding: try Data(contentsOf: outputFile), as: UTF8.self)
    errors = String(decoding: try Data(contentsOf: errorFile), as: UTF8.self)
  }

  /// The output read as JSON.
  func json() throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
  }

  /// The lines on standard error.
  var errorLines: [String] { errors.split(separator: "\n").map(String.init) }

  /// The shipped vocabularies of this checkout.
  static let ontology = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Ontology")

  /// The program, which is built beside the tests.
  static func program() throws -> URL {
    let places = [CommandLine.arguments[0], Bundle.main.executablePath ?? ""]
    for place in places {
      let candidate = URL(fileURLWithPath: place).deletingLastPathComponent()
        .appendingPathComponent("isogloss")
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
    }
    throw MissingProgram(places: places)
  }

  struct MissingProgram: Error { let places: [String] }
}

/// A folder that lives as long as the value.
final class ScratchFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("isogloss-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: file(name))
    return file(name).path
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: file(name)), as: UTF8.self)
  }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
  }
}
