import Foundation
import Synchronization
import Testing

@testable import IsoglossService

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// The service on a real port of the loopback interface.
struct LoopbackTests {
  private static func withAddress(
    _ service: IsoglossService, _ body: @Sendable (String) async throws -> Void
  ) async throws {
    let (addresses, listening) = AsyncStream.makeStream(of: String.self)
    let server = Task {
      defer { listening.finish() }
      try await service.run { listening.yield($0) }
    }
    var iterator = addresses.makeAsyncIterator()
    let address = try #require(await iterator.next())
    try await body(address)
    server.cancel()
    _ = await server.result
  }

  @Test(.timeLimit(.minutes(1)))
  func answersOverHTTP() async throws {
    try await Self.withAddress(ServiceFixture.service()) { address in
      #expect(address.hasPrefix("http://127.0.0.1:"))
      #expect(!address.hasSuffix(":0"))
      var request = URLRequest(url: try #require(URL(string: "\(address)/sparql")))
      request.httpMethod = "POST"
      request.setValue("application/sparql-query", forHTTPHeaderField: "Content-Type")
      request.setValue("text/csv", forHTTPHeaderField: "Accept")
      request.httpBody = Data("SELECT (COUNT(*) AS ?n) WHERE { ?c a skos:Concept }".utf8)
      let (data, response) = try await URLSession.shared.data(for: request)
      #expect((response as? HTTPURLResponse)?.statusCode == 200)
      #expect(String(decoding: data, as: UTF8.self) == "n\r\n6\r\n")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func slowQueriesDoNotHoldUpOthers() async throws {
    let service = try ServiceFixture.service {
      $0.timeout = .seconds(3)
      $0.maximumConcurrency = 2
      $0.maximumWaiting = 0
    }
    try await Self.withAddress(service) { address in
      let slow = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
      let url = try #require(URL(string: "\(address)/sparql?query=\(slow.encoded)"))
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<6 {
          group.addTask {
            let (_, response) = try await URLSession.shared.data(from: url)
            return (response as? HTTPURLResponse)?.statusCode ?? 0
          }
        }
        // While the queries run, what needs no evaluation is answered.
        let health = try #require(URL(string: "\(address)/health/live"))
        let (_, response) = try await URLSession.shared.data(from: health)
        #expect((response as? HTTPURLResponse)?.statusCode == 200)
        var statuses: [Int] = []
        for try await status in group { statuses.append(status) }
        // Two ran into the timeout, four were turned away at once.
        #expect(statuses == [503, 503, 503, 503, 503, 503])
      }
    }
  }

  /// One evaluation runs at a time and none waits, so that a search tells whether it still runs.
  @Test(.timeLimit(.minutes(2)))
  func aComparisonEndsWhenItsClientLeaves() async throws {
    try await Self.withAddress(AlignmentTests.large()) { address in
      let long = try #require(URL(string: "\(address)/api/v1/align?source=a&target=b"))
      let short = try #require(URL(string: "\(address)/api/v1/search?q=risk"))
      func searches() async throws -> Bool {
        let (_, response) = try await URLSession.shared.data(from: short)
        return (response as? HTTPURLResponse)?.statusCode == 200
      }
      let client = URLSession(configuration: .ephemeral)
      // A search that is first keeps the comparison from running, which is asked for again then.
      let isAsked = Atomic(false)
      while try await searches() {
        if !isAsked.exchange(true, ordering: .relaxed) {
          client.dataTask(with: long) { _, _, _ in isAsked.store(false, ordering: .relaxed) }
            .resume()
        }
        try await Task.sleep(for: .milliseconds(10))
      }
      client.invalidateAndCancel()
      let clock = ContinuousClock()
      let left = clock.now
      var isFree = false
      while !isFree, clock.now - left < .seconds(20) {
        isFree = try await searches()
        try await Task.sleep(for: .milliseconds(20))
      }
      #expect(isFree)
    }
  }
}
