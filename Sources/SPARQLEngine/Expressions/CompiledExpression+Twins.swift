import SPARQLAlgebra

/// Expressions for several threads.
extension CompiledExpression {
  /// Whether another thread may compute the same: the value depends on nothing but the row, and no
  /// term is made for it.
  var canBeTwinned: Bool {
    switch self {
    case .exists: return false
    case .call(.bnode, _), .call(.rand, _), .call(.uuid, _), .call(.struuid, _): return false
    default: return operands.allSatisfy(\.canBeTwinned)
    }
  }

  private var operands: [CompiledExpression] {
    switch self {
    case .column, .absent, .constant, .bound, .exists: []
    case .or(let parts), .and(let parts), .call(_, let parts), .extensionFunction(_, let parts):
      parts
    case .not(let part), .plus(let part), .minus(let part), .str(let part), .cast(_, let part),
      .language(_, _, let part), .textTest(_, let part), .regex(let part, _):
      [part]
    case .comparison(_, let left, let right), .arithmetic(_, let left, let right): [left, right]
    case .member(let operand, let members, _): [operand] + members
    }
  }

  /// The same expression with states and memory of its own: threads that count references to the
  /// same memory wait for each other.
  func twin(in context: ExecutionContext) -> CompiledExpression? {
    func twins(_ parts: [CompiledExpression]) -> [CompiledExpression]? {
      let twins = parts.compactMap { $0.twin(in: context) }
      return twins.count == parts.count ? twins : nil
    }
    switch self {
    case .column(let column): return .column(column)
    case .absent: return .absent
    case .constant(let value): return .constant(value)
    case .bound(let column): return .bound(column)
    case .exists: return nil
    case .or(let parts): return twins(parts).map { .or($0) }
    case .and(let parts): return twins(parts).map { .and($0) }
    case .not(let part): return part.twin(in: context).map { .not($0) }
    case .plus(let part): return part.twin(in: context).map { .plus($0) }
    case .minus(let part): return part.twin(in: context).map { .minus($0) }
    case .str(let part): return part.twin(in: context).map { .str($0) }
    case .cast(let cast, let part): return part.twin(in: context).map { .cast(cast, $0) }
    case .comparison(let comparison, let left, let right):
      return twins([left, right]).map { .comparison(comparison, $0[0], $0[1]) }
    case .arithmetic(let operation, let left, let right):
      return twins([left, right]).map { .arithmetic(operation, $0[0], $0[1]) }
    case .member(let operand, let members, let negated):
      return twins([operand] + members).map {
        .member($0[0], Array($0[1...]), negated: negated)
      }
    case .call(let function, let arguments):
      return twins(arguments).map { .call(function, $0) }
    case .extensionFunction(let function, let arguments):
      return twins(arguments).map { .extensionFunction(function, $0) }
    case .language(let column, let tags, let general):
      return general.twin(in: context).map { .language(column, tags, $0) }
    case .textTest(let test, let operand):
      return operand.twin(in: context).map { .textTest(test.copy(), $0) }
    case .regex(let operand, let regex):
      guard let operand = operand.twin(in: context), let regex = regex.twin(in: context) else {
        return nil
      }
      return .regex(operand, regex)
    }
  }
}

extension TextTest {
  /// The same test with a needle in memory of its own.
  fileprivate func copy() -> TextTest {
    TextTest(
      kind: kind, folds: folds, needsString: needsString, takesCharacters: takesCharacters,
      needle: needle.map { $0 })
  }
}
