public import RDFGraph

/// A mapping link as it is stated, seen from one of its two concepts.
public struct MappingLink: Hashable, Sendable {
  /// At which end of the statement the concept stands from which the link is seen.
  public enum Direction: String, Hashable, Sendable {
    /// The concept is the subject of the statement.
    case outgoing
    /// The concept is the object of the statement.
    case incoming
  }

  /// The property of the statement, subject first.
  public let predicate: MappingPredicate
  /// The concept at the other end; it need not be described in the snapshot.
  public let other: Concept
  /// At which end the concept stands from which the link is seen.
  public let direction: Direction
  /// The named graphs, that is the mapping sets, that state the link; empty where only the
  /// unnamed default graph does.
  public let mappingSets: [TermID]
  /// How far the link was checked, in the words of the mappings that state it, in order.
  public let checked: [String]

  /// The property as it holds from the concept to the other one, whoever is the subject, as it is
  /// commonly written.
  public var predicateToOther: String {
    direction == .outgoing ? predicate.curie : predicate.inverseCURIE
  }
}

extension Concept {
  /// The mapping links that start or end here, by property, then direction, then the other
  /// concept's IRI: what ``MappingPredicate`` takes for a mapping.
  ///
  /// Only direct statements count; what follows from them is for the alignment to say.
  public var mappingLinks: [MappingLink] {
    var links: [MappingLink] = []
    let checks = graph.mappingChecks(about: node)
    let snapshot = graph.snapshot
    for predicate in MappingPredicate.all {
      guard let property = snapshot.id(iri: predicate.iri) else { continue }
      for other in graph.sorted(snapshot.objects(of: node, property))
      where predicate.isMapping(node, other, in: snapshot) {
        links.append(
          MappingLink(
            predicate: predicate, other: Concept(graph, other), direction: .outgoing,
            mappingSets: graph.mappingSets(node, property, other),
            checked: checks[[node, property, other]]?.sorted() ?? []))
      }
      for other in graph.sorted(snapshot.subjects(property, node))
      where predicate.isMapping(other, node, in: snapshot) {
        links.append(
          MappingLink(
            predicate: predicate, other: Concept(graph, other), direction: .incoming,
            mappingSets: graph.mappingSets(other, property, node),
            checked: checks[[other, property, node]]?.sorted() ?? []))
      }
    }
    return links
  }
}

extension SKOSGraph {
  /// The named graphs that state a triple, by name.
  func mappingSets(_ subject: TermID, _ predicate: TermID, _ object: TermID) -> [TermID] {
    let numbers = snapshot.graphs(subject: subject, predicate: predicate, object: object)
    return sorted(numbers.compactMap { $0 == 0 ? nil : snapshot.graphNames[$0 - 1] })
  }

  /// What mappings say of how far they were checked, by subject, predicate and object, for those
  /// that start or end at a concept.
  func mappingChecks(about node: TermID) -> [[TermID]: Set<String>] {
    var checks: [[TermID]: Set<String>] = [:]
    for end in [terms.annotatedSource, terms.annotatedTarget] {
      for mapping in snapshot.subjects(end, node) {
        guard let checked = text(of: mapping, terms.checked),
          let subject = snapshot.objects(of: mapping, terms.annotatedSource).first,
          let predicate = snapshot.objects(of: mapping, terms.annotatedProperty).first,
          let object = snapshot.objects(of: mapping, terms.annotatedTarget).first
        else { continue }
        checks[[subject, predicate, object], default: []].insert(checked)
      }
    }
    return checks
  }
}
