public import RDFGraph
public import RDFModel
public import SKOSVocabulary

/// One concept under a designation: who uses the word, where, and what they mean by it.
public struct Sense: Sendable {
  /// The concept.
  public let concept: Concept
  /// The label by which it has the designation.
  public let label: Literal
  /// Where its schemes apply, or who issues them.
  public let jurisdictions: [String]
  /// The bodies that published its schemes.
  public let bodies: [String]
  /// The definition that is compared, taken apart; nil where there is none.
  public let definition: DefinitionParts?

  /// A short name for where the concept is from.
  public func place(in language: String = "en") -> String {
    concept.scheme?.displayName(in: language) ?? concept.curie
  }
}

/// Two concepts with the same designation in different schemes: how their meanings stand to each
/// other, how dangerous it is to take one for the other, and what tells so.
public struct Divergence: Sendable {
  /// How the two meanings stand to each other, from the first to the second.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// The same wording, or stated to match exactly where a definition is missing.
    case identical
    /// The same words in another order or inflection.
    case restyled
    /// Mostly the same definition, with differences in content.
    case modified
    /// The second concept is broader.
    case broader
    /// The second concept is narrower.
    case narrower
    /// Something in common, and something of its own on each side.
    case overlapping
    /// Nothing in common but the word.
    case homonym
    /// A definition is missing and nobody related the two.
    case undetermined

    /// How far the meanings are apart: higher is farther.
    var distance: Int {
      switch self {
      case .identical: 0
      case .restyled: 1
      case .undetermined: 2
      case .modified: 3
      case .broader, .narrower: 4
      case .overlapping: 5
      case .homonym: 6
      }
    }
  }

  /// The danger of taking one for the other, the gravest first.
  public enum Risk: String, CaseIterable, Comparable, Hashable, Sendable {
    /// The same word for different things, and no mapping says so.
    case unmapped
    /// Stated to match exactly, and defined differently.
    case exactButDifferent = "exact-but-different"
    /// Different, and a mapping denies the match: whoever looks is warned.
    case denied
    /// Different, and a mapping that claims less than sameness relates them, or their scheme tells
    /// them apart.
    case mapped
    /// Nothing is known to be different.
    case none

    var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// The gravest first.
    public static func < (left: Risk, right: Risk) -> Bool { left.rank < right.rank }
  }

  /// A mapping between the two.
  public struct Relation: Hashable, Sendable {
    /// The relation from the first to the second.
    public let predicate: MappingRelation
    /// Whether it follows from several statements.
    public let isInferred: Bool
    /// The IRIs of the sets whose statements it rests on.
    public let mappingSets: [String]

    init(_ match: Match) {
      predicate = match.predicate
      isInferred = match.isInferred
      mappingSets = match.mappingSets.map { match.concept.graph.iriText($0) }
    }
  }

  /// A statement that the two do not match.
  public struct Denial: Hashable, Sendable {
    /// The relation that is denied.
    public let predicate: MappingRelation
    /// What the statement says the difference is.
    public let difference: String?
    /// The set of the statement.
    public let mappingSet: TermID?
  }

  /// The first concept, in the order of the designation's senses.
  public let left: Sense
  /// The second concept.
  public let right: Sense
  /// How the meanings stand to each other.
  public let kind: Kind
  /// The danger of taking one for the other.
  public let risk: Risk
  /// The mappings between the two, the strongest first.
  public let relations: [Relation]
  /// The statements that the two do not match.
  public let denials: [Denial]
  /// The definitions compared; nil where one is missing.
  public let comparison: DefinitionComparison?
  /// Labels of concepts that are above both in their hierarchies.
  public let sharedAncestors: [String]

  /// Whether one scheme has both and tells them apart by a qualifier in brackets.
  public let areToldApart: Bool
  /// How grave the pair is among those of the same risk.
  let weight: Double

  /// The difference in words: as stated, else from genus and characteristics.
  public func difference(in language: String = "en") -> String {
    if let stated = denials.lazy.compactMap(\.difference).first { return stated }
    return computedDifference(in: language)
      ?? "a definition is missing, so that nothing can be compared"
  }

  /// The difference in words from genus and characteristics; nil where a definition is missing.
  public func computedDifference(in language: String = "en") -> String? {
    guard let comparison else { return nil }
    if comparison.isSameText { return "the same wording" }
    var names = (left: left.place(in: language), right: right.place(in: language))
    if names.left == names.right {
      names = (left.concept.curie, right.concept.curie)
    }
    return comparison.difference(names)
  }

  /// What the classification rests on, in words.
  public func evidence(in language: String = "en") -> [String] {
    let graph = left.concept.graph
    func sets(_ iris: [String]) -> String {
      iris.isEmpty ? "" : " in " + iris.map(SKOSGraph.setName).joined(separator: ", ")
    }
    var lines = relations.map { relation in
      "\(relation.isInferred ? "inferred" : "stated"): \(relation.predicate.curie)"
        + sets(relation.mappingSets)
    }
    lines += denials.map {
      "denied: \($0.predicate.curie)" + sets($0.mappingSet.map { [graph.iriText($0)] } ?? [])
    }
    if areToldApart { lines.append("labels: told apart by their scheme") }
    if let comparison {
      let share = Int((comparison.similarity * 100).rounded())
      let genus =
        comparison.left.genus == nil || comparison.right.genus == nil
        ? "" : comparison.hasSameGenus ? ", the same genus" : ", another genus"
      lines.append("definitions: \(share) % of the words shared\(genus)")
    } else {
      lines.append("definitions: none to compare")
    }
    if !sharedAncestors.isEmpty {
      lines.append("hierarchy: both below " + sharedAncestors.joined(separator: ", "))
    }
    return lines
  }
}

