import Foundation

/// The stream for everything that is not a result.
enum StandardError {
  /// Writes a line; a closed stream is no reason to stop.
  static func write(_ line: String) {
    try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
  }

  /// Writes text that is not a whole line.
  static func write(partial text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  /// Whether a person reads the stream.
  static var isTerminal: Bool { isatty(FileHandle.standardError.fileDescriptor) == 1 }
}
