import RDFGraph
import SKOSVocabulary

/// The entities of one vocabulary with what is said of them, in the order of their IRIs, so that
/// nothing depends on the order of the data.
struct EntityTable: Sendable {
  let graph: SKOSGraph
  let nodes: [TermID]
  let kinds: [EntityKind]
  let labels: [[EntityLabel]]
  let texts: [[EntityText]]
  let notations: [[String]]
  /// Identifiers of other vocabularies' terms that mean the same, by IRI or cross-reference.
  let equivalents: [[EntityBridge]]
  /// What an entity is a kind or a part of.
  let wholes: Neighbours
  /// What is a kind or a part of an entity.
  let parts: Neighbours
  /// What an entity has to do with otherwise: `skos:related`, restrictions.
  let related: Neighbours
  /// The domains of properties.
  let domains: Neighbours
  /// The ranges of properties.
  let ranges: Neighbours
  /// The properties that run the other way.
  let inverses: Neighbours
  /// The datatypes of properties, by IRI.
  let datatypes: [[String]]
  /// What cannot be one and the same.
  let disjointness: Disjointness

  var count: Int { nodes.count }

  /// The IRI of an entity.
  func iri(_ entity: Int) -> String { graph.iriText(nodes[entity]) }

  /// The name of an entity for people.
  func name(_ entity: Int) -> String? {
    let labels = labels[entity]
    return
      (labels.first { $0.role == .preferred && $0.language == .english }
      ?? labels.first { $0.role == .preferred } ?? labels.first)?.text
  }
}

/// Something outside that an entity is said to be the same as.
struct EntityBridge: Hashable, Sendable {
  var target: String
  /// Whether sameness is stated, or only nearness (`skos:closeMatch`, a cross-reference).
  var isExact: Bool
}
