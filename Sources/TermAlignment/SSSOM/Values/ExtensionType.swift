import RDFModel

/// What the values of an extension slot look like, by the type that its definition names.
///
/// Source: SSSOM 1.1, data model, further restrictions for typed defined extensions.
enum ExtensionType {
  /// What to write instead where text is no value of a type; nil for a value, and for every text
  /// of a type that the specification says nothing of.
  static func refusal(of text: String, as type: IRI) -> String? {
    // The specification writes `datetime`, XML Schema `dateTime`.
    guard type.value.hasPrefix(XSD.namespace) else { return nil }
    switch type.value.dropFirst(XSD.namespace.count).lowercased() {
    case "integer": return isInteger(text) ? nil : "write digits, with a sign at most"
    case "double": return isDouble(text) ? nil : "write a decimal number"
    case "boolean": return ["true", "false"].contains(text) ? nil : "write true or false"
    case "date": return SlotValueParser.isDate(text) ? nil : "write yyyy-mm-dd"
    case "datetime": return isDateTime(text) ? nil : "write yyyy-mm-ddThh:mm:ss with the zone"
    default: return nil
    }
  }

  private static func isInteger(_ text: String) -> Bool {
    let digits =
      text.utf8.first.map { $0 == 0x2B || $0 == 0x2D } == true
      ? text.utf8.dropFirst() : text.utf8[...]
    return !digits.isEmpty && digits.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func isDouble(_ text: String) -> Bool {
    ["INF", "-INF", "NaN"].contains(text) || SlotValueParser.number(text) != nil
  }

  private static func isDateTime(_ text: String) -> Bool {
    guard let mark = text.firstIndex(of: "T"), SlotValueParser.isDate(String(text[..<mark]))
    else { return false }
    let clock = Array(text[text.index(after: mark)...].utf8)
    func isPair(_ start: Int, below bound: Int) -> Bool {
      guard start + 1 < clock.count, (0x30...0x39).contains(clock[start]),
        (0x30...0x39).contains(clock[start + 1])
      else { return false }
      return Int(clock[start] - 0x30) * 10 + Int(clock[start + 1] - 0x30) < bound
    }
    guard clock.count >= 8, isPair(0, below: 25), clock[2] == UInt8(ascii: ":"),
      isPair(3, below: 60), clock[5] == UInt8(ascii: ":"), isPair(6, below: 60)
    else { return false }
    var zone = 8
    if zone < clock.count, clock[zone] == UInt8(ascii: ".") {
      zone += 1
      while zone < clock.count, (0x30...0x39).contains(clock[zone]) { zone += 1 }
    }
    if zone == clock.count { return true }
    if clock[zone] == UInt8(ascii: "Z") { return zone + 1 == clock.count }
    return (clock[zone] == UInt8(ascii: "+") || clock[zone] == UInt8(ascii: "-"))
      && clock.count == zone + 6 && isPair(zone + 1, below: 15)
      && clock[zone + 3] == UInt8(ascii: ":") && isPair(zone + 4, below: 60)
  }
}
