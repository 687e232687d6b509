import RDFModel
import Testing

@testable import RDFGraph

/// Pushes quads through batches of a chosen size, as a reader would.
func fill<Sink: TripleSink & ~Copyable>(
  _ builder: inout Sink, _ quads: [Quad], batchSize: Int = 3
) throws {
  var batch = TripleBatch()
  func add(_ term: Term, to batch: inout TripleBatch) -> UInt32 {
    switch term {
    case .iri(let iri): return batch.addTerm(.iri, iri.value.utf8Span.span)
    case .blankNode(let node): return batch.addTerm(.blankNode, node.label.utf8Span.span)
    case .literal(let literal):
      var qualifier: UInt32?
      if let language = literal.language {
        let tag = language + (literal.direction.map { "--" + $0.rawValue } ?? "")
        qualifier = batch.addTerm(.language, tag.utf8Span.span)
      } else if literal.datatype != XSD.string {
        qualifier = batch.addTerm(.iri, literal.datatype.value.utf8Span.span)
      }
      return batch.addTerm(.literal, literal.lexicalForm.utf8Span.span, qualifier: qualifier)
    case .tripleTerm(let triple):
      let subject = add(triple.subject, to: &batch)
      let predicate = add(triple.predicate, to: &batch)
      return batch.addTripleTerm(subject, predicate, add(triple.object, to: &batch))
    }
  }
  for (index, quad) in quads.enumerated() {
    let subject = add(quad.triple.subject, to: &batch)
    let predicate = add(quad.triple.predicate, to: &batch)
    let object = add(quad.triple.object, to: &batch)
    if let graph = quad.graph {
      let name = add(graph, to: &batch)
      batch.addTriple(subject, predicate, object, graph: name, line: index + 1)
    } else {
      batch.addTriple(subject, predicate, object, line: index + 1)
    }
    if batch.count == batchSize {
      try builder.receive(batch)
      batch.removeAll()
    }
  }
  try builder.receive(batch)
}

private func iri(_ number: Int) -> Term { .iri(IRI(trusted: "http://example.org/\(number)")) }

/// Reproducible numbers for property tests.
struct Lehmer: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

@Suite("Graph snapshot")
struct GraphSnapshotTests {
  static func randomQuads(_ count: Int, seed: UInt64, graphs: Int) -> [Quad] {
    var random = Lehmer(state: seed)
    return (0..<count).map { _ in
      let object: Term =
        switch Int.random(in: 0..<5, using: &random) {
        case 0: .literal(Literal("v\(Int.random(in: 0..<9, using: &random))"))
        case 1: .literal(Literal("v1", language: ["en", "de"].randomElement(using: &random) ?? ""))
        case 2: .literal(Literal("1", datatype: XSD.integer))
        case 3: .blankNode(BlankNode("n\(Int.random(in: 0..<4, using: &random))"))
        default: iri(Int.random(in: 0..<20, using: &random))
        }
      let graph = Int.random(in: 0...graphs, using: &random)
      return Quad(
        Triple(
          iri(Int.random(in: 0..<30, using: &random)),
          iri(Int.random(in: 100..<105, using: &random)), object),
        graph: graph == 0 ? nil : iri(1000 + graph))
    }
  }

  @Test(
    "every pattern of bound terms finds what a scan finds", arguments: [0, 3],
    [1, 2, 3] as [UInt64])
  func patterns(graphs: Int, seed: UInt64) throws {
    let quads = Self.randomQuads(400, seed: seed, graphs: graphs)
    var builder = try GraphBuilder()
    try fill(&builder, quads)
    let snapshot = builder.finish()
    let triples = Set(quads.map(\.triple))
    #expect(snapshot.tripleCount == triples.count)
    var random = Lehmer(state: seed)
    for mask in 0..<8 {
      for _ in 0..<30 {
        let probe = quads.randomElement(using: &random)!.triple
        let subject = mask & 1 != 0 ? probe.subject : nil
        let predicate = mask & 2 != 0 ? probe.predicate : nil
        let object = mask & 4 != 0 ? probe.object : nil
        let expected = triples.filter {
          (subject == nil || $0.subject == subject)
            && (predicate == nil || $0.predicate == predicate)
            && (object == nil || $0.object == object)
        }
        var found: [Triple] = []
        snapshot.forEach(
          snapshot.match(
            subject: subject.flatMap(snapshot.id), predicate: predicate.flatMap(snapshot.id),
            object: object.flatMap(snapshot.id))
        ) { found.append(Triple(snapshot.term($0), snapshot.term($1), snapshot.term($2))) }
        #expect(found.count == expected.count)
        #expect(Set(found) == expected)
      }
    }
  }

