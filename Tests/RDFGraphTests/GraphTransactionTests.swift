import RDFModel
import Testing

@testable import RDFGraph

private func iri(_ name: String) -> Term { .iri(IRI(trusted: "http://example.org/" + name)) }

private func snapshot(_ quads: [Quad]) throws -> GraphSnapshot {
  var builder = try GraphBuilder()
  try fill(&builder, quads)
  return builder.finish()
}

@Suite("Graph transaction")
struct GraphTransactionTests {
  @Test("a commit changes the next snapshot and not the one it started from")
  func isolation() throws {
    let one = Quad(Triple(iri("a"), iri("p"), iri("b")))
    let two = Quad(Triple(iri("a"), iri("p"), .literal(Literal("new", language: "en"))))
    let before = try snapshot([one])
    var transaction = GraphTransaction(on: before)
    let answers = [
      transaction.delete(one), transaction.delete(one),
      try transaction.insert(two), try transaction.insert(two),
    ]
    #expect(answers == [true, false, true, false])
    let after = transaction.commit()
    checkConformance(before, holds: [one])
    checkConformance(after, holds: [two])
    checkConformance(after.merged(), holds: [two])
    #expect(after.delta != nil)
    #expect(after.merged().delta == nil)
  }

  @Test("what is undone leaves no delta")
  func undoing() throws {
    let one = Quad(Triple(iri("a"), iri("p"), iri("b")), graph: iri("g"))
    let before = try snapshot([one])
    var first = GraphTransaction(on: before)
    first.delete(one)
    let without = first.commit()
    checkConformance(without, holds: [])
    var second = GraphTransaction(on: without)
    try second.insert(one)
    let again = second.commit()
    #expect(again.delta == nil)
    checkConformance(again, holds: [one])
  }

  @Test("a triple leaves one graph and stays in another")
  func membership() throws {
    let triple = Triple(iri("a"), iri("p"), iri("b"))
    let before = try snapshot([Quad(triple), Quad(triple, graph: iri("g"))])
    var transaction = GraphTransaction(on: before)
    transaction.delete(Quad(triple))
    try transaction.insert(Quad(triple, graph: iri("h")))
    let after = transaction.commit()
    let expected: Set = [Quad(triple, graph: iri("g")), Quad(triple, graph: iri("h"))]
    checkConformance(after, holds: expected)
    checkConformance(after.merged(), holds: expected)
  }

  @Test("graphs are created, cleared, dropped, added, copied and moved")
  func graphs() throws {
    let x = Triple(iri("a"), iri("p"), iri("b"))
    let y = Triple(iri("a"), iri("q"), iri("b"))
    let before = try snapshot([Quad(x, graph: iri("g")), Quad(y)])
    func after(_ change: (inout GraphTransaction) throws -> Void) throws -> GraphSnapshot {
      var transaction = GraphTransaction(on: before)
      try change(&transaction)
      return transaction.commit()
    }
    checkConformance(
      try after { try $0.copy(graph: nil, to: iri("g")) },
      holds: [Quad(y, graph: iri("g")), Quad(y)])
    checkConformance(
      try after { try $0.add(graph: nil, to: iri("g")) },
      holds: [Quad(x, graph: iri("g")), Quad(y, graph: iri("g")), Quad(y)])
    checkConformance(
      try after { try $0.move(graph: iri("g"), to: iri("h")) },
      holds: [Quad(x, graph: iri("h")), Quad(y)])
    var isThere = false
    let cleared = try after { isThere = $0.clear(graph: iri("g")) }
    #expect(isThere)
    checkConformance(cleared, holds: [Quad(y)])
    #expect(cleared.namedGraphs == [1])
    let dropped = try after { isThere = $0.drop(graph: iri("g")) }
    #expect(isThere)
    checkConformance(dropped, holds: [Quad(y)])
    #expect(dropped.namedGraphs.isEmpty)
    let same = try after { isThere = $0.drop(graph: iri("h")) }
    #expect(!isThere && same === before)
    let created = try after { isThere = try !$0.create(graph: iri("h")) }
    #expect(!isThere)
    #expect(created.namedGraphs == [1, 2])
    #expect(created.merged().namedGraphs == [1, 2])
  }

  @Test("blank nodes that a transaction makes are new ones")
  func blankNodes() throws {
    let node = Term.blankNode(BlankNode("b1"))
    let before = try snapshot([Quad(Triple(node, iri("p"), iri("b")))])
    var snapshot = before
    for _ in 0..<2 {
      var transaction = GraphTransaction(on: snapshot)
      let fresh = try transaction.makeBlankNode()
      let (p, b) = (try transaction.intern(iri("p")), try transaction.intern(iri("b")))
      transaction.insert(fresh, p, b)
      snapshot = transaction.commit()
    }
    #expect(snapshot.tripleCount == 3)
    // A label of the snapshot means the node that has it.
    var transaction = GraphTransaction(on: snapshot)
    let wasThere = transaction.delete(Quad(Triple(node, iri("p"), iri("b"))))
    #expect(wasThere)
    #expect(transaction.commit().tripleCount == 2)
  }

