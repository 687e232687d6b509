import RDFGraph

/// Sorts solutions; with a bound, keeps only as many as are asked for.
final class OrderOperator: Operator {
  private let input: Operator
  private let keys: [(expression: CompiledExpression, isDescending: Bool)]
  private let evaluator: ExpressionEvaluator
  private let bound: Int?
  /// The column that each key is; other keys are kept beside the rows.
  private let keyColumns: [Int?]
  private let computedKeys: [Int]
  /// The columns whose terms are compared by their characters.
  private let textColumns: [Int]
  /// The rows as they came, and their order.
  private var sorted: (rows: Batch, order: [Int32])?
  private var position = 0
  // Kept here, so that whoever takes the plan to free it takes them too.
  private var kept = Keyed(rows: Batch(columns: [], count: 0), values: [])
  /// Whether another step sorts what comes of many portions of the rows, of which only the first
  /// of each need go on.
  private let isPartial: Bool
  /// What the rows of later portions have to precede.
  private var carried = Threshold()

  init(
    _ input: Operator, keys: [(expression: CompiledExpression, isDescending: Bool)],
    existing: [ExistsTest], bound: Int?, isPartial: Bool = false
  ) {
    self.input = input
    self.keys = keys
    self.bound = bound
    self.isPartial = isPartial
    let keyColumns = keys.map { key -> Int? in
      if case .column(let column) = key.expression { column } else { nil }
    }
    self.keyColumns = keyColumns
    computedKeys = keys.indices.filter { keyColumns[$0] == nil }
    textColumns = keys.compactMap { key -> Int? in
      switch key.expression {
      case .column(let column), .str(.column(let column)): column
      default: nil
      }
    }
    evaluator = ExpressionEvaluator(context: input.context, existing: existing)
    super.init(input.context, layout: input.layout, children: [input], estimate: input.estimate)
  }

  override var summary: String { bound == nil ? "OrderBy" : "TopK" }

  override var detail: String { bound.map { "\($0)" + (isPartial ? " of a portion" : "") } ?? "" }

  override var divisibleInput: Operator? {
    isPartial && evaluator.isTwinnable && keys.allSatisfy(\.expression.canBeTwinned) ? input : nil
  }

  override var rowCost: Double { 60 }

  override func twin(over input: Operator) -> Operator? {
    var twins: [(expression: CompiledExpression, isDescending: Bool)] = []
    for key in keys {
      guard let twin = key.expression.twin(in: input.context) else { return nil }
      twins.append((twin, key.isDescending))
    }
    return OrderOperator(input, keys: twins, existing: [], bound: bound, isPartial: isPartial)
  }

  override func beginPortions() {
    super.beginPortions()
    carried = Threshold()
  }

  override func reset() {
    super.reset()
    sorted = nil
    kept = Keyed(rows: Batch(columns: [], count: 0), values: [])
    position = 0
  }

  override func produce() throws(EngineError) -> Batch? {
    if sorted == nil { sorted = try sort() }
    guard let sorted, position < sorted.order.count else { return nil }
    // Rows are fetched as they are asked for: millions at once keep nobody waiting.
    let end = min(position + Batch.target, sorted.order.count)
    defer { position = end }
    return sorted.rows.gather(Array(sorted.order[position..<end]))
  }

  /// What has been charged for the rows at hand.
  private var charged = 0

  /// What a row takes at most: twice in columns that grow, its place, and the keys that are kept.
  private var rowBytes: Int { layout.slots.count * 8 + 8 + computedKeys.count * 128 }

  private func keep(_ bytes: Int) throws(EngineError) {
    charged += bytes
    try charge(bytes)
  }

  /// Rows with the values that they are sorted by, as far as those are not in their columns.
  private struct Keyed {
    var rows: Batch
    var values: [ValueColumn]
  }

