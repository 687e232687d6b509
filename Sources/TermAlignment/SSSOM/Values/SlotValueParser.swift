import RDFModel

/// Makes values of the text that stands in a file, by what the slot takes.
struct SlotValueParser {
  /// Why a text is no value of its slot.
  struct Refusal: Error {
    let code: SyntaxError.Code
    let message: String
    let remedy: String
  }

  private(set) var namespaces: [Substring: String] = [:]
  private let validatesIRIs: Bool
  /// Whether identifiers may stand in full, as they may everywhere but in tables.
  private let acceptsIRIs: Bool

  init(validatesIRIs: Bool, acceptsIRIs: Bool = false) {
    self.validatesIRIs = validatesIRIs
    self.acceptsIRIs = acceptsIRIs
    for pair in SSSOM.builtInPrefixes.pairs {
      namespaces[Substring(pair.prefix)] = pair.namespace.value
    }
  }

  /// Takes a declaration of a prefix.
  mutating func declare(_ prefix: String, _ namespace: String) throws(Refusal) {
    if let builtIn = SSSOM.builtInPrefixes[prefix], builtIn.value != namespace {
      throw Refusal(
        code: .sssomPrefix, message: "the built-in prefix \(prefix) is given another meaning",
        remedy: "leave it out, or use another prefix for <\(namespace)>")
    }
    namespaces[Substring(prefix)] = namespace
  }

  /// The IRI that a CURIE stands for.
  func expand(_ curie: String) throws(Refusal) -> IRI {
    let text = curie.trimmingSpaces()
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      throw Refusal(
        code: .sssomValue, message: "\(text) is no CURIE", remedy: "write it as prefix:name")
    }
    let local = text[text.utf8.index(after: colon)...]
    guard let namespace = namespaces[text[..<colon]] else {
      if acceptsIRIs, Self.isInFull(text[..<colon], local) { return try checked(text, as: text) }
      if local.utf8.starts(with: "//".utf8) {
        throw Refusal(
          code: .sssomPrefix, message: "<\(text)> is written in full",
          remedy: "declare a prefix for it in curie_map and write a CURIE")
      }
      throw Refusal(
        code: .sssomPrefix, message: "the prefix \(text[..<colon]) is not declared",
        remedy: "add it to curie_map")
    }
    return try checked(namespace + local, as: text)
  }

  private func checked(_ value: String, as text: String) throws(Refusal) -> IRI {
    if validatesIRIs, let problem = IRIReference.validate(value.utf8Span.span, absolute: true) {
      throw Refusal(
        code: .invalidIRI,
        message: value == text
          ? "<\(value)> \(problem)" : "<\(value)>, which \(text) stands for, \(problem)",
        remedy: "escape the character or correct the namespace")
    }
    return IRI(trusted: value)
  }

  /// Whether text with an undeclared prefix is an IRI, and not a CURIE that lacks a declaration.
  private static func isInFull(_ scheme: Substring, _ rest: Substring) -> Bool {
    rest.utf8.starts(with: "//".utf8) || ["urn", "mailto", "tag", "info"].contains(scheme)
  }

  /// One value of a slot.
  func value(_ text: String, of slot: Slot) throws(Refusal) -> SlotValue {
    switch slot.kind {
    case .entityReference: return .reference(try expand(text))
    case .string: return .text(text)
    case .uri:
      let trimmed = text.trimmingSpaces()
      // Only the set's identifier becomes a name; version 1.0 took any text elsewhere.
      if slot == .mappingSetID,
        let problem = IRIReference.validate(trimmed.utf8Span.span, absolute: true)
      {
        throw Refusal(
          code: .invalidIRI, message: "<\(trimmed)> \(problem)", remedy: "write an absolute IRI")
      }
      return .text(trimmed)
    case .date:
      let trimmed = text.trimmingSpaces()
      guard Self.isDate(trimmed) else {
        throw Refusal(
          code: .sssomValue, message: "\(trimmed) is no date", remedy: "write yyyy-mm-dd")
      }
      return .text(trimmed)
    case .number(let bounds):
      let trimmed = text.trimmingSpaces()
      guard let number = Self.number(trimmed), bounds.contains(number) else {
        throw Refusal(
          code: .sssomValue,
          message:
            "\(trimmed) is no number from \(Int(bounds.lowerBound)) to \(Int(bounds.upperBound))",
          remedy: "write a decimal number within these bounds, or leave the slot empty")
      }
      return .number(number)
    case .enumeration(let enumeration):
      let trimmed = text.trimmingSpaces()
      guard let known = enumeration.values.first(where: { $0.word == trimmed }) else {
        let words = enumeration.values.map(\.word).joined(separator: ", ")
        throw Refusal(
          code: .sssomValue, message: "\(trimmed) is none of the words of this slot",
          remedy: "write one of: \(words)")
      }
      return .text(known.word)
    }
  }

  /// The value of an extension slot.
  func value(_ text: String, of definition: ExtensionDefinition) throws(Refusal) -> SlotValue {
    if SSSOM.isIdentifierType(definition.typeHint) { return .reference(try expand(text)) }
    if let type = definition.typeHint, let remedy = ExtensionType.refusal(of: text, as: type) {
      throw Refusal(
        code: .sssomValue,
        message: "\(text) is no value of the type <\(type.value)> that its definition names",
        remedy: remedy)
    }
    return .text(text)
  }

  /// The values of a cell of a multivalued slot.
  static func split(_ text: String) -> [String] {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: "\\") })
    else { return [text] }
    var values: [String] = []
    var current = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isEscaped {
        if scalar != "|", scalar != "\\" { current.append("\\") }
        current.append(scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar == "|" {
        values.append(String(current))
        current = String.UnicodeScalarView()
      } else {
        current.append(scalar)
      }
    }
    if isEscaped { current.append("\\") }
    values.append(String(current))
    return values.filter { !$0.isEmpty }
  }

  static func number(_ text: String) -> Double? {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "+"), UInt8(ascii: "e"), UInt8(ascii: "E"):
        true
      default: false
      }
    }
    return isPlain ? Double(text) : nil
  }

  static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
      parts[2].utf8.count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...12).contains(month) && (1...days[month - 1]).contains(day)
  }
}
