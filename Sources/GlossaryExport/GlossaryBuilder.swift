import RDFModel
import SKOSVocabulary
import TermAlignment

/// Puts the entries of a glossary together.
struct GlossaryBuilder {
  let graph: SKOSGraph
  let options: GlossaryOptions
  let schemes: [ConceptScheme]
  let correspondences: CorrespondenceIndex
  /// The identifiers of the entries, by scheme and concept.
  let anchors: [ConceptScheme: [String: String]]
  /// The first entry of each concept, by its IRI.
  let firstAnchors: [String: String]
  /// What knows of false friends that nobody stated.
  let resolver: Resolver?
  private let ranges: [LanguageRange]

  init(
    _ graph: SKOSGraph, _ mappingSets: [MappingSet], _ resolver: Resolver?,
    _ options: GlossaryOptions
  ) {
    self.graph = graph
    self.resolver = resolver
    self.options = options
    ranges = options.languages.map { LanguageRange($0) }
    let wanted = options.schemes.isEmpty ? graph.conceptSchemes : options.schemes
    let language = options.languages.first ?? "en"
    schemes = wanted.sorted {
      let names = (
        FoldedText($0.displayName(in: language)), FoldedText($1.displayName(in: language))
      )
      return names.0 == names.1 ? $0.iri < $1.iri : names.0 < names.1
    }
    correspondences = CorrespondenceIndex(graph, mappingSets)
    var anchors: [ConceptScheme: [String: String]] = [:]
    var firstAnchors: [String: String] = [:]
    var taken: Set<String> = Set(Self.reservedAnchors)
    for scheme in schemes {
      for concept in scheme.concepts {
        let anchor = Self.anchor(concept.curie, &taken)
        anchors[scheme, default: [:]][concept.iri] = anchor
        if firstAnchors[concept.iri] == nil { firstAnchors[concept.iri] = anchor }
      }
    }
    self.anchors = anchors
    self.firstAnchors = firstAnchors
  }

  /// Identifiers that the page itself uses.
  private static let reservedAnchors = ["main", "contents", "rights"]

