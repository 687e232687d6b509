import ByteStorage
import RDFGraph

/// A condition on the term of one variable, tested where the term is found and once for each
/// term: equal terms come in runs, and what was tested is remembered.
final class TermTest {
  /// What is tested, for explanations.
  let label: String
  private let condition: CompiledExpression
  private let bytes: BytesTest?
  private let evaluator: ExpressionEvaluator
  private let literals: TermColumns
  @exclusivity(unchecked) private var last = UInt32.max
  @exclusivity(unchecked) private var lastAnswer = false
  /// Whether answers for literals are kept, those that are known and those that are yes.
  private let remembers: Bool
  @exclusivity(unchecked) private var known = BitSet()
  @exclusivity(unchecked) private var passed = BitSet()
  /// How many terms were tested.
  @exclusivity(unchecked) private(set) var evaluations = 0

  /// Makes a test of an expression over the first column.
  init(_ condition: CompiledExpression, label: String, _ context: ExecutionContext)
    throws(EngineError)
  {
    self.label = label
    self.condition = condition
    bytes = BytesTest.make(condition)
    remembers = !(bytes?.isCheap ?? false)
    literals = context.literals
    if remembers { try context.charge(literals.count / 4) }
    evaluator = ExpressionEvaluator(context: context, existing: [])
    try evaluator.begin(Batch(columns: [[.max]], count: 1))
  }

  var canBeTwinned: Bool { condition.canBeTwinned }

  /// What a test costs, in nanoseconds, about.
  var cost: Double { bytes?.isCheap == true ? 10 : 80 }

  /// The same test for another thread, which remembers answers of its own.
  func twin(in context: ExecutionContext) -> TermTest? {
    guard let condition = condition.twin(in: context) else { return nil }
    return try? TermTest(condition, label: label, context)
  }

  private var restarts = 0

  /// Forgets what was remembered in an earlier evaluation of the plan.
  func prepare(_ context: ExecutionContext) {
    guard context.restarts != restarts else { return }
    restarts = context.restarts
    last = .max
    known.removeAll()
    passed.removeAll()
  }

  /// Whether a term passes.
  @inline(__always)
  func passes(_ id: UInt32) -> Bool {
    if id == last { return lastAnswer }
    last = id
    lastAnswer = answer(id)
    return lastAnswer
  }

  private func answer(_ id: UInt32) -> Bool {
    let term = TermID(rawValue: id)
    guard term.kind == .literal, term.index < literals.count else { return evaluate(id) }
    // Few answers are found again faster than they are noted.
    guard remembers, evaluations >= 512 else {
      evaluations += 1
      return bytes?.run(literals, term.index) ?? evaluate(id)
    }
    guard known.insert(term.index) else { return passed.contains(term.index) }
    evaluations += 1
    let answer = bytes?.run(literals, term.index) ?? evaluate(id)
    if answer { passed.insert(term.index) }
    return answer
  }

  private func evaluate(_ id: UInt32) -> Bool {
    evaluator.setColumn(0, row: 0, to: id)
    evaluator.beginRow()
    return evaluator.passes(condition, row: 0)
  }
}
