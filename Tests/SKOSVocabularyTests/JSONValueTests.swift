import Foundation
import Testing

@testable import SKOSVocabulary

@Suite("JSON, RFC 8259")
struct JSONValueTests {
  @Test("members keep their order, on one line or over several")
  func order() {
    let value: JSONValue = .members([
      "z": .integer(1), "a": .array([.boolean(true), .null]), "m": .array([]), "o": .object([]),
    ])
    #expect(value.description == #"{"z":1,"a":[true,null],"m":[],"o":{}}"#)
    #expect(
      value.prettyPrinted == """
        {
          "z": 1,
          "a": [
            true,
            null
          ],
          "m": [],
          "o": {}
        }

        """)
  }

  @Test("numbers are finite and carry no needless fraction")
  func numbers() {
    let numbers: [Double] = [0.6, 1, -0.5, 1e300, .infinity, .nan]
    let texts = numbers.map { JSONValue.number($0).description }
    #expect(texts == ["0.6", "1", "-0.5", "1e+300", "null", "null"])
  }

  @Test("text comes back as it was", arguments: ["\"\\\n\r\t\u{01}\u{7F}\u{2028}", "é 😀 \u{0}"])
  func text(_ text: String) throws {
    let data = Data(JSONValue.array([.string(text)]).description.utf8)
    #expect(try JSONDecoder().decode([String].self, from: data) == [text])
  }

  @Test("a concept says what it is, and a summary counts it")
  func concept() throws {
    let graph = try LineGraph.skos(
      """
      s type ConceptScheme
      a type Concept
      a inScheme s
      a prefLabel 'bias'@en
      a altLabel 'biais'@fr
      a exactMatch b
      """)
    let concept = try #require(graph.concepts.first)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(concept.json(in: "en").description.utf8))
        as? [String: Any])
    #expect((object["label"] as? [String: String]) == ["value": "bias", "language": "en"])
    #expect((object["mappings"] as? [Any])?.count == 1)
    let summary = VocabularySummary(graph)
    #expect(summary.labels.map(\.name).sorted() == ["en", "fr"])
    #expect(summary.mappings == [.init(name: "skos:exactMatch", count: 1)])
    #expect(summary.schemes.map(\.conceptCount) == [1])
  }
}
