import RDFModel
import SPARQLAlgebra
import XSDValues

/// Expressions: a term, or nil for an error.
///
/// Source: SPARQL 1.1 Query, sections 17.2 and 17.3; SPARQL 1.2 Query, section 17.
extension ReferenceEvaluator {
  /// The effective boolean value of an expression, nil for an error.
  func test(
    _ expression: Expression, _ solution: Solution, _ graph: [Triple], _ dataset: ReferenceDataset
  ) throws -> Bool? {
    Self.effectiveBooleanValue(try value(expression, solution, graph, dataset))
  }

  func value(
    _ expression: Expression, _ solution: Solution, _ graph: [Triple], _ dataset: ReferenceDataset
  ) throws -> Term? {
    func inner(_ expression: Expression) throws -> Term? {
      try value(expression, solution, graph, dataset)
    }
    func isTrue(_ expression: Expression) throws -> Bool? {
      Self.effectiveBooleanValue(try inner(expression))
    }
    switch expression {
    case .variable(let variable): return solution[variable]
    case .constant(let term): return term
    case .or(let a, let b):
      let (left, right) = (try isTrue(a), try isTrue(b))
      if left == true || right == true { return Self.boolean(true) }
      return left == nil || right == nil ? nil : Self.boolean(false)
    case .and(let a, let b):
      let (left, right) = (try isTrue(a), try isTrue(b))
      if left == false || right == false { return Self.boolean(false) }
      return left == nil || right == nil ? nil : Self.boolean(true)
    case .not(let a): return try isTrue(a).map { Self.boolean(!$0) }
    case .comparison(let comparison, let a, let b):
      guard let left = try inner(a), let right = try inner(b) else { return nil }
      return Self.compare(comparison, left, right).map { Self.boolean($0) }
    case .arithmetic(let operation, let a, let b):
      guard let left = try inner(a), let right = try inner(b) else { return nil }
      return Self.arithmetic(operation, left, right).map { Self.term($0) }
    case .plus(let a):
      return try inner(a).flatMap { Self.number($0) }.map { Self.term(.numeric($0)) }
    case .minus(let a):
      switch try inner(a).flatMap({ Self.xsdValue($0) }) {
      case .numeric(let number): return number.negated.map { Self.term(.numeric($0)) }
      case .duration(let duration): return duration.negated.map { Self.term(.duration($0)) }
      default: return nil
      }
    case .in(let a, let members):
      return try isMember(inner(a), members.map(inner)).map(Self.boolean)
    case .notIn(let a, let members):
      return try isMember(inner(a), members.map(inner)).map { Self.boolean(!$0) }
    case .bound(let variable): return Self.boolean(solution[variable] != nil)
    case .exists(let pattern): return Self.boolean(try exists(pattern, solution, graph, dataset))
    case .notExists(let pattern):
      return Self.boolean(try !exists(pattern, solution, graph, dataset))
    case .call(.if, let arguments):
      guard let condition = try isTrue(arguments[0]) else { return nil }
      return try inner(arguments[condition ? 1 : 2])
    case .call(.coalesce, let arguments):
      for argument in arguments { if let term = try inner(argument) { return term } }
      return nil
    case .call(let function, let arguments):
      let terms = try arguments.map(inner)
      guard !terms.contains(nil) else { return nil }
      return try call(function, terms.compactMap { $0 })
    case .function(let iri, let arguments, _):
      guard arguments.count == 1 else { throw ReferenceError.undefined("<\(iri.value)>") }
      guard let argument = try inner(arguments[0]) else { return nil }
      return try cast(argument, to: iri)
    }
  }

  /// Source: section 17.4.1.9.
  private func isMember(_ term: Term?, _ members: [Term?]) -> Bool? {
    var failed = false
    for member in members {
      guard let term, let member, let isEqual = Self.equal(term, member) else {
        failed = true
        continue
      }
      if isEqual { return true }
    }
    return failed ? nil : false
  }

