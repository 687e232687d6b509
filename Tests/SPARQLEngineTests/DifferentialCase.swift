import Foundation
import IsoglossTestSupport
import RDFGraph
import RDFModel
import SPARQLAlgebra
import SPARQLReference
import Testing
import XSDValues

@testable import SPARQLEngine

/// A random dataset and query, asked of the engine and of the reference.
struct DifferentialCase {
  typealias Row = [Variable: Term]

  let seed: UInt64
  let query: Query
  let snapshot: GraphSnapshot
  /// What the snapshot holds, with its names for blank nodes.
  let quads: [Quad]

  static let now = DateTimeValue(secondsSince1970: 1_700_000_000)

  init(seed: UInt64) throws {
    self.seed = seed
    var data = RandomDataset(generator: SeededGenerator(seed: seed))
    snapshot = try Self.snapshot(data.quads(), &data)
    var collector = QuadCollector()
    try snapshot.push(into: &collector)
    quads = collector.quads
    var random = RandomQuery(seed: seed)
    query = random.query()
  }

  /// Another dataset, behind ``RandomQuery/endpoint``; blank nodes would come back as others.
  private func remoteQuads() -> [Quad] {
    var data = RandomDataset(generator: SeededGenerator(seed: seed ^ 0x5EED))
    return data.quads().filter { !$0.triple.hasBlankNode }
  }

  func makeEngine(_ options: QueryOptions) throws -> QueryEngine {
    var engine = QueryEngine(snapshot: snapshot, options: options)
    if query.description.contains("SERVICE") {
      var builder = try GraphBuilder()
      try builder.receive(TripleBatch(remoteQuads()))
      engine.serviceResolver = EngineService(
        engine: QueryEngine(snapshot: builder.finish(), options: options))
    }
    return engine
  }

  /// The quads in a base, or partly in a delta over one that has others too.
  static func snapshot(
    _ quads: [Quad], _ random: inout RandomDataset
  ) throws -> GraphSnapshot {
    func base(_ quads: [Quad]) throws -> GraphSnapshot {
      var builder = try GraphBuilder()
      try builder.receive(TripleBatch(quads))
      return builder.finish()
    }
    let quads = quads.shuffled(using: &random.generator)
    let cut = Int.random(in: 0...quads.count, using: &random.generator)
    if cut == quads.count || random.generator.isOne(in: 2) { return try base(quads) }
    let surplus = random.quads().filter { !quads.contains($0) }
    var transaction = GraphTransaction(on: try base(Array(quads[..<cut]) + surplus))
    for quad in quads[cut...] { try transaction.insert(quad) }
    for quad in surplus { transaction.delete(quad) }
    return transaction.commit()
  }

  /// The options that the engine is asked with, and names for them: as it is, without any
  /// rewriting, with intersections and merges wherever they can be, and without one rewriting.
  var optionSets: [(name: String, options: QueryOptions)] {
    let left = PlannerFeatures(rawValue: 1 << Int(seed % 10))
    let features: [(String, PlannerFeatures)] = [
      ("as it is", .all), ("without rewritings", []), ("eager", .all.union(.eager)),
      ("without feature \(seed % 10)", .all.union(.eager).subtracting(left)),
    ]
    return features.map { name, features in
      var options = QueryOptions()
      options.now = Self.now
      options.planner = features
      return (name, options)
    }
  }

  private func makeReference() -> ReferenceEvaluator {
    let reference = ReferenceEvaluator(
      ReferenceDataset(quads, names: Self.graphNames(of: snapshot)))
    reference.now = Self.now
    let remote = remoteQuads()
    reference.service = { query, endpoint in
      guard endpoint == RandomQuery.endpoint else { throw EngineService.Missing() }
      let evaluator = ReferenceEvaluator(ReferenceDataset(remote))
      evaluator.now = Self.now
      guard case .solutions(let solutions) = try evaluator.evaluate(query) else { return [] }
      return solutions
    }
    return reference
  }

