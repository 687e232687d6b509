import Foundation
import IsoglossTestSupport
import RDFModel
import SPARQLAlgebra
import SPARQLEngine
import SPARQLReference
import Testing

/// The engine against the specification, on queries that nobody thought of.
///
/// `ISOGLOSS_DIFFERENTIAL` makes it as many queries as it says instead of some thousands, and
/// `ISOGLOSS_SEED` gives the seed that is otherwise fresh in each run.
@Suite struct DifferentialTests {
  static let parts = 16
  static let count = environment("ISOGLOSS_DIFFERENTIAL") ?? 2400

  static func environment(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  @Test(arguments: 0..<parts)
  func agreesWithTheReference(part: Int) throws {
    let share = Self.count / Self.parts
    for number in 0..<share {
      try DifferentialCase(seed: UInt64(part * share + number + 1)).check()
    }
  }

  @Test func agreesOnFreshQueries() throws {
    let start = Self.environment("ISOGLOSS_SEED").map { UInt64($0) } ?? .random(in: 1...1 << 40)
    print("differential run from the fresh seed \(start)")
    for number in 0..<Self.count / 15 { try DifferentialCase(seed: start + UInt64(number)).check() }
  }

  /// Writes queries, their data and the engine's answers for `Scripts/compare-queries`.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["ISOGLOSS_WRITE_QUERIES"] != nil))
  func writesQueriesForOthers() throws {
    let folder = ProcessInfo.processInfo.environment["ISOGLOSS_WRITE_QUERIES"] ?? ""
    for seed in 1...(Self.environment("ISOGLOSS_DIFFERENTIAL") ?? 2000) {
      try DifferentialCase(seed: UInt64(seed)).write(to: URL(fileURLWithPath: folder))
    }
  }

  @Test(arguments: 0..<4)
  func updatesAgreeWithTheReference(part: Int) throws {
    for number in 0..<100 { try DifferentialUpdate(seed: UInt64(part * 100 + number + 1)).check() }
  }
}
