import Foundation
import HTTPTypes
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
}