  /// An identifier of ASCII letters, digits, dots, hyphens and underscores that no other has.
  private static func anchor(_ curie: String, _ taken: inout Set<String>) -> String {
    let safe = String(
      curie.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") ? $0 : "_" })
    // An identifier that starts with a letter can be written plainly in style sheets and links.
    let base = safe.first?.isLetter == true ? safe : "c" + safe
    var anchor = base
    var number = 2
    while !taken.insert(anchor).inserted {
      anchor = "\(base)-\(number)"
      number += 1
    }
    return anchor
  }

  var language: String { options.languages.first ?? "en" }

  func documents() -> [Glossary.Document] { schemes.map { document($0) } }

  private func document(_ scheme: ConceptScheme) -> Glossary.Document {
    Glossary.Document(
      id: scheme.id, iri: scheme.iri, name: scheme.displayName(in: language),
      title: scheme.title(in: language), facts: facts(scheme), warnings: warnings(scheme),
      groups: groups(of: scheme))
  }

  private func facts(_ scheme: ConceptScheme) -> [Glossary.Fact] {
    let all: [(String, [String])] = [
      ("Publisher", scheme.publishers), ("Jurisdiction", scheme.jurisdictions),
      ("Edition", [scheme.edition].compactMap(\.self)),
      ("Issued", [scheme.issued].compactMap(\.self)),
      ("Status", [scheme.status].compactMap(\.self)), ("Document", scheme.sources),
      ("Licence of this description", [scheme.license].compactMap(\.self)),
      (
        "Rights in the publisher's definitions",
        LanguageRange(language).best(of: scheme.definitionRights).map { [$0.lexicalForm] } ?? []
      ),
    ]
    return all.compactMap { name, values in
      values.isEmpty ? nil : Glossary.Fact(name: name, value: values.joined(separator: "; "))
    }
  }

  private func warnings(_ scheme: ConceptScheme) -> [String] {
    var warnings = scheme.replacedBy.map {
      "This edition was replaced by \($0.displayName(in: language)) (\($0.id))."
    }
    switch scheme.status {
    case "withdrawn"?: warnings.append("This document was withdrawn.")
    case "superseded"? where warnings.isEmpty: warnings.append("This document was superseded.")
    case "draft"?: warnings.append("This document is a draft.")
    default: break
    }
    return warnings
  }

  // MARK: Entries

  func entry(_ concept: Concept, of scheme: ConceptScheme, depth: Int) -> Glossary.Entry {
    let heading = heading(of: concept)
    let statements = correspondences.statements(about: concept)
    return Glossary.Entry(
      anchor: anchors[scheme]?[concept.iri] ?? "", iri: concept.iri, curie: concept.curie,
      depth: depth,
      heading: heading, labels: labels(of: concept, besides: heading),
      notations: concept.notations.map(\.lexicalForm),
      checked: concept.checked.map(Self.checkedMark),
      definitions: definitions(of: concept, in: scheme), notes: notes(of: concept),
      broader: concept.broader.map { reference($0.iri, from: scheme) },
      narrower: concept.narrower.map { reference($0.iri, from: scheme) },
      related: concept.related.map { reference($0.iri, from: scheme) },
      correspondences: correspondences(concept, statements, from: scheme),
      falseFriends: falseFriends(concept, statements, from: scheme)
        + unstatedFalseFriends(concept, from: scheme),
      absences: correspondences.absences(of: concept).map { scheme, sources in
        Glossary.Absence(document: name(ofScheme: scheme), sources: sources)
      })
  }

  func heading(of concept: Concept) -> Literal {
    concept.prefLabel(in: language) ?? Literal(concept.curie)
  }

  private func isWanted(_ literal: Literal) -> Bool {
    guard !ranges.isEmpty, literal.language != nil else { return true }
    return ranges.contains { $0.contains(literal.language) }
  }

  private func labels(of concept: Concept, besides heading: Literal) -> [Label] {
    let wanted = concept.labels.filter {
      $0.kind != .hidden && $0.literal != heading && isWanted($0.literal)
    }
    // The languages in the order in which they were asked for; within one as they are.
    let ranks = wanted.map { label in
      ranges.firstIndex { $0.contains(label.language) } ?? ranges.count
    }
    return wanted.indices.sorted {
      (wanted[$0].kind, ranks[$0], $0) < (wanted[$1].kind, ranks[$1], $1)
    }.map { wanted[$0] }
  }

  private func definitions(
    of concept: Concept, in scheme: ConceptScheme
  ) -> [Glossary.Wording] {
    let all = concept.definitions
    var chosen = all.filter { isWanted($0.text) }
    if chosen.isEmpty { chosen = concept.definition(in: language).map { [$0] } ?? [] }
    return chosen.map { definition in
      let doubt = DefinitionRights.doubt(about: definition, of: scheme)
      let range = LanguageRange(definition.text.language ?? language)
      let citation = range.best(of: definition.citations)?.lexicalForm
      return Glossary.Wording(
        text: doubt != nil && options.rights == .strict ? nil : definition.text,
        citation: citation ?? definition.source.map { name(ofScheme: $0) },
        rights: range.best(of: definition.rights)?.lexicalForm,
        checked: definition.checked.map(Self.checkedMark), remark: doubt)
    }
  }

  private static func checkedMark(_ value: String) -> String {
    switch value {
    case "source": "✓ seen in the source"
    case "secondary": "seen in an account of the source only"
    case "recalled": "from general knowledge; not checked"
    case "editorial": "by the editors"
    default: value
    }
  }

  private func notes(of concept: Concept) -> [Note] {
    concept.notes.filter { $0.kind != .changeNote && isWanted($0.text) }
  }

  // MARK: References

  func reference(
    _ iri: String, label: String? = nil, from scheme: ConceptScheme
  ) -> Glossary.Reference {
    let concept = IRI(iri).flatMap { graph.concept(iri: $0) }
    let home = concept?.scheme
    let curie =
      concept?.curie
      ?? IsoglossIdentifiers.split(concept: iri).map { "\($0.scheme):\($0.slug)" } ?? iri
    return Glossary.Reference(
      label: concept?.prefLabel(in: language) ?? Literal(label ?? curie), iri: iri, curie: curie,
      anchor: anchors[scheme]?[iri] ?? firstAnchors[iri],
      document: home.flatMap { $0 == scheme ? nil : $0.displayName(in: language) })
  }

  private func name(ofScheme iri: String) -> String {
    IRI(iri).flatMap { graph.conceptScheme(iri: $0) }?.displayName(in: language) ?? iri
  }
}
