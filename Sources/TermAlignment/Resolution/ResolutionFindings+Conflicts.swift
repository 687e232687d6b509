import ByteStorage
import RDFGraph
import SKOSVocabulary

/// Statements that do not go together, as far as the resolved concept is concerned.
extension Resolution {
  /// Statements that do not go together.
  public var conflicts: [Conflict] { findings.conflicts }
}

extension ResolutionFindings {
  var conflicts: [Conflict] {
    guard let start else { return [] }
    return affirmedAndDenied(start) + deniedWithinCluster(start) + severalInScheme(start)
      + exactAndOther(start)
  }

  private var candidates: [Conclusions.Conclusion] {
    conclusions.matches + conclusions.others + conclusions.rest
  }

  private func number(_ mapping: UInt32) -> Int { Int(mapping & ~MappingAdjacency.backwards) }

  private func name(_ node: UInt32) -> String { graph.curie(of: index.term(ofNode: Int(node))) }

  /// The names of nodes, of many only the first.
  private func names(_ nodes: [UInt32]) -> String {
    let shown = nodes.prefix(8).map(name)
    let more = nodes.count > shown.count ? ["\(nodes.count - shown.count) more"] : []
    return (shown + more).joined(separator: " and ")
  }

  private func conflict(
    _ kind: Conflict.Kind, _ message: String, _ nodes: [UInt32], _ mappings: [Int]
  ) -> Conflict {
    Conflict(
      kind: kind, message: message, concepts: nodes.map { index.term(ofNode: Int($0)) },
      mappingSets: graph.sorted(mappings.compactMap { index.mappingSet($0) }))
  }

  /// The same pair is affirmed and denied.
  private func affirmedAndDenied(_ start: Int) -> [Conflict] {
    var found: [Conflict] = []
    for denial in index.denied.edges(of: start) {
      let target = index.denied.targets[denial]
      guard let denied = MappingCode(rawValue: index.denied.relations[denial]) else { continue }
      for edge in index.affirmed.edges(of: start) where index.affirmed.targets[edge] == target {
        guard let code = MappingCode(rawValue: index.affirmed.relations[edge]),
          denied.denialDenies(code)
        else { continue }
        found.append(
          conflict(
            .affirmedAndDenied,
            "\(name(UInt32(start))) is stated to be and not to be \(code.relation.curie) of "
              + name(target), [UInt32(start), target],
            [number(index.denied.mappings[denial]), number(index.affirmed.mappings[edge])]))
      }
    }
    return found
  }

  private var exactNodes: [UInt32] {
    candidates.filter { $0.code == .exact }.map(\.node).sorted()
  }

  /// Two exact matches are denied to be exact matches of each other.
  private func deniedWithinCluster(_ start: Int) -> [Conflict] {
    let cluster = exactNodes
    let members = Set(cluster)
    var found: [Conflict] = []
    for node in cluster {
      for denial in index.denied.edges(of: Int(node)) {
        let target = index.denied.targets[denial]
        guard members.contains(target), node < target,
          let denied = MappingCode(rawValue: index.denied.relations[denial]),
          denied.denialDenies(.exact)
        else { continue }
        found.append(
          conflict(
            .deniedWithinCluster,
            "\(name(UInt32(start))) leads to \(name(node)) and \(name(target)) as exact matches, "
              + "which are stated not to match", [UInt32(start), node, target],
            [number(index.denied.mappings[denial])]))
      }
    }
    return found
  }

  /// Exact matches lead to several concepts of one scheme.
  private func severalInScheme(_ start: Int) -> [Conflict] {
    let cluster = exactNodes
    if cluster.isEmpty { return [] }
    var members: [UInt32: [UInt32]] = [:]
    for node in [UInt32(start)] + cluster {
      for scheme in index.schemes(ofNode: Int(node)) {
        members[index.schemeNumbers[scheme], default: []].append(node)
      }
    }
    return members.filter { $0.value.count > 1 }
      .map { (graph.iriText(index.schemes[Int($0.key)]), $0.value) }
      .sorted { $0.0 < $1.0 }
      .map { scheme, nodes in
        let links = candidates.filter { $0.code == .exact && nodes.contains($0.node) }
          .flatMap(conclusions.links)
        return conflict(
          .severalInScheme,
          "exact matches join \(names(nodes)) of <\(scheme)>",
          nodes, links.map(number))
      }
  }

  /// An exact match that is also broader, narrower or related (SKOS Reference, S46).
  private func exactAndOther(_ start: Int) -> [Conflict] {
    let cluster = Set(exactNodes)
    if cluster.isEmpty { return [] }
    return candidates.filter { candidate in
      [.broad, .narrow, .related].contains(candidate.code) && cluster.contains(candidate.node)
    }.sorted { ($0.node, $0.code.rawValue) < ($1.node, $1.code.rawValue) }
      .map { candidate in
        let exact = candidates.first { $0.node == candidate.node && $0.code == .exact }
        return conflict(
          .exactAndOther,
          "\(name(UInt32(start))) is skos:exactMatch and \(candidate.code.relation.curie) of "
            + name(candidate.node), [UInt32(start), candidate.node],
          (conclusions.links(of: candidate) + (exact.map(conclusions.links) ?? [])).map(number))
      }
  }
}