  // MARK: Values

  static func boolean(_ value: Bool) -> Term {
    .literal(Literal(value ? "true" : "false", datatype: XSD.boolean))
  }

  static func integer(_ value: Int) -> Term {
    .literal(Literal(String(value), datatype: XSD.integer))
  }

  static func string(_ text: String) -> Term { .literal(Literal(text)) }

  static func term(_ value: XSDValue) -> Term {
    .literal(Literal(value.canonicalForm, datatype: IRI(trusted: value.datatype.iri)))
  }

  /// What a literal of a datatype of XML Schema means; nil for all other terms.
  static func xsdValue(_ term: Term) -> XSDValue? {
    guard let literal = term.literal, let datatype = XSDDatatype(iri: literal.datatype.value)
    else { return nil }
    return XSDValue(lexical: literal.lexicalForm.utf8Span.span, datatype: datatype)
  }

  static func number(_ term: Term) -> NumericValue? {
    if case .numeric(let number)? = xsdValue(term) { number } else { nil }
  }

  /// Source: SPARQL 1.2 Query, section 17.2.2.
  static func effectiveBooleanValue(_ term: Term?) -> Bool? {
    guard let literal = term?.literal, let term else { return nil }
    if literal.datatype == XSD.string { return !literal.lexicalForm.isEmpty }
    switch xsdValue(term) {
    case .boolean(let value): return value
    case .numeric(let value): return value.isTrue
    default: return nil
    }
  }

  // MARK: Section 17.3: operators

  static func compare(_ comparison: Comparison, _ a: Term, _ b: Term) -> Bool? {
    switch comparison {
    case .equal: return equal(a, b)
    case .notEqual: return equal(a, b).map { !$0 }
    default: break
    }
    if let x = number(a), let y = number(b), x.isNaN || y.isNaN { return false }
    guard let order = compare(a, b) else { return nil }
    switch comparison {
    case .less: return order == .less
    case .greater: return order == .greater
    case .lessOrEqual: return order != .greater
    default: return order != .less
    }
  }

  /// `<` and its like.
  static func compare(_ a: Term, _ b: Term) -> NumericValue.Ordering? {
    if let x = a.literal, let y = b.literal, x.datatype == XSD.string, y.datatype == XSD.string {
      return text(x.lexicalForm, y.lexicalForm)
    }
    guard let x = xsdValue(a), let y = xsdValue(b) else { return nil }
    return XSDValue.compare(x, y)
  }

  /// `=`: by value where there are operators for it, else RDFterm-equal (section 17.4.1.7).
  ///
  /// Two literals of different datatypes that are both known have different values.
  static func equal(_ a: Term, _ b: Term) -> Bool? {
    if case .tripleTerm(let x) = a, case .tripleTerm(let y) = b {
      let parts = [
        equal(x.subject, y.subject), equal(x.predicate, y.predicate), equal(x.object, y.object),
      ]
      return parts.contains(false) ? false : parts.contains(nil) ? nil : true
    }
    guard let x = a.literal, let y = b.literal else { return a == b }
    if let first = x.language, let second = y.language {
      return text(x.lexicalForm, y.lexicalForm) == .equal
        && first.lowercased() == second.lowercased()
        && x.direction == y.direction
    }
    if x.language != nil || y.language != nil { return false }
    if x.datatype == XSD.string, y.datatype == XSD.string {
      return text(x.lexicalForm, y.lexicalForm) == .equal
    }
    switch (xsdValue(a), xsdValue(b)) {
    case (.numeric(let x)?, .numeric(let y)?): return NumericValue.compare(x, y) == .equal
    case (.boolean(let x)?, .boolean(let y)?): return x == y
    case (.dateTime(let x)?, .dateTime(let y)?):
      return x.kind != y.kind ? false : DateTimeValue.compare(x, y).map { $0 == .equal }
    case (.duration(let x)?, .duration(let y)?):
      return x.months == y.months && x.seconds == y.seconds
    case (.some, .some): return false
    case (.some, nil) where y.datatype == XSD.string: return false
    case (nil, .some) where x.datatype == XSD.string: return false
    default: return a == b ? true : nil
    }
  }

