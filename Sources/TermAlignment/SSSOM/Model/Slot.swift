public import RDFModel

/// A slot of SSSOM's classes `Mapping` and `MappingSet`; the raw value is its name in files.
///
/// The cases stand in the order of the `Mapping` class, which is the canonical order of columns;
/// those that only a set has come last.
///
/// Source: SSSOM 1.1, schema `sssom_schema.yaml`, classes `mapping` and `mapping set`.
public enum Slot: String, CaseIterable, Sendable {
  /// The slot `record_id`.
  case recordID = "record_id"
  /// The slot `subject_id`.
  case subjectID = "subject_id"
  /// The slot `subject_label`.
  case subjectLabel = "subject_label"
  /// The slot `subject_category`.
  case subjectCategory = "subject_category"
  /// The slot `predicate_id`.
  case predicateID = "predicate_id"
  /// The slot `predicate_label`.
  case predicateLabel = "predicate_label"
  /// The slot `predicate_modifier`.
  case predicateModifier = "predicate_modifier"
  /// The slot `object_id`.
  case objectID = "object_id"
  /// The slot `object_label`.
  case objectLabel = "object_label"
  /// The slot `object_category`.
  case objectCategory = "object_category"
  /// The slot `mapping_justification`.
  case mappingJustification = "mapping_justification"
  /// The slot `author_id`.
  case authorID = "author_id"
  /// The slot `author_label`.
  case authorLabel = "author_label"
  /// The slot `reviewer_id`.
  case reviewerID = "reviewer_id"
  /// The slot `reviewer_label`.
  case reviewerLabel = "reviewer_label"
  /// The slot `creator_id`.
  case creatorID = "creator_id"
  /// The slot `creator_label`.
  case creatorLabel = "creator_label"
  /// The slot `license`.
  case license
  /// The slot `subject_type`.
  case subjectType = "subject_type"
  /// The slot `subject_source`.
  case subjectSource = "subject_source"
  /// The slot `subject_source_version`.
  case subjectSourceVersion = "subject_source_version"
  /// The slot `object_type`.
  case objectType = "object_type"
  /// The slot `object_source`.
  case objectSource = "object_source"
  /// The slot `object_source_version`.
  case objectSourceVersion = "object_source_version"
  /// The slot `predicate_type`.
  case predicateType = "predicate_type"
  /// The slot `mapping_provider`.
  case mappingProvider = "mapping_provider"
  /// The slot `mapping_source`.
  case mappingSource = "mapping_source"
  /// The slot `mapping_cardinality`.
  case mappingCardinality = "mapping_cardinality"
  /// The slot `cardinality_scope`.
  case cardinalityScope = "cardinality_scope"
  /// The slot `mapping_tool`.
  case mappingTool = "mapping_tool"
  /// The slot `mapping_tool_id`.
  case mappingToolID = "mapping_tool_id"
  /// The slot `mapping_tool_version`.
  case mappingToolVersion = "mapping_tool_version"
  /// The slot `mapping_date`.
  case mappingDate = "mapping_date"
  /// The slot `publication_date`.
  case publicationDate = "publication_date"
  /// The slot `review_date`.
  case reviewDate = "review_date"
  /// The slot `confidence`.
  case confidence
  /// The slot `reviewer_agreement`.
  case reviewerAgreement = "reviewer_agreement"
  /// The slot `curation_rule`.
  case curationRule = "curation_rule"
  /// The slot `curation_rule_text`.
  case curationRuleText = "curation_rule_text"
  /// The slot `subject_match_field`.
  case subjectMatchField = "subject_match_field"
  /// The slot `object_match_field`.
  case objectMatchField = "object_match_field"
  /// The slot `match_string`.
  case matchString = "match_string"
  /// The slot `subject_preprocessing`.
  case subjectPreprocessing = "subject_preprocessing"
  /// The slot `object_preprocessing`.
  case objectPreprocessing = "object_preprocessing"
  /// The slot `similarity_score`.
  case similarityScore = "similarity_score"
  /// The slot `similarity_measure`.
  case similarityMeasure = "similarity_measure"
  /// The slot `see_also`.
  case seeAlso = "see_also"
  /// The slot `issue_tracker_item`.
  case issueTrackerItem = "issue_tracker_item"
  /// The slot `other`.
  case other
  /// The slot `comment`.
  case comment
  /// The slot `sssom_version`.
  case sssomVersion = "sssom_version"
  /// The slot `mapping_set_id`.
  case mappingSetID = "mapping_set_id"
  /// The slot `mapping_set_version`.
  case mappingSetVersion = "mapping_set_version"
  /// The slot `mapping_set_source`.
  case mappingSetSource = "mapping_set_source"
  /// The slot `mapping_set_title`.
  case mappingSetTitle = "mapping_set_title"
  /// The slot `mapping_set_description`.
  case mappingSetDescription = "mapping_set_description"
  /// The slot `mapping_set_confidence`.
  case mappingSetConfidence = "mapping_set_confidence"
  /// The slot `issue_tracker`.
  case issueTracker = "issue_tracker"

