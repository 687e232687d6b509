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
  /// What stands for a scheme where classes, properties or concepts are in none: ontologies, else
  /// namespaces, by IRI, with the number of these.
  public let ontologies: [Scheme]
  /// How many concepts there are.
  public let conceptCount: Int
  /// How many collections there are.
  public let collectionCount: Int
  /// Labels of concepts per language, the most frequent first.
  public let labels: [Count]
  /// Mappings per predicate, those of SKOS in the order of strength first: the triples that
  /// ``MappingPredicate`` takes for mappings.
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
  /// - Complexity: O(n) in the concepts, their labels, and the mappings.
  public init(_ skos: SKOSGraph, language: String = "en") {
    let snapshot = skos.snapshot
    func entry(_ scheme: ConceptScheme) -> Scheme {
      Scheme(
        id: scheme.id, iri: scheme.iri, title: scheme.displayName(in: language),
        jurisdictions: scheme.jurisdictions, conceptCount: scheme.concepts.count)
    }
    schemes = skos.conceptSchemes.map(entry)
    ontologies = skos.ontologies.map(entry)
    conceptCount = skos.conceptCount
    collectionCount = skos.collections.count
    var languages: [String: Int] = [:]
    for concept in skos.concepts {
      for label in concept.labels { languages[label.language ?? "", default: 0] += 1 }
    }
    labels = languages.map { Count(name: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    mappings = MappingPredicate.all.compactMap { predicate in
      guard let id = snapshot.id(iri: predicate.iri) else { return nil }
      var count = 0
      snapshot.forEach(snapshot.match(predicate: id)) { subject, _, object in
        if predicate.isMapping(subject, object, in: snapshot) { count += 1 }
      }
      return count == 0 ? nil : Count(name: predicate.curie, count: count)
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
      "ontologies": .array(ontologies.map(\.json)),
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
