import RDFGraph
import RDFModel

/// What is loaded, in numbers.
public struct VocabularySummary: Sendable {
  /// A concept scheme.
  public struct Scheme: Sendable, Hashable {
    /// The short name.
    public let id: String
    /// The IRI.
    public let iri: String
    /// The name for people.
    public let title: String
    /// Where the document applies or who issues it.
    public let jurisdictions: [String]
    /// How many concepts it has.
    public let conceptCount: Int
  }

  /// How often something occurs.
  public struct Count: Sendable, Hashable {
    /// What occurs: a language tag, empty for none, or a predicate.
    public let name: String
    /// How often.
    public let count: Int
  }

  /// The concept schemes, by IRI.
  public let schemes: [Scheme]
  /// How many concepts there are.
  public let conceptCount: Int
  /// How many collections there are.
  public let collectionCount: Int
  /// Labels of concepts per language, the most frequent first.
  public let labels: [Count]
  /// Mapping links per predicate, in the order of strength.
  public let mappings: [Count]
  /// Distinct triples.
  public let tripleCount: Int
  /// Named graphs.
  public let graphCount: Int
  /// Documents that were read.
  public let documentCount: Int
  /// Bytes that the graph takes in memory.
  public let byteCount: Int

  /// Counts what a vocabulary holds.
  ///
  /// - Complexity: O(n) in the concepts and their labels.
  public init(_ skos: SKOSGraph, language: String = "en") {
    let snapshot = skos.snapshot
    schemes = skos.conceptSchemes.map { scheme in
      Scheme(
        id: scheme.id, iri: scheme.iri, title: scheme.displayName(in: language),
        jurisdictions: scheme.jurisdictions, conceptCount: scheme.concepts.count)
    }
    conceptCount = skos.conceptCount
    collectionCount = skos.collections.count
    var languages: [String: Int] = [:]
    for concept in skos.concepts {
      for label in concept.labels { languages[label.language ?? "", default: 0] += 1 }
    }
    labels = languages.map { Count(name: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    mappings = MappingRelation.allCases.compactMap { relation in
      guard let id = snapshot.id(iri: relation.iri),
        let count = snapshot.statistics.predicate(id)?.triples
      else { return nil }
      return Count(name: relation.curie, count: count)
    }
    tripleCount = snapshot.tripleCount
    graphCount = snapshot.graphNames.count
    documentCount = snapshot.sources.count
    byteCount = snapshot.byteCount
  }
}

extension VocabularySummary {
  /// The summary as JSON.
  public var json: JSONValue {
    .members([
      "schemes": .array(schemes.map(\.json)),
      "concepts": .integer(conceptCount),
      "collections": .integer(collectionCount),
      "labels": Self.json(labels),
      "mappings": Self.json(mappings),
      "triples": .integer(tripleCount),
      "graphs": .integer(graphCount),
      "documents": .integer(documentCount),
      "memoryBytes": .integer(byteCount),
    ])
  }

  private static func json(_ counts: [Count]) -> JSONValue {
    .object(counts.map { .init($0.name, .integer($0.count)) })
  }
}

extension VocabularySummary.Scheme {
  /// The scheme as JSON.
  public var json: JSONValue {
    .members([
      "id": .string(id), "iri": .string(iri), "title": .string(title),
      "jurisdictions": .array(jurisdictions.map { .string($0) }),
      "concepts": .integer(conceptCount),
    ])
  }
}
