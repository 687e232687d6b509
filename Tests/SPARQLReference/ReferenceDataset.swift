public import RDFModel
import SPARQLAlgebra

/// A dataset as the specification has it: a default graph and named graphs, each a set of triples.
///
/// Source: SPARQL 1.1 Query, section 13.
public struct ReferenceDataset: Sendable {
  /// The triples of the default graph, each once.
  public var defaultGraph: [Triple]
  /// The named graphs, in the order of their names.
  public var namedGraphs: [(name: Term, triples: [Triple])]

  /// Sorts quads into graphs; `names` are of graphs that may be empty.
  public init(_ quads: [Quad], names: some Sequence<Term> = []) {
    var graphs: [Term?: [Triple]] = [:]
    for name in names { graphs[name] = [] }
    for quad in Set(quads) { graphs[quad.graph, default: []].append(quad.triple) }
    defaultGraph = graphs[nil] ?? []
    namedGraphs = graphs.compactMap { name, triples in name.map { ($0, triples) } }
      .sorted { $0.name.description < $1.name.description }
  }

  /// The triples of a named graph; none where there is no such graph.
  func graph(_ name: Term) -> [Triple] {
    namedGraphs.first { $0.name == name }?.triples ?? []
  }

  /// The dataset that FROM and FROM NAMED choose.
  ///
  /// Source: SPARQL 1.1 Query, section 13.2.
  func chosen(by clause: DatasetClause?) -> ReferenceDataset {
    guard let clause else { return self }
    var result = self
    result.defaultGraph = Array(Set(clause.defaultGraphs.flatMap { graph(.iri($0)) }))
    result.namedGraphs = namedGraphs.filter { graph in
      clause.namedGraphs.contains { graph.name == .iri($0) }
    }
    return result
  }

  /// All triples with their graphs.
  public var quads: [Quad] {
    defaultGraph.map { Quad($0) }
      + namedGraphs.flatMap { graph in graph.triples.map { Quad($0, graph: graph.name) } }
  }
}

/// Why the reference gives no answer.
public enum ReferenceError: Error {
  /// The naive way would take too long.
  case tooMuchWork
  /// The query asks for what the specification leaves to others.
  case undefined(String)
}