  /// The named graphs of a snapshot, empty ones among them.
  static func graphNames(of snapshot: GraphSnapshot) -> [Term] {
    snapshot.namedGraphs.map { snapshot.term(snapshot.graphNames[$0 - 1]) }
  }

  func check() throws {
    let reference = makeReference()
    reference.budget = 300_000
    let expected: ReferenceResult
    do { expected = try reference.evaluate(query) } catch ReferenceError.tooMuchWork { return }
    for (name, options) in optionSets {
      let result = try makeEngine(options).evaluate(query)
      if let difference = try difference(result, expected) {
        report("\(name): \(difference)")
        return
      }
    }
    // What is printed means what was printed.
    guard seed % 4 == 0 else { return }
    let read: Query
    do {
      read = try SPARQLParser.parse(query: query.description)
    } catch {
      report("printed: \(error)")
      return
    }
    let options = optionSets[0].options
    let result = try makeEngine(options).evaluate(read)
    if let difference = try difference(result, expected) { report("printed: \(difference)") }
  }

  /// Writes data, query and what the engine answers, a line for each solution.
  ///
  /// Queries with SERVICE are left out: others would go and ask.
  func write(to folder: URL) throws {
    if query.description.contains("SERVICE") { return }
    func line(_ quad: Quad) -> String {
      let terms: [Term?] = [
        quad.triple.subject, quad.triple.predicate, quad.triple.object, quad.graph,
      ]
      return terms.compactMap { $0?.description }.joined(separator: " ") + " ."
    }
    var options = QueryOptions()
    options.now = Self.now
    let lines: [String]
    switch try QueryEngine(snapshot: snapshot, options: options).evaluate(query) {
    case .boolean(let answer): lines = ["\(answer)"]
    case .graph(let graph): lines = graph.triples.map { line(Quad($0)) }
    case .solutions(let solutions):
      lines = solutions.map { solution in
        solution.terms.map { $0?.description ?? "" }.joined(separator: "\t")
      }
    }
    // Graphs may be empty, which N-Quads cannot say.
    let graphs = Self.graphNames(of: snapshot).map { "# graph \($0)" }
    let files = [
      "nq": graphs + quads.map(line), "rq": ["\(query)"], "tsv": lines,
    ]
    for (suffix, lines) in files {
      let text = lines.map { $0 + "\n" }.joined()
      try text.write(
        to: folder.appendingPathComponent("\(seed).\(suffix)"), atomically: false, encoding: .utf8)
    }
  }

  private func report(_ difference: String) {
    Issue.record(
      """
      seed \(seed), \(difference)
      \(query)
      over
      \(quads.map { "\($0.graph.map { "\($0): " } ?? "")\($0.triple.subject) \($0.triple.predicate) \($0.triple.object)" }.sorted().joined(separator: "\n"))
      """)
  }

  /// What is wrong with a result, or nil.
  private func difference(
    _ result: QueryResult, _ expected: ReferenceResult
  ) throws -> String? {
    switch (result, expected) {
    case (.boolean(let found), .boolean(let wanted)):
      return found == wanted ? nil : "\(found) instead of \(wanted)"
    case (.graph(let found), .graph(let wanted)):
      let same = try areIsomorphic(found.triples.map { Quad($0) }, wanted.map { Quad($0) })
      return same ? nil : "the graph \(found.triples) instead of \(wanted)"
    case (.solutions(let found), .solutions(let wanted)):
      let rows = found.map { solution -> Row in
        var row: Row = [:]
        for (variable, term) in zip(solution.variables, solution.terms) { row[variable] = term }
        return row
      }
      return try difference(rows, wanted)
    default: return "another form of result"
    }
  }

