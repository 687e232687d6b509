import ArgumentParser
import Foundation
import Isogloss

/// What every command takes: where the result goes and how it is shown.
struct CommonOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the result to a file, whole or not at all.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Say nothing on standard error but errors.")
  var quiet = false

  @Option(
    help: ArgumentHelp(
      "The language of labels and definitions to prefer, as a BCP 47 tag.", valueName: "bcp47"))
  var language: String?

  @Option(help: "When to colour text; NO_COLOR in the environment turns `auto` off.")
  var color: ColorChoice = .auto

  @Option(help: "Whether work over a second shows its progress on a terminal.")
  var progress: ProgressChoice = .auto

  /// The language to show labels in.
  var displayLanguage: String { language ?? "en" }

  /// The style of results as text.
  var style: TextStyle {
    TextStyle(
      isOn: color.isOn(
        terminal: output == nil && isatty(FileHandle.standardOutput.fileDescriptor) == 1))
  }

  /// The style of messages.
  var messageStyle: TextStyle { TextStyle(isOn: color.isOn(terminal: StandardError.isTerminal)) }

  /// Opens the place of the results, lets `body` write, and completes it.
  func write(_ body: (ResultOutput) throws -> Void) throws {
    let result = try ResultOutput(path: output)
    try body(result)
    try result.commit()
  }

  /// Writes a text as the whole result.
  func write(_ text: String) throws {
    try write { try $0.write(text) }
  }

  /// Says something beside the result.
  func note(_ message: String) {
    if !quiet { StandardError.write(message) }
  }

  /// Runs work that may take long, and says on the terminal that it does where that is wanted.
  func showingProgress<Result>(
    _ title: String, _ work: () throws -> Result
  ) rethrows -> Result {
    try showingProgress(of: title) { _ in try work() }
  }

  /// Runs work that tells how far it is, with a bar on the terminal where that is wanted.
  func showingProgress<Result>(
    of title: String, _ work: ((@Sendable (LoadProgress) -> Void)?) throws -> Result
  ) rethrows -> Result {
    guard progress == .auto, !quiet, StandardError.takesProgress else { return try work(nil) }
    let line = ProgressLine(title)
    defer { line.end() }
    return try work(line.onProgress)
  }
}

/// When progress is shown.
enum ProgressChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, never
}
