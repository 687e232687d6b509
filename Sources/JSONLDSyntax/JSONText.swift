internal import ByteStorage

/// Writes values as JSON text.
///
/// Members of objects are sorted by name, `@context` first. Arrays and objects that hold no others
/// and are short stand on one line; what else there is goes line by line.
struct JSONText: ~Copyable {
  private(set) var bytes: ByteBuffer
  /// How many levels of indentation apply.
  var indent = 0

  /// The length of a line that is not made longer.
  private static var lineLength: Int { 100 }

  init() { bytes = ByteBuffer(capacity: 4096) }

  /// A whole document.
  static func bytes(of value: JSONElement) -> [UInt8] {
    var text = JSONText()
    text.append(value)
    text.append("\n")
    return text.finish()
  }

  consuming func finish() -> [UInt8] {
    var result: [UInt8] = []
    result.append(copying: bytes.span)
    return result
  }

  mutating func append(_ text: String) { bytes.append(text) }

  mutating func append(contentsOf other: borrowing JSONText) { bytes.append(other.bytes.span) }

  consuming func take() -> ByteBuffer { bytes }

  mutating func lineBreak() {
    bytes.append("\n")
    bytes.append(repeating: UInt8(ascii: " "), count: indent * 2)
  }

  mutating func append(_ value: JSONElement) {
    switch value {
    case .array(let items) where items.isEmpty: bytes.append("[]")
    case .object(let object) where object.isEmpty: bytes.append("{}")
    case .array(let items):
      if appendOnLine(value, plain: items.allSatisfy(\.isPlain)) { return }
      bytes.append("[")
      indent += 1
      for (index, item) in items.enumerated() {
        if index > 0 { bytes.append(",") }
        lineBreak()
        append(item)
      }
      indent -= 1
      lineBreak()
      bytes.append("]")
    case .object(let object):
      if appendOnLine(value, plain: object.entries.allSatisfy { $0.1.isPlain }) { return }
      bytes.append("{")
      indent += 1
      for (index, name) in object.sortedNames.enumerated() {
        if index > 0 { bytes.append(",") }
        lineBreak()
        append(quoted: name)
        bytes.append(": ")
        append(object[name] ?? .null)
      }
      indent -= 1
      lineBreak()
      bytes.append("}")
    case .null, .boolean, .number, .string: append(plain: value)
    }
  }

  /// Writes an array or an object on the line at hand, if it is plain and the line has room.
  private mutating func appendOnLine(_ value: JSONElement, plain isPlain: Bool) -> Bool {
    guard isPlain else { return false }
    let start = bytes.count
    switch value {
    case .array(let items):
      bytes.append("[")
      for (index, item) in items.enumerated() {
        if index > 0 { bytes.append(", ") }
        append(plain: item)
      }
      bytes.append("]")
    case .object(let object):
      bytes.append("{")
      for (index, name) in object.sortedNames.enumerated() {
        if index > 0 { bytes.append(", ") }
        append(quoted: name)
        bytes.append(": ")
        append(plain: object[name] ?? .null)
      }
      bytes.append("}")
    case .null, .boolean, .number, .string: append(plain: value)
    }
    guard bytes.count - lineStart(before: start) > Self.lineLength else { return true }
    bytes.truncate(to: start)
    return false
  }

  /// Where the line of an offset starts.
  private func lineStart(before offset: Int) -> Int {
    var start = offset
    while start > 0, offset - start <= Self.lineLength, bytes[start - 1] != UInt8(ascii: "\n") {
      start -= 1
    }
    return start
  }

  private mutating func append(plain value: JSONElement) {
    switch value {
    case .boolean(let flag): if flag { bytes.append("true") } else { bytes.append("false") }
    case .number(let text): bytes.append(text.utf8Span.span)
    case .string(let text): append(quoted: text)
    case .array: bytes.append("[]")
    case .object: bytes.append("{}")
    case .null: bytes.append("null")
    }
  }

  mutating func append(quoted text: String) {
    bytes.append("\"")
    let span = text.utf8Span.span
    var plain = 0
    for index in 0..<span.count {
      let byte = span[index]
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
        continue
      }
      bytes.append(span.extracting(plain..<index))
      append(escaped: byte)
      plain = index + 1
    }
    bytes.append(span.extracting(plain..<span.count))
    bytes.append("\"")
  }

  private mutating func append(escaped byte: UInt8) {
    bytes.append("\\")
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    case 0x08: bytes.append("b")
    case 0x0C: bytes.append("f")
    case 0x0A: bytes.append("n")
    case 0x0D: bytes.append("r")
    case 0x09: bytes.append("t")
    default:
      bytes.append("u00")
      for digit in [byte >> 4, byte & 0x0F] {
        bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
  }
}

extension JSONElement {
  /// Whether the value holds no others.
  fileprivate var isPlain: Bool {
    switch self {
    case .array(let items): items.isEmpty
    case .object(let object): object.isEmpty
    case .null, .boolean, .number, .string: true
    }
  }
}

extension JSONObject {
  /// The names in the order in which they are written.
  fileprivate var sortedNames: [String] {
    names.sorted { left, right in
      if left == "@context" || right == "@context" { return left == "@context" && left != right }
      return left.precedes(right)
    }
  }
}
