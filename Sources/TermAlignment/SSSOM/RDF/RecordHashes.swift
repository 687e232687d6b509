import RDFGraph
import RDFModel

/// The standard hashes of mappings as they stand in their sets: what names a mapping that has no
/// identifier of its own.
///
/// Source: SSSOM 1.1, hashing a mapping record.
struct RecordHashes {
  private let index: MappingIndex
  private let collector: MappingSetCollector
  /// The descriptions of the sets that were met, with those values alone that go down to mappings.
  private var sets: [TermID?: MappingSet] = [:]

  init(_ index: MappingIndex, _ collector: MappingSetCollector) {
    self.index = index
    self.collector = collector
  }

  /// The hash of a mapping; of a plain triple that of the mapping which the conversion to SSSOM
  /// makes of it.
  ///
  /// - Complexity: O(n) in the mapping's values; for the first mapping of a set whose values are
  ///   condensed also in the mappings of the set.
  mutating func hash(of number: Int) -> String {
    guard let statement = index.statement(number) else {
      return MappingSet().standardHash(of: collector.plainMapping(number, index))
    }
    let set = description(of: index.mappingSet(number))
    var mapping = collector.mapping(at: statement, of: set)
    if mapping.justification == nil { mapping.justification = Justification.unspecified }
    for entry in set.values.entries { mapping.values[entry.slot] = entry.value }
    return set.standardHash(of: mapping)
  }

  private mutating func description(of node: TermID?) -> MappingSet {
    if let known = sets[node] { return known }
    var set = node.map { collector.description(of: $0) } ?? MappingSet()
    // What a mapping has of its own is handed down to none.
    for entry in set.values.entries
    where !entry.slot.isPropagatable || collector.isStated(entry.slot, onMappingsOf: node) {
      set.values[entry.slot] = nil
    }
    if !set.extensionDefinitions.contains(where: {
      $0.slotName == Position.extensionDefinition.slotName
    }) {
      set.extensionDefinitions.append(Position.extensionDefinition)
    }
    sets[node] = set
    return set
  }
}

extension MappingSetCollector {
  /// The mapping that a statement makes, with the extensions that a set defines.
  func mapping(at statement: TermID, of set: MappingSet) -> Mapping {
    mapping(statement, Self.byProperty(set.extensionDefinitions, snapshot))
  }

  /// Whether a mapping of a set has a value of its own in a slot.
  fileprivate func isStated(_ slot: Slot, onMappingsOf set: TermID?) -> Bool {
    guard let set, let mappings = snapshot.id(iri: SSSOM.mappings),
      let property = snapshot.id(iri: slot.property)
    else { return false }
    return snapshot.objects(of: set, mappings).contains {
      !snapshot.objects(of: $0, property).isEmpty
    }
  }
}