  /// The slots of a mapping in canonical order.
  public static let ofMapping = Array(allCases.prefix { $0 != .sssomVersion })

  /// The slots of a mapping set in canonical order, without the prefixes, the mappings and the
  /// definitions of extensions.
  public static let ofMappingSet: [Slot] = [
    .sssomVersion, .mappingSetID, .mappingSetVersion, .mappingSetSource, .mappingSetTitle,
    .mappingSetDescription, .mappingSetConfidence, .creatorID, .creatorLabel, .license,
    .subjectType, .subjectSource, .subjectSourceVersion, .objectType, .objectSource,
    .objectSourceVersion, .predicateType, .mappingProvider, .cardinalityScope, .mappingTool,
    .mappingToolID, .mappingToolVersion, .mappingDate, .publicationDate, .subjectMatchField,
    .objectMatchField, .subjectPreprocessing, .objectPreprocessing, .similarityMeasure,
    .curationRule, .curationRuleText, .seeAlso, .issueTracker, .other, .comment,
  ]

  /// The position among all slots.
  var order: Int { Self.orders[self, default: 0] }

  private static let orders = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}

extension Slot {
  /// What the values of a slot are.
  public enum Kind: Hashable, Sendable {
    /// An identifier: a CURIE in files, an IRI everywhere else.
    case entityReference
    /// A URI with a scheme, written in full.
    case uri
    /// Text.
    case string
    /// A calendar date, `yyyy-mm-dd`.
    case date
    /// A number within bounds.
    case number(ClosedRange<Double>)
    /// One of a few words.
    case enumeration(Enumeration)
  }

  /// The enumerations of SSSOM.
  public enum Enumeration: Hashable, Sendable {
    /// `entity_type_enum`.
    case entityType
    /// `predicate_modifier_enum`.
    case predicateModifier
    /// `mapping_cardinality_enum`.
    case cardinality
    /// `sssom_version_enum`.
    case version

    /// The words and the IRIs that stand for them in RDF, where they have one.
    public var values: [(word: String, meaning: IRI?)] {
      switch self {
      case .entityType: return Self.entityTypes
      case .predicateModifier: return [("Not", SSSOM.negatedPredicate)]
      case .cardinality:
        return ["1:1", "1:n", "n:1", "n:n", "1:0", "0:1", "0:0"].map { ($0, nil) }
      case .version:
        return ["1.0", "1.1"].map { ($0, IRI(trusted: SSSOM.namespace + "version" + $0)) }
      }
    }

    private static let entityTypes: [(word: String, meaning: IRI?)] = [
      ("owl class", SSSOM.owl + "Class"),
      ("owl object property", SSSOM.owl + "ObjectProperty"),
      ("owl data property", SSSOM.owl + "DataProperty"),
      ("owl annotation property", SSSOM.owl + "AnnotationProperty"),
      ("owl named individual", SSSOM.owl + "NamedIndividual"),
      ("skos concept", SSSOM.skos + "Concept"),
      ("rdfs resource", SSSOM.rdfs + "Resource"),
      ("rdfs class", SSSOM.rdfs + "Class"),
      ("rdfs literal", SSSOM.rdfs + "Literal"),
      ("rdfs datatype", SSSOM.rdfs + "Datatype"),
      ("rdf property", RDF.namespace + "Property"),
      ("composed entity expression", SSSOM.namespace + "ComposedEntityExpression"),
    ].map { ($0.0, IRI(trusted: $0.1)) }

