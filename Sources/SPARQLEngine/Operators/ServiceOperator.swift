import RDFGraph
import RDFModel
import SPARQLAlgebra

/// Joins solutions with those of a pattern at an endpoint.
///
/// The known values of the pattern's variables go with the query, so many solutions at a time,
/// and what comes back is joined here.
///
/// Source: SPARQL 1.1 Federated Query, sections 2 and 4.
final class ServiceOperator: Operator {
  /// What names the endpoint: an IRI, or a column that holds one.
  enum Endpoint {
    case iri(IRI)
    case column(Int)
    /// A variable that nothing binds.
    case unbound
  }

  /// How many solutions go into one request.
  static let blockSize = 256

  private let input: Operator
  private let endpoint: Endpoint
  private let pattern: Algebra
  private let isSilent: Bool
  private let variables: [Variable]
  private let slots: [Int]
  /// Variables whose values are sent, with their columns in the input.
  private let sent: [(variable: Variable, column: Int)]
  private var pending: [Batch] = []
  /// How many solutions have come from endpoints.
  private var answered = 0

  init(
    _ input: Operator, endpoint: Endpoint, pattern: Algebra, isSilent: Bool, scope: Scope
  ) {
    self.input = input
    self.endpoint = endpoint
    self.pattern = pattern
    self.isSilent = isSilent
    variables = pattern.variables.filter(\.isDistinguished).sorted { $0.name < $1.name }
    slots = variables.map { scope.slot($0) }
    var sent: [(Variable, Int)] = []
    for (variable, slot) in zip(variables, slots) {
      if let column = input.layout.column(of: slot) { sent.append((variable, column)) }
    }
    self.sent = sent
    var layout = input.layout
    layout.slots += slots.filter { !input.layout.contains($0) }
    super.init(input.context, layout: layout, children: [input], estimate: input.estimate * 10)
  }

  override var summary: String {
    if case .iri(let iri) = endpoint { "Service <\(iri.value)>" } else { "Service" }
  }

  override func reset() {
    super.reset()
    pending = []
  }

  override func produce() throws(EngineError) -> Batch? {
    while pending.isEmpty {
      guard let batch = try input.next() else { return nil }
      for block in blocks(of: batch) {
        pending += try joined(block.rows, block.endpoint)
      }
      pending.reverse()
    }
    return pending.popLast()
  }

  /// The rows of a batch, by endpoint and no more than go into one request.
  private func blocks(of batch: Batch) -> [(endpoint: IRI?, rows: Batch)] {
    var groups: [(endpoint: IRI?, rows: [Int32])] = []
    switch endpoint {
    case .iri(let iri): groups = [(iri, (0..<Int32(batch.count)).map { $0 })]
    case .unbound: groups = [(nil, (0..<Int32(batch.count)).map { $0 })]
    case .column(let column):
      var places: [UInt32: Int] = [:]
      for row in 0..<batch.count {
        let id = batch.columns[column][row]
        if places[id] == nil {
          places[id] = groups.count
          groups.append((id == .max ? nil : context.term(id).iri, []))
        }
        if let place = places[id] { groups[place].rows.append(Int32(row)) }
      }
    }
    var result: [(IRI?, Batch)] = []
    for group in groups {
      for start in stride(from: 0, to: group.rows.count, by: Self.blockSize) {
        let end = min(start + Self.blockSize, group.rows.count)
        result.append((group.endpoint, batch.gather(Array(group.rows[start..<end]))))
      }
    }
    return result
  }

  private func joined(_ batch: Batch, _ endpoint: IRI?) throws(EngineError) -> [Batch] {
    let seed = SeedOperator(context, layout: input.layout)
    let join = HashJoinOperator(seed, try answer(batch, endpoint))
    seed.set(batch)
    var result: [Batch] = []
    while let rows = try join.next() { result.append(rows) }
    return result
  }

  /// What the endpoint says to a block, as a table.
  private func answer(_ batch: Batch, _ endpoint: IRI?) throws(EngineError) -> Operator {
    do throws(EngineError) {
      guard let endpoint else {
        throw EngineError(
          code: .serviceFailed, message: "the variable after SERVICE has no IRI for a value",
          remedy: "bind it before SERVICE")
      }
      return try table(try solutions(batch, at: endpoint))
    } catch {
      // A limit is a limit, whoever is silent.
      if !isSilent || error.isLimit { throw error }
      return try table(nil)
    }
  }

