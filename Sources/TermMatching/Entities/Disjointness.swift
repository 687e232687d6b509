import RDFGraph

/// What cannot be one and the same: classes of which a vocabulary says that they share nothing.
struct Disjointness: Sendable {
  /// The classes that each is said to share nothing with.
  let opposites: Neighbours
  /// What each class is a kind of over one to three steps: kinds inherit what their class shares
  /// nothing with, parts do not.
  let kindsAbove: AboveLists

  /// The most classes of one statement: more say that all differ, which is quadratic.
  private static let mostTogether = 48

  /// Whether anything is said at all.
  var isEmpty: Bool { opposites.count == 0 }

  /// - Complexity: O(n log n) in the statements, and O(m²) in the classes of one, at most 48.
  init(_ reader: EntityTableReader) {
    let (snapshot, terms) = (reader.snapshot, reader.terms)
    var pairs: EntityTableReader.Pairs = []
    func addTogether(_ nodes: [TermID]) {
      let together = nodes.prefix(Self.mostTogether).compactMap { reader.number($0) }
      for one in together {
        for other in together where one != other { pairs.append((one, other)) }
      }
    }
    if terms.disjointWith != .unbound {
      snapshot.forEach(snapshot.match(predicate: terms.disjointWith)) { subject, _, object in
        addTogether([subject, object])
      }
    }
    if terms.disjointUnionOf != .unbound {
      snapshot.forEach(snapshot.match(predicate: terms.disjointUnionOf)) { subject, _, _ in
        addTogether(reader.operands(subject, terms.disjointUnionOf))
      }
    }
    if terms.allDisjointClasses != .unbound {
      snapshot.forEach(snapshot.match(predicate: terms.type, object: terms.allDisjointClasses)) {
        subject, _, _ in addTogether(reader.operands(subject, terms.members))
      }
    }
    opposites = Neighbours(pairs, count: reader.nodes.count)
    kindsAbove = AboveLists(Self.kinds(reader), count: reader.nodes.count)
  }

  private static func kinds(_ reader: EntityTableReader) -> Neighbours {
    let (snapshot, terms) = (reader.snapshot, reader.terms)
    var pairs: EntityTableReader.Pairs = []
    func add(_ below: TermID, _ above: TermID) {
      guard let below = reader.number(below), let above = reader.number(above) else { return }
      pairs.append((below, above))
    }
    for property in [terms.subClassOf, terms.equivalentClass] where property != .unbound {
      snapshot.forEach(snapshot.match(predicate: property)) { subject, _, object in
        if object.kind == .blankNode {
          for operand in reader.operands(object, terms.intersectionOf) { add(subject, operand) }
        } else if property == terms.subClassOf {
          add(subject, object)
        }
      }
    }
    return Neighbours(pairs, count: reader.nodes.count)
  }
}
