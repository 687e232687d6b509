import Foundation
import HTTPTypes
import Isogloss
import Testing

@testable import IsoglossService

/// `/api/v1/align`: proposals between two schemes.
struct AlignmentTests {
  private static let pair = "/api/v1/align?source=law-a&target=law-b"

  @Test func proposes() async throws {
    let response = try await ServiceFixture.response(.get, Self.pair)
    #expect(response.status == .ok)
    #expect(response.headers[.contentType] == "application/json")
    let set = try response.json
    #expect(
      set["mapping_set_id"] as? String
        == "https://w3id.org/isogloss/mappings/law-a--law-b--proposals")
    #expect(set["mapping_tool"] as? String == "Isogloss")
    let mappings = try #require(set["mappings"] as? [[String: Any]])
    // What the data already says outdoes the same word.
    #expect(mappings.map { $0["subject_label"] as? String } == ["provider"])
    #expect(mappings.map { $0["object_label"] as? String } == ["supplier"])
    #expect(mappings.allSatisfy { $0["comment"] == nil })
  }

  @Test(arguments: [
    ("format=sssom", "text/tab-separated-values;charset=utf-8", "#mapping_set_id:"),
    ("format=alignment", "application/rdf+xml", "<Alignment"),
    ("format=rdf", "application/rdf+xml", "annotatedSource"),
    ("format=sssom-json&explain", "application/json", "similarity_measure"),
  ])
  func answersInOtherForms(_ parameters: String, _ type: String, _ part: String) async throws {
    let response = try await ServiceFixture.response(.get, "\(Self.pair)&\(parameters)")
    #expect(response.status == .ok)
    #expect(response.headers[.contentType] == type)
    #expect(response.text.contains(part))
  }

  @Test func aThresholdLeavesOut() async throws {
    let response = try await ServiceFixture.response(.get, "\(Self.pair)&threshold=1&one-to-one")
    #expect((try response.json["mappings"] as? [Any])?.isEmpty == true)
  }

  @Test(arguments: [
    ("/api/v1/align?source=law-a", "missing-parameter", 400),
    ("/api/v1/align?source=law-a&target=law-b&threshold=2", "bad-parameter", 400),
    ("/api/v1/align?source=law-a&target=law-b&format=xml", "bad-parameter", 400),
    ("/api/v1/align?source=law-a&target=law-b&limit=3", "unknown-parameter", 400),
    ("/api/v1/align?source=law-a&target=nowhere-land", "unknown-scheme", 404),
  ])
  func refuses(_ uri: String, _ code: String, _ status: Int) async throws {
    let response = try await ServiceFixture.response(.get, uri)
    #expect(response.status.code == status)
    #expect(response.problemCode == code)
  }

  @Test func isBounded() async throws {
    let response = try await ServiceFixture.response(.get, Self.pair) {
      $0.maximumAlignedConcepts = 3
    }
    #expect(response.status.code == 422)
    #expect(try response.json["limit"] as? String == "max-aligned-concepts")
    #expect((try response.json["detail"] as? String)?.contains("4 concepts") == true)
    let enough = try await ServiceFixture.response(.get, Self.pair) {
      $0.maximumAlignedConcepts = 4
    }
    #expect(enough.status == .ok)
  }

  @Test func endsAtTheTimeLimit() async throws {
    let response = try await ServiceFixture.response(.get, Self.pair) { $0.timeout = .zero }
    #expect(response.status == .serviceUnavailable)
    #expect(try response.json["limit"] as? String == "timeout")
  }

  /// Two schemes whose comparison takes far longer than a test should.
  static func large() throws -> IsoglossService {
    var lines = ["@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."]
    let words = [
      "risk", "model", "data", "human", "system", "audit", "bias", "harm", "owner", "use",
    ]
    for scheme in ["a", "b"] {
      lines.append("<http://e/\(scheme)> a skos:ConceptScheme .")
      for number in 0..<3000 {
        let (one, two) = (words[number % 10], words[number / 10 % 10])
        lines.append(
          "<http://e/\(scheme)/\(number)> a skos:Concept ; skos:inScheme <http://e/\(scheme)> ; "
            + "skos:prefLabel \"\(one) \(two) \(number % 700)\"@en ; "
            + "skos:definition \"\(two) of a \(one) that \(words[number / 100 % 10]) has\"@en .")
      }
    }
    var configuration = ServiceConfiguration()
    configuration.port = 0
    configuration.limits.timeout = .seconds(600)
    configuration.limits.maximumConcurrency = 1
    configuration.limits.maximumWaiting = 0
    return try IsoglossService(
      vocabulary: Vocabulary(documents: [
        Document(
          data: Data(lines.joined(separator: "\n").utf8), name: "large.ttl", format: .turtle)
      ]), configuration: configuration)
  }

  @Test(.timeLimit(.minutes(2)))
  func endsWithTheTaskThatAsked() async throws {
    let service = try Self.large()
    let request = HTTPRequest(
      method: .get, scheme: "http", authority: "localhost",
      path: "/api/v1/align?source=a&target=b", headerFields: [.accept: "application/json"])
    let task = Task { try await InProcessClient.send(request, body: nil, to: service) }
    try await Task.sleep(for: .milliseconds(100))
    task.cancel()
    let response = try await task.value
    #expect(response.status == .serviceUnavailable)
    #expect(response.problemCode == "cancelled")
  }
}