  @Test("documents in a transaction keep their blank nodes apart")
  func documents() throws {
    let node = Quad(Triple(.blankNode(BlankNode("x")), iri("p"), iri("b")))
    var batch = TripleBatch()
    let subject = batch.addTerm(.blankNode, "x".utf8Span.span)
    let predicate = batch.addTerm(.iri, "http://example.org/p".utf8Span.span)
    let object = batch.addTerm(.iri, "http://example.org/b".utf8Span.span)
    batch.addTriple(subject, predicate, object)
    var transaction = GraphTransaction(on: try snapshot([node]))
    try transaction.beginDocument(source: "two", graph: IRI(trusted: "http://example.org/g"))
    try transaction.receive(batch)
    let after = transaction.commit()
    #expect(after.tripleCount == 2)
    #expect(after.graphNumber(named: try #require(after.id(of: iri("g")))) == 1)
  }
}

@Suite("Random updates")
struct RandomUpdateTests {
  static func quad(_ random: inout Lehmer) -> Quad {
    func number(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
    let object: Term =
      switch number(6) {
      case 0: .literal(Literal("v\(number(12))"))
      case 1:
        .literal(
          Literal("v\(number(3))", languageAndDirection: ["en", "de", "ar--rtl"][number(3)]))
      case 2: .literal(Literal("\(number(4))", datatype: XSD.integer))
      case 3: .blankNode(BlankNode("n\(number(5))"))
      case 4:
        .tripleTerm(Triple(iri("s\(number(3))"), iri("p0"), .literal(Literal("\(number(3))"))))
      default: iri("s\(number(25))")
      }
    let graph = number(5)
    return Quad(
      Triple(
        number(4) == 0 ? .blankNode(BlankNode("n\(number(5))")) : iri("s\(number(25))"),
        iri("p\(number(4))"), object),
      graph: graph == 0 ? nil : iri("g\(graph)"))
  }

  /// Inserts or deletes quads, in a transaction and in the set that tells what it has to hold.
  static func change(
    _ transaction: inout GraphTransaction, times: Int, _ random: inout Lehmer,
    _ expected: inout Set<Quad>
  ) throws {
    for _ in 0..<times {
      let quad = quad(&random)
      if Bool.random(using: &random) {
        try transaction.insert(quad)
        expected.insert(quad)
      } else {
        transaction.delete(quad)
        expected.remove(quad)
      }
    }
  }

  @Test(
    "thousands of insertions and deletions leave what a set of quads holds",
    arguments: [UInt64](1...4))
  func againstSet(seed: UInt64) throws {
    var random = Lehmer(state: seed)
    var expected: Set<Quad> = []
    for _ in 0..<Int.random(in: 0...200, using: &random) { expected.insert(Self.quad(&random)) }
    var now = try snapshot(Array(expected))
    for step in 0..<300 {
      var transaction = GraphTransaction(on: now)
      for _ in 0..<Int.random(in: 1...20, using: &random) {
        if Bool.random(using: &random), let known = expected.randomElement(using: &random) {
          let wasThere = transaction.delete(known)
          #expect(wasThere)
          expected.remove(known)
        } else {
          let quad = Self.quad(&random)
          let isNew = try transaction.insert(quad)
          #expect(isNew == expected.insert(quad).inserted)
        }
      }
      now = transaction.commit()
      if Int.random(in: 0..<40, using: &random) == 0 { now = now.merged() }
      if step % 25 == 0 {
        checkConformance(now, holds: expected)
        checkConformance(now.merged(), holds: expected)
      }
    }
    checkConformance(now, holds: expected)
  }
}

@Suite("Graph store")
struct GraphStoreTests {
  @Test("merging behind the writers loses nothing", arguments: [UInt64](1...3))
  func merging(seed: UInt64) throws {
    var random = Lehmer(state: seed)
    let store = GraphStore(try snapshot([]), mergingThreshold: 40)
    var expected: Set<Quad> = []
    for step in 0..<300 {
      try store.commit { transaction in
        try RandomUpdateTests.change(&transaction, times: 10, &random, &expected)
      }
      if step % 60 == 0 { checkConformance(store.snapshot, holds: expected) }
    }
    checkConformance(store.snapshot, holds: expected)
    store.waitForMerging()
    checkConformance(store.snapshot, holds: expected)
    store.merge()
    checkConformance(store.snapshot, holds: expected)
  }

