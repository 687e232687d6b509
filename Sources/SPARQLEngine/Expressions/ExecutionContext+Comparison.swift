import ByteStorage
import RDFGraph
import RDFModel
import XSDValues

/// Comparing values: equality, order of operators, and the total order of ORDER BY.
extension ExecutionContext {
  /// `left = right`, or nil where it is an error.
  ///
  /// Literals of different known datatypes are different; where a datatype is not known or a
  /// lexical form is wrong, only equal terms are known to be equal.
  ///
  /// Source: SPARQL 1.1 Query, section 17.4.1.7.
  func equal(_ left: Value, _ right: Value) -> Bool? {
    if case .term(let a) = left, case .term(let b) = right {
      if a == b, !mayDifferFromItself(TermID(rawValue: a)) { return true }
      if TermID(rawValue: a).kind != .literal || TermID(rawValue: b).kind != .literal {
        return equalTerms(a, b)
      }
    }
    let (a, b) = (read(left), read(right))
    switch (a, b) {
    case (.none, _), (_, .none): return nil
    case (.numeric(let a), .numeric(let b)): return NumericValue.compare(a, b) == .equal
    case (.boolean(let a), .boolean(let b)): return a == b
    case (.dateTime(let a), .dateTime(let b)):
      if a.kind != b.kind { return false }
      return DateTimeValue.compare(a, b).map { $0 == .equal }
    case (.duration(let a), .duration(let b)):
      return a.months == b.months && a.seconds == b.seconds
    case (.string, .string): return compareText(left, right) == .equal
    case (.tagged, .tagged):
      guard let a = stringLiteral(left), let b = stringLiteral(right),
        countText(a.text.utf8.count)
      else { return nil }
      return Self.compareBytes(a.text.utf8Span.span, b.text.utf8Span.span) == 0
        && a.language?.lowercased() == b.language?.lowercased()
    case (.unknown, _), (_, .unknown), (.illTyped, _), (_, .illTyped):
      if !a.isLiteral || !b.isLiteral { return false }
      // No datatype but its own has the values of strings with a language.
      if case .tagged = a { return false }
      if case .tagged = b { return false }
      guard let a = term(of: left), let b = term(of: right) else { return nil }
      return a == b ? true : nil
    case (.tripleTerm, .tripleTerm):
      guard let a = term(of: left), let b = term(of: right) else { return nil }
      return equal(a, b)
    default:
      if a.isLiteral || b.isLiteral { return false }
      return term(of: left) == term(of: right)
    }
  }

  /// Whether a term is a number whose value may be NaN, which is not equal to itself.
  private func mayDifferFromItself(_ id: TermID) -> Bool {
    guard id.kind == .literal, case .numeric(let number) = read(id) else { return false }
    return number.isNaN
  }

  private func equalTerms(_ a: UInt32, _ b: UInt32) -> Bool? {
    let kinds = (TermID(rawValue: a).kind, TermID(rawValue: b).kind)
    guard kinds == (.tripleTerm, .tripleTerm) else { return a == b }
    return equal(term(a), term(b))
  }

  private func equal(_ a: Term, _ b: Term) -> Bool? {
    guard case .tripleTerm(let a) = a, case .tripleTerm(let b) = b else {
      return equal(.computed(a), .computed(b))
    }
    let parts = [
      equal(a.subject, b.subject), equal(a.predicate, b.predicate), equal(a.object, b.object),
    ]
    if parts.contains(where: { $0 == false }) { return false }
    return parts.contains(where: { $0 == nil }) ? nil : true
  }

  /// How two values stand for `<` and its like, or nil where it is an error.
  ///
  /// Source: SPARQL 1.1 Query, section 17.3.
  func order(_ left: Value, _ right: Value) -> NumericValue.Ordering? {
    switch (read(left), read(right)) {
    case (.numeric(let a), .numeric(let b)): return NumericValue.compare(a, b)
    case (.boolean(let a), .boolean(let b)): return a == b ? .equal : b ? .less : .greater
    case (.dateTime(let a), .dateTime(let b)): return DateTimeValue.compare(a, b)
    case (.duration(let a), .duration(let b)): return DurationValue.compare(a, b)
    case (.string, .string): return compareText(left, right)
    default: return nil
    }
  }

