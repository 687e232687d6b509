public import RDFModel

/// The triples of a small graph, by subject and predicate.
public struct StatementIndex: Sendable {
  private var values: [Term: [Term: [Term]]] = [:]

  /// Makes an index of quads; graph names are left aside.
  public init(_ quads: [Quad]) {
    for quad in quads {
      let triple = quad.triple
      values[triple.subject, default: [:]][triple.predicate, default: []].append(triple.object)
    }
  }

  /// The objects of a subject and a predicate, in the order of the source.
  public func objects(_ subject: Term, _ predicate: IRI) -> [Term] {
    values[subject]?[.iri(predicate)] ?? []
  }

  /// The first object of a subject and a predicate.
  public func object(_ subject: Term, _ predicate: IRI) -> Term? {
    objects(subject, predicate).first
  }

  /// The subjects that have an object for a predicate.
  public func subjects(_ predicate: IRI, _ object: Term) -> [Term] {
    values.compactMap { $0.value[.iri(predicate)]?.contains(object) == true ? $0.key : nil }
  }

  /// The members of a collection.
  public func list(_ head: Term) -> [Term] {
    var result: [Term] = []
    var node = head
    while let first = object(node, RDF.first) {
      result.append(first)
      guard let rest = object(node, RDF.rest), result.count < 100_000 else { break }
      node = rest
    }
    return result
  }
}