  private func solutions(
    _ batch: Batch, at endpoint: IRI
  ) throws(EngineError) -> ServiceSolutions {
    guard let resolver = context.serviceResolver else {
      throw EngineError(
        code: .serviceRefused, message: "SERVICE <\(endpoint.value)> is not allowed here",
        remedy: "allow the endpoint, or write the query without SERVICE")
    }
    try context.tick(8192)
    let query = Query(
      form: .select(variables), pattern: .project(join(with: batch), variables))
    do {
      return try check(
        try resolver.solutions(of: query, at: endpoint, within: context.remainingLimits),
        from: endpoint)
    } catch let error as EngineError {
      throw error
    } catch {
      throw EngineError(
        code: .serviceFailed, message: "SERVICE <\(endpoint.value)> failed: \(error)",
        remedy: "check the endpoint, or write SERVICE SILENT")
    }
  }

  /// Counts what an endpoint sent, however much its resolver let through.
  private func check(
    _ solutions: ServiceSolutions, from endpoint: IRI
  ) throws(EngineError) -> ServiceSolutions {
    answered += solutions.rows.count
    guard answered <= context.options.maximumRows else {
      throw EngineError(
        code: .tooManyRows,
        message: "SERVICE <\(endpoint.value)> gives more rows than the limit `maximumRows` of "
          + "\(context.options.maximumRows)",
        remedy: "narrow the pattern, or raise the limit")
    }
    // The rows themselves, then their columns here.
    let perRow = 32 + solutions.variables.count * (MemoryLayout<Term?>.stride + 8)
    try context.ensure(solutions.rows.count * perRow)
    return solutions
  }

  /// The pattern with the known values.
  ///
  /// A variable goes along if every solution has a value for it that means the same elsewhere,
  /// which a blank node does not. Were one left open in some solution, the endpoint's answers to
  /// that solution would join here with others too, and the same answer would count twice.
  private func join(with batch: Batch) -> Algebra {
    let known = sent.filter { pair in
      batch.columns[pair.column].allSatisfy {
        $0 != .max && TermID(rawValue: $0).kind != .blankNode
      }
    }
    guard !known.isEmpty else { return pattern }
    var seen: Set<[UInt32]> = []
    var rows: [[Term?]] = []
    for row in 0..<batch.count {
      let ids = known.map { batch.columns[$0.column][row] }
      if seen.insert(ids).inserted { rows.append(ids.map { context.term($0) }) }
    }
    return .join(
      .values(InlineData(variables: known.map(\.variable), rows: rows)), pattern)
  }

  /// Solutions as a table; nil is one solution that binds nothing.
  private func table(_ solutions: ServiceSolutions?) throws(EngineError) -> Operator {
    var columns = [[UInt32]](repeating: [], count: slots.count)
    let places = variables.map { variable in
      solutions?.variables.firstIndex(of: variable)
    }
    var nodes: [BlankNode: UInt32] = [:]
    for row in solutions?.rows ?? [[]] {
      try context.checkRow()
      try context.tick()
      for (column, place) in places.enumerated() {
        guard let place, place < row.count, let term = row[place] else {
          columns[column].append(.max)
          continue
        }
        columns[column].append(intern(term, &nodes))
      }
    }
    let certain = slots.indices.filter { !columns[$0].contains(.max) }.map { slots[$0] }
    return TableOperator(
      context, layout: Layout(slots: slots, certain: Set(certain)),
      table: Batch(columns: columns, count: solutions?.rows.count ?? 1))
  }

  /// A term of an answer; its blank nodes are new here.
  private func intern(_ term: Term, _ nodes: inout [BlankNode: UInt32]) -> UInt32 {
    guard case .blankNode(let node) = term else { return context.overlay.intern(term) }
    if let known = nodes[node] { return known }
    let fresh = context.overlay.intern(.blankNode(context.overlay.freshBlankNode()))
    nodes[node] = fresh
    return fresh
  }
}
