import Foundation
import Testing

/// The blocks of Swift in the documentation against those that `SwiftExamples.swift` compiles.
@Suite("Swift in the documentation")
struct SwiftExampleTests {
  private static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// The lines without indentation, but for those that import or say nothing.
  private static func lines(_ text: some StringProtocol) -> String {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty && !$0.hasPrefix("import ") }.joined(separator: "\n")
  }

  @Test("compiles")
  func blocks() throws {
    let compiled = Self.lines(try Self.text("Tests/DocumentationTests/SwiftExamples.swift"))
    let pages = try FileManager.default.contentsOfDirectory(
      atPath: Self.root.appendingPathComponent("Documentation").path
    ).filter { $0.hasSuffix(".md") }.map { "Documentation/\($0)" }
    var count = 0
    for page in ["README.md"] + pages {
      for block in try Self.text(page).matches(of: /```swift\n((?s:.*?))```/).map(\.1) {
        count += 1
        #expect(compiled.contains(Self.lines(block)), "\(page):\n\(block)")
      }
    }
    #expect(count >= 7)
  }
}
