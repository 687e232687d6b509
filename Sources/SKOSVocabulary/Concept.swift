public import RDFGraph
public import RDFModel

/// A concept and what is said of it.
///
/// Source: SKOS Reference, section 3.
public struct Concept: Hashable, Sendable {
  /// The graph that describes the concept.
  public let graph: SKOSGraph
  /// The concept's identifier in the snapshot.
  public let node: TermID

  init(_ graph: SKOSGraph, _ node: TermID) {
    self.graph = graph
    self.node = node
  }

  /// The IRI; for a blank node its label with `_:`.
  public var iri: String { graph.iriText(node) }

  /// The concept as `{scheme-id}:{slug}` where its IRI follows Isogloss's form, else by the
  /// prefixes of the data and those well known, else the IRI.
  public var curie: String { graph.curie(of: node) }

  /// The schemes that the concept is in, by IRI; where it is in none, the ontology that defines
  /// it, or its namespace.
  public var schemes: [ConceptScheme] {
    let declared = declaredSchemes
    return declared.isEmpty ? graph.home(of: node).map { [$0] } ?? [] : declared
  }

  /// The schemes that the concept is said to be in, by IRI.
  var declaredSchemes: [ConceptScheme] {
    let terms = graph.terms
    let nodes =
      graph.snapshot.objects(of: node, terms.inScheme)
      + graph.snapshot.objects(of: node, terms.topConceptOf)
      + graph.snapshot.subjects(terms.hasTopConcept, node)
    return graph.sorted(nodes.filter { $0.kind != .literal }).map { ConceptScheme(graph, $0) }
  }

  /// The first of ``schemes``: almost every concept has exactly one.
  public var scheme: ConceptScheme? { schemes.first }

  /// Whether some scheme has the concept as a top concept.
  public var isTopConcept: Bool {
    let terms = graph.terms
    return !graph.snapshot.match(subject: node, predicate: terms.topConceptOf).isEmpty
      || !graph.snapshot.match(predicate: terms.hasTopConcept, object: node).isEmpty
  }

  /// What the concept is in its document: `term`, `role`, `risk`, `tier`, `grouping`.
  public var termKind: String? { graph.text(of: node, graph.terms.termKind) }

  /// The rank of a risk tier, 1 being the gravest, or nil.
  public var rank: Int? { graph.text(of: node, graph.terms.rank).flatMap { Int($0) } }

  /// The documents, copies or accounts in which the entry was seen.
  public var basis: [Literal] { graph.literals(of: node, graph.terms.basis) }

  /// How far the entry was checked: `source`, `secondary`, `recalled` or `editorial`.
  public var checked: String? { graph.text(of: node, graph.terms.checked) }

  /// Other short names under which the concept is accepted as input.
  public var aliases: [String] { graph.texts(of: node, graph.terms.alias) }

  /// Whether the snapshot says what the concept is: a mapping may name one that is not loaded.
  public var isDescribed: Bool { graph.isConcept(node) || graph.isOntologyTerm(node) }

  /// Compares graph and identifier.
  public static func == (left: Concept, right: Concept) -> Bool {
    left.node == right.node && left.graph.snapshot === right.graph.snapshot
  }

  /// Hashes the identifier.
  public func hash(into hasher: inout Hasher) { hasher.combine(node) }
}
