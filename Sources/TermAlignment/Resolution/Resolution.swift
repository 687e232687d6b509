import ByteStorage
public import RDFGraph
public import SKOSVocabulary

/// What corresponds to a concept elsewhere, on whose word, and what was said against it.
///
/// A resolution holds numbers; labels, definitions, denials and the words of a derivation are read
/// when somebody asks for them.
public struct Resolution: Sendable {
  /// The answer in one word.
  public enum Status: String, CaseIterable, Hashable, Sendable {
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

  /// The answer in one word, over all relations, whichever were asked for.
  public let status: Status
  /// What corresponds: the strongest relation first, then the shortest derivation, then the
  /// highest confidence, then by IRI.
  public let matches: [Match]

  let findings: ResolutionFindings

  init(_ findings: ResolutionFindings) {
    self.findings = findings
    status = findings.status
    matches = findings.conclusions.matches.map { Match(conclusion: $0, findings: findings) }
  }

  /// The concept that was resolved.
  public var concept: Concept { findings.concept }

  /// What the resolution looked for.
  public var options: ResolutionOptions { findings.options }

  /// What somebody denied, and what was not inferred because of that.
  public var negatives: [Negative] { findings.negatives }

  /// Where somebody looked and found nothing.
  public var absences: [DeclaredAbsence] { findings.absences }

  /// The bounds that were reached; the answer may not be all there is then.
  public var limits: [ReachedLimit] { findings.conclusions.limits }

  /// What the answer leaves out, in sentences.
  public var notes: [String] { limits.map(\.message) }

  var resolver: Resolver { findings.resolver }
}

/// A concept that corresponds.
public struct Match: Sendable {
  let conclusion: Conclusions.Conclusion
  let findings: ResolutionFindings

  /// The concept at the other end.
  public var concept: Concept {
    findings.resolver.graph.view(
      findings.resolver.index.term(ofNode: Int(conclusion.node)))
  }

  /// The relation, as seen from the concept that was resolved.
  public var predicate: MappingRelation { conclusion.code.relation }

  /// Whether it follows from several statements; one read backwards is still a statement.
  public var isInferred: Bool { conclusion.hops > 1 }

  /// The confidence of the best derivation, by ``ResolutionOptions/confidenceRule``, so never
  /// above any of its links; nil where a link states none, as nobody knows then which link is the
  /// weakest.
  ///
  /// With ``ResolutionOptions/combinesIndependentEvidence`` that of all independent derivations
  /// together.
  public var confidence: Double? {
    conclusion.confidence.isNaN ? nil : conclusion.confidence
  }

  /// The number of links of the best derivation.
  public var hopCount: Int { Int(conclusion.hops) }

  /// Whether both concepts have definitions and their wordings differ in content.
  ///
  /// See ``DefinitionComparison``.
  public var definitionDiffers: Bool {
    DefinitionComparison(findings.concept, concept)?.differs ?? false
  }

  /// How the confidence came about, in words.
  public var confidenceRule: String {
    if conclusion.evidenceCount > 1 {
      return "noisy-or over \(conclusion.evidenceCount) independent derivations: no statement, "
        + "mapping set or author in common"
    }
    return Derivation.confidenceRule(
      of: links, findings.resolver.index, findings.options.confidenceRule)
  }

  /// The best derivation, link by link; ``Resolution/explanation()`` has the others.
  public var derivation: [DerivationStep] { DerivationStep.steps(of: links, findings) }

  /// The sets of the statements that the best derivation takes, each once; nothing for plain
  /// triples of the default graph.
  public var mappingSets: [TermID] {
    var found: [TermID] = []
    for link in links {
      let number = Int(link & ~MappingAdjacency.backwards)
      if let set = findings.index.mappingSet(number), !found.contains(set) { found.append(set) }
    }
    return found
  }

  /// The links of the best derivation: mappings with a bit for those read backwards.
  var links: [UInt32] { findings.conclusions.links(of: conclusion) }
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
  /// What those who took a position on that mapping amount to; nil where nobody took one.
  public let consensus: Consensus?
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
  /// What those who took a position on the mapping amount to; nil where nobody took one.
  public let consensus: Consensus?
}

/// Statements that contradict each other or a condition of SKOS.
public struct Conflict: Hashable, Sendable {
  /// The kinds of conflict.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
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
