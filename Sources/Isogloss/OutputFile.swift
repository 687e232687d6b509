public import Foundation

/// A file that appears whole or not at all: written beside its place and renamed into it.
public enum OutputFile {
  /// Writes data to a path.
  ///
  /// - Throws: ``InputError`` where the folder cannot be written; then nothing is left behind.
  public static func write(_ data: Data, to path: String) throws {
    do {
      try data.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw InputError(
        code: InputError.Code(rawValue: "file-unwritable"), source: path,
        message: "the file cannot be written", remedy: "check that its folder exists and is yours")
    }
  }
}