  @Test("each named graph is readable alone, and the default graph is the union")
  func namedGraphs() throws {
    let quads = Self.randomQuads(300, seed: 7, graphs: 3)
    var builder = try GraphBuilder()
    try fill(&builder, quads)
    let snapshot = builder.finish()
    for number in 0...3 {
      let name = number == 0 ? nil : iri(1000 + number)
      var graphNumber = 0
      if let name {
        let id = try #require(snapshot.id(of: name))
        graphNumber = try #require(snapshot.graphNumber(named: id))
      }
      var found: Set<Triple> = []
      snapshot.forEach(snapshot.match(), in: snapshot.selection(ofGraphs: [graphNumber])) {
        found.insert(Triple(snapshot.term($0), snapshot.term($1), snapshot.term($2)))
      }
      #expect(found == Set(quads.filter { $0.graph == name }.map(\.triple)))
    }
  }

  @Test("blank nodes of two documents stay apart and keep distinct labels")
  func documents() throws {
    let quad = Quad(Triple(.blankNode(BlankNode("x")), iri(1), .blankNode(BlankNode("d1_x"))))
    var builder = try GraphBuilder()
    try builder.beginDocument(source: "one")
    try fill(&builder, [quad])
    try builder.beginDocument(source: "two")
    try fill(&builder, [quad])
    let snapshot = builder.finish()
    #expect(snapshot.tripleCount == 2)
    var labels: Set<String> = []
    snapshot.forEach(snapshot.match()) { subject, _, object in
      labels.insert(snapshot.term(subject).description)
      labels.insert(snapshot.term(object).description)
      #expect(snapshot.id(of: snapshot.term(subject)) == subject)
      #expect(snapshot.id(of: snapshot.term(object)) == object)
    }
    #expect(labels.count == 4)
  }

  @Test("triple terms and directional strings come back as they went in (RDF 1.2)")
  func richTerms() throws {
    let inner = Triple(
      iri(1), iri(2), .literal(Literal("x", language: "ar", direction: .rightToLeft)))
    var builder = try GraphBuilder()
    try fill(&builder, [Quad(Triple(iri(3), .iri(RDF.reifies), .tripleTerm(inner)))])
    let snapshot = builder.finish()
    let id = try #require(snapshot.id(of: .tripleTerm(inner)))
    #expect(snapshot.term(id) == .tripleTerm(inner))
  }

  @Test("the origin of a triple is its first statement")
  func origins() throws {
    let quads = [Quad(Triple(iri(1), iri(2), iri(3))), Quad(Triple(iri(1), iri(2), iri(4)))]
    var builder = try GraphBuilder(keepsOrigins: true)
    try builder.beginDocument(source: "a.rdf")
    try fill(&builder, quads + quads)
    let snapshot = builder.finish()
    let ids = try [1, 2, 4].map { try #require(snapshot.id(of: iri($0))) }
    let origin = snapshot.origin(subject: ids[0], predicate: ids[1], object: ids[2])
    #expect(origin == TripleOrigin(source: "a.rdf", line: 2))
  }

  @Test("statistics are exact")
  func statistics() throws {
    let quads = Self.randomQuads(300, seed: 11, graphs: 0)
    var builder = try GraphBuilder()
    try fill(&builder, quads)
    let snapshot = builder.finish()
    let triples = Set(quads.map(\.triple))
    #expect(snapshot.statistics.distinctSubjects == Set(triples.map(\.subject)).count)
    #expect(snapshot.statistics.distinctObjects == Set(triples.map(\.object)).count)
    for (predicate, group) in Dictionary(grouping: triples, by: \.predicate) {
      let known = try #require(
        snapshot.id(of: predicate).flatMap { snapshot.statistics.predicate($0) })
      #expect(known.triples == group.count)
      #expect(known.distinctSubjects == Set(group.map(\.subject)).count)
      #expect(known.distinctObjects == Set(group.map(\.object)).count)
    }
  }

  @Test("an empty builder makes an empty snapshot")
  func empty() throws {
    let snapshot = try GraphBuilder().finish()
    #expect(snapshot.tripleCount == 0)
    #expect(snapshot.match().isEmpty)
  }
}