    /// The word that stands for itself here: a known word, or the IRI that means it.
    func word(for text: String) -> String? {
      values.first { $0.word == text || $0.meaning?.value == text }?.word
    }
  }

  /// Whether the slot takes one of a few words.
  var isEnumeration: Bool {
    if case .enumeration = kind { true } else { false }
  }

  /// What the values of the slot are.
  public var kind: Kind {
    switch self {
    case .recordID, .subjectID, .predicateID, .objectID, .mappingJustification, .authorID,
      .reviewerID, .creatorID, .subjectSource, .objectSource, .mappingSource, .mappingToolID,
      .curationRule, .subjectMatchField, .objectMatchField, .subjectPreprocessing,
      .objectPreprocessing, .issueTrackerItem:
      return .entityReference
    case .license, .mappingProvider, .seeAlso, .mappingSetID, .mappingSetSource, .issueTracker:
      return .uri
    case .mappingDate, .publicationDate, .reviewDate: return .date
    case .confidence, .similarityScore, .mappingSetConfidence: return .number(0...1)
    case .reviewerAgreement: return .number(-1...1)
    case .subjectType, .objectType, .predicateType: return .enumeration(.entityType)
    case .predicateModifier: return .enumeration(.predicateModifier)
    case .mappingCardinality: return .enumeration(.cardinality)
    case .sssomVersion: return .enumeration(.version)
    default: return .string
    }
  }

  /// Whether the slot takes several values.
  public var isMultivalued: Bool {
    switch self {
    case .authorID, .authorLabel, .reviewerID, .reviewerLabel, .creatorID, .creatorLabel,
      .cardinalityScope, .curationRule, .curationRuleText, .subjectMatchField, .objectMatchField,
      .matchString, .subjectPreprocessing, .objectPreprocessing, .seeAlso, .mappingSetSource:
      return true
    default: return false
    }
  }

  /// Whether a value on the set counts for all its mappings.
  ///
  /// Source: SSSOM 1.1, data model, propagatable slots.
  public var isPropagatable: Bool {
    switch self {
    case .subjectType, .subjectSource, .subjectSourceVersion, .objectType, .objectSource,
      .objectSourceVersion, .predicateType, .mappingProvider, .cardinalityScope, .mappingTool,
      .mappingToolID, .mappingToolVersion, .mappingDate, .subjectMatchField, .objectMatchField,
      .subjectPreprocessing, .objectPreprocessing, .similarityMeasure, .curationRule,
      .curationRuleText:
      return true
    default: return false
    }
  }

  /// Whether the slot came with version 1.1, on the mapping or on the set.
  func isNewIn11(onSet: Bool) -> Bool {
    switch self {
    case .sssomVersion, .predicateType, .mappingSetConfidence, .cardinalityScope,
      .mappingToolID, .reviewDate, .reviewerAgreement, .recordID:
      return true
    case .similarityMeasure, .curationRule, .curationRuleText: return onSet
    default: return false
    }
  }

  /// The property that states the slot in RDF.
  ///
  /// Source: SSSOM 1.1, SSSOM/RDF, representation of slots.
  public var property: IRI {
    switch self {
    case .subjectID: return SSSOM.annotatedSource
    case .predicateID: return SSSOM.annotatedProperty
    case .objectID: return SSSOM.annotatedTarget
    case .mappingSetVersion: return IRI(trusted: SSSOM.owl + "versionInfo")
    case .mappingSetTitle: return IRI(trusted: SSSOM.dcterms + "title")
    case .mappingSetDescription: return IRI(trusted: SSSOM.dcterms + "description")
    case .creatorID: return IRI(trusted: SSSOM.dcterms + "creator")
    case .authorID: return IRI(trusted: SSSOM.pav + "authoredBy")
    case .license: return IRI(trusted: SSSOM.dcterms + "license")
    case .mappingSetSource: return IRI(trusted: "http://www.w3.org/ns/prov#wasDerivedFrom")
    case .mappingDate: return IRI(trusted: SSSOM.dcterms + "created")
    case .publicationDate: return IRI(trusted: SSSOM.dcterms + "issued")
    case .seeAlso: return IRI(trusted: SSSOM.rdfs + "seeAlso")
    case .comment: return IRI(trusted: SSSOM.rdfs + "comment")
    default: return IRI(trusted: SSSOM.namespace + rawValue)
    }
  }
}
