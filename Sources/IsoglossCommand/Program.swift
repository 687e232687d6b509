import ArgumentParser
import Foundation

/// Where the process starts and ends: parses the arguments, runs the command, and turns what it
/// throws into lines on standard error and an exit code.
@main
enum Program {
  // On the main actor, because the main thread has the largest stack.
  @MainActor
  static func main() async {
    do {
      try RootCommand.checkName(CommandLine.arguments.dropFirst().first)
      var command = try RootCommand.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      exit(reporting: error)
    }
  }

  /// Ends the process after an error, having said on standard error what is wrong.
  private static func exit(reporting error: any Error) -> Never {
    if error is OutputClosed { Foundation.exit(0) }
    let failures = Failure.failures(of: error)
    guard !failures.isEmpty else { RootCommand.exit(withError: error) }
    for failure in failures {
      for line in failure.lines { StandardError.write(line) }
    }
    Foundation.exit(failures.map(\.status.rawValue).max() ?? ExitStatus.failed.rawValue)
  }
}
