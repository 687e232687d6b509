package import Yams

/// YAML from anybody, composed by Yams within bounds that the library does not have.
///
/// Anchors are refused, and with them aliases: a few lines of them stand for billions of nodes, which
/// the library hashes where they are keys. So is nesting that its recursion might not survive.
///
/// Source: YAML 1.2.2, as far as libyaml reads it.
package enum YAMLText {
  /// What is wrong, and where.
  package struct Failure: Error {
    package let message: String
    package let remedy: String
    /// The line, from 1.
    package let line: Int
    /// The column in Unicode scalars, from 1.
    package let column: Int
    /// Whether a bound is passed, where otherwise the text is at fault.
    package let isLimit: Bool

    init(_ message: String, remedy: String, line: Int, column: Int, isLimit: Bool = false) {
      self.message = message
      self.remedy = remedy
      self.line = line
      self.column = column
      self.isLimit = isLimit
    }
  }

  /// Composes the only document of a text; nil where it has none.
  ///
  /// - Complexity: O(n) in the bytes.
  package static func compose(_ text: String) throws(Failure) -> Node? {
    try refuseExcess(text)
    do {
      return try Yams.compose(yaml: text)
    } catch {
      throw failure(error)
    }
  }

  private static func failure(_ error: any Error) -> Failure {
    var place: Mark?
    var message = "this is not YAML"
    var remedy = "correct the YAML; put text with signs of YAML in it in quotes"
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      (message, place) = (problem, mark)
    case .reader(let problem, _, _, _): message = problem
    case .duplicatedKeysInMapping(let keys, let context):
      message = keys.sorted().joined(separator: ", ") + " is given twice"
      remedy = "keep one of them"
      place = context.mark
    default: break
    }
    return Failure(message, remedy: remedy, line: place?.line ?? 1, column: place?.column ?? 1)
  }

  // MARK: Bounds

  /// The most brackets that are open at once, and the levels of indentation.
  private static let mostLevels = 32

  /// Refuses text that could nest too deep or name an anchor, without parsing it.
  private static func refuseExcess(_ text: String) throws(Failure) {
    var open = 0
    var line = 0
    for content in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    {
      line += 1
      var isDeep = levels(of: content) > mostLevels
      var previous = UInt8(ascii: " ")
      var index = content.startIndex
      while index < content.endIndex {
        let byte = content[index]
        if "[{".utf8.contains(byte) { open += 1 }
        if "]}".utf8.contains(byte) { open = max(0, open - 1) }
        isDeep = isDeep || open > mostLevels
        if byte == UInt8(ascii: "&"), " \t-?:,[]{}".utf8.contains(previous),
          namesAnchor(content[index...].dropFirst())
        {
          let column = String(Substring(content[..<index])).unicodeScalars.count + 1
          throw Failure(
            "an anchor, which is refused", remedy: "write the value in full, without & before it",
            line: line, column: column)
        }
        previous = byte
        index = content.index(after: index)
      }
      guard !isDeep else {
        throw Failure(
          "this is nested deeper than \(mostLevels) levels", remedy: "nest less", line: line,
          column: 1, isLimit: true)
      }
    }
  }

  /// How many levels deep a line can be: by its indentation, and by the dashes and question marks
  /// before its content.
  private static func levels(of line: Substring.UTF8View) -> Int {
    let start = line.prefix { " -?\t".utf8.contains($0) }
    // What is no indicator has no white space behind it.
    let indicators = start.split { " \t".utf8.contains($0) }.count { $0.count == 1 }
    let rest = line[start.endIndex...].first
    // A comment or a blank line may be as far right as it likes.
    if indicators == 0, rest == nil || rest == UInt8(ascii: "#") { return 0 }
    return start.prefix { $0 == UInt8(ascii: " ") }.count / 4 + indicators
  }

  /// Whether what follows an ampersand is a name and its end, as libyaml has it.
  private static func namesAnchor(_ rest: Substring.UTF8View) -> Bool {
    let name = rest.prefix { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    guard !name.isEmpty else { return false }
    return rest[name.endIndex...].first.map { " \t\r?:,]}%@`".utf8.contains($0) } ?? true
  }
}
