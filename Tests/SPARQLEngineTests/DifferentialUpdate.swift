import IsoglossTestSupport
import RDFGraph
import RDFModel
import SPARQLAlgebra
import SPARQLEngine
import SPARQLReference
import Testing

/// A random dataset and a request of some operations, done by the engine and by the reference.
struct DifferentialUpdate {
  private let seed: UInt64
  private var random: RandomQuery

  init(seed: UInt64) {
    self.seed = seed
    random = RandomQuery(seed: seed)
  }

  func check() throws {
    var copy = self
    var data = RandomDataset(generator: SeededGenerator(seed: seed))
    let snapshot = try DifferentialCase.snapshot(data.quads(), &data)
    let update = Update(operations: (0..<3).map { _ in copy.operation(&data) })
    var reference = ReferenceUpdate(
      try Self.quads(of: snapshot), names: DifferentialCase.graphNames(of: snapshot),
      budget: 200_000)
    do { try reference.apply(update) } catch ReferenceError.tooMuchWork { return }
    var options = QueryOptions()
    options.maximumBytes = 64 << 20
    let found = try Self.quads(of: UpdateEngine(options: options).apply(update, to: snapshot))
    let isSame = try areIsomorphic(found, Array(reference.quads))
    #expect(isSame, "seed \(seed): \(update) gives \(found) instead of \(reference.quads)")
  }

  private static func quads(of snapshot: GraphSnapshot) throws -> [Quad] {
    var collector = QuadCollector()
    try snapshot.push(into: &collector)
    return collector.quads
  }

  private mutating func graph() -> IRI? {
    random.chance(30) ? nil : random.generator.pick(RandomDataset.graphs).iri
  }

  private mutating func template(isInserted: Bool) -> QuadPattern {
    func part(_ update: inout DifferentialUpdate) -> TermPattern {
      if isInserted, update.random.chance(10) { return .term(.blankNode(BlankNode("new"))) }
      return update.random.chance(85)
        ? .variable(update.random.variable()) : .term(update.random.node())
    }
    let link = TermPattern.term(.iri(random.generator.pick(RandomDataset.links)))
    let predicate = random.chance(85) ? link : .variable(random.variable())
    let object =
      random.chance(10)
      ? TermPattern.tripleTerm(TriplePattern(.variable(random.variable()), link, part(&self)))
      : part(&self)
    let triple = TriplePattern(part(&self), predicate, object)
    if random.chance(15) { return QuadPattern(triple, graph: .variable(random.variable())) }
    return QuadPattern(triple, graph: graph().map { .iri($0) })
  }

  private mutating func operation(_ data: inout RandomDataset) -> UpdateOperation {
    func quads(_ data: inout RandomDataset, withBlankNodes: Bool) -> [QuadPattern] {
      data.quads().filter { withBlankNodes || !$0.triple.hasBlankNode }.prefix(6).map { quad in
        QuadPattern(
          TriplePattern(
            .term(quad.triple.subject), .term(quad.triple.predicate), .term(quad.triple.object)),
          graph: quad.graph?.iri.map { .iri($0) })
      }
    }
    let references: [GraphReference] =
      [.default, .named, .all] + RandomDataset.graphs.compactMap(\.iri).map { .graph($0) }
    switch Int.random(in: 0..<14, using: &random.generator) {
    case 0, 1: return .insertData(quads(&data, withBlankNodes: true))
    case 2: return .deleteData(quads(&data, withBlankNodes: false))
    case 3: return .clear(random.generator.pick(references), silent: true)
    case 4: return .drop(random.generator.pick(references), silent: true)
    case 5: return .copy(from: graph(), to: graph(), silent: true)
    case 6: return .move(from: graph(), to: graph(), silent: true)
    case 7: return .add(from: graph(), to: graph(), silent: true)
    case 8:
      let name = random.generator.pick(RandomDataset.graphs).iri ?? RandomDataset.value
      return random.chance(50)
        ? .create(name, silent: true)
        // Nothing is there to be loaded.
        : .load(name, into: nil, silent: true)
    default: return change()
    }
  }

  private mutating func change() -> UpdateOperation {
    let with = random.chance(30) ? graph() : nil
    var using: DatasetClause?
    if random.chance(20) {
      let graphs = RandomDataset.graphs.compactMap(\.iri).shuffled(using: &random.generator)
      using = DatasetClause(
        defaultGraphs: Array(graphs.prefix(Int.random(in: 0...2, using: &random.generator))),
        namedGraphs: Array(graphs.suffix(Int.random(in: 0...2, using: &random.generator))))
    }
    random.isInService = true
    return .deleteInsert(
      DeleteInsert(
        delete: random.chance(70) ? [template(isInserted: false)] : [],
        insert: random.chance(70)
          ? [template(isInserted: true), template(isInserted: true)] : [],
        with: with, using: using, pattern: random.pattern(2)))
  }
}
