public import RDFGraph
public import RDFModel

/// A concept scheme: one document in one edition, and what is said of it; or what stands for one
/// where terms are in none: an OWL ontology, or a namespace.
///
/// Source: SKOS Reference, section 4.
public struct ConceptScheme: Hashable, Sendable {
  /// The graph that describes the scheme.
  public let graph: SKOSGraph
  /// The scheme's identifier in the snapshot.
  public let node: TermID
  /// The namespace, where that is all there is: nothing is said of it, and ``node`` stands for it.
  let namespace: String?

  init(_ graph: SKOSGraph, _ node: TermID, namespace: String? = nil) {
    self.graph = graph
    self.node = node
    self.namespace = namespace
  }

  /// The IRI; for a blank node its label with `_:`.
  public var iri: String { namespace ?? graph.iriText(node) }

  /// What the data may say something of.
  private var described: TermID { namespace == nil ? node : .unbound }

  /// The short name: the last segment of the IRI's path, or its fragment.
  public var id: String { Self.id(ofIRI: iri) }

  static func id(ofIRI iri: String) -> String {
    let trimmed =
      iri.utf8.last == UInt8(ascii: "/") || iri.utf8.last == UInt8(ascii: "#")
      ? iri.dropLast() : iri[...]
    guard let cut = trimmed.lastIndex(where: { $0 == "/" || $0 == "#" }) else {
      return String(trimmed)
    }
    return String(trimmed[trimmed.index(after: cut)...])
  }

  // MARK: What it is called

  /// The titles: `dct:title`; where there is none, the labels.
  public var titles: [Literal] {
    let titles = graph.literals(of: described, graph.terms.title)
    if !titles.isEmpty { return titles }
    let labels = graph.literals(of: described, graph.terms.prefLabel)
    return labels.isEmpty ? graph.literals(of: described, graph.terms.rdfsLabel) : labels
  }

  /// The title that suits a language best, or nil where there is none.
  public func title(in language: String) -> Literal? {
    LanguageRange(language).best(of: titles)
  }

  /// The short title by which the document is cited, in the language that suits best, or nil.
  public func shortTitle(in language: String = "en") -> Literal? {
    LanguageRange(language).best(of: shortTitles)
  }

  /// The short titles by which the document is cited.
  public var shortTitles: [Literal] { graph.literals(of: described, graph.terms.shortTitle) }

  /// Other short names under which the scheme is accepted as input.
  public var aliases: [String] { graph.texts(of: described, graph.terms.alias) }

  /// A name for people: the short title, else the title, else ``id``.
  public func displayName(in language: String = "en") -> String {
    (shortTitle(in: language) ?? title(in: language))?.lexicalForm ?? id
  }

  // MARK: The document

  /// The descriptions.
  public var descriptions: [Literal] { graph.literals(of: described, graph.terms.description) }

  /// Where the document applies or who issues it: `EU`, `US`, `M49:002`, `org:iso`.
  public var jurisdictions: [String] { graph.texts(of: described, graph.terms.jurisdiction) }

  /// Who published the document: names, or IRIs where the data links to them.
  public var publishers: [String] { graph.texts(of: described, graph.terms.publisher) }

  /// When the document was issued, as written.
  public var issued: String? { graph.text(of: described, graph.terms.issued) }

  /// Edition, version or stage of the document.
  public var edition: String? { graph.text(of: described, graph.terms.edition) }

  /// `in-force`, `published`, `draft`, `withdrawn` or `superseded`.
  public var status: String? { graph.text(of: described, graph.terms.status) }

  /// `law`, `standard`, `framework`, `principles` and so on.
  public var kind: String? { graph.text(of: described, graph.terms.kind) }

  /// `binding`, `non-binding`, `mixed` or `not-applicable`.
  public var bindingNature: String? { graph.text(of: described, graph.terms.bindingNature) }

  /// Where the document itself is found.
  public var sources: [String] { graph.texts(of: described, graph.terms.source) }

  /// The language of the scheme as it states it, or nil.
  public var language: String? { graph.text(of: described, graph.terms.language) }

  /// `source`, `secondary`, `recalled` or `editorial`.
  public var checked: String? { graph.text(of: described, graph.terms.checked) }

  // MARK: Rights

  /// The licence of the scheme as data, as an IRI or text.
  public var license: String? { graph.text(of: described, graph.terms.license) }

  /// What may be reproduced of the publisher's own definitions.
  public var definitionRights: [Literal] {
    graph.literals(of: described, graph.terms.definitionRights)
  }

  // MARK: Editions

  /// The schemes, loaded or not, that this one replaces, by IRI.
  public var replaces: [ConceptScheme] {
    linked(graph.terms.replaces, inverse: graph.terms.isReplacedBy)
  }

  /// The schemes, loaded or not, that replace this one, by IRI.
  public var replacedBy: [ConceptScheme] {
    linked(graph.terms.isReplacedBy, inverse: graph.terms.replaces)
  }

  private func linked(_ property: TermID, inverse: TermID) -> [ConceptScheme] {
    let nodes =
      graph.snapshot.objects(of: described, property)
      + graph.snapshot.subjects(inverse, described)
    return graph.sorted(nodes.filter { $0.kind != .literal }).map { ConceptScheme(graph, $0) }
  }

  // MARK: Concepts

  /// The concepts of the scheme, by IRI; of an ontology its classes and properties.
  ///
  /// - Complexity: O(n log n) in the concepts.
  public var concepts: [Concept] {
    guard graph.inventory.schemeSet.contains(node), namespace == nil else {
      return (graph.ontologyIndex.members[node] ?? []).map { Concept(graph, $0) }
    }
    let terms = graph.terms
    let nodes =
      graph.snapshot.subjects(terms.inScheme, node)
      + graph.snapshot.subjects(terms.topConceptOf, node)
      + graph.snapshot.objects(of: node, terms.hasTopConcept)
    return graph.sorted(nodes.filter(graph.isConcept)).map { Concept(graph, $0) }
  }

  /// The top concepts, by IRI; stated as `hasTopConcept` or `topConceptOf`.
  public var topConcepts: [Concept] {
    let terms = graph.terms
    let nodes =
      graph.snapshot.objects(of: described, terms.hasTopConcept)
      + graph.snapshot.subjects(terms.topConceptOf, described)
    return graph.sorted(nodes.filter(graph.isConcept)).map { Concept(graph, $0) }
  }

  /// Compares graph and identifier.
  public static func == (left: ConceptScheme, right: ConceptScheme) -> Bool {
    left.node == right.node && left.graph.snapshot === right.graph.snapshot
  }

  /// Hashes the identifier.
  public func hash(into hasher: inout Hasher) { hasher.combine(node) }
}
