import RDFModel
import SPARQLAlgebra
import XSDValues

/// The functions on strings.
///
/// Source: SPARQL 1.1 Query, section 17.4.3.
extension ExpressionEvaluator {
  func onStrings(_ function: BuiltInFunction, _ values: [Value]) -> Value {
    switch function {
    case .concat: return concat(values)
    case .langMatches:
      guard let tag = context.plainString(values[0]), let range = context.plainString(values[1])
      else { return .error }
      return .boolean(LanguageRange.matches(tag: tag, range: range))
    default: break
    }
    guard let first = context.stringLiteral(values[0]),
      context.allowsString(ofBytes: first.text.utf8.count)
    else { return .error }
    switch function {
    case .strlen: return .integer(first.text.unicodeScalars.count)
    case .ucase: return string(first.text.uppercased(), like: first)
    case .lcase: return string(first.text.lowercased(), like: first)
    case .encodeForURI:
      let encoded = Self.percentEncoded(first.text)
      return context.allowsString(ofBytes: encoded.utf8.count) ? .string(encoded) : .error
    case .substr: return substring(first, values)
    case .replace: return replace(first, values)
    case .regex: return matches(first.text, values)
    default: break
    }
    guard let second = context.stringLiteral(values[1]),
      second.language == nil || second.language == first.language
    else { return .error }
    return onPair(function, first, second.text)
  }

  private func onPair(
    _ function: BuiltInFunction, _ first: (text: String, language: String?), _ second: String
  ) -> Value {
    let part = Array(second.utf8)
    switch function {
    case .strstarts: return .boolean(first.text.utf8.starts(with: part))
    case .strends: return .boolean(first.text.utf8.reversed().starts(with: part.reversed()))
    default: break
    }
    let place = ByteSearch(part).first(in: first.text.utf8Span.span)
    switch function {
    case .contains: return .boolean(place != nil)
    case .strbefore:
      guard let place else { return .string("") }
      return string(String(decoding: first.text.utf8.prefix(place), as: UTF8.self), like: first)
    case .strafter:
      guard let place else { return .string("") }
      let rest = first.text.utf8.dropFirst(place + part.count)
      return string(String(decoding: rest, as: UTF8.self), like: first)
    default: return .error
    }
  }

  private func string(_ text: String, like model: (text: String, language: String?)) -> Value {
    model.language.map { .tagged(text, language: $0) } ?? .string(text)
  }

  private func concat(_ values: [Value]) -> Value {
    var text = ""
    var language: String?
    var isCommon = true
    for (index, value) in values.enumerated() {
      guard let part = context.stringLiteral(value),
        context.allowsString(ofBytes: text.utf8.count + part.text.utf8.count)
      else { return .error }
      text += part.text
      if index == 0 { language = part.language }
      if part.language != language { isCommon = false }
    }
    return isCommon ? string(text, like: (text, language)) : .string(text)
  }

  /// `SUBSTR`, with positions from 1 in scalars and the rounding of `fn:substring`.
  private func substring(
    _ source: (text: String, language: String?), _ values: [Value]
  ) -> Value {
    guard let start = context.number(values[1])?.double else { return .error }
    var end = Double.infinity
    if values.count > 2 {
      guard let length = context.number(values[2])?.double else { return .error }
      end = (start.rounded(.toNearestOrAwayFromZero)) + length.rounded(.toNearestOrAwayFromZero)
    }
    let first = start.rounded(.toNearestOrAwayFromZero)
    let bytes = source.text.utf8Span.span
    var part: [UInt8] = []
    // The scalars before and after come whole, so where one begins is all there is to see.
    var place = 0.0
    for index in 0..<bytes.count {
      if bytes[index] & 0xC0 != 0x80 { place += 1 }
      // Places that are no numbers have nothing before or after them.
      guard place < end else { break }
      if place >= first { part.append(bytes[index]) }
    }
    return string(String(decoding: part, as: UTF8.self), like: source)
  }

  private func matches(_ text: String, _ values: [Value]) -> Value {
    guard let regex = regularExpression(values, flagsAt: 2) else { return .error }
    return .boolean(regex.matches(text.utf8Span.span))
  }

  private func replace(_ source: (text: String, language: String?), _ values: [Value]) -> Value {
    guard let regex = regularExpression(values, flagsAt: 3),
      let replacement = context.plainString(values[2]),
      let result = regex.replacing(
        in: source.text, with: replacement, limit: context.options.maximumStringBytes),
      context.allowsString(ofBytes: result.utf8.count)
    else { return .error }
    return string(result, like: source)
  }

  private func regularExpression(_ values: [Value], flagsAt index: Int) -> RegularExpression? {
    guard let pattern = context.plainString(values[1]), context.countText(pattern.utf8.count)
    else { return nil }
    var flags = ""
    if values.count > index {
      guard let given = context.plainString(values[index]) else { return nil }
      flags = given
    }
    return regularExpressions.expression(pattern, flags: flags, context)
  }

  private static func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."), UInt8(ascii: "~"):
        result.append(byte)
      default:
        result.append(UInt8(ascii: "%"))
        result.append(digits[Int(byte >> 4)])
        result.append(digits[Int(byte & 15)])
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
