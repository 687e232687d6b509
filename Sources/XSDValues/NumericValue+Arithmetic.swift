extension NumericValue {
  /// An operator of two numbers.
  public enum Operation: Sendable {
    /// `op:numeric-add`
    case add
    /// `op:numeric-subtract`
    case subtract
    /// `op:numeric-multiply`
    case multiply
    /// `op:numeric-divide`; two integers give a decimal
    case divide
  }

  /// Applies an operator after promoting both numbers to the higher of their types.
  ///
  /// - Returns: nil for division of integers and decimals by zero, and for overflow.
  ///
  /// Source: XPath and XQuery Functions and Operators 3.1, section 4.2.
  public static func apply(
    _ operation: Operation, _ left: NumericValue, _ right: NumericValue
  ) -> NumericValue? {
    switch (left, right) {
    case (.integer(let a), .integer(let b)): return apply(operation, a, b)
    case (.double, _), (_, .double): return .double(apply(operation, left.double, right.double))
    case (.float, _), (_, .float): return .float(apply(operation, left.float, right.float))
    default:
      guard let a = left.decimal, let b = right.decimal else { return nil }
      return apply(operation, a, b).map { .decimal($0) }
    }
  }

  private static func apply(_ operation: Operation, _ a: Int128, _ b: Int128) -> NumericValue? {
    let outcome: (partialValue: Int128, overflow: Bool)
    switch operation {
    case .add: outcome = a.addingReportingOverflow(b)
    case .subtract: outcome = a.subtractingReportingOverflow(b)
    case .multiply: outcome = a.multipliedReportingOverflow(by: b)
    case .divide:
      return DecimalValue(a).divided(by: DecimalValue(b)).map { .decimal($0) }
    }
    return outcome.overflow ? nil : .integer(outcome.partialValue)
  }

  private static func apply(
    _ operation: Operation, _ a: DecimalValue, _ b: DecimalValue
  ) -> DecimalValue? {
    switch operation {
    case .add: a.adding(b)
    case .subtract: b.negated.flatMap { a.adding($0) }
    case .multiply: a.multiplied(by: b)
    case .divide: a.divided(by: b)
    }
  }

  private static func apply<F: BinaryFloatingPoint>(_ operation: Operation, _ a: F, _ b: F) -> F {
    switch operation {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    }
  }

  /// How two numbers stand to each other.
  public enum Ordering: Sendable {
    /// The left one is smaller.
    case less
    /// They are the same number.
    case equal
    /// The left one is greater.
    case greater
  }

  /// Compares by value after promotion; nil where one of the two is NaN.
  public static func compare(_ left: NumericValue, _ right: NumericValue) -> Ordering? {
    switch (left, right) {
    case (.integer(let a), .integer(let b)): return compare(a, b)
    case (.double, _), (_, .double): return compare(left.double, right.double)
    case (.float, _), (_, .float): return compare(left.float, right.float)
    default:
      guard let a = left.decimal, let b = right.decimal else { return nil }
      return compare(a, b)
    }
  }

  static func compare<T: Comparable>(_ a: T, _ b: T) -> Ordering? {
    a < b ? .less : a == b ? .equal : b < a ? .greater : nil
  }

  /// The opposite number, or nil where it does not fit.
  public var negated: NumericValue? {
    switch self {
    case .integer(let value): value == .min ? nil : .integer(-value)
    case .decimal(let value): value.negated.map { .decimal($0) }
    case .float(let value): .float(-value)
    case .double(let value): .double(-value)
    }
  }

  /// The number without its sign: `fn:abs`.
  public var magnitude: NumericValue? {
    switch self {
    case .integer(let value): value < 0 ? negated : self
    case .decimal(let value): value.coefficient < 0 ? negated : self
    case .float(let value): .float(value.magnitude)
    case .double(let value): .double(value.magnitude)
    }
  }

  /// `fn:round`: to the nearest whole number, halves up.
  public var rounded: NumericValue {
    switch self {
    case .integer: self
    case .decimal(let value): .decimal(value.rounded)
    case .float(let value): .float(Self.roundHalfUp(value))
    case .double(let value): .double(Self.roundHalfUp(value))
    }
  }

  private static func roundHalfUp<F: BinaryFloatingPoint>(_ value: F) -> F {
    let down = value.rounded(.down)
    let result = value - down >= 0.5 ? down + 1 : down
    // A number between -0.5 and 0 rounds to negative zero.
    return result == 0 && value.sign == .minus ? -0.0 : result
  }

  /// The largest whole number that is not greater: `fn:floor`.
  public var floor: NumericValue {
    switch self {
    case .integer: self
    case .decimal(let value): .decimal(value.floor)
    case .float(let value): .float(value.rounded(.down))
    case .double(let value): .double(value.rounded(.down))
    }
  }

  /// The smallest whole number that is not less: `fn:ceiling`.
  public var ceiling: NumericValue {
    switch self {
    case .integer: self
    case .decimal(let value): .decimal(value.ceiling)
    case .float(let value): .float(value.rounded(.up))
    case .double(let value): .double(value.rounded(.up))
    }
  }
}
