import ByteStorage
import RDFModel
import SPARQLAlgebra
import XSDValues

/// Expressions, bound to the columns that they run over.
extension Planner {
  func compile(
    _ expression: Expression, _ layout: Layout, _ position: Position,
    _ existing: inout [ExistsTest]
  ) throws(EngineError) -> CompiledExpression {
    switch expression {
    case .variable(let variable):
      return layout.column(of: position.scope.slot(variable)).map { .column($0) } ?? .absent
    case .constant(let term): return .constant(.term(context.overlay.intern(term)))
    case .or: return .or(try disjuncts(expression, layout, position, &existing))
    case .and:
      var parts: [CompiledExpression] = []
      for part in expression.conjuncts {
        parts.append(try compile(part, layout, position, &existing))
      }
      return .and(parts)
    case .not(let operand): return .not(try compile(operand, layout, position, &existing))
    case .comparison(let comparison, let left, let right):
      return try compileComparison(comparison, left, right, layout, position, &existing)
    case .arithmetic(let operation, let left, let right):
      return .arithmetic(
        NumericValue.Operation(operation), decoded(try compile(left, layout, position, &existing)),
        decoded(try compile(right, layout, position, &existing)))
    case .plus(let operand): return .plus(try compile(operand, layout, position, &existing))
    case .minus(let operand): return .minus(try compile(operand, layout, position, &existing))
    case .in(let operand, let members), .notIn(let operand, let members):
      let isNegated = if case .notIn = expression { true } else { false }
      return .member(
        try compile(operand, layout, position, &existing),
        try compileAll(members, layout, position, &existing), negated: isNegated)
    case .bound(let variable):
      guard let column = layout.column(of: position.scope.slot(variable)) else {
        return .constant(.boolean(false))
      }
      return .bound(column)
    case .exists(let pattern), .notExists(let pattern):
      existing.append(try existsTest(pattern, layout, position))
      let isNegated = if case .notExists = expression { true } else { false }
      return .exists(existing.count - 1, negated: isNegated)
    case .call(let function, let arguments):
      return try compileCall(function, arguments, layout, position, &existing)
    case .function(let iri, let arguments, _):
      let compiled = try compileAll(arguments, layout, position, &existing)
      if let function = functions[iri] { return .extensionFunction(function, compiled) }
      guard let cast = Cast(iri), compiled.count == 1 else {
        throw EngineError.unsupported("the function <\(iri.value)>")
      }
      return .cast(cast, compiled[0])
    }
  }

  private func compileAll(
    _ expressions: [Expression], _ layout: Layout, _ position: Position,
    _ existing: inout [ExistsTest]
  ) throws(EngineError) -> [CompiledExpression] {
    var result: [CompiledExpression] = []
    for expression in expressions {
      result.append(try compile(expression, layout, position, &existing))
    }
    return result
  }

  private func disjuncts(
    _ expression: Expression, _ layout: Layout, _ position: Position,
    _ existing: inout [ExistsTest]
  ) throws(EngineError) -> [CompiledExpression] {
    var parts: [CompiledExpression] = []
    var stack = [expression]
    while let next = stack.popLast() {
      if case .or(let a, let b) = next {
        stack.append(b)
        stack.append(a)
      } else {
        parts.append(try compile(next, layout, position, &existing))
      }
    }
    return parts
  }

  /// A constant with its value read ahead, for operators that look at values only.
  private func decoded(_ expression: CompiledExpression) -> CompiledExpression {
    guard case .constant(let value) = expression else { return expression }
    switch context.read(value) {
    case .numeric(let number): return .constant(.numeric(number))
    case .dateTime(let moment): return .constant(.dateTime(moment))
    case .boolean(let boolean): return .constant(.boolean(boolean))
    case .duration(let duration): return .constant(.duration(duration))
    default: return expression
    }
  }

  private func compileComparison(
    _ comparison: Comparison, _ left: Expression, _ right: Expression, _ layout: Layout,
    _ position: Position, _ existing: inout [ExistsTest]
  ) throws(EngineError) -> CompiledExpression {
    let first = try compile(left, layout, position, &existing)
    let second = try compile(right, layout, position, &existing)
    let general = CompiledExpression.comparison(comparison, decoded(first), decoded(second))
    guard comparison == .equal else { return general }
    for (call, constant) in [(first, second), (second, first)] {
      if case .call(.lang, let arguments) = call, case .column(let column)? = arguments.first,
        case .constant(let value) = constant, let tag = context.plainString(value), !tag.isEmpty
      {
        return .language(column, languages { $0 == tag }, general)
      }
    }
    return general
  }

  /// The numbers of the snapshot's language tags that fit, without their direction.
  private func languages(_ fits: (String) -> Bool) -> BitSet {
    var set = BitSet()
    for (index, tag) in context.languageTags.enumerated() {
      if fits(Literal("", languageAndDirection: tag).language ?? tag) { set.insert(index) }
    }
    return set
  }

  private func compileCall(
    _ function: BuiltInFunction, _ arguments: [Expression], _ layout: Layout,
    _ position: Position, _ existing: inout [ExistsTest]
  ) throws(EngineError) -> CompiledExpression {
    let compiled = try compileAll(arguments, layout, position, &existing)
    let general = CompiledExpression.call(function, compiled)
    let texts = compiled.map { argument -> String? in
      guard case .constant(let value) = argument else { return nil }
      return context.plainString(value)
    }
    switch function {
    case .str: return .str(compiled[0])
    case .contains, .strstarts, .strends:
      guard let needle = texts[1] else { return general }
      return textTest(function, compiled[0], needle) ?? general
    case .langMatches:
      if case .call(.lang, let inner) = compiled[0], case .column(let column)? = inner.first,
        let range = texts[1], !range.isEmpty
      {
        // Only for literals with a language is the answer in the table; no language lies in no
        // range but "".
        return .language(
          column, languages { LanguageRange.matches(tag: $0, range: range) }, general)
      }
    case .regex:
      guard let pattern = texts[1], compiled.count == 2 || texts[2] != nil,
        let regex = RegularExpression(pattern, flags: compiled.count > 2 ? texts[2] ?? "" : "")
      else { return general }
      regex.shouldStop = { [unowned context = self.context] in context.shouldStop() }
      return .regex(compiled[0], regex)
    default: break
    }
    return general
  }

  private func textTest(
    _ function: BuiltInFunction, _ argument: CompiledExpression, _ needle: String
  ) -> CompiledExpression? {
    let kind: TextTest.Kind =
      function == .contains ? .contains : function == .strstarts ? .starts : .ends
    var inner = argument
    var folds = false
    if case .call(.lcase, let arguments) = inner {
      // Bytes decide only where the needle is ASCII in lower case.
      guard needle.utf8.allSatisfy({ $0 < 0x80 && !($0 >= 0x41 && $0 <= 0x5A) }) else { return nil }
      folds = true
      inner = arguments[0]
    }
    var takesCharacters = false
    if case .str(let argument) = inner {
      takesCharacters = true
      inner = argument
    }
    return .textTest(
      TextTest(
        kind: kind, folds: folds, needsString: !takesCharacters, takesCharacters: takesCharacters,
        needle: Array(needle.utf8)),
      inner)
  }
}

extension NumericValue.Operation {
  init(_ operation: Arithmetic) {
    switch operation {
    case .add: self = .add
    case .subtract: self = .subtract
    case .multiply: self = .multiply
    case .divide: self = .divide
    }
  }
}
