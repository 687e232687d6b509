import ByteStorage
import Foundation
import RDFGraph

/// A thread that looks up labels in one snapshot again and again, and says how long that takes.
final class SnapshotReader: Sendable {
  private struct Stand: Sendable {
    var alone: [Double] = []
    var beside: [Double] = []
    var isRunning = true
    var wrongAnswers = 0
    var isDone = false
  }

  private let snapshot: GraphSnapshot
  private let subjects: [TermID]
  private let answers: [Int]
  private let stand = Monitor(Stand())

  init(_ snapshot: GraphSnapshot) {
    self.snapshot = snapshot
    let iris = snapshot.dictionary.count(.iri)
    subjects = (0..<1000).map { TermID(kind: .iri, index: $0 &* 7919 % max(iris, 1)) }
    answers = subjects.map { snapshot.match(subject: $0).count }
  }

  /// Times look-ups alone, then goes on with them on a thread of its own.
  func start() {
    let alone = (0..<200).map { _ in round() }
    stand.change { $0.alone = alone }
    let thread = WorkerThread { [self] in
      while stand.change({ $0.isRunning }) {
        let time = round()
        stand.change { $0.beside.append(time) }
      }
      stand.change { $0.isDone = true }
    }
    if let thread { thread.detach() } else { stand.change { $0.isDone = true } }
  }

  /// Ends the thread; what it saw.
  func stop() -> FigureLine {
    stand.change { $0.isRunning = false }
    let seen = stand.wait { $0.isDone ? $0 : nil }
    return FigureLine(
      name: "reader of the first snapshot, 1000 look-ups",
      facts: [
        ("p50 ms alone", seen.alone.quantile(0.5)), ("p99 ms alone", seen.alone.quantile(0.99)),
        ("p50 ms beside commits", seen.beside.quantile(0.5)),
        ("p99 ms beside commits", seen.beside.quantile(0.99)),
        ("rounds", Double(seen.beside.count)), ("wrong answers", Double(seen.wrongAnswers)),
      ])
  }

  private func round() -> Double {
    var wrong = 0
    let start = Stopwatch.now(CLOCK_MONOTONIC)
    for (subject, answer) in zip(subjects, answers) {
      var rows = 0
      snapshot.forEach(snapshot.match(subject: subject)) { _, _, _ in rows += 1 }
      if rows != answer { wrong += 1 }
    }
    let time = (Stopwatch.now(CLOCK_MONOTONIC) - start) * 1000
    if wrong > 0 { stand.change { [wrong] in $0.wrongAnswers += wrong } }
    return time
  }
}
