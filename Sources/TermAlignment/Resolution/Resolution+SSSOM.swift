import RDFGraph
public import RDFModel
import SKOSVocabulary

extension Resolution {
  /// The matches as a mapping set, each with its best derivation.
  ///
  /// What somebody stated comes as it stands, with the set it comes from as `mapping_source`. A
  /// mapping read backwards has the justification `semapv:MappingInversion`, one that follows from
  /// several `semapv:MappingChaining`; the extension `derived_from` names these, by their record
  /// identifiers, and those without one by their standard hashes. The licence is that of the sources where they agree, else
  /// unspecified.
  ///
  /// - Parameter id: the identifier of the set; one made of the concept's IRI unless given.
  public func mappingSet(id: IRI? = nil, language: String = "en") -> MappingSet {
    mappingSet(
      id, language, matches.map { Derivation($0.predicate, $0.links, findings) }, matches)
  }

  func mappingSet(
    _ id: IRI?, _ language: String, _ derivations: [Derivation], _ matches: [Match]
  ) -> MappingSet {
    let collector = MappingSetCollector(resolver.graph.snapshot)
    var set = MappingSet()
    set.id = id ?? IRI(trusted: concept.iri + "#resolution")
    set.values[.mappingSetTitle] = .text("Matches of \(concept.displayLabel(in: language))")
    let steps = derivations.map(\.steps)
    var hashes = RecordHashes(resolver.index, collector)
    set.mappings = zip(zip(derivations, matches), steps).map { pair, steps in
      if steps.count == 1, steps[0].stated == nil {
        return collector.mapping(pair.0.links[0], of: resolver.index)
      }
      var mapping = mapping(pair.0, pair.1, steps, language)
      mapping.extensions["derived_from"] = .text(
        steps.map { $0.recordID ?? hashes.hash(of: $0.mapping) }.joined(separator: "|"))
      return mapping
    }
    set.extensionDefinitions = collector.extensionDefinitions
    let derivedFrom = ExtensionDefinition(
      slotName: "derived_from", property: IRI(trusted: SSSOM.namespace + "derived_from"))
    if set.mappings.contains(where: { $0.extensions["derived_from"] != nil }) {
      set.extensionDefinitions.append(derivedFrom)
    }
    let licences = Set(steps.joined().map(\.licence))
    set.values[.license] = .text(AlignmentExport.commonLicence(licences))
    set.definePositions()
    set.prefixes = .covering(set, given: resolver.graph.snapshot.prefixes)
    return set
  }

  private func mapping(
    _ derivation: Derivation, _ match: Match, _ steps: [DerivationStep], _ language: String
  ) -> Mapping {
    var mapping = Mapping(
      subject: IRI(trusted: concept.iri), predicate: match.predicate.iri,
      object: IRI(trusted: match.concept.iri),
      justification: steps.count == 1 ? Justification.inversion : Justification.chaining)
    mapping.subjectLabel = concept.prefLabel(in: language)?.lexicalForm
    mapping.objectLabel = match.concept.prefLabel(in: language)?.lexicalForm
    mapping.confidence = derivation.confidence
    if let scheme = concept.scheme {
      mapping.values[.subjectSource] = .reference(IRI(trusted: scheme.iri))
    }
    if let scheme = match.concept.scheme {
      mapping.values[.objectSource] = .reference(IRI(trusted: scheme.iri))
    }
    mapping.values[.subjectSourceVersion] = steps.first?.subjectEdition.map { .text($0) }
    mapping.values[.objectSourceVersion] = steps.last?.objectEdition.map { .text($0) }
    mapping.values[.mappingTool] = .text("Isogloss")
    mapping.values[.comment] = .text(
      steps.map { "\($0.ruleName): \($0.link.subject) \($0.link.predicate) \($0.link.object)" }
        .joined(separator: "; "))
    return mapping
  }
}

extension ResolutionExplanation {
  /// The matches as a mapping set, with a mapping for each derivation: SSSOM's way of giving
  /// several reasons for one relation.
  ///
  /// See ``Resolution/mappingSet(id:language:)``.
  public func mappingSet(id: IRI? = nil, language: String = "en") -> MappingSet {
    let pairs = matches.flatMap { explained in
      explained.derivations.map { (derivation: $0, match: explained.match) }
    }
    return resolution.mappingSet(id, language, pairs.map(\.derivation), pairs.map(\.match))
  }
}
