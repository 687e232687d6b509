import Dispatch
import Foundation

/// A line on the terminal that says what takes long, and for how long already.
///
/// It appears after a second and is gone when the work is done.
final class ProgressLine {
  private let timer: any DispatchSourceTimer
  private let queue = DispatchQueue(label: "isogloss.progress")

  /// Starts to watch work.
  init(_ title: String) {
    let start = ContinuousClock.now
    timer = DispatchSource.makeTimerSource(queue: queue)
    timer.setEventHandler {
      let seconds = (ContinuousClock.now - start).components.seconds
      StandardError.write(partial: "\r\(title) … \(seconds) s\u{1B}[K")
    }
    timer.schedule(deadline: .now() + 1, repeating: 1)
    timer.resume()
  }

  /// Clears the line.
  func end() {
    timer.cancel()
    queue.sync { StandardError.write(partial: "\r\u{1B}[K") }
  }
}
