import RDFGraph
import SKOSVocabulary

/// What mappings relate concepts to, stated or inferred; each concept is resolved once.
struct MappingRelations {
  private let resolver: Resolver
  private var known: [TermID: [TermID: [Match]]] = [:]

  /// What a resolution looks at, for one of many concepts.
  private static let maximumMappings = 20_000
  /// The most concepts whose mappings are remembered.
  private static let limit = 10_000

  init(_ resolver: Resolver) { self.resolver = resolver }

  /// Reads the mappings of some concepts, which are then asked for.
  mutating func load(_ nodes: [TermID]) {
    if known.count > Self.limit { known.removeAll() }
    for node in nodes where known[node] == nil {
      let resolution = resolver.resolve(
        resolver.graph.view(node),
        options: ResolutionOptions(maximumMappings: Self.maximumMappings))
      var found: [TermID: [Match]] = [:]
      for match in resolution.matches { found[match.concept.node, default: []].append(match) }
      known[node] = found
    }
  }

  /// What relates a concept that was loaded to another.
  func matches(_ node: TermID, _ other: TermID) -> [Match] { known[node]?[other] ?? [] }

  /// What a concept is related to, the strongest first.
  mutating func related(to node: TermID) -> [TermID] {
    load([node])
    let found = (known[node] ?? [:]).compactMap { other, matches in
      matches.map { Divergence.strength($0.predicate) }.min().map { (strength: $0, node: other) }
    }
    return found.sorted { ($0.strength, $0.node) < ($1.strength, $1.node) }.map(\.node)
  }
}
