import ByteStorage
import RDFGraph
import RDFModel
import SPARQLAlgebra
import XSDValues

/// Evaluates expressions over the rows of one batch after another.
final class ExpressionEvaluator {
  let context: ExecutionContext
  private let existing: [ExistsTest]
  // Read for each row; nothing runs while one of them is being changed.
  @exclusivity(unchecked) private var batch = Batch(columns: [], count: 0)
  @exclusivity(unchecked) private var answers: [BitSet] = []
  /// Blank nodes that BNODE(text) has made for the current row, by text.
  @exclusivity(unchecked) private var blankNodes: [String: BlankNode] = [:]
  var regularExpressions = RegularExpressionCache()

  init(context: ExecutionContext, existing: [ExistsTest]) {
    self.context = context
    self.existing = existing
  }

  /// Whether nothing that an expression asks for runs a plan of its own.
  var isTwinnable: Bool { existing.isEmpty }

  /// Takes the next batch, and finds the answers of EXISTS for all its rows.
  func begin(_ batch: Batch) throws(EngineError) {
    self.batch = batch
    guard !existing.isEmpty else { return }
    answers = []
    for test in existing { answers.append(try test.run(batch)) }
  }

  /// Starts a row: blank nodes by label are its own.
  func beginRow() {
    if !blankNodes.isEmpty { blankNodes.removeAll(keepingCapacity: true) }
  }

  func blankNode(labelled label: String) -> BlankNode {
    if let known = blankNodes[label] { return known }
    let node = context.overlay.freshBlankNode()
    blankNodes[label] = node
    return node
  }

  /// Gives a computed column its value for a row, for the expressions that follow.
  func setColumn(_ index: Int, row: Int, to id: UInt32) {
    batch.columns[index][row] = id
  }

  /// Gives a column a value unless it has another one, and says whether that was possible.
  func join(_ index: Int, row: Int, with id: UInt32) -> Bool {
    let known = batch.columns[index][row]
    if id == .max || known == id { return true }
    if known != .max { return false }
    batch.columns[index][row] = id
    return true
  }

  /// The columns with all values that were set.
  func finish() -> Batch {
    defer { batch = Batch(columns: [], count: 0) }
    return batch
  }

  /// Whether a row passes a filter.
  func passes(_ expression: CompiledExpression, row: Int) -> Bool {
    test(expression, row) ?? false
  }

  /// The effective boolean value of an expression, or nil for an error.
  func test(_ expression: CompiledExpression, _ row: Int) -> Bool? {
    switch expression {
    case .or(let parts):
      if parts.count > 16, !context.countWork(parts.count) { return nil }
      var failed = false
      for part in parts {
        switch test(part, row) {
        case true?: return true
        case nil: failed = true
        case false?: break
        }
      }
      return failed ? nil : false
    case .and(let parts):
      if parts.count > 16, !context.countWork(parts.count) { return nil }
      var failed = false
      for part in parts {
        switch test(part, row) {
        case false?: return false
        case nil: failed = true
        case true?: break
        }
      }
      return failed ? nil : true
    case .not(let part): return test(part, row).map { !$0 }
    case .comparison(let comparison, let left, let right):
      return compare(comparison, evaluate(left, row), evaluate(right, row))
    case .bound(let column): return batch.columns[column][row] != .max
    case .exists(let index, let negated): return answers[index].contains(row) != negated
    case .member(let operand, let members, let negated):
      return isMember(operand, members, row).map { $0 != negated }
    case .language(let column, let tags, let general):
      return testLanguage(column, tags, general, row)
    case .textTest(let test, let operand): return runTextTest(test, operand, row)
    case .regex(let operand, let regex): return runRegex(operand, regex, row)
    default: return context.effectiveBooleanValue(evaluate(expression, row))
    }
  }

