import ByteStorage
public import RDFGraph
public import SKOSVocabulary

/// What corresponds to a concept elsewhere, on whose word, and what was said against it.
///
/// A resolution holds numbers; labels, definitions and the words of a derivation are read when
/// somebody asks for them.
public struct Resolution: Sendable {
  /// The answer in one word.
  public enum Status: String, Hashable, Sendable {
    /// An exact match is stated or follows.
    case equivalent
    /// There is a close, broader, narrower or related match, and no exact one.
    case corresponding
    /// Nothing but functional counterparts.
    case counterpartOnly = "counterpart-only"
    /// Somebody looked and found nothing.
    case declaredUnmapped = "declared-unmapped"
    /// Nobody said anything.
    case undecided
    /// Nothing corresponds, and somebody said that something does not.
    case notEquivalent = "not-equivalent"
  }

  /// The concept that was resolved.
  public let concept: Concept
  /// The answer in one word, over all relations, whichever were asked for.
  public let status: Status
  /// What corresponds: the strongest relation first, then the shortest derivation, then the
  /// highest confidence, then by IRI.
  public let matches: [Match]
  /// What somebody denied, and what was not inferred because of that.
  public let negatives: [Negative]
  /// Where somebody looked and found nothing.
  public let absences: [DeclaredAbsence]
  /// Statements that do not go together.
  public let conflicts: [Conflict]
  /// What the answer leaves out, such as a search that was cut.
  public let notes: [String]

  let resolver: Resolver
  let options: ResolutionOptions
}

/// A concept that corresponds.
public struct Match: Sendable {
  /// The concept at the other end.
  public let concept: Concept
  /// The relation, as seen from the concept that was resolved.
  public let predicate: MappingRelation
  /// Whether it follows from several statements; one read backwards is still a statement.
  public let isInferred: Bool
  /// The least confidence of the derivation's links, so never above any of them; nil where a link
  /// states none, as nobody knows then which link is the weakest.
  public let confidence: Double?
  /// The links of the derivation: mappings with a bit for those read backwards.
  let links: [UInt32]
  let source: Concept
  let index: MappingIndex

  /// The number of links.
  public var hopCount: Int { links.count }

  /// Whether both concepts have definitions and their wordings differ in content.
  ///
  /// See ``DefinitionComparison``.
  public var definitionDiffers: Bool {
    DefinitionComparison(source, concept)?.differs ?? false
  }

  /// How the confidence came about, in words.
  public var confidenceRule: String {
    let silent = links.count { index.confidence(Int($0 & ~MappingAdjacency.backwards)) == nil }
    if silent == links.count { return "no confidence stated" }
    if silent > 0 { return "unknown: \(silent) of \(links.count) links state no confidence" }
    return links.count == 1 ? "stated" : "weakest link of \(links.count) hops"
  }
}

/// A pair that somebody denied, or an inference that a denial blocked.
public struct Negative: Sendable {
  /// The concept at the other end.
  public let concept: Concept
  /// The relation that is denied or was not inferred.
  public let predicate: MappingRelation
  /// Why, in words.
  public let reason: String
  /// Whether this is an inference that was not drawn; else somebody denied this very pair.
  public let isBlockedInference: Bool
  /// The mapping that denies, by its number in the index.
  let mapping: Int
  /// The set of that mapping.
  public let mappingSet: TermID?
}

/// A scheme in which somebody found no term.
public struct DeclaredAbsence: Sendable {
  /// The scheme; nil where the mapping names none.
  public let scheme: TermID?
  /// The relation that was looked for.
  public let predicate: MappingRelation
  /// The set of the mapping that says so.
  public let mappingSet: TermID?
  /// What the mapping adds in words.
  public let comment: String?
}

/// Statements that contradict each other or a condition of SKOS.
public struct Conflict: Hashable, Sendable {
  /// The kinds of conflict.
  public enum Kind: String, Hashable, Sendable {
    /// The same pair is affirmed and denied.
    case affirmedAndDenied = "affirmed-and-denied"
    /// Two exact matches are denied to be exact matches of each other.
    case deniedWithinCluster = "denied-within-cluster"
    /// Exact matches lead to several concepts of one scheme.
    case severalInScheme = "several-in-one-scheme"
    /// A pair matches exactly and by a hierarchical or associative relation (SKOS, S46).
    case exactAndOther = "exact-and-other"
  }

  /// The kind.
  public let kind: Kind
  /// What does not go together, in one sentence.
  public let message: String
  /// The concepts, the resolved one included where it takes part.
  public let concepts: [TermID]
  /// The sets whose mappings take part.
  public let mappingSets: [TermID]
}
