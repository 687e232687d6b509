import Dispatch
import Foundation

/// A file that is not whole yet: it is removed when the user or the system ends the process.
final class PartialFile {
  /// Where the file is.
  let path: String
  private var watches: [(signal: Int32, source: any DispatchSourceSignal)] = []

  /// Watches for signals that would leave the file behind.
  init(path: String) {
    self.path = path
    for number in [SIGINT, SIGTERM] {
      // The default action would end the process before the source hears of the signal.
      let previous = signal(number, SIG_IGN)
      // Whoever started the process may want it to outlive the signal.
      if unsafeBitCast(previous, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { continue }
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        unlink(path)
        Self.end(by: number)
      }
      source.resume()
      watches.append((number, source))
    }
  }

  /// Ends the process as the signal would have done, so that its parent sees what happened.
  private static func end(by number: Int32) {
    signal(number, SIG_DFL)
    // Dispatch's threads block all signals.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, number)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    raise(number)
  }

  deinit {
    for watch in watches {
      watch.source.cancel()
      signal(watch.signal, SIG_DFL)
    }
  }
}
