import SPARQLAlgebra
import XSDValues

/// What one aggregate has gathered for each group.
struct AggregateState {
  private let aggregate: Aggregate
  private let context: ExecutionContext
  private var counts: [Int] = []
  private var values: [Value] = []
  /// Groups in which an error makes the result an error.
  private var failed: [Bool] = []
  private var seen: RowIndex
  private(set) var uncharged = 0

  init(_ aggregate: Aggregate, context: ExecutionContext) {
    self.aggregate = aggregate
    self.context = context
    // The group, the value and nothing; COUNT(DISTINCT *) makes one of its own.
    seen = RowIndex(width: 3)
  }

  mutating func grow(to count: Int) {
    guard count > counts.count else { return }
    let added = count - counts.count
    if count > counts.capacity { counts.reserveCapacity(2 * count) }
    counts.append(contentsOf: repeatElement(0, count: added))
    if aggregate.function == .count { return }
    values.append(contentsOf: repeatElement(.unbound, count: added))
    failed.append(contentsOf: repeatElement(false, count: added))
    uncharged += added * (16 + 2 * MemoryLayout<Value>.stride)
  }

  /// Makes room for some more distinct values.
  mutating func prepare(adding rows: Int) throws(EngineError) {
    if aggregate.isDistinct { try seen.prepare(adding: rows, context) }
  }

  /// Memory taken since the last call, in bytes.
  mutating func takeCharge() -> Int {
    defer { uncharged = 0 }
    return uncharged
  }

  /// `COUNT(*)`; with the columns of the rows, of distinct rows only.
  mutating func countRows(_ numbers: [Int32], _ distinct: [[UInt32]]?, isOneGroup: Bool) {
    guard let distinct else {
      if isOneGroup {
        counts[0] += numbers.count
        return
      }
      for number in numbers { counts[Int(number)] += 1 }
      return
    }
    let columns = [numbers.map { UInt32($0) }] + distinct
    if seen.count == 0 { seen = RowIndex(width: columns.count) }
    for row in numbers.indices where seen.insert(columns, row).isNew {
      counts[Int(numbers[row])] += 1
      uncharged += columns.count * 8 + 16
    }
  }

  /// Counts the rows in which a variable has a value: `COUNT(?variable)`.
  mutating func countValues(_ column: [UInt32], _ numbers: [Int32]) {
    for row in numbers.indices where column[row] != .max { counts[Int(numbers[row])] += 1 }
  }

  /// Adds a value to a group.
  mutating func add(_ value: Value, to group: Int) {
    switch value {
    case .error, .unbound:
      switch aggregate.function {
      case .sum, .avg: failed[group] = true
      default: break
      }
      return
    default: break
    }
    if aggregate.isDistinct {
      guard seen.insert(UInt32(group), context.intern(value), 0).isNew else { return }
      uncharged += 40
    }
    counts[group] += 1
    switch aggregate.function {
    case .count: break
    case .sum, .avg: addNumber(value, group)
    case .min, .max:
      guard counts[group] > 1 else {
        uncharged += value.textBytes
        return values[group] = value
      }
      let order = context.totalOrder(value, values[group])
      if aggregate.function == .min ? order < 0 : order > 0 {
        uncharged += value.textBytes - values[group].textBytes
        values[group] = value
      }
    case .sample:
      if counts[group] == 1 {
        uncharged += value.textBytes
        values[group] = value
      }
    case .groupConcat: addText(value, group)
    }
  }

  private mutating func addNumber(_ value: Value, _ group: Int) {
    guard !failed[group] else { return }
    guard let number = context.number(value) else { return failed[group] = true }
    // A sum starts from the integer 0, so that a negative zero alone adds up to zero.
    var sum = NumericValue.integer(0)
    if case .numeric(let soFar) = values[group] { sum = soFar }
    guard let total = NumericValue.apply(.add, sum, number) else { return failed[group] = true }
    values[group] = .numeric(total)
  }

  private mutating func addText(_ value: Value, _ group: Int) {
    guard let text = context.lexicalForm(value) else { return failed[group] = true }
    // Text that grows takes twice what it holds.
    uncharged += 2 * (text.utf8.count + 4)
    guard case .string(var whole) = values[group] else { return values[group] = .string(text) }
    // Taken out, so that appending does not copy what is there.
    values[group] = .unbound
    guard context.allowsString(ofBytes: whole.utf8.count + text.utf8.count) else { return }
    whole += (aggregate.separator ?? " ") + text
    values[group] = .string(whole)
  }

  /// The terms of the aggregate for all groups.
  func results(_ groups: Range<Int>) -> [UInt32] {
    guard aggregate.function == .count else {
      return groups.map { context.intern(result($0)) }
    }
    // Counts are few numbers that come again and again.
    var known = [UInt32](repeating: .max, count: 256)
    return groups.map { group in
      let count = counts[group]
      guard count < known.count else { return context.overlay.intern(count) }
      if known[count] == .max { known[count] = context.overlay.intern(count) }
      return known[count]
    }
  }

  /// The value of the aggregate for a group.
  func result(_ group: Int) -> Value {
    let count = counts[group]
    switch aggregate.function {
    case .count: return .integer(count)
    case .sum:
      if failed[group] { return .error }
      return count == 0 ? .integer(0) : values[group]
    case .avg:
      if failed[group] { return .error }
      guard count > 0, case .numeric(let sum) = values[group] else { return .integer(0) }
      return NumericValue.apply(.divide, sum, .integer(Int128(count))).map { .numeric($0) }
        ?? .error
    case .min, .max, .sample: return count == 0 ? .error : values[group]
    case .groupConcat:
      if failed[group] { return .error }
      return count == 0 ? .string("") : values[group]
    }
  }
}
