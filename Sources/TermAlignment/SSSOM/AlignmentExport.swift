import ByteStorage
public import RDFGraph
public import RDFModel
public import SKOSVocabulary

/// Picks the mappings between schemes out of all sets and makes one set of them.
public struct AlignmentExport: Sendable {
  /// The schemes on one side; nil for all.
  public var schemes: Set<TermID>?
  /// The schemes on the other side; nil for all.
  public var otherSchemes: Set<TermID>?
  /// The relations to take.
  public var relations: Set<MappingRelation>
  /// Whether mappings that deny a relation are taken.
  public var includesDenials: Bool
  /// Whether mappings to `sssom:NoTermFound` are taken.
  public var includesAbsences: Bool

  /// Makes an export of everything, to be narrowed.
  public init(
    schemes: Set<TermID>? = nil, otherSchemes: Set<TermID>? = nil,
    relations: Set<MappingRelation> = Set(MappingRelation.allCases), includesDenials: Bool = true,
    includesAbsences: Bool = true
  ) {
    self.schemes = schemes
    self.otherSchemes = otherSchemes
    self.relations = relations
    self.includesDenials = includesDenials
    self.includesAbsences = includesAbsences
  }

  /// The mappings that are wanted, as they stand in their sets.
  ///
  /// Where they come from one set, it stays that set with its own description. Where they come
  /// from several, each mapping names its set in `mapping_source` and keeps its licence, and the
  /// whole has the licence they share, or none specified.
  ///
  /// - Parameter id: the identifier of a set that is put together.
  /// - Complexity: O(n) in the mappings of the index.
  public func mappingSet(of index: MappingIndex, id: IRI) -> MappingSet {
    let collector = MappingSetCollector(index.snapshot)
    let chosen = (0..<index.count).filter { isWanted($0, index) }
    let others = index.otherStatements.map { ($0, collector.mapping(ofOther: $0)) }
      .filter { isWanted($0.1, index) }
    let sets = Set(
      chosen.map { index.mappingSet($0) } + others.map { collector.set(of: $0.0) })
    var result = MappingSet()
    if sets.count == 1, let only = sets.first, let node = only, others.isEmpty,
      index.statement(chosen[0]) != nil
    {
      result = collector.description(of: node)
      result.mappings = chosen.map { collector.mapping(UInt32($0), of: index, namesSet: false) }
    } else {
      result.id = id
      let names = sets.compactMap { $0 }.filter { $0.kind == .iri }
        .map { index.snapshot.dictionary.text(of: $0) }.sorted()
      if !names.isEmpty { result.values[.mappingSetSource] = .list(names.map { .text($0) }) }
      result.mappings = chosen.map { collector.mapping(UInt32($0), of: index) } + others.map(\.1)
      let licences =
        chosen.map { StatementSlots(index: index, number: $0).licence }
        + others.map { $0.1.values.text(.license) }
      result.values[.license] = .text(Self.commonLicence(Set(licences)))
    }
    result.extensionDefinitions = collector.extensionDefinitions
    result.definePositions()
    result.prefixes = .covering(result, given: index.snapshot.prefixes)
    return result
  }

  /// The licence that all sources share, or the one that says nothing is specified.
  static func commonLicence(_ licences: Set<String?>) -> String {
    if licences.count == 1, let only = licences.first, let licence = only { return licence }
    return "https://w3id.org/sssom/license/unspecified"
  }

  private func isWanted(_ number: Int, _ index: MappingIndex) -> Bool {
    guard let code = MappingCode(rawValue: index.relations[number]),
      relations.contains(code.relation) || relations.contains(code.inverse.relation)
    else { return false }
    if !includesDenials, index.isDenial(number) { return false }
    let ends = index.ends(of: number)
    if !includesAbsences, ends.isAbsence { return false }
    return joins(ends.subject, ends.object)
  }

  /// Whether a mapping that is no row of the index is wanted: by the schemes of its ends, else by
  /// the sources that it names.
  private func isWanted(_ mapping: Mapping, _ index: MappingIndex) -> Bool {
    guard relations.count == MappingRelation.allCases.count,
      includesDenials || !mapping.isNegative, includesAbsences || !mapping.statesAbsence
    else { return false }
    func schemes(_ term: IRI?, _ source: Slot) -> [TermID] {
      let node = term.flatMap { index.snapshot.id(iri: $0) }
      let known = node.map { index.statedSchemes(of: $0) } ?? []
      if !known.isEmpty { return known }
      return mapping.values.reference(source).flatMap { index.snapshot.id(iri: $0) }
        .map { [$0] } ?? []
    }
    return joins(
      schemes(mapping.subject, .subjectSource), schemes(mapping.object, .objectSource))
  }

  private func joins(_ subject: [TermID], _ object: [TermID]) -> Bool {
    func holds(_ wanted: Set<TermID>?, _ found: [TermID]) -> Bool {
      wanted.map { !$0.isDisjoint(with: found) } ?? true
    }
    return (holds(schemes, subject) && holds(otherSchemes, object))
      || (holds(schemes, object) && holds(otherSchemes, subject))
  }
}

extension MappingIndex {
  /// The schemes at both ends of a mapping; of a missing term those that its mapping names.
  func ends(of number: Int) -> (subject: [TermID], object: [TermID], isAbsence: Bool) {
    let slots = StatementSlots(index: self, number: number)
    func schemes(_ term: TermID, _ slot: Slot) -> [TermID] {
      guard let node = node(of: term) else {
        return slots.values(slot, of: statement(number))
      }
      return self.schemes(ofNode: node).map { self.schemes[Int(schemeNumbers[$0])] }
    }
    let nothing = snapshot.id(iri: SSSOM.noTermFound)
    return (
      schemes(subject(number), .subjectSource), schemes(object(number), .objectSource),
      subject(number) == nothing || object(number) == nothing
    )
  }

  /// The schemes that a term is in, as the data says.
  func statedSchemes(of term: TermID) -> [TermID] {
    func id(_ iri: IRI) -> TermID { snapshot.id(iri: iri) ?? .unbound }
    let found = snapshot.objects(of: term, id(SKOS.inScheme))
    if !found.isEmpty { return found }
    return snapshot.objects(of: term, id(SKOS.topConceptOf))
      + snapshot.subjects(id(SKOS.hasTopConcept), term)
  }
}
