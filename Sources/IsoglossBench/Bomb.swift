import Isogloss
import SPARQLEngine

/// A hostile request and the limit that has to end it.
struct Bomb {
  /// What has to end a request.
  enum Limit {
    case time, memory, rows
    /// Whatever comes first: an answer, a limit, or a mistake that is told.
    case any
  }

  let name: String
  let limit: Limit
  let request: String
  let isUpdate: Bool

  init(_ name: String, _ limit: Limit, _ query: String) {
    (self.name, self.limit, request, isUpdate) = (name, limit, query, false)
  }

  init(_ name: String, _ limit: Limit, update: String) {
    (self.name, self.limit, request, isUpdate) = (name, limit, update, true)
  }

  static var all: [Bomb] { timed + kept + keptInTime + mixed + shapes + updates }

  /// The codes that may end the request; nil for any end.
  var codes: [EngineError.Code]? {
    switch limit {
    case .time: [.timeout]
    case .memory: [.tooMuchMemory]
    case .rows: [.tooManyRows]
    case .any: nil
    }
  }

  // MARK: Pieces

  /// Strings of which each is twice the one before.
  static func doubled(_ count: Int, _ seed: String = "a") -> String {
    "BIND('\(seed)' AS ?s0) "
      + (1...count).map { "BIND(CONCAT(?s\($0 - 1), ?s\($0 - 1)) AS ?s\($0))" }
      .joined(separator: " ")
  }

  /// Tables of twenty rows that have nothing in common.
  static func tables(_ count: Int) -> String {
    let values = (0..<20).map(String.init).joined(separator: " ")
    return (0..<count).map { "VALUES ?v\($0) { \(values) }" }.joined(separator: " ")
  }

  /// Something within brackets within brackets.
  static func nested(_ depth: Int, _ open: String, _ inner: String, _ close: String) -> String {
    String(repeating: open + " ", count: depth) + inner
      + String(repeating: " " + close, count: depth)
  }

  /// One piece after the other, each with its number.
  static func repeated(
    _ count: Int, _ separator: String = " ", _ piece: (Int) -> String
  ) -> String {
    (0..<count).map(piece).joined(separator: separator)
  }
}