  @Test("what was committed during a merge is carried over")
  func rebasing() throws {
    var random = Lehmer(state: 7)
    func change(_ snapshot: GraphSnapshot, _ expected: inout Set<Quad>) throws -> GraphSnapshot {
      var transaction = GraphTransaction(on: snapshot)
      try RandomUpdateTests.change(&transaction, times: 30, &random, &expected)
      return transaction.commit()
    }
    for _ in 0..<40 {
      var expected: Set<Quad> = []
      let start = try change(change(try snapshot([]), &expected).merged(), &expected)
      let met = try change(start, &expected)
      let last = try change(met, &expected)
      let close = try #require(met.rebased(from: start, onto: start.merged())).snapshot
      let whole = try #require(last.rebased(from: met, onto: close)).snapshot
      checkConformance(whole, holds: expected)
      // A branch of the past has other terms under the same identifiers.
      var other: Set<Quad> = []
      let branch = try change(start, &other)
      if branch.dictionary.count > start.dictionary.count {
        #expect(
          branch.rebased(from: met, onto: close) == nil || branch.dictionary.extends(met.dictionary)
        )
      }
    }
  }

  @Test("terms of many updates are found again, settled or recent, before and after merging")
  func manyTerms() throws {
    let store = GraphStore(try snapshot([]), mergingThreshold: 1500)
    var expected: Set<Quad> = []
    var held: [GraphSnapshot] = []
    for step in 0..<80 {
      try store.commit { transaction in
        for number in 0..<40 {
          let quad = Quad(
            Triple(
              iri("s\(step)-\(number)"), iri("p\(number % 3)"),
              .literal(Literal("v\(step * 40 + number)", language: "en"))))
          try transaction.insert(quad)
          expected.insert(quad)
        }
        // What came last is known to the next.
        if step > 0 {
          let quad = Quad(
            Triple(
              iri("s\(step - 1)-7"), iri("p1"),
              .literal(Literal("v\((step - 1) * 40 + 7)", language: "en"))))
          let wasThere = transaction.delete(quad)
          #expect(wasThere)
          expected.remove(quad)
        }
      }
      if step % 20 == 0 { held.append(store.snapshot) }
    }
    checkConformance(store.snapshot, holds: expected)
    store.waitForMerging()
    checkConformance(store.snapshot, holds: expected)
    checkConformance(store.snapshot.merged(), holds: expected)
    for snapshot in held { #expect(throws: Never.self) { try snapshot.checkInvariants() } }
  }

  @Test("compacting drops the terms that nothing uses, and changes nothing else")
  func compacting() throws {
    for seed in 1...6 as ClosedRange<UInt64> {
      var random = Lehmer(state: seed)
      var expected: Set<Quad> = []
      var now = try snapshot([])
      for _ in 0..<20 {
        var transaction = GraphTransaction(on: now)
        try RandomUpdateTests.change(&transaction, times: 20, &random, &expected)
        now = transaction.commit()
      }
      var transaction = GraphTransaction(on: now)
      for quad in expected where Int.random(in: 0..<4, using: &random) > 0 {
        transaction.delete(quad)
        expected.remove(quad)
      }
      now = transaction.commit()
      let compact = now.compacted()
      checkConformance(compact, holds: expected)
      #expect(compact.dictionary.count < now.dictionary.count)
      #expect(compact.compacted() === compact)
      #expect(compact.namedGraphs.count == now.namedGraphs.count)
      // What is left is what a builder makes of it, and the names of graphs.
      let fresh = try snapshot(Array(expected))
      let names = Set(compact.graphNames).count
      #expect(compact.dictionary.count <= fresh.dictionary.count + names)
    }
    let whole = try snapshot([Quad(Triple(iri("a"), iri("p"), .literal(Literal("x"))))])
    let once = whole.compacted()
    #expect(once.compacted() === once)
    #expect(whole.compacted(from: 1000) === whole)
  }

  @Test("graphs are found by name however many there are")
  func manyGraphs() throws {
    let names = (0..<300).map { iri("g\($0)") }
    var transaction = GraphTransaction(on: try snapshot([]))
    var expected: Set<Quad> = []
    for (number, name) in names.enumerated() {
      let quad = Quad(Triple(iri("s"), iri("p"), iri("o\(number % 7)")), graph: name)
      try transaction.insert(quad)
      expected.insert(quad)
    }
    transaction.drop(graph: names[4])
    expected = expected.filter { $0.graph != names[4] }
    let next = transaction.commit()
    checkConformance(next, holds: expected)
    for (number, name) in names.enumerated() {
      let found = next.id(of: name).flatMap(next.graphNumber(named:))
      #expect(found == (number == 4 ? nil : number + 1))
    }
  }

  @Test("an error leaves everything as it was")
  func failing() throws {
    struct Refused: Error {}
    let one = Quad(Triple(iri("a"), iri("p"), iri("b")))
    let before = try snapshot([one])
    let store = GraphStore(before)
    #expect(throws: Refused.self) {
      try store.commit { transaction in
        transaction.delete(one)
        throw Refused()
      }
    }
    #expect(store.snapshot === before)
  }
}
