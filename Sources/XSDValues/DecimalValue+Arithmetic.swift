extension DecimalValue: Comparable {
  /// Fraction digits of a quotient that does not end.
  static let quotientScale = 18

  /// Compares by value.
  public static func < (left: DecimalValue, right: DecimalValue) -> Bool {
    if left.scale == right.scale { return left.coefficient < right.coefficient }
    let (a, b) = (left.truncated, right.truncated)
    if a != b { return a < b }
    // Integer parts agree, so the difference is a fraction and fits once both have one scale.
    return left.fraction(scale: maximumScale) < right.fraction(scale: maximumScale)
  }

  private func fraction(scale wanted: Int) -> Int128 {
    let unit = Self.powerOfTen(Int(scale)) ?? 1
    return (coefficient % unit) * (Self.powerOfTen(wanted - Int(scale)) ?? 1)
  }

  /// The coefficient at another, larger scale, or nil where it does not fit.
  private func coefficient(scale wanted: Int) -> Int128? {
    guard let power = Self.powerOfTen(wanted - Int(scale)) else { return nil }
    let (product, overflow) = coefficient.multipliedReportingOverflow(by: power)
    return overflow ? nil : product
  }

  /// The number with at most `digits` fraction digits, the rest cut off.
  private func truncated(toScale digits: Int) -> DecimalValue {
    guard Int(scale) > digits, let power = Self.powerOfTen(Int(scale) - digits) else { return self }
    return DecimalValue(coefficient: coefficient / power, scale: digits)
  }

  /// The sum, or nil where it does not fit.
  public func adding(_ other: DecimalValue) -> DecimalValue? {
    var common = Int(max(scale, other.scale))
    while common >= 0 {
      let left = truncated(toScale: common)
      let right = other.truncated(toScale: common)
      if let a = left.coefficient(scale: common), let b = right.coefficient(scale: common) {
        let (sum, overflow) = a.addingReportingOverflow(b)
        if !overflow { return DecimalValue(coefficient: sum, scale: common) }
      }
      common -= 1
    }
    return nil
  }

  /// The opposite number, or nil where it does not fit.
  public var negated: DecimalValue? {
    coefficient == .min ? nil : DecimalValue(coefficient: -coefficient, scale: Int(scale))
  }

  /// The product, or nil where it does not fit.
  public func multiplied(by other: DecimalValue) -> DecimalValue? {
    let product = coefficient.magnitude.multipliedFullWidth(by: other.coefficient.magnitude)
    let negative = (coefficient < 0) != (other.coefficient < 0)
    return Self.reduce(
      product.high, product.low, scale: Int(scale) + Int(other.scale), negative: negative)
  }

  /// The quotient to 18 fraction digits, or nil for division by zero and what does not fit.
  public func divided(by other: DecimalValue) -> DecimalValue? {
    guard other.coefficient != 0 else { return nil }
    // a·10^-s ÷ b·10^-t = (a·10^k ÷ b) · 10^-(s-t+k); choose k so that the scale is wanted.
    let shift = Self.quotientScale + Int(other.scale) - Int(scale)
    let divisor = other.coefficient.magnitude
    let negative = (coefficient < 0) != (other.coefficient < 0)
    guard shift >= 0 else {
      return Self.reduce(
        0, coefficient.magnitude / divisor, scale: Int(scale) - Int(other.scale),
        negative: negative)
    }
    guard let power = Self.powerOfTen(min(shift, 38)) else { return nil }
    let product = coefficient.magnitude.multipliedFullWidth(by: power.magnitude)
    guard product.high < divisor else { return wideQuotient(other) }
    let quotient = divisor.dividingFullWidth(product).quotient
    let extra = max(0, shift - 38)
    return Self.reduce(0, quotient, scale: Self.quotientScale - extra, negative: negative)
  }

  /// The quotient where 18 fraction digits do not fit: as many as do.
  private func wideQuotient(_ other: DecimalValue) -> DecimalValue? {
    let whole = coefficient / other.coefficient
    let scale = Int(self.scale) - Int(other.scale)
    if scale >= 0 { return DecimalValue(coefficient: whole, scale: scale) }
    guard let power = Self.powerOfTen(-scale) else { return nil }
    let (product, overflow) = whole.multipliedReportingOverflow(by: power)
    return overflow ? nil : DecimalValue(coefficient: product, scale: 0)
  }

  /// A 256-bit coefficient brought into 128 bits by dropping fraction digits.
  private static func reduce(
    _ high: UInt128, _ low: UInt128, scale: Int, negative: Bool
  ) -> DecimalValue? {
    var scale = scale
    var magnitude = low
    if high != 0 || low > Int128.max.magnitude || scale > maximumScale {
      var drop = max(0, scale - maximumScale)
      if drop == 0 { drop = 1 }
      while true {
        guard drop <= min(scale, 38), let power = powerOfTen(drop) else { return nil }
        if high < power.magnitude {
          let quotient = power.magnitude.dividingFullWidth((high, low)).quotient
          if quotient <= Int128.max.magnitude {
            magnitude = quotient
            scale -= drop
            break
          }
        }
        drop += 1
      }
    }
    let coefficient = Int128(magnitude)
    return DecimalValue(coefficient: negative ? -coefficient : coefficient, scale: scale)
  }

  /// The nearest whole number; halves go up, as `fn:round` has it.
  public var rounded: DecimalValue {
    guard scale > 0 else { return self }
    let unit = Self.powerOfTen(Int(scale)) ?? 1
    let below = floor.coefficient
    let fraction = coefficient - below * unit
    return DecimalValue(fraction * 2 >= unit ? below + 1 : below)
  }

  /// The largest whole number that is not greater.
  public var floor: DecimalValue {
    guard scale > 0 else { return self }
    return DecimalValue(truncated - (coefficient < 0 ? 1 : 0))
  }

  /// The smallest whole number that is not less.
  public var ceiling: DecimalValue {
    guard scale > 0 else { return self }
    return DecimalValue(truncated + (coefficient > 0 ? 1 : 0))
  }
}
