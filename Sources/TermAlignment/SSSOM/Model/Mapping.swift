public import RDFModel

/// A statement by somebody that a term corresponds to another, or does not.
///
/// Every slot of SSSOM's class `Mapping` is kept in ``values``; those that the resolver works
/// with have names of their own. Values that the set states for all its mappings are here too.
///
/// Source: SSSOM 1.1, class `Mapping`.
public struct Mapping: Sendable {
  /// The standard slots.
  public var values = SlotValues()
  /// The values of extension slots, by name.
  public var extensions: [String: SlotValue] = [:]
  /// The line of the source on which the mapping starts, from 1; takes no part in equality.
  public var line: Int?

  /// Makes a mapping without values, to be filled slot by slot.
  public init() {}

  /// Makes a mapping from the four slots that each must have.
  public init(subject: IRI, predicate: IRI, object: IRI, justification: IRI) {
    self.subject = subject
    self.predicate = predicate
    self.object = object
    self.justification = justification
  }
}

extension Mapping: Hashable {
  /// Whether all slots are equal, wherever the mappings were read.
  public static func == (left: Mapping, right: Mapping) -> Bool {
    left.values == right.values && left.extensions == right.extensions
  }

  /// Hashes all slots.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(values)
    hasher.combine(extensions)
  }
}

extension Mapping {
  /// The slot `record_id`.
  public var recordID: IRI? {
    get { values.reference(.recordID) }
    set { values[.recordID] = newValue.map { .reference($0) } }
  }

  /// The slot `subject_id`; nil for a literal.
  public var subject: IRI? {
    get { values.reference(.subjectID) }
    set { values[.subjectID] = newValue.map { .reference($0) } }
  }

  /// The slot `subject_label`.
  public var subjectLabel: String? {
    get { values.text(.subjectLabel) }
    set { values[.subjectLabel] = newValue.map { .text($0) } }
  }

  /// The slot `predicate_id`.
  public var predicate: IRI? {
    get { values.reference(.predicateID) }
    set { values[.predicateID] = newValue.map { .reference($0) } }
  }

  /// Whether the predicate is denied: `predicate_modifier` is `Not`.
  public var isNegative: Bool {
    get { values.text(.predicateModifier) == "Not" }
    set { values[.predicateModifier] = newValue ? .text("Not") : nil }
  }

  /// The slot `object_id`; nil for a literal.
  public var object: IRI? {
    get { values.reference(.objectID) }
    set { values[.objectID] = newValue.map { .reference($0) } }
  }

  /// The slot `object_label`.
  public var objectLabel: String? {
    get { values.text(.objectLabel) }
    set { values[.objectLabel] = newValue.map { .text($0) } }
  }

  /// The slot `mapping_justification`.
  public var justification: IRI? {
    get { values.reference(.mappingJustification) }
    set { values[.mappingJustification] = newValue.map { .reference($0) } }
  }

  /// The slot `confidence`, from 0 to 1; nil where nobody stated one.
  public var confidence: Double? {
    get { values.number(.confidence) }
    set { values[.confidence] = newValue.map { .number($0) } }
  }

  /// Whether subject or object is `sssom:NoTermFound`: looked for, found nothing.
  public var statesAbsence: Bool {
    subject == SSSOM.noTermFound || object == SSSOM.noTermFound
  }

  /// The first slot that a mapping must have and this one has not.
  ///
  /// Source: SSSOM 1.1, data model, overview and literal mappings.
  public var missingSlot: Slot? {
    let needed: [Slot] = [
      values.text(.subjectType) == "rdfs literal" ? .subjectLabel : .subjectID,
      .predicateID,
      values.text(.objectType) == "rdfs literal" ? .objectLabel : .objectID,
      .mappingJustification,
    ]
    return needed.first { values[$0] == nil }
  }

  /// Whether subject or object is a literal instead of an entity.
  public var isLiteral: Bool {
    values.text(.subjectType) == "rdfs literal" || values.text(.objectType) == "rdfs literal"
  }
}
