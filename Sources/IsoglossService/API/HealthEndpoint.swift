import HTTPTypes
import Isogloss
import Synchronization

/// Whether the service runs, and whether it wants requests.
final class HealthEndpoint: Sendable {
  private let readiness: JSONValue
  private let isDraining = Atomic(false)

  init(_ directory: SchemeDirectory) {
    readiness = .members([
      "status": .string("ready"), "schemes": .integer(directory.schemeCount),
      "concepts": .integer(directory.conceptCount), "triples": .integer(directory.tripleCount),
    ])
  }

  /// Lets the service say that it wants no new requests.
  func drain() { isDraining.store(true, ordering: .relaxed) }

  /// The process runs.
  var live: Answer {
    var answer = Answer(json: .members(["status": .string("live")]))
    answer.cacheControl = "no-store"
    return answer
  }

  /// The data is loaded, which is so from the start, and the service is not ending.
  ///
  /// - Throws: ``Problem`` with the code `shutting-down`.
  func ready() throws(Problem) -> Answer {
    guard !isDraining.load(ordering: .relaxed) else {
      throw Problem(
        .serviceUnavailable, code: .shuttingDown, detail: "the service is ending",
        remedy: "ask another instance")
    }
    var answer = Answer(json: readiness)
    answer.cacheControl = "no-store"
    return answer
  }
}