  static func arithmetic(_ operation: Arithmetic, _ a: Term, _ b: Term) -> XSDValue? {
    switch (xsdValue(a), xsdValue(b)) {
    case (.numeric(let x)?, .numeric(let y)?):
      let operations: [Arithmetic: NumericValue.Operation] = [
        .add: .add, .subtract: .subtract, .multiply: .multiply, .divide: .divide,
      ]
      return operations[operation].flatMap { NumericValue.apply($0, x, y) }.map { .numeric($0) }
    case (.dateTime(let x)?, .dateTime(let y)?) where operation == .subtract:
      return x.subtracting(y).map { .duration($0) }
    case (.dateTime(let x)?, .duration(let y)?) where operation == .add:
      return x.adding(y).map { .dateTime($0) }
    case (.dateTime(let x)?, .duration(let y)?) where operation == .subtract:
      return y.negated.flatMap { x.adding($0) }.map { .dateTime($0) }
    case (.duration(let x)?, .duration(let y)?) where operation == .add:
      return x.adding(y).map { .duration($0) }
    case (.duration(let x)?, .duration(let y)?) where operation == .subtract:
      return y.negated.flatMap { x.adding($0) }.map { .duration($0) }
    default: return nil
    }
  }

  // MARK: Section 17.5: constructor functions

  func cast(_ term: Term, to iri: IRI) throws -> Term? {
    if iri == XSD.string {
      if let value = Self.xsdValue(term) {
        if case .numeric(let number) = value { return Self.string(number.stringForm) }
        return Self.string(value.canonicalForm)
      }
      if term.literal?.language != nil { return nil }
      return Self.str(term).map { Self.string($0) }
    }
    guard let target = XSDDatatype(iri: iri.value) else {
      throw ReferenceError.undefined("<\(iri.value)>")
    }
    guard let literal = term.literal else { return nil }
    func made(_ text: String) -> Term? {
      XSDValue(casting: text, to: target).map {
        .literal(Literal($0.canonicalForm, datatype: IRI(trusted: target.iri)))
      }
    }
    if literal.datatype == XSD.string { return made(literal.lexicalForm) }
    switch Self.xsdValue(term) {
    case .boolean(let value):
      if target == .boolean { return Self.boolean(value) }
      return target.isNumeric ? made(value ? "1" : "0") : nil
    case .numeric(let number):
      switch target {
      case .boolean: return Self.boolean(number.isTrue)
      case .double: return Self.term(.numeric(.double(number.double)))
      case .float: return Self.term(.numeric(.float(number.float)))
      case .decimal: return number.decimal.map { Self.term(.numeric(.decimal($0))) }
      default: return target.isInteger ? number.truncatedInteger.flatMap { made(String($0)) } : nil
      }
    case .dateTime(let moment):
      let kinds: [DateTimeValue.Kind] = [
        .dateTime, .date, .time, .gYear, .gYearMonth, .gMonth, .gMonthDay, .gDay,
      ]
      return kinds.first { $0.datatype == target }.flatMap { moment.converted(to: $0) }
        .map { Self.term(.dateTime($0)) }
    case .duration(let duration):
      switch target {
      case .duration:
        return Self.term(
          .duration(
            DurationValue(kind: .duration, months: duration.months, seconds: duration.seconds)))
      case .dayTimeDuration:
        return Self.term(.duration(DurationValue(kind: .dayTime, seconds: duration.seconds)))
      case .yearMonthDuration:
        return Self.term(.duration(DurationValue(kind: .yearMonth, months: duration.months)))
      default: return nil
      }
    case nil: return nil
    }
  }
}