  /// Compares the characters of two values by their scalars.
  func compareText(_ left: Value, _ right: Value) -> NumericValue.Ordering {
    withText(left) { a in
      withText(right) { b in
        guard countText(min(a.count, b.count)) else { return .equal }
        let difference = Self.compareBytes(a, b)
        return difference < 0 ? .less : difference > 0 ? .greater : .equal
      }
    }
  }

  /// Calls `body` with the characters of a string, IRI or literal.
  func withText<Result>(_ value: Value, _ body: (Span<UInt8>) -> Result) -> Result {
    switch value {
    case .term(let id), .characters(let id):
      let id = TermID(rawValue: id)
      if !isOverlay(id) {
        if id.kind == .literal { return literals.withBytes(of: id.index, body) }
        if id.kind == .iri { return iris.withBytes(of: id.index, body) }
      }
      let text = characters(id.rawValue)
      return body(text.utf8Span.span)
    default:
      let text = lexicalForm(value) ?? ""
      return body(text.utf8Span.span)
    }
  }

  static func compareBytes(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Int {
    let count = min(a.count, b.count)
    for index in 0..<count where a[index] != b[index] {
      return a[index] < b[index] ? -1 : 1
    }
    return a.count - b.count
  }

  // MARK: ORDER BY

  /// The place of a value among all values: no value, blank nodes, IRIs, literals, triple terms;
  /// among literals numbers, moments and so on, so that only comparable values are compared.
  private func rank(_ reading: Reading) -> Int {
    switch reading {
    case .none: 0
    case .blankNode: 1
    case .iri: 2
    case .numeric: 3
    case .dateTime(let value): 4 + Int(value.kind.rawValue)
    case .duration: 15
    case .boolean: 16
    case .string: 17
    case .tagged: 18
    case .illTyped, .unknown: 19
    case .tripleTerm: 20
    }
  }

  /// Orders two values as ORDER BY does: a total order that agrees with `<` where that answers.
  ///
  /// Source: SPARQL 1.1 Query, section 15.1.
  func totalOrder(_ left: Value, _ right: Value) -> Int {
    if case .characters = left, case .characters = right { return textOrder(left, right) }
    if case .term(let a) = left, case .term(let b) = right, a == b { return 0 }
    let (a, b) = (read(left), read(right))
    let ranks = (rank(a), rank(b))
    if ranks.0 != ranks.1 { return ranks.0 < ranks.1 ? -1 : 1 }
    let order: NumericValue.Ordering?
    switch (a, b) {
    case (.none, .none): return 0
    case (.numeric(let a), .numeric(let b)):
      if a.isNaN != b.isNaN { return a.isNaN ? -1 : 1 }
      order = NumericValue.compare(a, b)
    case (.boolean(let a), .boolean(let b)): order = a == b ? .equal : b ? .less : .greater
    case (.dateTime(let a), .dateTime(let b)): order = DateTimeValue.totalOrder(a, b)
    case (.duration(let a), .duration(let b)): order = DurationValue.compare(a, b)
    case (.string, .string), (.iri, .iri), (.blankNode, .blankNode):
      return textOrder(left, right)
    case (.tripleTerm, .tripleTerm): return tripleOrder(left, right)
    default: order = nil
    }
    switch order {
    case .less: return -1
    case .greater: return 1
    case .equal: return 0
    // What does not compare by value still needs a place, so that sorting is well defined.
    case nil: return termOrder(left, right)
    }
  }

  private func textOrder(_ left: Value, _ right: Value) -> Int {
    switch compareText(left, right) {
    case .less: -1
    case .equal: 0
    case .greater: 1
    }
  }

  private func termOrder(_ left: Value, _ right: Value) -> Int {
    let text = textOrder(left, right)
    if text != 0 { return text }
    guard let a = term(of: left)?.literal, let b = term(of: right)?.literal else { return 0 }
    let (first, second) = (a.language ?? a.datatype.value, b.language ?? b.datatype.value)
    return first == second ? 0 : first.utf8.lexicographicallyPrecedes(second.utf8) ? -1 : 1
  }

  private func tripleOrder(_ left: Value, _ right: Value) -> Int {
    guard case .tripleTerm(let a)? = term(of: left), case .tripleTerm(let b)? = term(of: right)
    else { return 0 }
    for pair in [(a.subject, b.subject), (a.predicate, b.predicate), (a.object, b.object)] {
      let order = totalOrder(.computed(pair.0), .computed(pair.1))
      if order != 0 { return order }
    }
    return 0
  }
}
