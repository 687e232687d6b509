import XMLEvents

/// The table of texts that the cells of a workbook share.
///
/// Source: ECMA-376, Part 1, section 18.4.
final class SharedStrings: XMLEventHandler {
  private(set) var strings: [String] = []
  private let limit: Int
  private var text = RichText()

  init(limit: Int) { self.limit = limit }

  var wantsMore: Bool { strings.count <= limit }

  func startElement(_ name: String, namespace: String, attributes: [String: String]) {
    if name == "si" { text.removeAll() }
    text.start(name)
  }

  func characters(_ text: String) { self.text.add(text) }

  func endElement() {
    if text.end() == "si", wantsMore { strings.append(text.value) }
  }
}

/// A text in runs of different looks, without the reading aids that may stand beside it.
///
/// Source: ECMA-376, Part 1, sections 18.4.4 (r), 18.4.6 (rPh), 18.4.12 (t) and 22.9.2.19
/// (escapes).
struct RichText {
  private var path: [String] = []
  private var collected = ""
  /// How many reading aids are open.
  private var aids = 0

  /// The text so far, its escapes resolved.
  var value: String { Self.resolved(collected) }

  mutating func removeAll() { collected = "" }

  mutating func start(_ name: String) {
    path.append(name)
    if name == "rPh" { aids += 1 }
  }

  mutating func add(_ text: String) {
    if aids == 0, path.last == "t" { collected += text }
  }

  /// Ends the element that is open and gives its name.
  mutating func end() -> String? {
    let name = path.popLast()
    if name == "rPh" { aids -= 1 }
    return name
  }

  /// Replaces `_x000D_` and its like by the character of that number.
  private static func resolved(_ text: String) -> String {
    guard text.contains("_x") else { return text }
    return text.replacing(/_x([0-9A-Fa-f]{4})_/) { match in
      UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String($0) }
        ?? String(match.0)
    }
  }
}