  /// The value of an expression for a row.
  func evaluate(_ expression: CompiledExpression, _ row: Int) -> Value {
    switch expression {
    case .column(let column):
      let id = batch.columns[column][row]
      return id == .max ? .unbound : .term(id)
    case .absent: return .unbound
    case .constant(let value): return value
    case .str(let operand): return characters(evaluate(operand, row))
    case .arithmetic(let operation, let left, let right):
      return arithmetic(operation, evaluate(left, row), evaluate(right, row))
    case .plus(let operand):
      return context.number(evaluate(operand, row)).map { .numeric($0) } ?? .error
    case .minus(let operand):
      let value = evaluate(operand, row)
      if case .duration(let duration) = context.read(value) {
        return duration.negated.map { .duration($0) } ?? .error
      }
      return context.number(value)?.negated.map { .numeric($0) } ?? .error
    case .call(let function, let arguments): return call(function, arguments, row)
    case .cast(let cast, let operand): return self.cast(cast, evaluate(operand, row))
    case .extensionFunction(let function, let arguments):
      let terms = arguments.map { context.term(of: evaluate($0, row)) }
      return function(terms).map { .computed($0) } ?? .error
    default: return .boolean(test(expression, row))
    }
  }

  private func compare(_ comparison: Comparison, _ left: Value, _ right: Value) -> Bool? {
    switch comparison {
    case .equal: return context.equal(left, right)
    case .notEqual: return context.equal(left, right).map { !$0 }
    default: break
    }
    guard let order = context.order(left, right) else {
      // NaN compares with every number, and the answer is no.
      if let a = context.number(left), let b = context.number(right), a.isNaN || b.isNaN {
        return false
      }
      return nil
    }
    switch comparison {
    case .less: return order == .less
    case .greater: return order == .greater
    case .lessOrEqual: return order != .greater
    default: return order != .less
    }
  }

  /// `operand IN (members)`: true beats an error, an error beats false.
  private func isMember(
    _ operand: CompiledExpression, _ members: [CompiledExpression], _ row: Int
  ) -> Bool? {
    if members.count > 16, !context.countWork(members.count) { return nil }
    let value = evaluate(operand, row)
    var failed = false
    for member in members {
      switch context.equal(value, evaluate(member, row)) {
      case true?: return true
      case nil: failed = true
      case false?: break
      }
    }
    return failed ? nil : false
  }

  private func testLanguage(
    _ column: Int, _ tags: BitSet, _ general: CompiledExpression, _ row: Int
  ) -> Bool? {
    let raw = batch.columns[column][row]
    guard raw != .max else { return nil }
    let id = TermID(rawValue: raw)
    guard id.kind == .literal else { return nil }
    if context.isOverlay(id) { return test(general, row) }
    guard let index = context.literals.languageIndex(id.index) else { return false }
    return tags.contains(index)
  }

  private func runTextTest(
    _ textTest: TextTest, _ operand: CompiledExpression, _ row: Int
  ) -> Bool? {
    let value = evaluate(operand, row)
    if textTest.needsString {
      switch context.read(value) {
      case .string, .tagged: break
      default: return nil
      }
    } else {
      switch value {
      case .error, .unbound: return nil
      case .term(let id):
        let kind = TermID(rawValue: id).kind
        if kind == .blankNode || kind == .tripleTerm { return nil }
      default: if context.lexicalForm(value) == nil { return nil }
      }
    }
    if let answer = context.withText(value, { textTest.run($0) }) { return answer }
    let folded = Array((context.lexicalForm(value) ?? "").lowercased().utf8)
    let plain = TextTest(
      kind: textTest.kind, folds: false, needsString: false, takesCharacters: false,
      needle: textTest.needle)
    return plain.run(folded.span)
  }

  private func runRegex(
    _ operand: CompiledExpression, _ regex: RegularExpression, _ row: Int
  ) -> Bool? {
    let value = evaluate(operand, row)
    switch context.read(value) {
    case .string, .tagged: return context.withText(value) { regex.matches($0) }
    default: return nil
    }
  }

  private func arithmetic(
    _ operation: NumericValue.Operation, _ left: Value, _ right: Value
  ) -> Value {
    switch (context.read(left), context.read(right)) {
    case (.numeric(let a), .numeric(let b)):
      return NumericValue.apply(operation, a, b).map { .numeric($0) } ?? .error
    case (.dateTime(let a), .dateTime(let b)) where operation == .subtract:
      return a.subtracting(b).map { .duration($0) } ?? .error
    case (.dateTime(let a), .duration(let b)):
      let duration = operation == .add ? b : operation == .subtract ? b.negated : nil
      return duration.flatMap { a.adding($0) }.map { .dateTime($0) } ?? .error
    case (.duration(let a), .duration(let b)):
      let other = operation == .add ? b : operation == .subtract ? b.negated : nil
      return other.flatMap { a.adding($0) }.map { .duration($0) } ?? .error
    default: return .error
    }
  }
}
