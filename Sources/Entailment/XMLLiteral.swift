/// The lexical space of `rdf:XMLLiteral`: well-formed XML content.
///
/// Names and attributes are checked as far as brackets, quotes and nesting go.
///
/// Source: RDF 1.1 Concepts, section 5.3.
enum XMLLiteral {
  static func isWellFormed(_ text: String) -> Bool {
    var reader = Reader(bytes: Array(text.utf8))
    return reader.content()
  }

  private struct Reader {
    let bytes: [UInt8]
    var index = 0
    var open: [ArraySlice<UInt8>] = []

    mutating func content() -> Bool {
      while index < bytes.count {
        switch bytes[index] {
        case UInt8(ascii: "<"): if !markup() { return false }
        case UInt8(ascii: "&"): if !reference() { return false }
        default: index += 1
        }
      }
      return open.isEmpty
    }

    private mutating func skip(past end: String) -> Bool {
      while index < bytes.count {
        if bytes[index...].starts(with: end.utf8) {
          index += end.utf8.count
          return true
        }
        index += 1
      }
      return false
    }

    private mutating func markup() -> Bool {
      let rest = bytes[index...]
      if rest.starts(with: "<!--".utf8) { return skip(past: "-->") }
      if rest.starts(with: "<![CDATA[".utf8) { return skip(past: "]]>") }
      if rest.starts(with: "<?".utf8) { return skip(past: "?>") }
      let isEnd = rest.starts(with: "</".utf8)
      index += isEnd ? 2 : 1
      let name = self.name()
      if name.isEmpty { return false }
      if isEnd {
        skipSpace()
        guard index < bytes.count, bytes[index] == UInt8(ascii: ">") else { return false }
        index += 1
        return open.popLast().map { $0.elementsEqual(name) } ?? false
      }
      return attributes(of: name)
    }

    private mutating func attributes(of name: ArraySlice<UInt8>) -> Bool {
      while true {
        skipSpace()
        guard index < bytes.count else { return false }
        if bytes[index] == UInt8(ascii: ">") {
          index += 1
          open.append(name)
          return true
        }
        if bytes[index...].starts(with: "/>".utf8) {
          index += 2
          return true
        }
        if self.name().isEmpty { return false }
        skipSpace()
        guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return false }
        index += 1
        skipSpace()
        guard value() else { return false }
      }
    }

    private mutating func value() -> Bool {
      guard index < bytes.count,
        bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'")
      else { return false }
      let quote = bytes[index]
      index += 1
      while index < bytes.count {
        switch bytes[index] {
        case quote:
          index += 1
          return true
        case UInt8(ascii: "<"): return false
        case UInt8(ascii: "&"): if !reference() { return false }
        default: index += 1
        }
      }
      return false
    }

    private mutating func reference() -> Bool {
      index += 1
      if index < bytes.count, bytes[index] == UInt8(ascii: "#") {
        index += 1
        let isHexadecimal = index < bytes.count && bytes[index] == UInt8(ascii: "x")
        if isHexadecimal { index += 1 }
        let digits = name()
        let text = String(decoding: digits, as: UTF8.self)
        guard UInt32(text, radix: isHexadecimal ? 16 : 10) != nil else { return false }
      } else {
        let known = ["amp", "lt", "gt", "apos", "quot"]
        guard known.contains(String(decoding: name(), as: UTF8.self)) else { return false }
      }
      guard index < bytes.count, bytes[index] == UInt8(ascii: ";") else { return false }
      index += 1
      return true
    }

    private mutating func name() -> ArraySlice<UInt8> {
      let start = index
      while index < bytes.count, Self.isNameByte(bytes[index]) { index += 1 }
      return bytes[start..<index]
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: ":"),
        UInt8(ascii: "-"), UInt8(ascii: "."), 0x80...:
        true
      default: false
      }
    }

    private mutating func skipSpace() {
      while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
    }
  }
}