extension SKOSGraph {
  /// The identifier of a mapping set of Isogloss, any other IRI as it stands.
  static func setName(_ text: String) -> String {
    let root = IsoglossIdentifiers.root + "mappings/"
    return text.hasPrefix(root) ? String(text.dropFirst(root.count)) : text
  }
}

/// A label in one language, and all that is meant by it.
public struct Designation: Sendable {
  /// Why concepts are compared under a label.
  public enum Scope: String, CaseIterable, Comparable, Hashable, Sendable {
    /// All have the label.
    case label
    /// Mappings relate those that have the label to others, which have other names.
    case otherNames = "other-names"
    /// Longer terms hold the label or a word of its family, and it holds shorter ones.
    case withinTerms = "within-terms"

    /// The closest to the label first.
    public static func < (left: Scope, right: Scope) -> Bool {
      left.place < right.place
    }

    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// What is added to the label in a heading; empty for the label alone.
    public var addition: String {
      switch self {
      case .label: ""
      case .otherNames: " under other names"
      case .withinTerms: " within longer terms"
      }
    }
  }

  /// The label, as it is mostly written.
  public let label: String
  /// The primary language subtag; nil where the labels have none.
  public let language: String?
  /// Why the concepts stand together.
  public let scope: Scope
  /// The concepts, grouped by jurisdiction, then body, then IRI.
  public let senses: [Sense]
  /// The pairs, the gravest first.
  public let divergences: [Divergence]
  /// How many concepts have the label; more than ``senses`` where there are too many to compare.
  public let senseCount: Int

  /// The risk of the gravest pair.
  public var risk: Divergence.Risk { divergences.first?.risk ?? .none }

  /// Senses that stand together: of one jurisdiction and body.
  public struct Group: Sendable {
    /// Where the senses apply, or who issues them.
    public let jurisdictions: [String]
    /// Who published them.
    public let bodies: [String]
    /// The senses.
    public let senses: [Sense]
  }

  /// The senses by jurisdiction and body.
  public var groups: [Group] {
    var groups: [Group] = []
    for sense in senses {
      if let last = groups.last, last.jurisdictions == sense.jurisdictions,
        last.bodies == sense.bodies
      {
        groups[groups.count - 1] = Group(
          jurisdictions: last.jurisdictions, bodies: last.bodies, senses: last.senses + [sense])
      } else {
        groups.append(
          Group(jurisdictions: sense.jurisdictions, bodies: sense.bodies, senses: [sense]))
      }
    }
    return groups
  }
}

/// Where the same word means different things, the gravest first.
public struct DivergenceReport: Sendable {
  /// The designations.
  public let designations: [Designation]
  /// What the report leaves out.
  public let notes: [String]

  /// The report without all but the gravest designations; the notes say so.
  public func prefix(_ count: Int) -> DivergenceReport {
    guard designations.count > count else { return self }
    return DivergenceReport(
      designations: Array(designations.prefix(count)),
      notes: notes + ["\(designations.count - count) labels of less risk are left out"])
  }

  /// How many pairs have each risk.
  public var counts: [(risk: Divergence.Risk, count: Int)] {
    let all = designations.flatMap(\.divergences)
    return Divergence.Risk.allCases.map { risk in (risk, all.count { $0.risk == risk }) }
  }
}