  /// What a row is sorted by.
  private func value(_ key: Int, of kept: Keyed, _ row: Int) -> Value {
    guard let column = keyColumns[key] else { return kept.values[key][row] }
    let id = kept.rows.columns[column][row]
    return id == .max ? .unbound : .term(id)
  }

  private func values(of kept: Keyed, _ row: Int) -> [Value] {
    var values: [Value] = []
    for key in keys.indices { values.append(value(key, of: kept, row)) }
    return values
  }

  private func sort() throws(EngineError) -> (rows: Batch, order: [Int32]) {
    kept = Keyed(
      rows: Batch(columns: Array(repeating: [], count: layout.slots.count), count: 0),
      values: Array(repeating: ValueColumn(), count: keys.count))
    if isPartial {
      release(charged)
      charged = 0
    }
    // With a bound, what has piled up is cut back now and then, so memory stays proportional; and
    // what comes after the last of those that were left is not even taken.
    let cut = bound.map { max(4 * $0, 1024) }
    var last = carried
    while let batch = try input.next() {
      try evaluator.begin(batch)
      var rows = 0..<0
      while rows.upperBound < batch.count {
        // Batches of groups are as long as there are groups.
        let end = min(batch.count, cut.map { rows.upperBound + $0 } ?? batch.count)
        rows = rows.upperBound..<end
        if last.isSet {
          try appendPreceding(&last, rows, of: batch, to: &kept)
        } else {
          try append(rows, of: batch, to: &kept)
        }
        if let cut, let bound, bound > 0, kept.rows.count >= cut {
          let order = try order(of: kept, prefix: bound)
          kept = Keyed(
            rows: kept.rows.gather(order), values: kept.values.map { $0.gather(order) })
          release(charged)
          charged = 0
          try keep(kept.rows.count * rowBytes)
          last = Threshold(values(of: kept, kept.rows.count - 1))
        }
      }
    }
    let order = try order(of: kept, prefix: bound)
    if isPartial, order.count == bound, let end = order.last {
      carried = Threshold(values(of: kept, Int(end)))
    }
    defer { kept.values = [] }
    return (kept.rows, order)
  }

  /// The values of the last row that is kept, and how terms stand to the first of them.
  private struct Threshold {
    private(set) var values: [Value] = []
    private var known: [(id: UInt32, order: Int8)] = []

    init() {}

    init(_ values: [Value]) {
      self.values = values
      known = Array(repeating: (.max, 0), count: 256)
    }

    var isSet: Bool { !values.isEmpty }

    /// How a first value stands to that of the threshold; terms that come again are remembered.
    mutating func order(_ value: Value, _ context: ExecutionContext) -> Int {
      guard case .term(let id) = value else { return context.totalOrder(value, values[0]) }
      let place = Int(id & 255)
      if known[place].id == id { return Int(known[place].order) }
      let order = context.totalOrder(value, values[0])
      known[place] = (id, Int8(order.signum()))
      return order
    }
  }

  /// Takes the rows of a batch that come before the threshold; equal ones come after it.
  private func appendPreceding(
    _ last: inout Threshold, _ rows: Range<Int>, of batch: Batch, to kept: inout Keyed
  ) throws(EngineError) {
    var taken = 0
    for row in rows {
      if row & context.rowMask == context.rowMask { try context.tick(4096) }
      if keys.count > 16 { try context.tick(16 * keys.count) }
      try context.checkRow()
      if (row - rows.lowerBound) & 31 == 0 { touch(batch, row..<min(row + 32, rows.upperBound)) }
      evaluator.beginRow()
      var values: [Value] = []
      var order = 0
      for (index, key) in keys.enumerated() {
        let value = evaluator.evaluate(key.expression, row)
        if order == 0 {
          order =
            index == 0
            ? last.order(value, context) : context.totalOrder(value, last.values[index])
          if key.isDescending { order = -order }
          if order > 0 { break }
          if index == 0, order == 0, keys.count == 1 { break }
        }
        values.append(value)
      }
      guard order < 0 else { continue }
      for index in computedKeys {
        kept.values[index].append(values[index])
        taken += values[index].textBytes
      }
      for column in kept.rows.columns.indices {
        kept.rows.columns[column].append(batch.columns[column][row])
      }
      kept.rows.count += 1
      taken += rowBytes
      if taken > 1 << 16 {
        try keep(taken)
        taken = 0
      }
    }
    try keep(taken)
    try context.tick(rows.count)
  }

