import RDFGraph
import RDFModel
public import SKOSVocabulary

extension Resolver {
  /// How much of one scheme is mapped to another.
  ///
  /// - Complexity: O(n) in the concepts of both, and in the mappings that are reached from each.
  public func coverage(
    of source: ConceptScheme, by target: ConceptScheme, language: String = "en"
  ) -> Coverage {
    CoverageBuilder(self, source, target).coverage(language)
  }
}

/// Counts the mappings between two schemes.
private struct CoverageBuilder {
  /// A match of a concept in the other scheme.
  struct Link {
    let other: TermID
    let relation: CoverageClass
    let isInferred: Bool
  }

  let resolver: Resolver
  let source: ConceptScheme
  let target: ConceptScheme

  /// What one resolution looks at.
  private static let maximumMappings = 20_000
  /// The most editions that a trend goes through in one direction.
  private static let maximumEditions = 32

  init(_ resolver: Resolver, _ source: ConceptScheme, _ target: ConceptScheme) {
    self.resolver = resolver
    self.source = source
    self.target = target
  }

  func coverage(_ language: String) -> Coverage {
    let rows = SchemeSections(source)
    let columns = SchemeSections(target)
    let graph = resolver.graph
    var direct = [CoverageCounts](repeating: CoverageCounts(), count: rows.heads.count)
    var inferred = direct
    var sizes = [Int](repeating: 0, count: rows.heads.count)
    var cells: [Int: [Int: (direct: CoverageCounts, inferred: CoverageCounts)]] = [:]
    var stated = CoverageCounts()
    var followed = CoverageCounts()
    var forth: [TermID: [Link]] = [:]
    for (concept, section) in rows.members {
      let (links, isDeclaredUnmapped) = links(of: concept, to: target)
      forth[concept.node] = links
      sizes[section] += 1
      let best = links.filter { !$0.isInferred }.map(\.relation).min()
      direct[section][best ?? (isDeclaredUnmapped ? .declaredUnmapped : .undecided)] += 1
      if best == nil, let only = links.map(\.relation).min() { inferred[section][only] += 1 }
      for link in links {
        let column = columns.sectionOfConcept[link.other] ?? columns.heads.count
        var cell = cells[section]?[column] ?? (CoverageCounts(), CoverageCounts())
        if link.isInferred {
          followed[link.relation] += 1
          cell.inferred[link.relation] += 1
        } else {
          stated[link.relation] += 1
          cell.direct[link.relation] += 1
        }
        cells[section, default: [:]][column] = cell
      }
    }
    return Coverage(
      source: source, target: target,
      sections: rows.heads.indices.map { number in
        Coverage.Section(
          head: rows.heads[number], name: rows.name(number, graph, in: language),
          conceptCount: sizes[number], direct: direct[number], inferred: inferred[number])
      },
      // A mapping may name a concept that the data does not describe.
      targetSections: columns.heads.indices.map { columns.name($0, graph, in: language) }
        + ["not described"],
      cells: cells.sorted { $0.key < $1.key }.flatMap { row, found in
        found.sorted { $0.key < $1.key }.map { column, counts in
          Coverage.Cell(
            source: row, target: column, direct: counts.direct, inferred: counts.inferred)
        }
      },
      statedPairs: stated, inferredPairs: followed,
      roundTrip: roundTrip(rows.members.map(\.concept), forth), trend: trend())
  }

  /// The matches of a concept in a scheme, each concept and relation once, a statement before an
  /// inference; and whether somebody looked there and found nothing.
  private func links(
    of concept: Concept, to scheme: ConceptScheme
  ) -> (links: [Link], isDeclaredUnmapped: Bool) {
    let resolution = resolver.resolve(
      concept,
      options: ResolutionOptions(
        targetSchemes: [scheme.node], maximumMappings: Self.maximumMappings))
    var links: [Link] = []
    var known: Set<UInt64> = []
    for match in resolution.matches.filter({ !$0.isInferred })
      + resolution.matches.filter(\.isInferred)
    {
      let relation = CoverageClass(match.predicate)
      guard match.concept != concept,
        known.insert(UInt64(match.concept.node.rawValue) << 8 | UInt64(relation.rank)).inserted
      else { continue }
      links.append(
        Link(other: match.concept.node, relation: relation, isInferred: match.isInferred))
    }
    return (links, resolution.absences.contains { $0.scheme == scheme.node })
  }

  // MARK: There and back

  private func roundTrip(_ concepts: [Concept], _ forth: [TermID: [Link]]) -> Coverage.RoundTrip {
    let graph = resolver.graph
    var back: [TermID: [TermID]] = [:]
    var (returned, widened, lost, unmapped) = (0, 0, 0, 0)
    var changed: [(concept: Concept, returns: [Concept])] = []
    for concept in concepts {
      let there = Self.strongest(forth[concept.node] ?? [])
      guard !there.isEmpty else {
        unmapped += 1
        continue
      }
      var home: Set<TermID> = []
      for other in there {
        if back[other] == nil {
          back[other] = Self.strongest(links(of: graph.view(other), to: source).links)
        }
        home.formUnion(back[other] ?? [])
      }
      if home == [concept.node] {
        returned += 1
        continue
      }
      if home.contains(concept.node) { widened += 1 } else { lost += 1 }
      if changed.count < Coverage.maximumExamples {
        changed.append((concept, graph.sorted(Array(home)).map { graph.view($0) }))
      }
    }
    return Coverage.RoundTrip(
      returned: returned, widened: widened, lost: lost, unmapped: unmapped, changed: changed)
  }

  /// The concepts of the strongest class.
  private static func strongest(_ links: [Link]) -> [TermID] {
    guard let best = links.map(\.relation).min() else { return [] }
    return links.filter { $0.relation == best }.map(\.other)
  }

  // MARK: Editions

  private func trend() -> [Coverage.TrendPoint] {
    let sources = editions(of: source)
    let targets = editions(of: target)
    guard sources.count > 1 || targets.count > 1 else { return [] }
    return sources.flatMap { one in
      targets.filter { $0 != one }.map { other in
        let concepts = one.concepts
        let mapped = concepts.count { concept in
          links(of: concept, to: other).links.contains { !$0.isInferred }
        }
        return Coverage.TrendPoint(
          source: one, target: other, conceptCount: concepts.count, mapped: mapped)
      }
    }
  }

  /// The editions of a document that are loaded, the oldest first.
  private func editions(of scheme: ConceptScheme) -> [ConceptScheme] {
    func chain(_ step: (ConceptScheme) -> [ConceptScheme]) -> [ConceptScheme] {
      var found: [ConceptScheme] = []
      var seen: Set<ConceptScheme> = [scheme]
      var level = [scheme]
      while !level.isEmpty, found.count < Self.maximumEditions {
        level = level.flatMap(step).filter { edition in
          resolver.graph.conceptScheme(edition.node) != nil && seen.insert(edition).inserted
        }
        found += level
      }
      return found
    }
    let older = chain(\.replaces).filter { !$0.concepts.isEmpty }
    let newer = chain(\.replacedBy).filter { !$0.concepts.isEmpty }
    return older.reversed() + [scheme] + newer
  }
}
