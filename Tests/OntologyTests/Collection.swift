import Foundation
import Isogloss
import Testing

/// The shipped collection, loaded once, and the fact sheets that it was made from.
enum Collection {
  static let vocabulary: Result<Vocabulary, any Error> = Result { try Vocabulary.shipped() }

  /// The rows of a query, each value as text.
  static func rows(_ query: String) throws -> [[String]] {
    let vocabulary = try vocabulary.get()
    guard case .solutions(let found) = try vocabulary.evaluate(vocabulary.parse(query: query))
    else { return [] }
    return (0..<found.count).map { row in
      found.columns.indices.map { column in
        switch found.term(row: row, column: column) {
        case .iri(let iri)?: iri.value
        case .literal(let literal)?: literal.lexicalForm
        case .blankNode(let node)?: "_:" + node.label
        default: ""
        }
      }
    }
  }

  /// The one number that a query counts.
  static func count(_ query: String) throws -> Int {
    Int(try rows(query).first?.first ?? "") ?? -1
  }

  /// The folder of the fact sheets, where `ISOGLOSS_SUITES` shows the way.
  static var sheets: URL? {
    guard let path = ProcessInfo.processInfo.environment["ISOGLOSS_SUITES"] else { return nil }
    let folder = URL(fileURLWithPath: path).appending(path: "facts")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }

  /// The rows of a sheet by column name.
  static func sheet(_ name: String) throws -> [[String: String]] {
    let folder = try #require(sheets)
    let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    let lines = text.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    let header = try #require(lines.first)
    return lines.dropFirst().map { cells in
      Dictionary(zip(header, cells), uniquingKeysWith: { first, _ in first })
    }
  }

  /// Passages of four words and more that stand in quotation marks in the sheets and in what the
  /// founding paper says; none where they cannot be found.
  static func quotedPassages() throws -> [String] {
    guard let sheets else { return [] }
    let paper = sheets.deletingLastPathComponent().appending(path: "seed/founding-paper.md")
    let files = try FileManager.default.contentsOfDirectory(
      at: sheets, includingPropertiesForKeys: nil
    ).filter { $0.pathExtension == "tsv" }
    return try (files + [paper])
      .flatMap { quotes(in: try String(contentsOf: $0, encoding: .utf8)) }
      .filter { $0.split(separator: " ").count >= 4 }
  }

  /// What stands between quotation marks in a text.
  static func quotes(in text: String) -> [String] {
    text.matches(of: /["“]([^"“”\n\t]+)["”]/).map { String($0.1) }
  }

  /// The IRI of a concept that a sheet calls `scheme#slug`.
  static func iri(_ id: String) -> String {
    "https://w3id.org/isogloss/" + id.replacing("#", with: "/")
  }
}
