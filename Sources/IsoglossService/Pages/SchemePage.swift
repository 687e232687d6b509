import Foundation
import RDFModel
import SKOSVocabulary

/// A concept scheme: its document, and its concepts in systematic or alphabetical order.
struct SchemePage: Page {
  /// How the concepts are ordered.
  enum Order: String, Sendable, CaseIterable {
    case systematic, alphabetical
  }

  /// How many concepts an alphabetical page lists.
  static let pageSize = 600

  struct Fact: Sendable {
    struct Value: Sendable {
      let text: LocalText
      let address: String?
    }
    let name: String
    let values: [Value]
  }
  struct Choice: Sendable {
    let name: String
    let address: String
    let isCurrent: Bool
  }
  struct Letter: Sendable {
    let letter: String
    let links: [Link]
  }

  let template = "scheme"
  let title: String
  let name: String
  let heading: LocalText
  let subtitle: LocalText?
  let warnings: [Warning]
  let descriptions: [LocalText]
  let facts: [Fact]
  let conceptCount: String
  let orders: [Choice]
  let isSystematic: Bool
  let rows: [ConceptTree.Row]
  let letters: [Letter]
  let cut: String?
  let hasPages: Bool
  let pages: [Choice]

  init(_ scheme: ConceptScheme, language: String, order: Order, page: Int) {
    let concepts = scheme.concepts
    let address = Address.scheme(iri: scheme.iri)
    let separator = address.contains("?") ? "&" : "?"
    heading = SchemeDirectory.name(of: scheme, in: language)
    name = heading.text
    title = "\(heading.text) · Isogloss"
    let long = scheme.title(in: language).map(LocalText.init)
    subtitle = long == heading ? nil : long
    warnings = Warning.about(scheme)
    descriptions = scheme.descriptions.map(LocalText.init)
    facts = Self.facts(scheme)
    conceptCount = SchemeDirectory.grouped(concepts.count)
    orders = Order.allCases.map {
      Choice(
        name: $0.rawValue.sentence, address: "\(address)\(separator)order=\($0.rawValue)",
        isCurrent: $0 == order)
    }
    isSystematic = order == .systematic
    switch order {
    case .systematic:
      let tree = ConceptTree(concepts, language: language)
      rows = tree.rows
      cut =
        tree.isCut
        ? "The list is cut here; the alphabetical order has every concept." : nil
      letters = []
      pages = []
    case .alphabetical:
      rows = []
      cut = nil
      let links = concepts.map { Self.link($0, language) }
        .map { (key: $0.label.text.folded, link: $0) }.sorted { $0.key < $1.key }
      let pageCount = max(1, (links.count + Self.pageSize - 1) / Self.pageSize)
      let current = min(max(page, 1), pageCount)
      letters = Self.letters(links.dropFirst((current - 1) * Self.pageSize).prefix(Self.pageSize))
      pages = (1...pageCount).map {
        Choice(
          name: "\($0)", address: "\(address)\(separator)order=alphabetical&page=\($0)",
          isCurrent: $0 == current)
      }
    }
    hasPages = pages.count > 1
  }

  static func link(_ concept: Concept, _ language: String) -> Link {
    Link(
      Address.concept(iri: concept.iri),
      concept.prefLabel(in: language).map(LocalText.init) ?? LocalText(concept.curie),
      note: concept.notations.first?.lexicalForm)
  }

  private static func letters(_ links: some Sequence<(key: String, link: Link)>) -> [Letter] {
    var letters: [Letter] = []
    var current: (letter: String, links: [Link])?
    for (key, link) in links {
      let first = key.unicodeScalars.first.map { $0.properties.isAlphabetic } ?? false
      let letter = first ? key.prefix(1).uppercased() : "0–9"
      if current?.letter != letter {
        if let current { letters.append(Letter(letter: current.letter, links: current.links)) }
        current = (letter, [])
      }
      current?.links.append(link)
    }
    if let current { letters.append(Letter(letter: current.letter, links: current.links)) }
    return letters
  }

  private static func facts(_ scheme: ConceptScheme) -> [Fact] {
    let entries: [(String, [String])] = [
      ("Publisher", scheme.publishers),
      ("Jurisdiction", scheme.jurisdictions.map { Jurisdiction(code: $0).name }),
      ("Issued", scheme.issued.map { [$0] } ?? []),
      ("Edition", scheme.edition.map { [$0] } ?? []),
      ("Kind", scheme.kind.map { [SchemeDirectory.words($0)] } ?? []),
      ("Status", scheme.status.map { [SchemeDirectory.words($0)] } ?? []),
      ("Effect", scheme.bindingNature.map { [SchemeDirectory.words($0)] } ?? []),
      ("Document", scheme.sources),
      ("Rights in the document’s definitions", scheme.definitionRights.map(\.lexicalForm)),
      ("Licence of this vocabulary", scheme.license.map { [$0] } ?? []),
      ("Identifier", [scheme.iri]),
    ]
    return entries.filter { !$0.1.isEmpty }.map { name, texts in
      Fact(
        name: name,
        values: texts.map {
          .init(
            text: LocalText(LicenceName.of($0) ?? $0), address: Address.external($0))
        })
    }
  }
}

extension String {
  /// Without case and diacritics, for ordering.
  var folded: String {
    folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
  }
}
