import Foundation
import HTTPTypes
import NIOCore
import Synchronization
import Testing

@testable import IsoglossService

/// Reports over everything are computed once.
struct ReportTests {
  private func get(_ uri: String, _ service: IsoglossService) async throws -> TestResponse {
    var headers = HTTPFields()
    headers[.accept] = uri.hasPrefix("/api") ? "application/json" : browser
    return try await InProcessClient.send(
      HTTPRequest(
        method: .get, scheme: "http", authority: "localhost", path: uri, headerFields: headers),
      body: nil, to: service)
  }

  @Test func coverageOfEverythingIsCountedOnce() async throws {
    let service = try ServiceFixture.service()
    let uris = [
      "/api/v1/coverage", "/api/v1/coverage?a=law-a", "/coverage", "/coverage?a=law-b",
      "/api/v1/coverage?language=fr",
    ]
    for uri in uris { #expect(try await get(uri, service).status == .ok, "\(uri)") }
    #expect(service.reports.computationCount == 1)
    let around = try await get("/api/v1/coverage?a=law-a", service)
    #expect((try around.json["pairs"] as? [Any])?.count == 2)
    #expect((try around.json["schemes"] as? [Any])?.count == 3)
    // A pair is little work, and so is one label.
    _ = try await get("/api/v1/coverage?a=law-a&b=law-b", service)
    _ = try await get("/api/v1/divergence?label=provider", service)
    #expect(service.reports.computationCount == 1)
  }

  @Test func requestsAtOnceShareOneComputation() async throws {
    let service = try ServiceFixture.service()
    try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<20 {
        group.addTask { try await get("/api/v1/divergence?risk=none", service).text }
      }
      var answers: Set<String> = []
      for try await answer in group { answers.insert(answer) }
      #expect(answers.count == 1)
    }
    #expect(service.reports.computationCount == 1)
    _ = try await get("/api/v1/divergence", service)
    _ = try await get("/divergence", service)
    // The page shows what the other default does: from the risk `mapped` on.
    #expect(service.reports.computationCount == 2)
    #expect(try await get("/api/v1/divergence?schemes=nowhere-land", service).status == .notFound)
    #expect(service.reports.computationCount == 2)
  }
}

struct SharedResultsTests {
  private final class Counter: Sendable {
    let count = Atomic(0)
  }

  @Test func whoAsksMeanwhileWaits() async throws {
    let results = SharedResults<Int, Int>(capacity: 4)
    let (gate, opened) = AsyncStream<Void>.makeStream()
    let ran = Counter()
    let values = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<10 {
        group.addTask {
          try await results.value(for: 1) {
            ran.count.add(1, ordering: .relaxed)
            for await _ in gate { break }
            return 42
          }
        }
      }
      group.addTask {
        // Everybody is let go once there is somebody to wait for.
        while results.computationCount == 0 { await Task.yield() }
        opened.yield()
        return 42
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(values == Array(repeating: 42, count: 11))
    #expect(ran.count.load(ordering: .relaxed) == 1)
    #expect(results.computationCount == 1)
  }

  @Test func aFailureIsToldAndNotKept() async throws {
    struct Failure: Error {}
    let results = SharedResults<Int, Int>(capacity: 4)
    await #expect(throws: Failure.self) { try await results.value(for: 1) { throw Failure() } }
    #expect(try await results.value(for: 1) { 7 } == 7)
    #expect(try await results.value(for: 1) { 8 } == 7)
    #expect(results.computationCount == 2)
  }

  @Test func onlySoManyAreKept() async throws {
    let results = SharedResults<Int, Int>(capacity: 2)
    for key in [1, 2, 1, 3] { _ = try await results.value(for: key) { key } }
    #expect(results.computationCount == 3)
    // The one that was used longest ago has gone.
    #expect(try await results.value(for: 1) { 10 } == 1)
    #expect(try await results.value(for: 2) { 20 } == 20)
    #expect(results.computationCount == 4)
  }

  @Test func whoLeavesTakesNothingAway() async throws {
    let results = SharedResults<Int, Int>(capacity: 2)
    let (gate, opened) = AsyncStream<Void>.makeStream()
    let first = Task {
      try await results.value(for: 1) {
        for await _ in gate { break }
        return 5
      }
    }
    while results.computationCount == 0 { await Task.yield() }
    first.cancel()
    async let second = results.value(for: 1) { 6 }
    opened.yield()
    #expect(try await second == 5)
  }
}
