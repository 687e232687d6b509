import ByteStorage
import Foundation
import Isogloss
import RDFModel

/// Nobody reads the results any more: the process ends without a word.
struct OutputClosed: Error {}

/// Where results go: standard output, or a file that appears whole or not at all.
///
/// The bytes of a file go to a file beside it, which ``commit()`` renames; without that call
/// nothing is left behind. A device or a pipe is written directly.
final class ResultOutput: ByteSink {
  private let path: String?
  private var temporary: PartialFile?
  private var descriptor: Int32
  private var buffer = ByteBuffer(capacity: ResultOutput.bufferSize + 4096)

  private static var bufferSize: Int { 64 << 10 }

  /// Opens standard output, or with a path a file.
  init(path: String?) throws {
    self.path = path
    descriptor = STDOUT_FILENO
    guard let path else { return }
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT != S_IFREG {
      descriptor = open(path, O_WRONLY)
    } else {
      let target = URL(fileURLWithPath: path).resolvingSymlinksInPath()
      let name = ".\(target.lastPathComponent).\(getpid()).partial"
      let partial = target.deletingLastPathComponent().appendingPathComponent(name).path
      temporary = PartialFile(path: partial)
      descriptor = open(
        partial, O_WRONLY | O_CREAT | O_TRUNC, exists ? status.st_mode & 0o777 : 0o666)
    }
    guard descriptor >= 0 else { throw Self.unwritable(path, errno) }
  }

  deinit {
    if path != nil, descriptor >= 0 { close(descriptor) }
    if let temporary { unlink(temporary.path) }
  }

  /// Takes bytes.
  func write(_ bytes: Span<UInt8>) throws {
    buffer.append(bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Takes text.
  func write(_ text: String) throws {
    try write(text.utf8Span.span)
  }

  /// Passes everything on and gives the file its name.
  func commit() throws {
    try flush()
    guard let path, let temporary else { return }
    let result = close(descriptor)
    descriptor = -1
    guard result == 0 else { throw Self.unwritable(path, errno) }
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard rename(temporary.path, target) == 0 else { throw Self.unwritable(path, errno) }
    self.temporary = nil
  }

  private func flush() throws {
    let result = buffer.span.write(toFileDescriptor: descriptor)
    buffer.truncate(to: 0)
    guard result != 0 else { return }
    if result == EPIPE { throw OutputClosed() }
    throw Self.unwritable(path ?? "standard output", result)
  }

  private static func unwritable(_ path: String, _ code: Int32) -> InputError {
    InputError(
      code: .fileUnwritable, source: path,
      message: "this cannot be written: \(String(cString: strerror(code)))",
      remedy: "check that the folder exists, is yours, and that the disk has room")
  }
}
