import ByteStorage
import RDFGraph
import RDFModel
import SKOSVocabulary

/// The mappings that a resolution believes: those of the wanted sets, authors and review states.
struct LinkFilter: Sendable {
  /// By the number of the set.
  private let sets: [Bool]?
  /// By the number of the group of authors.
  private let authors: [Bool]?
  /// By the code of the state.
  private let reviews: [Bool]?

  /// - Returns: nil where every mapping is believed.
  init?(_ options: ResolutionOptions, _ index: MappingIndex) {
    if options.mappingSets == nil, options.authors == nil, options.reviewStates == nil {
      return nil
    }
    sets = options.mappingSets.map { wanted in
      index.sets.map { set in set.map(wanted.contains) ?? false }
    }
    authors = options.authors.map { wanted in
      let names = Set(wanted.map { $0.lowercased() })
      return index.authorGroups.map { group in
        group.contains { author in
          let text = index.snapshot.dictionary.text(of: author)
          let short = index.snapshot.prefixes.compact(IRI(trusted: text))
          return names.contains(text.lowercased()) || names.contains(short.lowercased())
        }
      }
    }
    reviews = options.reviewStates.map { wanted in
      ReviewState.allCases.sorted { $0.code < $1.code }.map(wanted.contains)
    }
  }

  func accepts(_ mapping: Int, of index: MappingIndex) -> Bool {
    if let sets, !sets[Int(index.setNumbers[mapping])] { return false }
    if let authors, !authors[Int(index.authorNumbers[mapping])] { return false }
    if let reviews, !reviews[Int(index.reviews[mapping])] { return false }
    return true
  }
}

/// The concepts that a resolution reports.
struct TargetFilter: Sendable {
  private let start: Int
  /// By the number of the scheme.
  private let schemes: [Bool]?
  private let nodes: Set<UInt32>?
  private let evidence: ResolutionOptions.Evidence
  /// A bit for each relation that is asked for.
  private let relations: UInt16

  init(_ options: ResolutionOptions, _ index: MappingIndex, _ graph: SKOSGraph, start: Int) {
    self.start = start
    evidence = options.evidence
    relations = MappingCode.allCases.reduce(0) { bits, code in
      options.relations.contains(code.relation) ? bits | 1 << UInt16(code.rawValue) : bits
    }
    nodes = options.targets.map { targets in
      Set(targets.compactMap { index.node(of: $0).map { UInt32($0) } })
    }
    if options.targetSchemes == nil, options.jurisdictions == nil, options.editions == nil {
      schemes = nil
    } else {
      schemes = index.schemes.map { node in
        if let wanted = options.targetSchemes, !wanted.contains(node) { return false }
        guard options.jurisdictions != nil || options.editions != nil else { return true }
        guard let scheme = graph.conceptScheme(node) else { return false }
        if let wanted = options.jurisdictions, wanted.isDisjoint(with: scheme.jurisdictions) {
          return false
        }
        return options.editions.map { $0.contains(scheme.edition ?? "") } ?? true
      }
    }
  }

  /// Whether a concept is one of those that were asked about.
  func accepts(_ node: Int, of index: MappingIndex) -> Bool {
    if let nodes, !nodes.contains(UInt32(node)) { return false }
    guard let schemes else { return true }
    return index.schemes(ofNode: node).contains { schemes[Int(index.schemeNumbers[$0])] }
  }

  /// Whether a match counts, whatever its relation.
  func accepts(_ node: Int, isInferred: Bool, of index: MappingIndex) -> Bool {
    if evidence == .inferred, !isInferred { return false }
    guard accepts(node, of: index) else { return false }
    // Inference within a scheme says nothing about elsewhere; it is looked at as a conflict.
    let isOpen = isInferred && schemes == nil && nodes == nil
    return !isOpen || !index.shareScheme(start, node)
  }

  /// Whether a relation is asked for.
  func asks(for relation: UInt8) -> Bool { relations & 1 << UInt16(relation & 15) != 0 }
}
