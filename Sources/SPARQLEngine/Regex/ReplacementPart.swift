/// A piece of the third argument of REPLACE.
enum ReplacementPart {
  case text([UInt8])
  case group(Int)

  /// Reads a replacement; nil where `$` or `\` stand wrongly.
  static func parse(_ replacement: String, groupCount: Int) -> [ReplacementPart]? {
    var parts: [ReplacementPart] = []
    var text: [UInt8] = []
    let bytes = Array(replacement.utf8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\\"):
        guard index < bytes.count, [UInt8(ascii: "\\"), UInt8(ascii: "$")].contains(bytes[index])
        else { return nil }
        text.append(bytes[index])
        index += 1
      case UInt8(ascii: "$"):
        var number: Int?
        while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 {
          let longer = (number ?? 0) * 10 + Int(bytes[index] - 0x30)
          // `$12` is group 1 and a 2 where there are fewer than twelve groups.
          if number != nil, longer > groupCount { break }
          number = longer
          index += 1
        }
        guard let number else { return nil }
        if !text.isEmpty { parts.append(.text(text)) }
        text = []
        if number <= groupCount { parts.append(.group(number)) }
      default: text.append(byte)
      }
    }
    if !text.isEmpty { parts.append(.text(text)) }
    return parts
  }
}
