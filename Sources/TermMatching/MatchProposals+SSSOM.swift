public import RDFModel
import SKOSVocabulary
public import TermAlignment

extension MatchProposals {
  /// The proposals as a mapping set.
  ///
  /// Who made it stands in `mapping_tool`, never in `author_id`: nobody has reviewed it. The
  /// justification is `semapv:LexicalMatching` where the names alone are the same,
  /// `semapv:MappingChaining` where statements in the data join the two,
  /// `semapv:SemanticSimilarityThresholdMatching` where texts share a theme, and
  /// `semapv:CompositeMatching` for the rest.
  ///
  /// - Parameters:
  ///   - id: the identifier of the set.
  ///   - toolVersion: the version of Isogloss.
  ///   - prefixes: the prefixes to write CURIEs with; others are made where none fits.
  ///   - explains: whether each mapping carries the reasons as `comment`, and the likenesses.
  public func mappingSet(
    id: IRI, toolVersion: String, prefixes: PrefixMap = PrefixMap(), explains: Bool = false
  ) -> MappingSet {
    var set = MappingSet(
      id: id, license: IRI(trusted: "https://w3id.org/sssom/license/unspecified"))
    set.values[.mappingTool] = .text("Isogloss")
    set.values[.mappingToolVersion] = .text(toolVersion)
    set.values[.comment] = .text(
      "Proposals of a program, reviewed by nobody: \(sourceCount) entities of the source and "
        + "\(targetCount) of the target.")
    set.mappings = proposals.map { $0.mapping(explains: explains) }
    set.prefixes = .covering(set, given: prefixes)
    return set
  }
}

extension MatchProposal {
  /// The proposal as a mapping.
  func mapping(explains: Bool) -> Mapping {
    var mapping = Mapping(
      subject: IRI(trusted: source), predicate: relation.iri, object: IRI(trusted: target),
      justification: justification)
    mapping.subjectLabel = reasons.sourceLabel
    mapping.objectLabel = reasons.targetLabel
    mapping.confidence = confidence
    mapping.values[.subjectType] = .text(kind.sssomType)
    mapping.values[.objectType] = .text(kind.sssomType)
    if let name = reasons.sourceName, reasons.areNamesSame {
      mapping.values[.matchString] = .list([.text(name)])
    }
    guard explains else { return mapping }
    mapping.values[.similarityScore] = .number(reasons.nameSimilarity)
    mapping.values[.similarityMeasure] = .text("weighted token overlap of names")
    mapping.values[.comment] = .text(explanation)
    return mapping
  }

  private var justification: IRI {
    if reasons.isBridged { return Justification.chaining }
    if reasons.areNamesSame { return Justification.lexical }
    return relation == .relatedMatch ? Justification.semanticSimilarity : Justification.composite
  }

  /// The reasons in a sentence.
  public var explanation: String {
    var parts = reasons.remarks
    if let first = reasons.sourceName, let second = reasons.targetName, !reasons.areNamesSame {
      parts.append("names \"\(first)\" and \"\(second)\" \(reasons.nameSimilarity)")
    }
    if let text = reasons.textSimilarity { parts.append("definitions \(text)") }
    if let support = reasons.neighbourSupport { parts.append("neighbours \(support)") }
    return parts.joined(separator: "; ")
  }
}

extension EntityKind {
  /// The word of SSSOM's enumeration of entity types.
  var sssomType: String {
    switch self {
    case .concept: "skos concept"
    case .ontologyClass: "owl class"
    case .objectProperty: "owl object property"
    case .datatypeProperty: "owl data property"
    }
  }
}