  private func difference(_ found: [Row], _ wanted: [Row]) throws -> String? {
    let conditions = query.pattern.outerConditions
    if !conditions.isEmpty, let wrong = try firstDisorder(found, conditions) {
      return "out of order: \(wrong)"
    }
    var all = Self.counted(wanted)
    if case .slice(let inner, _, _) = query.pattern {
      // Any rows will do that are solutions and as many as asked for, unless others come first.
      if found.count != wanted.count { return "\(found.count) rows instead of \(wanted.count)" }
      let reference = makeReference()
      let whole = Query(form: query.form, dataset: query.dataset, pattern: inner)
      guard case .solutions(let rows) = try reference.evaluate(whole) else { return nil }
      all = Self.counted(rows)
      for (row, count) in Self.counted(found) where all[row, default: 0] < count {
        return "a row that is no solution: \(row)"
      }
      return conditions.isEmpty ? nil : try misplaced(found, wanted, conditions)
    }
    let counts = Self.counted(found)
    let missing = all.filter { counts[$0.key] != $0.value }
    let surplus = counts.filter { all[$0.key] != $0.value }
    if missing.isEmpty, surplus.isEmpty { return nil }
    return "wanted \(missing.map { "\($0.value) × \($0.key)" })"
      + " found \(surplus.map { "\($0.value) × \($0.key)" })"
  }

  private static func counted(_ rows: [Row]) -> [Row: Int] {
    Dictionary(rows.map { ($0, 1) }, uniquingKeysWith: +)
  }

  // MARK: Order

  /// Whether the specification says that a row comes before another.
  private func precedes(
    _ a: [Term?], _ b: [Term?], _ conditions: [OrderCondition]
  ) -> Bool {
    for (index, condition) in conditions.enumerated() {
      switch ReferenceEvaluator.mandatedOrder(a[index], b[index]) {
      case .less: return !condition.isDescending
      case .greater: return condition.isDescending
      case .equal: continue
      case nil: return false
      }
    }
    return false
  }

  private func keys(_ rows: [Row], _ conditions: [OrderCondition]) throws -> [[Term?]] {
    let reference = makeReference()
    return try rows.map { row in
      try conditions.map { try reference.value(of: $0.expression, in: row, for: query) }
    }
  }

  private func firstDisorder(_ rows: [Row], _ conditions: [OrderCondition]) throws -> String? {
    let keys = try keys(rows, conditions)
    for index in keys.indices {
      for later in keys[(index + 1)...] where precedes(later, keys[index], conditions) {
        return "\(later) after \(keys[index])"
      }
    }
    return nil
  }

  /// A row in place of one that the specification puts elsewhere: each place must hold what does
  /// not compare with, or equals, what the reference has there.
  private func misplaced(
    _ found: [Row], _ wanted: [Row], _ conditions: [OrderCondition]
  ) throws -> String? {
    guard case .slice(_, offset: 0, _) = query.pattern else { return nil }
    let (first, second) = (try keys(found, conditions), try keys(wanted, conditions))
    // A row left out must not come before one that is there.
    for left in second where !first.contains(left) {
      for right in first where precedes(left, right, conditions) {
        return "\(right) although \(left) comes before"
      }
    }
    return nil
  }
}

/// Answers SERVICE from an engine of its own, which gets the query as text.
private struct EngineService: ServiceResolver {
  struct Missing: Error {}

  let engine: QueryEngine

  func solutions(
    of query: Query, at endpoint: IRI, within limits: RemainingLimits
  ) throws -> ServiceSolutions {
    guard endpoint == RandomQuery.endpoint else { throw Missing() }
    let sent = try SPARQLParser.parse(query: query.description)
    guard case .solutions(let solutions) = try engine.evaluate(sent) else { throw Missing() }
    return ServiceSolutions(solutions)
  }
}

extension Triple {
  var hasBlankNode: Bool {
    [subject, object].contains { term in
      switch term {
      case .blankNode: true
      case .tripleTerm(let inner): inner.hasBlankNode
      default: false
      }
    }
  }
}

extension Algebra {
  /// The conditions by which the solutions of a whole query are ordered: what sub-queries order is
  /// out of order again.
  fileprivate var outerConditions: [OrderCondition] {
    var pattern = self
    if case .slice(let inner, _, _) = pattern { pattern = inner }
    if case .distinct(let inner) = pattern { pattern = inner }
    guard case .project(.orderBy(_, let conditions), _) = pattern else { return [] }
    return conditions
  }
}
