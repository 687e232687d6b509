import RDFGraph
import RDFModel
public import SKOSVocabulary

/// Checks mapping sets against what SSSOM asks of them beyond their syntax.
public struct MappingSetChecker: Sendable {
  /// The rules to check.
  public var rules: Set<MappingSetRule>

  /// Makes a checker.
  public init(rules: Set<MappingSetRule> = Set(MappingSetRule.allCases)) {
    self.rules = rules
  }

  /// Checks a set as it was read.
  ///
  /// - Parameter source: the name of the file, for findings that point.
  /// - Complexity: O(n) in the values of the set.
  public func check(_ set: MappingSet, source: String) -> [Finding] {
    var check = MappingSetCheck(set: set, source: source, rules: rules)
    check.run()
    return check.findings.sorted(by: Finding.inReportOrder)
  }
}

private struct MappingSetCheck {
  let set: MappingSet
  let source: String
  let rules: Set<MappingSetRule>
  private(set) var findings: [Finding] = []

  init(set: MappingSet, source: String, rules: Set<MappingSetRule>) {
    self.set = set
    self.source = source
    self.rules = rules
  }

  mutating func run() {
    for slot in set.missingSlots {
      add(
        .requiredSlot, nil, "slot \(slot.rawValue): the set has none",
        "state it in the metadata of the set")
    }
    checkRecordIDs()
    for (index, expected) in set.wrongCardinalities() {
      let stated = set.mappings[index].values.text(.mappingCardinality) ?? ""
      add(
        .cardinality, set.mappings[index],
        "slot mapping_cardinality: \(stated) is stated, and \(expected) is counted in its scope",
        "write \(expected), or name the scope in cardinality_scope")
    }
    checkVersion()
    for mapping in set.mappings { check(mapping) }
    checkURIs(set.values, nil)
    for entry in set.values.entries where entry.slot.isPropagatable && !set.mappings.isEmpty {
      add(
        .propagation, nil,
        "slot \(entry.slot.rawValue): the set states it, and so do some of its mappings",
        "state it once: on the set, or on each mapping")
    }
    checkExtensions()
  }

  private mutating func checkRecordIDs() {
    var known: Set<IRI> = []
    var isComplete = true
    for mapping in set.mappings {
      guard let id = mapping.recordID else {
        isComplete = false
        continue
      }
      if !known.insert(id).inserted {
        add(
          .recordID, mapping, "slot record_id: another mapping of the set has it too",
          "give each mapping an identifier of its own")
      }
    }
    guard !known.isEmpty, !isComplete else { return }
    let lacking = set.mappings.first { $0.recordID == nil }
    add(
      .recordID, lacking, "slot record_id: a mapping has none where others of the set have one",
      "give all mappings of a set an identifier, or none")
  }

  private mutating func checkVersion() {
    let declared = set.values.text(.sssomVersion)
    if declared == "1.0" {
      add(
        .version, nil, "slot sssom_version: 1.0 is stated, which has no such slot",
        "write 1.1, or leave the slot out")
    } else if declared == nil, set.requiredVersion != "1.0" {
      add(
        .version, nil,
        "slot sssom_version: none is stated, which means 1.0, and slots of "
          + "\(set.requiredVersion) are used",
        "state sssom_version: \"\(set.requiredVersion)\"")
    }
  }

  private mutating func check(_ mapping: Mapping) {
    let isReviewed =
      mapping.values[.reviewDate] != nil || mapping.values[.reviewerAgreement] != nil
    if isReviewed, mapping.values[.reviewerID] == nil, mapping.values[.reviewerLabel] == nil {
      add(
        .reviewer, mapping, "slot reviewer_id: a review is stated and no reviewer",
        "state reviewer_id or reviewer_label")
    }
    if mapping.positions == nil {
      add(
        .positions, mapping,
        "slot \(Position.extensionDefinition.slotName): this is no list of positions",
        "write [{\"agent\": IRI, \"stance\": \"accept\", \"reject\" or \"abstain\"}, …]")
    }
    checkURIs(mapping.values, mapping)
    checkAbsence(mapping)
  }

  private mutating func checkAbsence(_ mapping: Mapping) {
    for (end, source) in [
      (Slot.subjectID, Slot.subjectSource), (.objectID, .objectSource),
    ]
    where mapping.values.reference(end) == SSSOM.noTermFound
      && mapping.values[source] == nil && set.values[source] == nil
    {
      add(
        .noTermFound, mapping,
        "slot \(source.rawValue): no term was found, and the place where is not stated",
        "state where the term was looked for")
    }
    if mapping.statesAbsence, mapping.isNegative {
      add(
        .noTermFound, mapping,
        "slot predicate_modifier: a denied absence means nothing that is specified",
        "leave out the modifier, or the mapping")
    }
    for entry in mapping.values.entries where entry.slot != .subjectID && entry.slot != .objectID {
      if entry.value.elements.contains(.reference(SSSOM.noTermFound)) {
        add(
          .noTermFound, mapping, "slot \(entry.slot.rawValue): sssom:NoTermFound is no value of it",
          "use it as subject_id or object_id only")
      }
    }
  }

  private mutating func checkURIs(_ values: SlotValues, _ mapping: Mapping?) {
    for entry in values.entries where entry.slot.kind == .uri {
      for text in entry.value.elements.compactMap(\.text)
      where IRIReference.validate(text.utf8Span.span, absolute: true) != nil {
        add(
          .relativeURI, mapping,
          "slot \(entry.slot.rawValue): \(text) is no absolute URI, which version 1.1 asks for",
          "write it in full")
      }
    }
  }

  private mutating func checkExtensions() {
    var names = Set(set.extensions.keys)
    for mapping in set.mappings { names.formUnion(mapping.extensions.keys) }
    let defined = Set(set.extensionDefinitions.map(\.slotName))
    for name in names.subtracting(defined).sorted() {
      add(
        .undefinedExtension, nil, "slot \(name): an extension that the set does not define",
        "define it in extension_definitions, so that it has a meaning elsewhere")
    }
  }

  private mutating func add(
    _ rule: MappingSetRule, _ mapping: Mapping?, _ message: String, _ remedy: String
  ) {
    guard rules.contains(rule) else { return }
    let subject =
      mapping.flatMap { $0.recordID ?? $0.subject }?.value ?? set.id?.value ?? source
    findings.append(
      Finding(
        severity: rule.severity, code: rule.rawValue, subject: subject,
        origin: TripleOrigin(source: source, line: mapping?.line ?? 1), message: message,
        remedy: remedy))
  }
}
