public import RDFGraph
public import RDFModel

/// A collection: concepts grouped under a label, without being a concept itself.
///
/// Source: SKOS Reference, section 9.
public struct ConceptCollection: Hashable, Sendable {
  /// A concept or a collection within a collection.
  public enum Member: Hashable, Sendable {
    /// A concept.
    case concept(Concept)
    /// A collection of its own.
    case collection(ConceptCollection)
  }

  /// The graph that describes the collection.
  public let graph: SKOSGraph
  /// The collection's identifier in the snapshot.
  public let node: TermID

  init(_ graph: SKOSGraph, _ node: TermID) {
    self.graph = graph
    self.node = node
  }

  /// The IRI; for a blank node its label with `_:`.
  public var iri: String { graph.iriText(node) }

  /// The preferred labels, by language.
  public var prefLabels: [Literal] { graph.labels(of: node, .preferred) }

  /// The preferred label that suits a language best, else one in English, else any.
  public func prefLabel(in language: String) -> Literal? {
    LanguageRange(language).best(of: prefLabels)
  }

  /// Whether the order of the members means something.
  public var isOrdered: Bool {
    !graph.snapshot.match(subject: node, predicate: graph.terms.memberList).isEmpty
  }

  /// The members: in the order of the list where there is one (S36), the others by IRI.
  ///
  /// A list that runs in a circle ends where it comes back.
  public var members: [Member] {
    var nodes: [TermID] = []
    var seen: Set<TermID> = []
    for list in graph.sorted(graph.snapshot.objects(of: node, graph.terms.memberList)) {
      var cells: Set<TermID> = []
      var cell: TermID? = list
      while let current = cell, cells.insert(current).inserted {
        for item in graph.snapshot.objects(of: current, graph.terms.first)
        where seen.insert(item).inserted {
          nodes.append(item)
        }
        cell = graph.snapshot.objects(of: current, graph.terms.rest).first
      }
    }
    for item in graph.sorted(graph.snapshot.objects(of: node, graph.terms.member))
    where seen.insert(item).inserted {
      nodes.append(item)
    }
    return nodes.filter { $0.kind != .literal }.map {
      graph.inventory.collectionSet.contains($0)
        ? .collection(ConceptCollection(graph, $0)) : .concept(Concept(graph, $0))
    }
  }

  /// Compares graph and identifier.
  public static func == (left: ConceptCollection, right: ConceptCollection) -> Bool {
    left.node == right.node && left.graph.snapshot === right.graph.snapshot
  }

  /// Hashes the identifier.
  public func hash(into hasher: inout Hasher) { hasher.combine(node) }
}
