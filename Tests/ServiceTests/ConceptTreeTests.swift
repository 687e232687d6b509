import Foundation
import Isogloss
import SKOSVocabulary
import Testing

@testable import IsoglossService

struct ConceptTreeTests {
  private static func rows(_ links: String) throws -> [ConceptTree.Row] {
    let turtle = """
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      @prefix : <http://example.org/> .
      \(links)
      """
    let vocabulary = try Vocabulary(documents: [
      Document(data: Data(turtle.utf8), name: "tree.ttl", format: .turtle)
    ])
    return ConceptTree(Array(vocabulary.skos.concepts), language: "en").rows
  }

  /// The rows as text, a level of indentation for each list that is open.
  private static func outline(_ rows: [ConceptTree.Row]) -> [String] {
    var depth = 0
    var lines: [String] = []
    for row in rows {
      let name = row.link.label.text.split(separator: ":").last ?? ""
      lines.append(
        String(repeating: " ", count: depth) + name + (row.isRepeated ? " again" : ""))
      #expect(row.opensList != row.closesItem)
      depth += (row.opensList ? 1 : 0) - row.closings.count
    }
    #expect(depth == 0)
    return lines
  }

  @Test func nests() throws {
    let rows = try Self.rows(":b skos:broader :a . :c skos:broader :b . :d skos:broader :a .")
    #expect(Self.outline(rows) == ["a", " b", "  c", " d"])
  }

  @Test func severalParents() throws {
    let rows = try Self.rows(
      ":c skos:broader :a , :b . :d skos:broader :c .")
    #expect(Self.outline(rows) == ["a", " c", "  d", "b", " c again"])
  }

  @Test func cyclesEnd() throws {
    let rows = try Self.rows(":a skos:broader :b . :b skos:broader :a . :c skos:broader :c .")
    #expect(Self.outline(rows) == ["a", " b", "  a again", "c", " c again"])
  }

  @Test func depthIsBounded() throws {
    let chain = (1...200).map { ":n\($0) skos:broader :n\($0 - 1) ." }.joined(separator: "\n")
    let rows = try Self.rows(chain)
    #expect(rows.count < 10_000)
    _ = Self.outline(rows)
  }
}
