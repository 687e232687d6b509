/// The values of `rdf:JSON`.
///
/// Numbers are doubles of which −0 differs from 0, the order of members means nothing.
///
/// Source: RDF 1.2 Concepts, section 3.4 (the datatype `rdf:JSON`); RFC 8259.
enum JSONLiteral {
  /// Values nested deeper than this are taken for no value.
  static let depthLimit = 256

  /// One text for all texts with a value; nil for what is no JSON.
  static func canonicalForm(_ text: String) -> String? {
    var reader = Reader(bytes: Array(text.utf8))
    guard let value = reader.value(depth: 0), reader.isAtEnd else { return nil }
    return value
  }

  private struct Reader {
    let bytes: [UInt8]
    var index = 0

    private var byte: UInt8 { index < bytes.count ? bytes[index] : 0 }

    var isAtEnd: Bool {
      mutating get {
        skipSpace()
        return index == bytes.count
      }
    }

    private mutating func skipSpace() {
      while [0x20, 0x09, 0x0A, 0x0D].contains(byte) { index += 1 }
    }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
      skipSpace()
      guard byte == UInt8(ascii: character) else { return false }
      index += 1
      return true
    }

    mutating func value(depth: Int) -> String? {
      guard depth < JSONLiteral.depthLimit else { return nil }
      skipSpace()
      switch byte {
      case UInt8(ascii: "{"): return object(depth)
      case UInt8(ascii: "["): return array(depth)
      case UInt8(ascii: "\""): return string()
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
      default:
        for word in ["true", "false", "null"]
        where bytes[index...].starts(with: word.utf8) {
          index += word.utf8.count
          return word
        }
        return nil
      }
    }

    private mutating func array(_ depth: Int) -> String? {
      index += 1
      var members: [String] = []
      if accept("]") { return "[]" }
      repeat {
        guard let member = value(depth: depth + 1) else { return nil }
        members.append(member)
      } while accept(",")
      return accept("]") ? "[" + members.joined(separator: ",") + "]" : nil
    }

    private mutating func object(_ depth: Int) -> String? {
      index += 1
      var members: [String: String] = [:]
      if accept("}") { return "{}" }
      repeat {
        skipSpace()
        guard let name = string(), accept(":"), let member = value(depth: depth + 1),
          members.updateValue(member, forKey: name) == nil
        else { return nil }
      } while accept(",")
      guard accept("}") else { return nil }
      let pairs = members.sorted { $0.key < $1.key }
      return "{" + pairs.map { "\($0.key):\($0.value)" }.joined(separator: ",") + "}"
    }

    private mutating func number() -> String? {
      let start = index
      if byte == UInt8(ascii: "-") { index += 1 }
      let digits = run()
      if digits == 0 || (digits > 1 && bytes[index - digits] == UInt8(ascii: "0")) { return nil }
      if byte == UInt8(ascii: ".") {
        index += 1
        if run() == 0 { return nil }
      }
      if byte | 0x20 == UInt8(ascii: "e") {
        index += 1
        if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { index += 1 }
        if run() == 0 { return nil }
      }
      return Double(String(decoding: bytes[start..<index], as: UTF8.self))?.description
    }

    private mutating func run() -> Int {
      let start = index
      while byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { index += 1 }
      return index - start
    }

    /// A string with its escapes read, in quotes again; the result only has to be unambiguous.
    private mutating func string() -> String? {
      guard byte == UInt8(ascii: "\"") else { return nil }
      index += 1
      var units: [UInt16] = []
      var start = index
      func text(_ end: Int) -> String.UTF16View {
        String(decoding: bytes[start..<end], as: UTF8.self).utf16
      }
      while index < bytes.count {
        switch byte {
        case UInt8(ascii: "\""):
          units += text(index)
          index += 1
          return "\"" + units.map { String($0, radix: 16) }.joined(separator: " ") + "\""
        case UInt8(ascii: "\\"):
          units += text(index)
          index += 1
          guard let unit = escape() else { return nil }
          units.append(unit)
          start = index
        case 0..<0x20: return nil
        default: index += 1
        }
      }
      return nil
    }

    private mutating func escape() -> UInt16? {
      let letter = byte
      index += 1
      switch letter {
      case UInt8(ascii: "b"): return 0x08
      case UInt8(ascii: "t"): return 0x09
      case UInt8(ascii: "n"): return 0x0A
      case UInt8(ascii: "f"): return 0x0C
      case UInt8(ascii: "r"): return 0x0D
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt16(letter)
      case UInt8(ascii: "u"):
        guard index + 4 <= bytes.count else { return nil }
        let digits = String(decoding: bytes[index..<(index + 4)], as: UTF8.self)
        index += 4
        return digits.utf8.allSatisfy { $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }
          ? UInt16(digits, radix: 16) : nil
      default: return nil
      }
    }
  }
}
