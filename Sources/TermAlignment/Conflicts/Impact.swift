import ByteStorage
public import RDFGraph
public import RDFModel
public import SKOSVocabulary

/// What depends on some mappings, or on a concept with all its mappings: what would no longer
/// follow without them, what the denials among them keep from following, what contains them, and
/// the conflicts that they are part of.
public struct Impact: Sendable {
  /// A correspondence that follows now and would not any more, or the other way round.
  public struct Lost: Sendable {
    /// The concept at one end.
    public let subject: Concept
    /// The relation from the first to the second.
    public let predicate: MappingRelation
    /// The concept at the other end.
    public let object: Concept
  }

  /// The concept, where one was asked about.
  public let concept: Concept?
  /// The mappings, by their numbers in the index.
  public let mappings: [Int]
  /// How many correspondences would no longer follow.
  public let lostCount: Int
  /// Some of them, as many as were asked for.
  public let lost: [Lost]
  /// How many correspondences the denials among the mappings keep from following.
  public let blockedCount: Int
  /// Some of them, as many as were asked for.
  public let blocked: [Lost]
  /// The concepts that are below the concept.
  public let narrower: [Concept]
  /// The mapping sets that hold the mappings, by IRI: exports of them change.
  public let mappingSets: [TermID]
  /// The schemes at the ends of the mappings, by IRI: glossaries of them change.
  public let schemes: [ConceptScheme]
  /// The conflicts in whose causes some of the mappings take part.
  public let conflicts: [MappingConflict]
  /// What was not looked at, in sentences.
  public let notes: [String]
}

extension Resolver {
  /// What depends on a concept and all its mappings.
  ///
  /// - Parameter examples: the most lost correspondences to name; all are counted.
  public func impact(of concept: Concept, examples: Int = 100) -> Impact {
    var mappings: Set<Int> = []
    if let node = index.node(of: concept.node) {
      for adjacency in [index.affirmed, index.denied, index.absent] {
        for edge in adjacency.edges(of: node) {
          mappings.insert(Int(adjacency.mappings[edge] & ~MappingAdjacency.backwards))
        }
      }
    }
    return impact(of: mappings, concept, examples)
  }

  /// What depends on mappings.
  public func impact(ofMappings mappings: [Int], examples: Int = 100) -> Impact {
    impact(of: Set(mappings), nil, examples)
  }

  /// The mappings between two concepts, in either direction.
  public func mappings(between one: Concept, and other: Concept) -> [Int] {
    guard let node = index.node(of: one.node), let target = index.node(of: other.node) else {
      return []
    }
    var found: Set<Int> = []
    for adjacency in [index.affirmed, index.denied] {
      for edge in adjacency.edges(of: node) where adjacency.targets[edge] == UInt32(target) {
        found.insert(Int(adjacency.mappings[edge] & ~MappingAdjacency.backwards))
      }
    }
    return found.sorted()
  }

  /// The mappings that an IRI names: a record, or a mapping set with all that it holds.
  public func mappings(named iri: IRI) -> [Int] {
    guard let node = graph.snapshot.id(iri: iri) else { return [] }
    return (0..<index.count).filter {
      index.statement($0) == node || index.mappingSet($0) == node
    }
  }

  private func impact(of mappings: Set<Int>, _ concept: Concept?, _ examples: Int) -> Impact {
    let network = MappingNetwork(index)
    let dependents = Dependents(network, without: mappings, examples: examples)
    let blockings = Blockings(
      self, by: mappings.filter { index.isDenial($0) }, examples: examples)
    func lost(_ subject: UInt32, _ relation: MappingCode, _ object: UInt32) -> Impact.Lost {
      Impact.Lost(
        subject: graph.view(index.term(ofNode: Int(subject))), predicate: relation.relation,
        object: graph.view(index.term(ofNode: Int(object))))
    }
    let ends = mappings.flatMap { [index.subject($0), index.object($0)] }
    let schemes =
      ends.flatMap { index.schemes(of: $0) } + (concept?.schemes.map(\.node) ?? [])
    let conflicts = conflicts().conflicts.filter { conflict in
      conflict.causes.contains { set in
        set.contains { cause in cause.mapping.map(mappings.contains) ?? false }
      }
    }
    return Impact(
      concept: concept, mappings: mappings.sorted(), lostCount: dependents.count,
      lost: dependents.examples.map { lost($0.subject, $0.relation, $0.object) },
      blockedCount: blockings.count,
      blocked: blockings.examples.map { lost($0.subject, $0.relation, $0.object) },
      narrower: concept?.narrower ?? [],
      mappingSets: graph.sorted(mappings.compactMap { index.mappingSet($0) }),
      schemes: graph.sorted(schemes).compactMap { graph.conceptScheme($0) },
      conflicts: conflicts,
      notes: blockings.isBounded
        ? [
          "what the denials block was looked for from the \(Blockings.maximumStarts) nearest "
            + "concepts; there are more"
        ] : [])
  }
}

extension Impact {
  /// Everything that depends.
  public func json(in resolver: Resolver, language: String = "en") -> JSONValue {
    func json(_ entries: [Lost]) -> JSONValue {
      .array(
        entries.map { entry in
          .members([
            "subject": .string(entry.subject.curie), "predicate": .string(entry.predicate.curie),
            "object": .string(entry.object.curie),
          ])
        })
    }
    return .members([
      "concept": concept.map { $0.reference(in: language) } ?? .null,
      "mappings": .array(mappings.map { resolver.json(resolver.cause($0)) }),
      "lostCount": .integer(lostCount),
      "lost": json(lost),
      "blockedCount": .integer(blockedCount),
      "blocked": json(blocked),
      "narrower": .array(narrower.map { .string($0.curie) }),
      "mappingSets": .array(mappingSets.map { .string(resolver.graph.iriText($0)) }),
      "schemes": .array(schemes.map { .string($0.id) }),
      "conflicts": .array(conflicts.map { $0.json(in: resolver) }),
      "notes": .array(notes.map { .string($0) }),
    ])
  }
}

extension Resolver {
  /// A mapping as a statement.
  func cause(_ number: Int) -> MappingConflict.Cause {
    MappingConflict.Cause(
      subject: index.subject(number), predicate: index.predicate(number),
      object: index.object(number), mapping: number, isDenial: index.isDenial(number))
  }

  /// A mapping in words: subject, predicate, object and its set.
  public func text(ofMapping number: Int) -> String {
    let set = index.mappingSet(number).map { " in " + SKOSGraph.setName(graph.iriText($0)) } ?? ""
    return "\(graph.curie(of: index.subject(number))) \(index.isDenial(number) ? "not " : "")"
      + "\(graph.curie(of: index.predicate(number))) \(graph.curie(of: index.object(number)))\(set)"
  }
}
