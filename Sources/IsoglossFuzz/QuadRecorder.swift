import ByteStorage
import RDFModel
import RDFSyntax
import Synchronization

/// Keeps what a reader passes on as N-Quads, up to a size.
struct QuadRecorder: TripleSink, ~Copyable {
  private var writer = NQuadsWriter(ByteBuffer(capacity: 1 << 10))
  private var rows = 0

  /// Inputs are small and expand little; more than this is an excess.
  private static let most = 1 << 20

  /// That a small input makes too much.
  struct Excess: Error {}

  mutating func receive(_ batch: borrowing TripleBatch) throws {
    rows += batch.count
    guard rows <= Self.most else { throw Excess() }
    try writer.receive(batch)
  }

  /// The lines.
  consuming func finish() throws -> [UInt8] {
    let buffer = try writer.finish()
    var bytes: [UInt8] = []
    bytes.append(copying: buffer.span)
    return bytes
  }
}

/// What a reader made of an input.
struct Reading: Equatable {
  /// The statements as N-Quads, those before an error too.
  var quads: [UInt8] = []
  /// What is wrong with the input.
  var error: SyntaxError?
  /// What a lenient reader left out.
  var faults: [SyntaxError] = []
  /// What failed that should not.
  var failure: String?

  /// Reads an input in pieces of some size.
  init(
    _ bytes: [UInt8], _ syntax: Syntax, options: ReaderOptions, isLenient: Bool = false,
    pieceSize: Int
  ) {
    var recorder = QuadRecorder()
    var options = options
    let told = FaultList()
    if isLenient { options.mode = .lenient { told.append($0) } }
    do throws(StreamError) {
      try syntax.read(bytes, options: options, pieceSize: pieceSize, into: &recorder)
    } catch {
      switch error {
      case .source(let error): self.error = error
      case .sink(let error): failure = "the sink failed: \(error)"
      }
    }
    faults = told.faults
    do { quads = try recorder.finish() } catch { failure = "writing failed: \(error)" }
  }
}

/// The faults that a reader tells as it goes.
private final class FaultList: Sendable {
  private let list = Mutex<[SyntaxError]>([])

  var faults: [SyntaxError] { list.withLock { $0 } }

  func append(_ error: SyntaxError) { list.withLock { $0.append(error) } }
}
