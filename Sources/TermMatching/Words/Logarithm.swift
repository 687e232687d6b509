import Foundation

/// The natural logarithm.
func logarithm(_ value: Float) -> Float { Foundation.log(value) }

/// The logistic function.
func logistic(_ value: Float) -> Float { 1 / (1 + Foundation.exp(-value)) }
