import Foundation
import RDFModel
import SPARQLAlgebra
import XSDValues

/// Source: SPARQL 1.1 Query, section 17.4.3.
extension ReferenceEvaluator {
  func onStrings(_ function: BuiltInFunction, _ terms: [Term]) throws -> Term? {
    switch function {
    case .concat: return concat(terms)
    case .langMatches:
      guard let tag = Self.plain(terms[0])?.lowercased(),
        let range = Self.plain(terms[1])?.lowercased()
      else { return nil }
      return Self.boolean(
        range == "*" ? !tag.isEmpty : tag == range || tag.hasPrefix(range + "-"))
    default: break
    }
    guard let first = Self.stringLiteral(terms[0]) else { return nil }
    let text = first.lexicalForm
    switch function {
    case .strlen: return Self.integer(text.unicodeScalars.count)
    case .ucase: return like(first, text.uppercased())
    case .lcase: return like(first, text.lowercased())
    case .encodeForURI:
      let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~")
      return text.addingPercentEncoding(withAllowedCharacters: unreserved).map { Self.string($0) }
    case .substr: return substring(first, terms)
    case .regex:
      guard let regex = Self.regularExpression(terms, flagsAt: 2) else { return nil }
      return Self.boolean(regex.firstMatch(in: text, range: Self.whole(text)) != nil)
    case .replace: return replace(first, terms)
    default: break
    }
    // Section 17.4.3.1.2: argument compatibility.
    guard let second = Self.stringLiteral(terms[1]),
      second.language == nil
        || (second.language == first.language && second.direction == first.direction)
    else { return nil }
    let parts = Array(text.unicodeScalars)
    let sought = Array(second.lexicalForm.unicodeScalars)
    let place = (0...parts.count).first { parts[$0...].starts(with: sought) }
    switch function {
    case .strstarts: return Self.boolean(parts.starts(with: sought))
    case .strends: return Self.boolean(parts.suffix(sought.count).elementsEqual(sought))
    case .contains: return Self.boolean(place != nil)
    case .strbefore: return place.map { like(first, parts[..<$0]) } ?? Self.string("")
    case .strafter:
      return place.map { like(first, parts[($0 + sought.count)...]) } ?? Self.string("")
    default: return nil
    }
  }

  /// A literal that functions on strings take.
  static func stringLiteral(_ term: Term) -> Literal? {
    guard let literal = term.literal, literal.language != nil || literal.datatype == XSD.string
    else { return nil }
    return literal
  }

  private func like(_ model: Literal, _ text: String) -> Term {
    guard let language = model.language else { return Self.string(text) }
    return .literal(Literal(text, language: language, direction: model.direction))
  }

  private func like(_ model: Literal, _ text: ArraySlice<Unicode.Scalar>) -> Term {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: text)
    return like(model, String(scalars))
  }

  private func concat(_ terms: [Term]) -> Term? {
    let parts = terms.compactMap { Self.stringLiteral($0) }
    guard parts.count == terms.count else { return nil }
    let text = parts.map(\.lexicalForm).joined()
    guard let first = parts.first,
      parts.allSatisfy({ $0.language == first.language && $0.direction == first.direction })
    else { return Self.string(text) }
    return like(first, text)
  }

  /// `fn:substring`: the characters at positions p with round(start) ≤ p < round(start) +
  /// round(length).
  private func substring(_ source: Literal, _ terms: [Term]) -> Term? {
    func rounded(_ index: Int) -> Double? {
      Self.number(terms[index]).map { ($0.double + 0.5).rounded(.down) }
    }
    guard let start = rounded(1) else { return nil }
    var end = Double.infinity
    if terms.count > 2 {
      guard let length = rounded(2) else { return nil }
      end = start + length
    }
    let scalars = source.lexicalForm.unicodeScalars.enumerated()
      .filter { Double($0.offset + 1) >= start && Double($0.offset + 1) < end }.map(\.element)
    return like(source, scalars[...])
  }

  // MARK: Regular expressions, by Foundation

  private static func whole(_ text: String) -> NSRange {
    NSRange(text.startIndex..., in: text)
  }

  private static func regularExpression(
    _ terms: [Term], flagsAt index: Int
  ) -> NSRegularExpression? {
    guard var pattern = plain(terms[1]) else { return nil }
    var options: NSRegularExpression.Options = [.useUnixLineSeparators]
    if terms.count > index {
      guard let flags = plain(terms[index]), flags.allSatisfy({ "smixq".contains($0) }) else {
        return nil
      }
      if flags.contains("q") { pattern = NSRegularExpression.escapedPattern(for: pattern) }
      if flags.contains("s") { options.insert(.dotMatchesLineSeparators) }
      if flags.contains("m") { options.insert(.anchorsMatchLines) }
      if flags.contains("i") { options.insert(.caseInsensitive) }
      if flags.contains("x"), !flags.contains("q") {
        pattern.removeAll { " \t\n\r".contains($0) }
      }
    }
    return try? NSRegularExpression(pattern: pattern, options: options)
  }

  /// `fn:replace`.
  private func replace(_ source: Literal, _ terms: [Term]) -> Term? {
    guard let regex = Self.regularExpression(terms, flagsAt: 3),
      let replacement = Self.plain(terms[2]), Self.isReplacement(replacement),
      regex.firstMatch(in: "", range: NSRange(location: 0, length: 0)) == nil
    else { return nil }
    // `$5` of fewer than five groups is nothing; Foundation would take it for an error.
    var template = replacement
    for group in 0...9 where group > regex.numberOfCaptureGroups {
      template = template.replacingOccurrences(of: "$\(group)", with: "")
    }
    return like(
      source,
      regex.stringByReplacingMatches(
        in: source.lexicalForm, range: Self.whole(source.lexicalForm), withTemplate: template))
  }

  /// Whether `\` stands before `\` or `$` only, and `$` before a digit.
  private static func isReplacement(_ text: String) -> Bool {
    text.wholeMatch(of: /(?:[^\\$]|\\[\\$]|\$[0-9])*/) != nil
  }
}
