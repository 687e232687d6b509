import RDFModel

/// Extends solutions by those of a property function.
final class PropertyFunctionOperator: Operator {
  private let input: Operator
  private let function: any PropertyFunction
  private let positions: [ScanOperator.Position]
  private let subjectCount: Int
  private let name: String
  /// The output column of each argument; nil for constants.
  private let columns: [Int?]
  /// Calls that were made, by their arguments.
  private var calls: [[UInt32]: [[UInt32]]] = [:]

  init(
    _ input: Operator, _ function: any PropertyFunction, name: IRI,
    subject: [ScanOperator.Position], object: [ScanOperator.Position], estimate: Double
  ) {
    self.input = input
    self.function = function
    self.name = name.value
    positions = subject + object
    subjectCount = subject.count
    var layout = input.layout
    columns = positions.map { position in
      switch position {
      case .constant, .anyOf: return nil
      case .bound(let column, _, _): return column
      case .free(let slot):
        if let known = layout.column(of: slot) { return known }
        layout.slots.append(slot)
        return layout.slots.count - 1
      }
    }
    super.init(input.context, layout: layout, children: [input], estimate: estimate)
  }

  override var summary: String { "PropertyFunction" }

  override var detail: String { "<\(name)>" }

  override func produce() throws(EngineError) -> Batch? {
    guard let batch = try input.next() else { return nil }
    var output = [[UInt32]](repeating: [], count: layout.slots.count)
    var count = 0
    let open = [UInt32](repeating: .max, count: layout.slots.count - batch.columns.count)
    for row in 0..<batch.count {
      let known = batch.columns.map { $0[row] } + open
      let arguments = positions.enumerated().map { index, position -> UInt32 in
        if case .constant(let id) = position { return id }
        return columns[index].map { known[$0] } ?? .max
      }
      for solution in try call(arguments) {
        guard let values = extended(known, arguments, by: solution) else { continue }
        for column in output.indices { output[column].append(values[column]) }
        count += 1
        // Columns that grow take twice what they hold.
        if count & 4095 == 0 { try context.ensure(count * output.count * 8) }
        try context.tick()
      }
      try context.tick()
    }
    try context.ensure(count * output.count * 8)
    return Batch(columns: output, count: count)
  }

  private func call(_ arguments: [UInt32]) throws(EngineError) -> [[UInt32]] {
    if let known = calls[arguments] { return known }
    let terms = arguments.map { $0 == .max ? nil : context.term($0) }
    let answers = try function.solutions(
      subject: Array(terms[..<subjectCount]), object: Array(terms[subjectCount...]))
    var solutions: [[UInt32]] = []
    for answer in answers where answer.count == positions.count {
      solutions.append(answer.map { $0.map { context.overlay.intern($0) } ?? .max })
    }
    // Each is an array of its own, and each call has an entry in a table that grows.
    try charge(solutions.count * (positions.count * 4 + 48) + positions.count * 8 + 160)
    calls[arguments] = solutions
    // A call may take as long as thousands of rows.
    try context.tick(8192)
    return solutions
  }

  /// A row with the values of a solution; nil where the two do not agree.
  private func extended(
    _ known: [UInt32], _ arguments: [UInt32], by solution: [UInt32]
  ) -> [UInt32]? {
    var values = known
    for (index, value) in solution.enumerated() where value != .max {
      guard let column = columns[index] else {
        if arguments[index] != value { return nil }
        continue
      }
      if values[column] == .max { values[column] = value }
      if values[column] != value { return nil }
    }
    return values
  }
}
