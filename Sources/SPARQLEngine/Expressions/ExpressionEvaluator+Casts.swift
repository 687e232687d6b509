import RDFModel
import XSDValues

/// The constructor functions of XML Schema.
///
/// Source: SPARQL 1.1 Query, section 17.5; XPath and XQuery Functions and Operators 3.1,
/// section 19.
extension ExpressionEvaluator {
  func cast(_ cast: Cast, _ value: Value) -> Value {
    switch cast {
    case .string: return castToString(value)
    case .datatype(let target): return castToValue(target, value)
    }
  }

  private func castToString(_ value: Value) -> Value {
    switch context.read(value) {
    case .numeric(let number): return .string(number.stringForm)
    case .boolean(let boolean): return .string(boolean ? "true" : "false")
    case .dateTime(let moment): return .string(moment.canonicalForm)
    case .duration(let duration): return .string(duration.canonicalForm)
    case .iri, .string, .illTyped, .unknown:
      return context.lexicalForm(value).map { .string($0) } ?? .error
    case .tagged, .blankNode, .tripleTerm, .none: return .error
    }
  }

  private func castToValue(_ target: XSDDatatype, _ value: Value) -> Value {
    switch context.read(value) {
    case .string:
      guard let text = context.plainString(value), context.allowsString(ofBytes: text.utf8.count)
      else { return .error }
      return XSDValue(casting: text, to: target).map { make($0, target) } ?? .error
    case .numeric(let number): return castNumber(target, number)
    case .boolean(let boolean):
      if target == .boolean { return .boolean(boolean) }
      return target.isNumeric ? castNumber(target, .integer(boolean ? 1 : 0)) : .error
    case .dateTime(let moment):
      guard let kind = DateTimeValue.Kind(target), let result = moment.converted(to: kind)
      else { return .error }
      return .dateTime(result)
    case .duration(let duration):
      switch target {
      case .duration:
        return .duration(
          DurationValue(kind: .duration, months: duration.months, seconds: duration.seconds))
      case .dayTimeDuration:
        return .duration(DurationValue(kind: .dayTime, seconds: duration.seconds))
      case .yearMonthDuration:
        return .duration(DurationValue(kind: .yearMonth, months: duration.months))
      default: return .error
      }
    default: return .error
    }
  }

  private func castNumber(_ target: XSDDatatype, _ number: NumericValue) -> Value {
    switch target {
    case .boolean: return .boolean(number.isTrue)
    case .double: return .numeric(.double(number.double))
    case .float: return .numeric(.float(number.float))
    case .decimal: return number.decimal.map { .numeric(.decimal($0)) } ?? .error
    default:
      guard target.isInteger, let integer = number.truncatedInteger else { return .error }
      return XSDValue(casting: String(integer), to: target).map { make($0, target) } ?? .error
    }
  }

  /// A value with the datatype asked for, which may be narrower than that of its kind.
  private func make(_ value: XSDValue, _ target: XSDDatatype) -> Value {
    if value.datatype == target { return Value(value) }
    return .computed(
      .literal(Literal(value.canonicalForm, datatype: IRI(trusted: target.iri))))
  }
}

extension DateTimeValue.Kind {
  init?(_ datatype: XSDDatatype) {
    let kinds: [DateTimeValue.Kind] = [
      .dateTime, .date, .time, .gYear, .gYearMonth, .gMonth, .gMonthDay, .gDay,
    ]
    guard let kind = kinds.first(where: { $0.datatype == datatype }) else { return nil }
    self = kind
  }
}
