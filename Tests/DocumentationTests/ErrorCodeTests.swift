import Foundation
import JSONLDSyntax
import RDFModel
import Testing

/// Documentation/Errors.md against the sources.
@Suite("The page of errors")
struct ErrorCodeTests {
  private static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private let page: String

  init() throws {
    page = try String(
      contentsOf: Self.root.appendingPathComponent("Documentation/Errors.md"), encoding: .utf8)
  }

  /// The rows of the page's tables that begin with a word in code font: that word, and the cells.
  private var rows: [(name: String, cells: [String])] {
    page.split(separator: "\n").compactMap { line in
      guard let match = line.prefixMatch(of: /\| `([A-Za-z0-9-]+)` \|/) else { return nil }
      let cells = line.dropFirst(match.0.count).split(separator: "|")
        .map { $0.trimmingCharacters(in: .whitespaces) }
      return (String(match.1), cells)
    }
  }

  /// The codes that sources declare or make on the spot.
  private func codesInSources() throws -> Set<String> {
    let sources = Self.root.appendingPathComponent("Sources")
    let paths = try #require(FileManager.default.enumerator(atPath: sources.path))
      .compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }
    var codes: Set<String> = []
    for path in paths {
      let text = try String(contentsOf: sources.appendingPathComponent(path), encoding: .utf8)
      let declarations = text.matches(
        of: /\b(?:Self|Code)\(\s*rawValue:\s*"([a-z0-9]+(?:-[a-z0-9]+)+)"\s*\)/)
      codes.formUnion(declarations.map { String($0.1) })
    }
    return codes.union(JSONLDErrorCode.allCases.map(\.code.rawValue))
  }

  @Test("lists every code, and no other")
  func codes() throws {
    let listed = Set(rows.map(\.name).filter { $0.contains("-") })
    let declared = try codesInSources()
    #expect(declared.count > 100)
    #expect(declared.subtracting(listed).sorted() == [], "missing on the page")
    #expect(listed.subtracting(declared).sorted() == [], "on the page alone")
  }

  @Test("says what each code means and what to do")
  func rowsAreWhole() {
    for row in rows where row.name.contains("-") {
      #expect(row.cells.count == 2 && row.cells.allSatisfy { $0.count > 3 }, "\(row.name)")
    }
  }

  @Test("lists every limit with its default")
  func limits() {
    for limit in ReaderLimits.named {
      let value = ReaderLimits.standard[keyPath: limit.path]
      let row = rows.first { $0.name == limit.name }
      #expect(row?.cells.first?.replacing(",", with: "") == "\(value)", "\(limit.name)")
    }
  }
}
