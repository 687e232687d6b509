import ByteStorage
import RDFGraph

/// The classes of SKOS that exclude each other.
private enum SKOSClass: String {
  case concept = "a concept"
  case scheme = "a concept scheme"
  case collection = "a collection"
}

/// What a property says about the class of its subject or object.
private struct ClassEvidence {
  enum End { case subject, object }
  let property: TermID
  let end: End
  let implies: SKOSClass
}

extension IntegrityChecker {
  /// S9 and S37: the classes of SKOS are disjoint.
  func checkClasses(_ collector: inout FindingCollector) {
    guard collector.wants(.s9) || collector.wants(.s37) else { return }
    let concepts = members(of: .concept)
    let schemes = members(of: .scheme)
    let collections = members(of: .collection)
    if collector.wants(.s9) {
      for node in schemes.nodes where concepts.contains(node, snapshot) {
        report(.s9, node, .scheme, .concept, &collector)
      }
    }
    if collector.wants(.s37) {
      for node in collections.nodes {
        if concepts.contains(node, snapshot) {
          report(.s37, node, .collection, .concept, &collector)
        }
        if schemes.contains(node, snapshot) {
          report(.s37, node, .collection, .scheme, &collector)
        }
      }
    }
  }

  private func report(
    _ rule: IntegrityRule, _ node: TermID, _ one: SKOSClass, _ other: SKOSClass,
    _ collector: inout FindingCollector
  ) {
    collector.add(rule, node) {
      (
        message: "\(graph.curie(of: node)) is \(one.rawValue) and \(other.rawValue)",
        cause: [evidence(that: node, is: one), evidence(that: node, is: other)].compactMap { $0 },
        remedy: "give the two things different IRIs, or remove the statement that is not meant"
      )
    }
  }

  // MARK: Who belongs to a class

  /// The nodes of a class: by their type, or by a property that has the class as its domain or
  /// range.
  private struct Members {
    var nodes: [TermID] = []
    private var ordinals = BitSet()

    mutating func insert(_ node: TermID, _ snapshot: GraphSnapshot) {
      guard node.kind == .iri || node.kind == .blankNode else { return }
      if ordinals.insert(snapshot.dictionary.ordinal(node)) { nodes.append(node) }
    }

    func contains(_ node: TermID, _ snapshot: GraphSnapshot) -> Bool {
      ordinals.contains(snapshot.dictionary.ordinal(node))
    }
  }

  private func types(_ kind: SKOSClass) -> [TermID] {
    switch kind {
    case .concept: [terms.concept]
    case .scheme: [terms.conceptScheme]
    case .collection: [terms.collection, terms.orderedCollection]
    }
  }

  /// S4–S8, S19, S20 with S21 and S39, S31, S33.
  private func evidence(for kind: SKOSClass) -> [ClassEvidence] {
    func both(_ property: TermID) -> [ClassEvidence] {
      [
        ClassEvidence(property: property, end: .subject, implies: .concept),
        ClassEvidence(property: property, end: .object, implies: .concept),
      ]
    }
    let relations =
      [
        terms.broader, terms.narrower, terms.related, terms.broaderTransitive,
        terms.narrowerTransitive, terms.semanticRelation, terms.mappingRelation,
      ] + terms.mappings
    let all =
      [
        ClassEvidence(property: terms.inScheme, end: .object, implies: .scheme),
        ClassEvidence(property: terms.hasTopConcept, end: .subject, implies: .scheme),
        ClassEvidence(property: terms.hasTopConcept, end: .object, implies: .concept),
        ClassEvidence(property: terms.topConceptOf, end: .subject, implies: .concept),
        ClassEvidence(property: terms.topConceptOf, end: .object, implies: .scheme),
        ClassEvidence(property: terms.member, end: .subject, implies: .collection),
        ClassEvidence(property: terms.memberList, end: .subject, implies: .collection),
      ] + relations.flatMap(both)
    return all.filter { $0.implies == kind }
  }

  private func members(of kind: SKOSClass) -> Members {
    var members = Members()
    for type in types(kind) {
      for node in snapshot.subjects(terms.type, type) { members.insert(node, snapshot) }
    }
    for evidence in evidence(for: kind) {
      snapshot.forEach(snapshot.match(predicate: evidence.property)) { subject, _, object in
        members.insert(evidence.end == .subject ? subject : object, snapshot)
      }
    }
    return members
  }

  private func evidence(that node: TermID, is kind: SKOSClass) -> Statement? {
    for type in types(kind)
    where snapshot.contains(subject: node, predicate: terms.type, object: type) {
      return graph.statement(node, terms.type, type)
    }
    for evidence in evidence(for: kind) {
      switch evidence.end {
      case .subject:
        guard let object = snapshot.objects(of: node, evidence.property).first else { continue }
        return graph.statement(node, evidence.property, object)
      case .object:
        guard let subject = snapshot.subjects(evidence.property, node).first else { continue }
        return graph.statement(subject, evidence.property, node)
      }
    }
    return nil
  }
}
