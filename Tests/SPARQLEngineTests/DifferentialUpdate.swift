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
    let found = try Self.quads(of: UpdateEngine().apply(update, to: snapshot))
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

  private mutating func template() -> QuadPattern {
    func part(_ update: inout DifferentialUpdate) -> TermPattern {
      .variable(update.random.variable())
    }
    let link = random.generator.pick(RandomDataset.links)
    let triple = TriplePattern(part(&self), .term(.iri(link)), part(&self))
    return QuadPattern(triple, graph: graph().map { .iri($0) })
  }

  private mutating func operation(_ data: inout RandomDataset) -> UpdateOperation {
    func quads(_ data: inout RandomDataset) -> [QuadPattern] {
      data.quads().filter { !"\($0)".contains("BlankNode") }.prefix(6).map { quad in
        QuadPattern(
          TriplePattern(
            .term(quad.triple.subject), .term(quad.triple.predicate), .term(quad.triple.object)),
          graph: quad.graph?.iri.map { .iri($0) })
      }
    }
    switch Int.random(in: 0..<10, using: &random.generator) {
    case 0: return .insertData(quads(&data))
    case 1: return .deleteData(quads(&data))
    case 2: return .clear(random.generator.pick([.default, .named, .all]), silent: true)
    case 3: return .copy(from: graph(), to: graph(), silent: true)
    case 4: return .move(from: graph(), to: graph(), silent: true)
    case 5: return .add(from: graph(), to: graph(), silent: true)
    default:
      let with = random.chance(30) ? graph() : nil
      return .deleteInsert(
        DeleteInsert(
          delete: random.chance(70) ? [template()] : [],
          insert: random.chance(70) ? [template(), template()] : [], with: with,
          pattern: random.pattern(2)))
    }
  }
}
