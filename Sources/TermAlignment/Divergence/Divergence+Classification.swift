import RDFGraph
import RDFModel
import SKOSVocabulary

extension Divergence {
  /// Compares two senses and says how they stand to each other.
  ///
  /// - Parameter areToldApart: whether their scheme gives them different qualifiers.
  init(
    _ left: Sense, _ right: Sense, relations: [Relation], denials: [Denial],
    areToldApart: Bool = false
  ) {
    var comparison: DefinitionComparison?
    if let one = left.definition, let other = right.definition {
      comparison = DefinitionComparison(one, other)
      if one.text.language != other.text.language {
        // Another language: look for one that both have.
        comparison = DefinitionComparison(left.concept, right.concept)
      }
    }
    let one = Ancestors(left.concept)
    let other = Ancestors(right.concept)
    let shared = one.labels.filter(other.labels.contains)
    let strongest = relations.map(\.predicate).min { Self.strength($0) < Self.strength($1) }
    var kind = Self.kind(comparison, strongest, hasDenial: !denials.isEmpty)
    if strongest == nil {
      if one.nodes.contains(right.concept.node) { kind = .broader }
      if other.nodes.contains(left.concept.node) { kind = .narrower }
      if kind == .homonym, !shared.isEmpty { kind = .overlapping }
    }
    self.left = left
    self.right = right
    self.kind = kind
    self.relations = relations
    self.denials = denials
    self.comparison = comparison
    sharedAncestors = shared
    self.areToldApart = areToldApart
    let risk = Self.risk(kind, strongest, comparison, hasDenial: !denials.isEmpty)
    self.risk = areToldApart && risk == .unmapped ? .mapped : risk
    weight =
      Double(kind.distance) - (comparison?.relatedness ?? 1) + (comparison?.substance ?? 0)
      + Self.stake(left, right)
  }

  /// How much hangs on the documents that the two are from, from 0 to 1: whether both count today,
  /// and whether one of them binds anybody.
  private static func stake(_ left: Sense, _ right: Sense) -> Double {
    let schemes = [left, right].map(\.concept.scheme)
    let counts = schemes.allSatisfy { scheme in
      !past.contains(scheme?.status ?? "")
    }
    let binds = schemes.contains { scheme in
      scheme?.bindingNature == "binding" && !past.contains(scheme?.status ?? "")
    }
    return (counts ? 0.5 : 0) + (binds ? 0.5 : 0)
  }

  /// What a document is that does not count yet or no longer.
  private static let past: Set<String> = ["draft", "withdrawn", "superseded"]

  /// How much a relation says: lower says more.
  static func strength(_ relation: MappingRelation) -> Int {
    switch relation {
    case .exactMatch: 0
    case .closeMatch: 1
    case .broadMatch, .narrowMatch: 2
    case .relatedMatch: 3
    case .crossSpeciesExactMatch, .crossSpeciesBroadMatch, .crossSpeciesNarrowMatch: 4
    case .functionalCounterpart: 5
    }
  }

  /// What the wordings alone say of two definitions: shares of words that mark the classes.
  private enum Share {
    /// From here on a definition counts as a modification of the other.
    static let modified = 0.6
    /// From here on two definitions have something in common.
    static let overlapping = 0.25
  }

  private static func kind(
    _ comparison: DefinitionComparison?, _ relation: MappingRelation?, hasDenial: Bool
  ) -> Kind {
    let wording = comparison.map(wordingKind)
    let stated: Kind =
      switch relation {
      case .exactMatch:
        wording == .identical || wording == .restyled || wording == nil
          ? wording ?? .identical : .modified
      case .broadMatch: .broader
      case .narrowMatch: .narrower
      case .closeMatch:
        switch wording {
        case .identical, .restyled, .modified: wording ?? .overlapping
        default: .overlapping
        }
      case .relatedMatch, .functionalCounterpart, .crossSpeciesExactMatch, .crossSpeciesBroadMatch,
        .crossSpeciesNarrowMatch:
        .overlapping
      case nil: wording ?? .undetermined
      }
    // Whoever denied the match knows of a difference that the wordings need not show.
    guard hasDenial else { return stated }
    switch stated {
    case .identical, .restyled, .modified: return .overlapping
    case .undetermined: return .homonym
    default: return stated
    }
  }

  /// The class by the wordings of the definitions alone.
  private static func wordingKind(_ comparison: DefinitionComparison) -> Kind {
    if comparison.isSameText { return .identical }
    if !comparison.differs { return .restyled }
    let similarity = comparison.similarity
    if comparison.hasSameGenus {
      let (left, right) = (comparison.onlyLeft, comparison.onlyRight)
      // More characteristics make a narrower concept.
      if left.isEmpty, !right.isEmpty { return .narrower }
      if right.isEmpty, !left.isEmpty { return .broader }
      return similarity >= Share.modified ? .modified : .overlapping
    }
    if similarity >= Share.modified { return .modified }
    return comparison.relatedness >= Share.overlapping ? .overlapping : .homonym
  }

  private static func risk(
    _ kind: Kind, _ relation: MappingRelation?, _ comparison: DefinitionComparison?,
    hasDenial: Bool
  ) -> Risk {
    if hasDenial { return .denied }
    guard kind.distance >= Kind.modified.distance else { return .none }
    switch relation {
    case nil: return .unmapped
    case .exactMatch: return .exactButDifferent
    default: return .mapped
    }
  }
}

/// The concepts above one, as far as a comparison looks, and their labels.
private struct Ancestors {
  private(set) var nodes: Set<TermID> = []
  private(set) var labels: [String] = []

  private static let maximumCount = 32

  init(_ concept: Concept) {
    var level = concept.broader
    while !level.isEmpty, nodes.count < Self.maximumCount {
      var next: [Concept] = []
      for above in level
      where nodes.count < Self.maximumCount && nodes.insert(above.node).inserted {
        if let label = above.prefLabel(in: "en"), above.termKind != "grouping" {
          let text = String(decoding: FoldedText(label.lexicalForm).bytes, as: UTF8.self)
          if !labels.contains(text) { labels.append(text) }
        }
        next += above.broader
      }
      level = next
    }
  }
}
