import Foundation
import Isogloss
import RDFModel
import SKOSVocabulary
import TermAlignment

/// A concept: what it is called, what it means, where it stands, and what corresponds to it.
struct ConceptPage: Page {
  /// How far an entry was checked.
  struct Check: Sendable {
    /// The class of the mark.
    let mark: String
    let text: String

    init?(_ code: String?) {
      guard let code else { return nil }
      switch code {
      case "source": (mark, text) = (code, "checked against the source")
      case "secondary": (mark, text) = (code, "from a secondary source")
      case "recalled": (mark, text) = (code, "not yet checked")
      case "editorial": (mark, text) = (code, "the editors’ judgement")
      default: (mark, text) = ("other", code)
      }
    }
  }
  struct Licence: Sendable {
    let name: String
    let address: String
  }
  struct DefinitionEntry: Sendable {
    let text: LocalText
    let citation: LocalText?
    let rights: [LocalText]
    let license: Licence?
    let checked: Check?
  }
  struct NoteGroup: Sendable {
    let name: String
    let texts: [LocalText]
  }
  struct LabelGroup: Sendable {
    struct Entry: Sendable {
      let kind: String
      let label: LocalText
      let note: String?
    }
    let tag: String
    let languageName: String
    let entries: [Entry]
  }
  struct Place: Sendable {
    let name: String
    let links: [Link]
  }

  let template = "concept"
  let title: String
  let heading: LocalText
  let crumbs: [Link]
  let schemeLink: Link?
  let clauses: [String]
  let kind: String?
  let warnings: [Warning]
  let hasDefinitions: Bool
  let definitions: [DefinitionEntry]
  let notes: [NoteGroup]
  let labels: [LabelGroup]
  let places: [Place]
  let iri: String
  let curie: String
  let basis: [LocalText]
  let checked: Check?
  let downloads: [Warning.Reference]

  // What corresponds.
  let matchCount: String
  let verdict: String
  let groups: [RelationGroup]
  let hasFalseFriends: Bool
  let falseFriendCount: String
  let falseFriends: [FalseFriendEntry]
  let hasNegatives: Bool
  let negatives: [NegativeEntry]
  let hasConflicts: Bool
  let conflicts: [String]

  init(_ resolution: Resolution, language: String) {
    let concept = resolution.concept
    let scheme = concept.scheme
    iri = concept.iri
    curie = concept.curie
    heading = concept.prefLabel(in: language).map(LocalText.init) ?? LocalText(concept.curie)
    schemeLink = scheme.map {
      Link(Address.scheme(iri: $0.iri), SchemeDirectory.name(of: $0, in: language))
    }
    title =
      [heading.text, schemeLink?.label.text, "Isogloss"].compactMap { $0 }
      .joined(separator: " · ")
    crumbs = (schemeLink.map { [$0] } ?? []) + Self.ancestors(of: concept, language)
    clauses = concept.notations.map(\.lexicalForm)
    kind = concept.termKind.map(SchemeDirectory.words)
    warnings = scheme.map(Warning.about) ?? []
    definitions = concept.definitions.map(Self.definition)
    hasDefinitions = !definitions.isEmpty
    notes = Self.notes(of: concept)
    labels = Self.labels(of: concept, language)
    places = Self.places(of: concept, language)
    basis = concept.basis.map(LocalText.init)
    checked = Check(concept.checked)
    let describe = "DESCRIBE <\(concept.iri)>"
    downloads = [
      .init(
        address: "/api/v1/resolve?term=\(PercentEncoding.encode(concept.iri))",
        text: "Correspondences (JSON)"),
      .init(
        address: "/api/v1/resolve?format=svg&term=\(PercentEncoding.encode(concept.iri))",
        text: "Derivations (picture)"),
      .init(
        address: "/api/v1/resolve?format=prov&term=\(PercentEncoding.encode(concept.iri))",
        text: "Derivations (PROV-O)"),
      .init(address: Address.query(describe, format: "turtle"), text: "Turtle"),
      .init(address: Address.query(describe, format: "rdfxml"), text: "RDF/XML"),
      .init(address: Address.query(describe, format: "jsonld"), text: "JSON-LD"),
      .init(address: Address.query(describe, format: "ntriples"), text: "N-Triples"),
    ]

    groups = RelationGroup.groups(of: resolution, language)
    matchCount = SchemeDirectory.grouped(resolution.matches.count)
    verdict = Self.verdict(resolution)
    let friends = resolution.falseFriends
    falseFriends = friends.map { FalseFriendEntry($0, language) }
    hasFalseFriends = !friends.isEmpty
    falseFriendCount = "\(friends.count)"
    let known = Set(friends.map(\.concept))
    negatives = NegativeEntry.entries(of: resolution, without: known, language)
    hasNegatives = !negatives.isEmpty
    conflicts = resolution.conflicts.map { $0.message.sentence + "." }
    hasConflicts = !conflicts.isEmpty
  }

