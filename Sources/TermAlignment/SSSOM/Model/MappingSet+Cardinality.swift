import RDFModel

/// How many subjects and objects go together.
extension MappingSet {
  /// The cardinality of each mapping, in their order.
  ///
  /// Counted among the mappings that agree in the slots of the scope; with an empty scope, in the
  /// whole set. A literal counts by its label; mappings to `sssom:NoTermFound` count for nobody
  /// else and are `1:0`, `0:1` or `0:0` themselves.
  ///
  /// - Complexity: O(n) in the mappings.
  ///
  /// Source: SSSOM 1.1, data model, mapping cardinality, literal mappings and unmapped entities.
  public func cardinalities(within scope: [Slot] = []) -> [String] {
    var counts = EndCounts()
    let ends = mappings.map { Ends($0, within: scope) }
    for end in ends where !end.isAbsence { counts.add(end) }
    return ends.map { counts.cardinality(of: $0) }
  }

  /// Fills the slots `mapping_cardinality` and `cardinality_scope` of all mappings.
  public mutating func setCardinalities(within scope: [Slot] = []) {
    let found = cardinalities(within: scope)
    values[.cardinalityScope] = nil
    for index in mappings.indices {
      mappings[index].values[.mappingCardinality] = .text(found[index])
      mappings[index].values[.cardinalityScope] =
        scope.isEmpty ? nil : .list(scope.map { .text($0.rawValue) })
    }
  }

  /// The mappings whose `mapping_cardinality` is not what their scope gives, with what it gives.
  ///
  /// A mapping whose `cardinality_scope` names an extension or no slot at all is passed over: what
  /// it counts is not known here.
  public func wrongCardinalities() -> [(index: Int, expected: String)] {
    var scopes: [[Slot]: [String]] = [:]
    var wrong: [(index: Int, expected: String)] = []
    for (index, mapping) in mappings.enumerated() {
      guard let stated = mapping.values.text(.mappingCardinality),
        let scope = scope(of: mapping)
      else { continue }
      if scopes[scope] == nil {
        // Each scope costs a pass; more of them than this is not what the slot is for.
        guard scopes.count < 64 else { continue }
        scopes[scope] = cardinalities(within: scope)
      }
      if let expected = scopes[scope]?[index], expected != stated {
        wrong.append((index, expected))
      }
    }
    return wrong
  }

  /// The slots of a mapping's scope; nil where one of them is unknown.
  private func scope(of mapping: Mapping) -> [Slot]? {
    let names = mapping.values.texts(.cardinalityScope) + values.texts(.cardinalityScope)
    var slots: Set<Slot> = []
    for name in names {
      guard let slot = Slot(rawValue: name), Slot.ofMapping.contains(slot) else { return nil }
      slots.insert(slot)
    }
    return slots.sorted { $0.order < $1.order }
  }
}

/// A subject or object as it is counted.
private struct End: Hashable {
  let isLiteral: Bool
  let text: String
  let scope: [SlotValue?]
}

private struct Ends {
  let subject: End
  let object: End
  let lacksSubject: Bool
  let lacksObject: Bool

  var isAbsence: Bool { lacksSubject || lacksObject }

  init(_ mapping: Mapping, within scope: [Slot]) {
    let shared = scope.map { mapping.values[$0] }
    func end(_ id: Slot, _ label: Slot, _ type: Slot) -> End {
      let isLiteral = mapping.values.text(type) == "rdfs literal"
      return End(
        isLiteral: isLiteral, text: mapping.values.text(isLiteral ? label : id) ?? "",
        scope: shared)
    }
    subject = end(.subjectID, .subjectLabel, .subjectType)
    object = end(.objectID, .objectLabel, .objectType)
    lacksSubject = mapping.subject == SSSOM.noTermFound
    lacksObject = mapping.object == SSSOM.noTermFound
  }
}

private struct EndCounts {
  private var objects: [End: Set<End>] = [:]
  private var subjects: [End: Set<End>] = [:]

  mutating func add(_ ends: Ends) {
    objects[ends.subject, default: []].insert(ends.object)
    subjects[ends.object, default: []].insert(ends.subject)
  }

  func cardinality(of ends: Ends) -> String {
    if ends.isAbsence { return "\(ends.lacksSubject ? 0 : 1):\(ends.lacksObject ? 0 : 1)" }
    let left = (subjects[ends.object]?.count ?? 1) > 1 ? "n" : "1"
    let right = (objects[ends.subject]?.count ?? 1) > 1 ? "n" : "1"
    return left + ":" + right
  }
}