  private func append(
    _ rows: Range<Int>, of batch: Batch, to kept: inout Keyed
  ) throws(EngineError) {
    try context.ensure(rows.count * rowBytes)
    for row in computedKeys.isEmpty ? 0..<0 : rows {
      if (row - rows.lowerBound) & 31 == 0 { touch(batch, row..<min(row + 32, rows.upperBound)) }
      evaluator.beginRow()
      for index in computedKeys {
        let value = evaluator.evaluate(keys[index].expression, row)
        kept.values[index].append(value)
        let text = value.textBytes
        if text > 0 { try keep(text) }
      }
      try context.checkRow()
      if row & context.rowMask == context.rowMask { try context.tick(4096) }
      if keys.count > 16 { try context.tick(16 * keys.count) }
    }
    for column in kept.rows.columns.indices {
      try context.grow(&kept.rows.columns[column], by: rows.count)
      kept.rows.columns[column].append(contentsOf: batch.columns[column][rows])
    }
    kept.rows.count += rows.count
    try keep(rows.count * rowBytes)
  }

  /// Reads the first characters of some rows, so that their cache misses overlap.
  private func touch(_ batch: Batch, _ rows: Range<Int>) {
    for column in textColumns {
      context.literals.touch(batch.columns[column], rows, kind: .literal)
    }
  }

  /// The rows in order, or the first of them.
  private func order(of kept: Keyed, prefix: Int?) throws(EngineError) -> [Int32] {
    var order: [Int32] = []
    order.reserveCapacity(kept.rows.count)
    while order.count < kept.rows.count {
      let end = min(order.count + 1 << 16, kept.rows.count)
      order.append(contentsOf: Int32(order.count)..<Int32(end))
      try context.tick(8192)
    }
    let descending = keys.map(\.isDescending)
    let context = context
    func precedes(_ a: Int32, _ b: Int32) throws(EngineError) -> Bool {
      try context.tick(context.rowMask == 0 ? 4096 : 1)
      for key in descending.indices {
        let result = context.totalOrder(
          value(key, of: kept, Int(a)), value(key, of: kept, Int(b)))
        if result != 0 { return (result < 0) != descending[key] }
      }
      // Equal rows keep their order.
      return a < b
    }
    do {
      guard let prefix, prefix < order.count else {
        try order.sort(by: precedes)
        return order
      }
      return try Self.smallest(prefix, of: order, by: precedes)
    } catch let error as EngineError {
      throw error
    } catch {
      // `precedes` throws nothing else; sorting passes its errors on without their type.
      return []
    }
  }

  /// The first elements in order, by a heap with the last of them on top.
  private static func smallest(
    _ count: Int, of elements: [Int32], by precedes: (Int32, Int32) throws -> Bool
  ) throws -> [Int32] {
    guard count > 0 else { return [] }
    var heap = Array(elements.prefix(count))
    func sink(_ start: Int) throws {
      var parent = start
      while true {
        var child = parent * 2 + 1
        if child >= heap.count { return }
        if child + 1 < heap.count, try precedes(heap[child], heap[child + 1]) { child += 1 }
        if try !precedes(heap[parent], heap[child]) { return }
        heap.swapAt(parent, child)
        parent = child
      }
    }
    for start in stride(from: heap.count / 2, through: 0, by: -1) { try sink(start) }
    for element in elements.dropFirst(count) where try precedes(element, heap[0]) {
      heap[0] = element
      try sink(0)
    }
    return try heap.sorted(by: precedes)
  }
}
