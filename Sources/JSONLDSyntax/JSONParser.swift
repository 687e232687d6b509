internal import ByteStorage
internal import RDFModel

/// Reads a JSON text (RFC 8259) into values.
///
/// A name that occurs twice in an object is refused: JSON-LD 1.1, section 9, wants names to be
/// unique, and any choice between two values would be silent.
struct JSONParser {
  private let bytes: [UInt8]
  private let document: UInt32
  private let limits: ReaderLimits
  private let depthLimit: Int
  /// Whether objects note where the values of their members start.
  private let keepsPlaces: Bool
  private var index = 0
  /// The arrays and objects that are not whole yet, outermost first.
  private var open: [Container] = []
  private var arrays: [[JSONElement]] = []
  private var objects: [JSONObject] = []
  /// The names of the members of these objects that are being read.
  private var names: [String] = []

  private enum Container { case array, object }

  private init(_ bytes: [UInt8], document: UInt32, limits: ReaderLimits, keepsPlaces: Bool) {
    self.bytes = bytes
    self.keepsPlaces = keepsPlaces
    self.document = document
    self.limits = limits
    depthLimit = Nesting.limit(limits)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  /// The value that UTF-8 says.
  static func parse(
    _ bytes: [UInt8], document: UInt32, limits: ReaderLimits, keepsPlaces: Bool = false
  ) throws(JSONLDFailure) -> JSONElement {
    guard bytes.count <= min(limits.documentBytes, Int(UInt32.max) - 1) else {
      throw JSONLDFailure(
        .limit,
        "the limit documentBytes = \(limits.documentBytes) is passed: the document is longer",
        SourceMark(document: document, offset: 0))
    }
    var parser = JSONParser(
      bytes, document: document, limits: limits, keepsPlaces: keepsPlaces)
    let value = try parser.value()
    parser.skipSpace()
    guard parser.index == bytes.count else {
      throw parser.failure(.json, "text follows the value")
    }
    return value
  }

  private func failure(
    _ kind: JSONLDFailure.Kind, _ detail: String, at offset: Int? = nil
  ) -> JSONLDFailure {
    JSONLDFailure(
      index >= bytes.count && kind == .json ? .end : kind, detail, mark(offset ?? index))
  }

  private func mark(_ offset: Int) -> SourceMark {
    SourceMark(document: document, offset: UInt32(truncatingIfNeeded: offset))
  }

  private var byte: UInt8 { index < bytes.count ? bytes[index] : 0 }

  private mutating func skipSpace() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x0A, 0x0D, 0x09: index += 1
      default: return
      }
    }
  }

  private mutating func accept(_ expected: UInt8) -> Bool {
    skipSpace()
    guard index < bytes.count, bytes[index] == expected else { return false }
    index += 1
    return true
  }

  /// The value that starts here.
  ///
  /// Values that are not whole yet wait in ``open``, whatever their
  /// number.
  private mutating func value() throws(JSONLDFailure) -> JSONElement {
    while true {
      skipSpace()
      if keepsPlaces, open.last == .object {
        objects[objects.count - 1].places.append(UInt32(truncatingIfNeeded: index))
      }
      var value: JSONElement
      switch byte {
      case UInt8(ascii: "{"):
        let object = JSONObject(mark: mark(index))
        try enter()
        guard accept(UInt8(ascii: "}")) else {
          open.append(.object)
          objects.append(object)
          try name()
          continue
        }
        value = .object(object)
      case UInt8(ascii: "["):
        try enter()
        guard accept(UInt8(ascii: "]")) else {
          open.append(.array)
          arrays.append([])
          continue
        }
        value = .array([])
      case UInt8(ascii: "\""): value = .string(try string(limits.literalBytes, "literalBytes"))
      case UInt8(ascii: "t"): value = try word("true", .boolean(true))
      case UInt8(ascii: "f"): value = try word("false", .boolean(false))
      case UInt8(ascii: "n"): value = try word("null", .null)
      default: value = .number(try number())
      }
      while try close(&value) { if open.isEmpty { return value } }
    }
  }

  /// Puts a whole value into the one that waits for it.
  ///
  /// - Returns: whether that one is whole now, too, and has taken the place of `value`, or none
  ///   waits.
  private mutating func close(_ value: inout JSONElement) throws(JSONLDFailure) -> Bool {
    switch open.last {
    case nil: return true
    case .array?:
      arrays[arrays.count - 1].append(value)
      if accept(UInt8(ascii: ",")) { return false }
      guard accept(UInt8(ascii: "]")) else { throw failure(.json, "',' or ']' is expected") }
      value = .array(arrays.removeLast())
    case .object?:
      objects[objects.count - 1][names.removeLast()] = value
      if accept(UInt8(ascii: ",")) {
        try name()
        return false
      }
      guard accept(UInt8(ascii: "}")) else { throw failure(.json, "',' or '}' is expected") }
      value = .object(objects.removeLast())
    }
    open.removeLast()
    return true
  }

  private mutating func enter() throws(JSONLDFailure) {
    guard open.count < depthLimit else {
      throw failure(.depth, "the limit depth = \(depthLimit) is passed: values nest deeper")
    }
    index += 1
  }

  /// Reads the name of the next member of the innermost object.
  private mutating func name() throws(JSONLDFailure) {
    skipSpace()
    let start = index
    guard byte == UInt8(ascii: "\"") else { throw failure(.json, "a name in quotes is expected") }
    let name = try string(limits.nameBytes, "nameBytes")
    guard accept(UInt8(ascii: ":")) else { throw failure(.json, "':' is expected") }
    guard !objects[objects.count - 1].contains(name) else {
      throw failure(.duplicateName, "the name \"\(name)\" occurs twice in an object", at: start)
    }
    names.append(name)
  }

  private mutating func word(
    _ text: String, _ value: JSONElement
  ) throws(JSONLDFailure) -> JSONElement {
    guard bytes[index...].starts(with: text.utf8) else {
      throw failure(.json, "a value is expected")
    }
    index += text.utf8.count
    return value
  }

  private mutating func number() throws(JSONLDFailure) -> String {
    let start = index
    if byte == UInt8(ascii: "-") { index += 1 }
    if byte == UInt8(ascii: "0") {
      index += 1
    } else {
      guard skipDigits() else {
        throw failure(.json, "a value is expected", at: start)
      }
    }
    if byte == UInt8(ascii: ".") {
      index += 1
      guard skipDigits() else { throw failure(.json, "a digit is expected after '.'") }
    }
    if byte | 0x20 == UInt8(ascii: "e") {
      index += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { index += 1 }
      guard skipDigits() else { throw failure(.json, "an exponent has no digits") }
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func skipDigits() -> Bool {
    let start = index
    while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) {
      index += 1
    }
    return index > start
  }

  // MARK: Strings

  private mutating func string(_ limit: Int, _ limitName: String) throws(JSONLDFailure) -> String {
    let start = index
    index += 1
    var result: [UInt8] = []
    while index < bytes.count {
      let plain = bytes.span.endOfPlainString(from: index, quote: UInt8(ascii: "\""))
      result.append(contentsOf: bytes[index..<plain])
      index = plain
      guard index < bytes.count else { break }
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        guard result.count <= limit else {
          throw failure(
            .limit, "the limit \(limitName) = \(limit) is passed: a string is longer", at: start)
        }
        guard let text = String(validating: result, as: UTF8.self) else {
          throw failure(.utf8, "a string is not UTF-8", at: start)
        }
        return text
      case UInt8(ascii: "\\"):
        index += 1
        result.append(contentsOf: String(try escape()).utf8)
      case 0..<0x20:
        throw failure(.json, "a control character stands in a string")
      default:
        result.append(byte)
        index += 1
      }
    }
    throw failure(.json, "the text ends inside a string")
  }

  private mutating func escape() throws(JSONLDFailure) -> Unicode.Scalar {
    let letter = byte
    guard index < bytes.count else { throw failure(.json, "the text ends inside a string") }
    index += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{08}"
    case UInt8(ascii: "f"): return "\u{0C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try escapedScalar()
    default: throw failure(.json, "an escape is unknown", at: index - 2)
    }
  }

  /// The scalar of `\u` and its digits, or of two such that are a pair of surrogates.
  private mutating func escapedScalar() throws(JSONLDFailure) -> Unicode.Scalar {
    let start = index - 2
    let first = try codeUnit()
    if let scalar = Unicode.Scalar(UInt32(first)) { return scalar }
    guard UTF16.isLeadSurrogate(first), bytes[index...].starts(with: "\\u".utf8) else {
      throw failure(.json, "an escape is half of a surrogate pair", at: start)
    }
    index += 2
    let second = try codeUnit()
    let high = (UInt32(first) & 0x3FF) << 10
    guard UTF16.isTrailSurrogate(second),
      let scalar = Unicode.Scalar(0x10000 + high + (UInt32(second) & 0x3FF))
    else { throw failure(.json, "an escape is half of a surrogate pair", at: start) }
    return scalar
  }

  private mutating func codeUnit() throws(JSONLDFailure) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure(.json, "an escape has no four hexadecimal digits")
      }
      unit = unit << 4 | UInt16(digit)
      index += 1
    }
    return unit
  }
}
