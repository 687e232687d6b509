import RDFGraph

/// A property that says which of two concepts is above the other.
private struct HierarchyProperty {
  let property: TermID
  /// Whether the object is above the subject.
  let pointsUp: Bool
}

extension IntegrityChecker {
  /// S27 and cycles: what `skos:broaderTransitive` comes to.
  ///
  /// Mapping properties count, being sub-properties (S41): `broadMatch` of `broader`,
  /// `relatedMatch` of `related`.
  func checkHierarchy(_ collector: inout FindingCollector) {
    guard collector.wants(.s27) || collector.wants(.broaderCycle) else { return }
    let properties = hierarchyProperties
    var numbering = NodeNumbering(snapshot)
    var edges: [(source: UInt32, target: UInt32)] = []
    for item in properties {
      snapshot.forEach(snapshot.match(predicate: item.property)) { subject, _, object in
        guard object.kind == .iri || object.kind == .blankNode else { return }
        let lower = numbering.number(item.pointsUp ? subject : object)
        let upper = numbering.number(item.pointsUp ? object : subject)
        edges.append((source: UInt32(lower), target: UInt32(upper)))
      }
    }
    guard !edges.isEmpty else { return }
    let hierarchy = Hierarchy(
      numbering: numbering, ancestry: Ancestry(nodeCount: numbering.count, edges: edges),
      properties: properties)
    if collector.wants(.s27) { checkRelated(hierarchy, &collector) }
    if collector.wants(.broaderCycle) { checkCycles(hierarchy, &collector) }
  }

  private struct Hierarchy {
    let numbering: NodeNumbering
    let ancestry: Ancestry
    let properties: [HierarchyProperty]
  }

  /// S21, S22, S25, S26, S41 and S43: everything from which `broaderTransitive` follows.
  private var hierarchyProperties: [HierarchyProperty] {
    [
      HierarchyProperty(property: terms.broader, pointsUp: true),
      HierarchyProperty(property: terms.narrower, pointsUp: false),
      HierarchyProperty(property: terms.broaderTransitive, pointsUp: true),
      HierarchyProperty(property: terms.narrowerTransitive, pointsUp: false),
      HierarchyProperty(property: terms.mapping(.broadMatch), pointsUp: true),
      HierarchyProperty(property: terms.mapping(.narrowMatch), pointsUp: false),
    ]
  }

  // MARK: S27

  private func checkRelated(_ hierarchy: Hierarchy, _ collector: inout FindingCollector) {
    let (numbering, ancestry) = (hierarchy.numbering, hierarchy.ancestry)
    var walk = AncestryWalk(nodeCount: numbering.count)
    var finder = PathFinder(nodeCount: numbering.count)
    var reported: Set<UInt64> = []
    for property in [terms.related, terms.mapping(.relatedMatch)] {
      snapshot.forEach(snapshot.match(predicate: property)) { subject, _, object in
        guard let one = numbering.known(subject), let other = numbering.known(object)
        else { return }
        let below: Int
        let above: Int
        if ancestry.isAncestor(other, of: one, &walk) {
          (below, above) = (one, other)
        } else if ancestry.isAncestor(one, of: other, &walk) {
          (below, above) = (other, one)
        } else {
          return
        }
        let key = UInt64(min(below, above)) << 32 | UInt64(max(below, above))
        guard reported.insert(key).inserted else { return }
        collector.add(.s27, numbering.nodes[below]) {
          let path =
            finder.path(from: below, to: above, along: ancestry.parents) {
              ancestry.mayDescend($0, from: above)
            } ?? []
          let steps = path.count - 1
          return (
            message: "\(graph.curie(of: numbering.nodes[below])) is related to "
              + "\(graph.curie(of: numbering.nodes[above])), which is broader than it"
              + (steps > 1 ? " over \(steps) steps" : ""),
            cause: [graph.statement(subject, property, object)] + cause(path, hierarchy),
            remedy: "remove the associative link, or the step of the hierarchy that is wrong"
          )
        }
      }
    }
  }

  // MARK: Cycles

  private func checkCycles(_ hierarchy: Hierarchy, _ collector: inout FindingCollector) {
    let (numbering, ancestry) = (hierarchy.numbering, hierarchy.ancestry)
    var finder = PathFinder(nodeCount: numbering.count)
    var reported: Set<Int> = []
    for node in 0..<numbering.count where ancestry.isCyclic(node) {
      let component = ancestry.component(node)
      guard reported.insert(component).inserted else { continue }
      collector.add(.broaderCycle, numbering.nodes[node]) {
        let path =
          finder.path(from: node, to: node, along: ancestry.parents) {
            ancestry.component($0) == component
          } ?? []
        let names = path.prefix(6).map { graph.curie(of: numbering.nodes[$0]) }
        return (
          message: "\(graph.curie(of: numbering.nodes[node])) is broader than itself: "
            + names.joined(separator: " < ") + (path.count > 6 ? " < …" : ""),
          cause: cause(path, hierarchy),
          remedy: "remove the step that is wrong"
        )
      }
    }
  }

  // MARK: Causes

  /// The statements along a path upwards, as far as anyone will read them.
  private func cause(_ path: [Int], _ hierarchy: Hierarchy) -> [Statement] {
    zip(path, path.dropFirst()).prefix(100).compactMap { lower, upper in
      step(hierarchy.numbering.nodes[lower], hierarchy.numbering.nodes[upper], hierarchy)
    }
  }

  private func step(_ lower: TermID, _ upper: TermID, _ hierarchy: Hierarchy) -> Statement? {
    for item in hierarchy.properties {
      let (subject, object) = item.pointsUp ? (lower, upper) : (upper, lower)
      if snapshot.contains(subject: subject, predicate: item.property, object: object) {
        return graph.statement(subject, item.property, object)
      }
    }
    return nil
  }
}

extension VocabularyTerms {
  /// The identifier of a mapping property.
  func mapping(_ relation: MappingRelation) -> TermID {
    zip(MappingRelation.allCases, mappings).first { $0.0 == relation }?.1 ?? .unbound
  }
}
