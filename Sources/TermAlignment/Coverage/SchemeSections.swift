import RDFGraph
import RDFModel
import SKOSVocabulary

/// The sections of a scheme: a top concept with everything below it, or where that is a large part
/// of the scheme each concept below it with everything further below; else a collection.
///
/// What is below no concept and in no collection is in no section.
struct SchemeSections {
  /// The concepts and collections that head sections, in the order of their first concept.
  private(set) var heads: [TermID?] = []
  /// The concepts of the scheme, by IRI, with the number of their section.
  private(set) var members: [(concept: Concept, section: Int)] = []
  private(set) var sectionOfConcept: [TermID: Int] = [:]
  /// The collections that head sections.
  private var collections: [TermID: ConceptCollection] = [:]

  /// How far up a concept's place is looked for.
  private static let maximumDepth = 64

  /// - Complexity: O(n) in the concepts and collections, times the depth of the hierarchy.
  init(_ scheme: ConceptScheme) {
    let concepts = scheme.concepts
    let nodes = Set(concepts.map(\.node))
    var ways: [TermID: [TermID]] = [:]
    for concept in concepts { ways[concept.node] = Self.way(to: concept, within: nodes) }
    let divided = Self.dividedTops(ways, of: concepts.count)
    var tops: [TermID: TermID] = [:]
    for (node, way) in ways {
      tops[node] = divided.contains(way[0]) && way.count > 1 ? way[1] : way[0]
    }
    var sizes: [TermID: Int] = [:]
    for top in tops.values { sizes[top, default: 0] += 1 }
    let collections = Self.collections(of: nodes, in: scheme.graph)
    var numbers: [TermID?: Int] = [:]
    for concept in concepts {
      let top = tops[concept.node] ?? concept.node
      var head: TermID? = top
      if sizes[top, default: 0] == 1 {
        let collection = collections[concept.node]
        head = collection?.node
        if let collection { self.collections[collection.node] = collection }
      }
      let number = numbers[head] ?? heads.count
      if number == heads.count {
        numbers[head] = number
        heads.append(head)
      }
      members.append((concept, number))
      sectionOfConcept[concept.node] = number
    }
  }

  /// The way down to a concept: the top concept, the one below it, the concept itself; the ends
  /// only once.
  ///
  /// Up goes by the first broader concept each time; a cycle ends it.
  private static func way(to concept: Concept, within nodes: Set<TermID>) -> [TermID] {
    var current = concept
    var below: Concept?
    var seen: Set<TermID> = [concept.node]
    while seen.count < maximumDepth,
      let above = current.broader.first(where: { nodes.contains($0.node) }),
      seen.insert(above.node).inserted
    {
      below = current
      current = above
    }
    guard let below else { return [current.node] }
    return below == concept
      ? [current.node, below.node] : [current.node, below.node, concept.node]
  }

  /// The top concepts that are too large to be one section: those that have a third of the scheme
  /// and at least two concepts directly below with others below these.
  private static func dividedTops(_ ways: [TermID: [TermID]], of count: Int) -> Set<TermID> {
    var sizes: [TermID: Int] = [:]
    var parts: [TermID: Set<TermID>] = [:]
    for way in ways.values {
      sizes[way[0], default: 0] += 1
      if way.count == 3 { parts[way[0], default: []].insert(way[1]) }
    }
    return Set(
      sizes.filter {
        $0.value * 3 >= count && $0.value >= 24 && parts[$0.key, default: []].count > 1
      }
      .keys)
  }

  /// The first collection that each concept is a member of.
  private static func collections(
    of nodes: Set<TermID>, in graph: SKOSGraph
  ) -> [TermID: ConceptCollection] {
    var found: [TermID: ConceptCollection] = [:]
    for collection in graph.collections {
      for case .concept(let concept) in collection.members
      where nodes.contains(concept.node) && found[concept.node] == nil {
        found[concept.node] = collection
      }
    }
    return found
  }

  /// The name of a section.
  func name(_ section: Int, _ graph: SKOSGraph, in language: String) -> String {
    guard let head = heads[section] else { return "no section" }
    if let concept = graph.concept(head) { return concept.displayLabel(in: language) }
    return collections[head]?.prefLabel(in: language)?.lexicalForm
      ?? graph.curie(of: head)
  }
}
