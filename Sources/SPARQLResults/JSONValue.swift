internal import RDFModel

/// A JSON text as values (RFC 8259).
///
/// An own reader, because Foundation cannot be imported beside libxml2 (both bring ICU's headers)
/// and does not say where a text is wrong.
enum JSONValue {
  case null
  case boolean(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  /// Of names that occur twice the last counts.
  case object([String: JSONValue])

  /// What stands under a name, where the value is an object that has it.
  subscript(name: String) -> JSONValue? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  /// The text, where the value is a string.
  var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The members, where the value is an array.
  var array: [JSONValue]? {
    if case .array(let members) = self { members } else { nil }
  }
}

/// Reads a JSON text.
struct JSONReader {
  /// What is wrong, and at which byte.
  struct Failure: Error {
    let message: String
    let offset: Int
  }

  /// Arrays and objects nest no deeper; results of queries need a handful.
  private static let depthLimit = 256

  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  /// The value that UTF-8 says.
  static func read(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
    var reader = JSONReader(bytes)
    let value = try reader.value()
    reader.skipSpace()
    guard reader.index == bytes.count else { throw reader.failure("text follows the value") }
    return value
  }

  private func failure(_ message: String) -> Failure {
    Failure(message: message, offset: index)
  }

  private var byte: UInt8 { index < bytes.count ? bytes[index] : 0 }

  private mutating func skipSpace() {
    while index < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index]) { index += 1 }
  }

  private mutating func accept(_ expected: UInt8) -> Bool {
    skipSpace()
    guard byte == expected else { return false }
    index += 1
    return true
  }

  private mutating func value() throws(Failure) -> JSONValue {
    skipSpace()
    switch byte {
    case UInt8(ascii: "{"): return try nested { reader throws(Failure) in try reader.object() }
    case UInt8(ascii: "["): return try nested { reader throws(Failure) in try reader.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func nested(
    _ read: (inout JSONReader) throws(Failure) -> JSONValue
  ) throws(Failure) -> JSONValue {
    guard depth < Self.depthLimit else {
      throw failure("values nest deeper than \(Self.depthLimit)")
    }
    depth += 1
    index += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func word(
    _ text: String, _ value: JSONValue
  ) throws(Failure) -> JSONValue {
    guard bytes[index...].starts(with: text.utf8) else { throw failure("a value is expected") }
    index += text.utf8.count
    return value
  }

  private mutating func number() throws(Failure) -> JSONValue {
    let start = index
    while index < bytes.count, "+-.0123456789eE".utf8.contains(bytes[index]) { index += 1 }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    guard Double(text) != nil else { throw failure("a value is expected") }
    return .number(text)
  }

  private mutating func array() throws(Failure) -> JSONValue {
    var members: [JSONValue] = []
    if accept(UInt8(ascii: "]")) { return .array(members) }
    repeat { members.append(try value()) } while accept(UInt8(ascii: ","))
    guard accept(UInt8(ascii: "]")) else { throw failure("',' or ']' is expected") }
    return .array(members)
  }

  private mutating func object() throws(Failure) -> JSONValue {
    var members: [String: JSONValue] = [:]
    if accept(UInt8(ascii: "}")) { return .object(members) }
    repeat {
      skipSpace()
      guard byte == UInt8(ascii: "\"") else { throw failure("a name in quotes is expected") }
      let name = try string()
      guard accept(UInt8(ascii: ":")) else { throw failure("':' is expected") }
      members[name] = try value()
    } while accept(UInt8(ascii: ","))
    guard accept(UInt8(ascii: "}")) else { throw failure("',' or '}' is expected") }
    return .object(members)
  }

  private mutating func string() throws(Failure) -> String {
    index += 1
    var result: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        guard let text = String(validating: result, as: UTF8.self) else {
          throw failure("a string is not UTF-8")
        }
        return text
      case UInt8(ascii: "\\"):
        index += 1
        result.append(contentsOf: String(try escape()).utf8)
      case 0..<0x20:
        throw failure("a control character stands in a string")
      default:
        result.append(byte)
        index += 1
      }
    }
    throw failure("the text ends inside a string")
  }

  private mutating func escape() throws(Failure) -> Unicode.Scalar {
    let letter = byte
    index += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{08}"
    case UInt8(ascii: "f"): return "\u{0C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try surrogates()
    default: throw failure("an escape is unknown")
    }
  }

  /// The scalar of `\u` and its digits, or of two such that are a pair of surrogates.
  private mutating func surrogates() throws(Failure) -> Unicode.Scalar {
    let first = try codeUnit()
    if let scalar = Unicode.Scalar(UInt32(first)) { return scalar }
    guard UTF16.isLeadSurrogate(first), byte == UInt8(ascii: "\\") else {
      throw failure("an escape is half of a pair")
    }
    index += 1
    guard byte == UInt8(ascii: "u") else { throw failure("an escape is half of a pair") }
    index += 1
    let second = try codeUnit()
    guard UTF16.isTrailSurrogate(second),
      let scalar = Unicode.Scalar(
        0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
    else { throw failure("an escape is half of a pair") }
    return scalar
  }

  private mutating func codeUnit() throws(Failure) -> UInt16 {
    guard index + 4 <= bytes.count,
      let unit = UInt16(String(decoding: bytes[index..<(index + 4)], as: UTF8.self), radix: 16)
    else { throw failure("an escape has no four digits") }
    index += 4
    return unit
  }
}
