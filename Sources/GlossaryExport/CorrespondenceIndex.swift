import RDFModel
import SKOSVocabulary
import TermAlignment

/// A mapping as a glossary needs it, by whomever it is stated.
struct MappingStatement: Hashable {
  let subject: String
  let predicate: IRI
  let object: String
  let isNegative: Bool
  let subjectLabel: String?
  let objectLabel: String?
  let difference: String?
  let source: Glossary.Source?
}

/// Mappings by the concepts at their ends.
struct CorrespondenceIndex {
  /// The mappings of mapping sets, by the IRI of either end.
  private var byEnd: [String: [MappingStatement]] = [:]
  /// Searches without a result: the schemes searched, by the IRI of the term.
  private var absences: [String: [(scheme: String, source: Glossary.Source?)]] = [:]
  /// The titles of mapping sets, by IRI.
  private var titles: [String: String] = [:]
  private let graph: SKOSGraph

  init(_ graph: SKOSGraph, _ sets: [MappingSet]) {
    self.graph = graph
    for set in sets {
      let source = set.id.map { id in
        Glossary.Source(
          iri: id.value, title: set.values.text(.mappingSetTitle) ?? Self.name(id.value))
      }
      if let source { titles[source.iri] = source.title }
      for mapping in set.mappings {
        var source = source
        source?.checked = Self.text(IsoglossTerms.checked, mapping, of: set)
        add(mapping, of: set, source)
      }
    }
  }

  private mutating func add(_ mapping: Mapping, of set: MappingSet, _ source: Glossary.Source?) {
    guard let subject = mapping.subject, let predicate = mapping.predicate,
      let object = mapping.object, !mapping.isLiteral
    else { return }
    if mapping.statesAbsence {
      let isObject = object == SSSOM.noTermFound
      let searched =
        mapping.values.reference(isObject ? .objectSource : .subjectSource)
        ?? set.values.reference(isObject ? .objectSource : .subjectSource)
      if let searched {
        absences[isObject ? subject.value : object.value, default: []]
          .append((searched.value, source))
      }
      return
    }
    let statement = MappingStatement(
      subject: subject.value, predicate: predicate, object: object.value,
      isNegative: mapping.isNegative, subjectLabel: mapping.subjectLabel,
      objectLabel: mapping.objectLabel,
      difference: Self.text(IsoglossTerms.difference, mapping, of: set), source: source)
    byEnd[subject.value, default: []].append(statement)
    if object != subject { byEnd[object.value, default: []].append(statement) }
  }

  /// What a mapping says in the extension slot of a property.
  private static func text(_ property: IRI, _ mapping: Mapping, of set: MappingSet) -> String? {
    let slot = mapping.extensions.keys.sorted().first {
      set.extensionDefinition(named: $0).effectiveProperty == property
    }
    return slot.flatMap { mapping.extensions[$0]?.text }
  }

  /// The last part of an IRI.
  private static func name(_ iri: String) -> String {
    String(iri.split(whereSeparator: { $0 == "/" || $0 == "#" }).last ?? iri[...])
  }

  /// What is stated of a concept in mapping sets and in the vocabulary itself, each statement
  /// once per source.
  func statements(about concept: Concept) -> [MappingStatement] {
    var statements = byEnd[concept.iri] ?? []
    var known = Set(statements.map { [$0.subject, $0.predicate.value, $0.object] })
    for link in concept.mappingLinks {
      let outgoing = link.direction == .outgoing
      let ends = outgoing ? (concept.iri, link.other.iri) : (link.other.iri, concept.iri)
      guard known.insert([ends.0, link.predicate.iri.value, ends.1]).inserted else { continue }
      let sources: [Glossary.Source?] =
        link.mappingSets.isEmpty ? [nil] : link.mappingSets.map { source(graph.iriText($0)) }
      for source in sources {
        statements.append(
          MappingStatement(
            subject: ends.0, predicate: link.predicate.iri, object: ends.1, isNegative: false,
            subjectLabel: nil, objectLabel: nil, difference: nil, source: source))
      }
    }
    return statements
  }

  /// The schemes in which somebody looked for a counterpart in vain, with who says so.
  func absences(of concept: Concept) -> [(scheme: String, sources: [Glossary.Source])] {
    var bySchemes: [String: Set<Glossary.Source>] = [:]
    for absence in absences[concept.iri] ?? [] {
      bySchemes[absence.scheme, default: []].formUnion(absence.source.map { [$0] } ?? [])
    }
    return bySchemes.sorted { $0.key < $1.key }.map {
      (scheme: $0.key, sources: Glossary.Source.sorted($0.value))
    }
  }

  private func source(_ iri: String) -> Glossary.Source {
    Glossary.Source(iri: iri, title: titles[iri] ?? Self.name(iri))
  }
}