  private static func verdict(_ resolution: Resolution) -> String {
    let verdict =
      switch resolution.status {
      case .equivalent: "An exact match is stated, or follows from exact matches."
      case .corresponding: "Nobody states an exact match; these come near."
      case .counterpartOnly: "Only what serves the same purpose elsewhere; no equivalent."
      case .declaredUnmapped: "Somebody looked for a correspondence and found none."
      case .undecided: "Nobody has said what corresponds to this."
      case .notEquivalent: "Nothing is said to correspond, and some candidates are denied."
      }
    return ([verdict] + resolution.notes.map { $0.sentence + "." }).joined(separator: " ")
  }

  /// The way down from a top concept, by the first concept above each time, without the concept.
  ///
  /// A cycle ends it.
  private static func ancestors(of concept: Concept, _ language: String) -> [Link] {
    var links: [Link] = []
    var seen: Set<Concept> = [concept]
    var current = concept.broader.first
    while let above = current, seen.insert(above).inserted, links.count < 12 {
      var link = SchemePage.link(above, language)
      link.note = nil
      links.append(link)
      current = above.broader.first
    }
    return links.reversed()
  }

  private static func definition(_ definition: Definition) -> DefinitionEntry {
    let citation = LanguageRange(definition.text.language ?? "en").best(of: definition.citations)
    return DefinitionEntry(
      text: LocalText(definition.text),
      citation: citation.map(LocalText.init),
      rights: definition.rights.map(LocalText.init),
      license: definition.license.flatMap { license in
        Address.external(license).map {
          Licence(name: LicenceName.of(license) ?? license, address: $0)
        }
      },
      checked: Check(definition.checked))
  }

  private static func notes(of concept: Concept) -> [NoteGroup] {
    Note.Kind.allCases.compactMap { kind in
      let texts = concept.notes(kind)
      guard !texts.isEmpty else { return nil }
      let name =
        switch kind {
        case .note: "Note"
        case .scopeNote: "Scope"
        case .example: "Example"
        case .historyNote: "History"
        case .changeNote: "Changes"
        case .editorialNote: "Editors’ note"
        }
      return NoteGroup(name: name, texts: texts.map(LocalText.init))
    }
  }

  /// The labels by language, the reader's first.
  private static func labels(of concept: Concept, _ language: String) -> [LabelGroup] {
    let byTag = Dictionary(grouping: concept.labels) { $0.language ?? "" }
    let first = concept.prefLabel(in: language)?.language ?? ""
    let tags = byTag.keys.sorted { left, right in
      (left == first) != (right == first) ? left == first : left < right
    }
    return tags.map { tag in
      LabelGroup(
        tag: tag.isEmpty ? "–" : tag,
        languageName: tag.isEmpty
          ? "no language" : Locale(identifier: "en").localizedString(forIdentifier: tag) ?? tag,
        entries: (byTag[tag] ?? []).map { label in
          LabelGroup.Entry(
            kind: "\(label.kind)", label: LocalText(label.literal),
            note: label.kind == .hidden ? "only for finding" : Check(label.checked)?.text)
        })
    }
  }

  private static func places(of concept: Concept, _ language: String) -> [Place] {
    let groups = [
      ("Broader", concept.broader), ("Narrower", concept.narrower), ("Related", concept.related),
    ]
    return groups.filter { !$0.1.isEmpty }.map { name, concepts in
      Place(
        name: name,
        links: concepts.map { SchemePage.link($0, language) }
          .map { (key: $0.label.text.folded, link: $0) }.sorted { $0.key < $1.key }.map(\.link))
    }
  }
}
