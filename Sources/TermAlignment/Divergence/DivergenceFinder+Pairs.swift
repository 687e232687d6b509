import RDFGraph
import SKOSVocabulary

/// Which pairs are compared, and what is found of one.
extension DivergenceFinder {
  /// Where a concept is at home: its schemes; without any, the namespace of its IRI.
  func homes(of node: TermID) -> Set<String> {
    let concept = graph.view(node)
    let schemes = concept.schemes
    if !schemes.isEmpty { return Set(schemes.map(\.iri)) }
    let iri = concept.iri
    return [iri.lastIndex { $0 == "/" || $0 == "#" }.map { String(iri[...$0]) } ?? iri]
  }

  /// Whether a pair is of the schemes and jurisdictions asked for.
  func isWanted(_ left: Sense, _ right: Sense) -> Bool {
    func matches(_ count: Int, _ one: Bool, _ other: Bool) -> Bool {
      count > 1 ? one && other : one || other
    }
    if let schemes = options.schemes {
      let ends = [left, right].map { sense in
        sense.concept.schemes.contains { schemes.contains($0.node) }
      }
      guard matches(schemes.count, ends[0], ends[1]) else { return false }
    }
    if !options.jurisdictions.isEmpty {
      let ends = [left, right].map { sense in
        sense.jurisdictions.contains { place in
          options.jurisdictions.contains { $0.lowercased() == place.lowercased() }
        }
      }
      guard matches(options.jurisdictions.count, ends[0], ends[1]) else { return false }
    }
    return true
  }

  func divergence(
    _ left: Sense, _ right: Sense, areToldApart: Bool
  ) -> Divergence {
    Divergence(
      left, right,
      relations: relations.matches(left.concept.node, right.concept.node)
        .map { Divergence.Relation($0) },
      denials: denials.between(left.concept.node, right.concept.node, graph),
      areToldApart: areToldApart)
  }

  /// Whether a scheme that has both gives them the same preferred label but for a qualifier in
  /// brackets, as it does with homonyms: "transparency (system)", "transparency (organization)".
  func areToldApart(_ left: Sense, _ right: Sense) -> Bool {
    let keys = [left, right].map { $0.concept.prefLabels.map(index.keys(of:)) }
    return keys[0].contains { one in
      keys[1].contains { other in
        one.first != other.first && one.dropFirst().contains(where: other.dropFirst().contains)
      }
    }
  }
}
