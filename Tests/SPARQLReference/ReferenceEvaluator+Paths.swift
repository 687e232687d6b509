import RDFModel
import SPARQLAlgebra

/// Source: SPARQL 1.1 Query, section 18.4.
extension ReferenceEvaluator {
  /// `eval(Path(X, P, Y))`.
  func path(
    _ x: TermPattern, _ path: PropertyPath, _ y: TermPattern, _ graph: [Triple]
  ) throws -> [Solution] {
    switch path {
    case .link(let iri):
      try spend(graph.count)
      return graph.compactMap { match(TriplePattern(x, .term(.iri(iri)), y), $0, [:]) }
    case .inverse(let inner): return try self.path(y, inner, x, graph)
    case .sequence(let first, let second):
      let middle = freshVariable()
      return try join(
        self.path(x, first, .variable(middle), graph),
        self.path(.variable(middle), second, y, graph)
      ).map { $0.filter { $0.key != middle } }
    case .alternative(let first, let second):
      return try self.path(x, first, y, graph) + self.path(x, second, y, graph)
    case .zeroOrOne(let inner):
      var seen: Set<Solution> = []
      return try (zeroLength(x, y, graph) + self.path(x, inner, y, graph)).filter {
        seen.insert($0).inserted
      }
    case .zeroOrMore(let inner): return try arbitraryLength(x, inner, y, graph, fromZero: true)
    case .oneOrMore(let inner): return try arbitraryLength(x, inner, y, graph, fromZero: false)
    case .negatedPropertySet(let forward, let inverse):
      var result: [Solution] = []
      if let forward { result += negated(x, forward, y, graph) }
      if let inverse { result += negated(y, inverse, x, graph) }
      return result
    }
  }

  private func negated(
    _ x: TermPattern, _ excluded: [IRI], _ y: TermPattern, _ graph: [Triple]
  ) -> [Solution] {
    graph.filter { triple in !excluded.contains { triple.predicate == .iri($0) } }
      .compactMap { triple in
        match(TriplePattern(x, .term(triple.predicate), y), triple, [:])
      }
  }

  private func nodes(_ graph: [Triple]) -> Set<Term> {
    Set(graph.flatMap { [$0.subject, $0.object] })
  }

  /// The solution that takes two ends to two terms, if there is one.
  private func bind(_ x: TermPattern, _ start: Term, _ y: TermPattern, _ end: Term) -> Solution? {
    let any = Term.iri(RDF.nil)
    return match(TriplePattern(x, .term(any), y), Triple(start, any, end), [:])
  }

  /// `eval(Path(X, ZeroLengthPath, Y))`.
  private func zeroLength(_ x: TermPattern, _ y: TermPattern, _ graph: [Triple]) -> [Solution] {
    if let start = x.term { return [bind(x, start, y, start)].compactMap { $0 } }
    if let end = y.term { return [bind(x, end, y, end)].compactMap { $0 } }
    return nodes(graph).compactMap { bind(x, $0, y, $0) }
  }

  /// `ZeroOrMorePath` and `OneOrMorePath`, by whichever end is known.
  private func arbitraryLength(
    _ x: TermPattern, _ inner: PropertyPath, _ y: TermPattern, _ graph: [Triple], fromZero: Bool
  ) throws -> [Solution] {
    if x.term == nil, y.term != nil {
      return try arbitraryLength(y, .inverse(inner), x, graph, fromZero: fromZero)
    }
    let starts = x.term.map { [$0] } ?? nodes(graph)
    return try starts.flatMap { start in
      var reached: Set<Term> = fromZero ? [start] : []
      var pending = [start]
      while let node = pending.popLast() {
        for next in try steps(from: node, inner, graph) where reached.insert(next).inserted {
          pending.append(next)
        }
      }
      return reached.compactMap { bind(x, start, y, $0) }
    }
  }

  /// The function ALP's `eval(Path(x, path, ?v))`.
  private func steps(from node: Term, _ path: PropertyPath, _ graph: [Triple]) throws -> [Term] {
    let end = freshVariable()
    return try self.path(.term(node), path, .variable(end), graph).compactMap { $0[end] }
  }
}
