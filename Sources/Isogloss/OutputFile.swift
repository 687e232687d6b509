import ByteStorage
public import Foundation
public import RDFModel

/// A file that appears whole or not at all: written beside its place and renamed into it.
public enum OutputFile {
  /// Writes data to a path.
  ///
  /// - Throws: ``InputError`` where the folder cannot be written; then nothing is left behind.
  public static func write(_ data: Data, to path: String) throws {
    do {
      try data.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw unwritable(path)
    }
  }

  /// Lets `body` write to a path piece by piece.
  ///
  /// - Throws: ``InputError`` where the folder cannot be written, and what `body` throws; then
  ///   nothing is left behind.
  public static func write(to path: String, _ body: (inout Sink) throws -> Void) throws {
    let partial = "\(path).\(getpid()).partial"
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw unwritable(path) }
    do {
      var sink = Sink(descriptor: descriptor, path: path)
      defer { close(descriptor) }
      try body(&sink)
      guard fsync(descriptor) == 0 else { throw unwritable(path) }
    } catch {
      unlink(partial)
      throw error
    }
    guard rename(partial, path) == 0 else {
      unlink(partial)
      throw unwritable(path)
    }
  }

  /// Where the bytes of a file go.
  public struct Sink: ByteSink {
    fileprivate let descriptor: Int32
    fileprivate let path: String

    /// Writes bytes at once.
    public mutating func write(_ bytes: Span<UInt8>) throws {
      if bytes.write(toFileDescriptor: descriptor) != 0 {
        throw OutputFile.unwritable(path)
      }
    }
  }

  private static func unwritable(_ path: String) -> InputError {
    InputError(
      code: .fileUnwritable, source: path, message: "the file cannot be written",
      remedy: "check that its folder exists, is yours, and has room")
  }
}
