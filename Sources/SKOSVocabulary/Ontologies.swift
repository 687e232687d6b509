import ByteStorage
public import RDFGraph
import RDFModel

/// Where classes, properties and concepts are at home that are in no concept scheme: in the
/// ontology that defines them, else in their namespace.
///
/// An ontology defines what says so (`rdfs:isDefinedBy`) and what lies in its namespace, which is
/// its IRI with or without `#` or `/` at the end; of OBO ontologies what has their prefix. Where
/// all the data has one ontology, which nothing belongs to by these rules, and one namespace, the
/// two go together.
final class Ontologies: Sendable {
  /// The home of each term.
  let homes: [TermID: TermID]
  /// The terms of each home, by IRI.
  let members: [TermID: [TermID]]
  /// What the homes are called that are namespaces: nothing describes them, and a term stands for
  /// each, its first one where the data does not mention it.
  let namespaces: [TermID: String]
  /// The homes, by IRI.
  let nodes: [TermID]

  /// - Complexity: O(n log n) in the classes, properties and concepts.
  init(_ snapshot: GraphSnapshot, _ terms: VocabularyTerms, _ inventory: Inventory) {
    var homes: [TermID: TermID] = [:]
    var members: [TermID: [TermID]] = [:]
    let headers = snapshot.subjects(terms.type, terms.ontology).filter {
      $0.kind == .iri && !inventory.schemeSet.contains($0)
    }
    let declared = Set(headers)
    let stems = Dictionary(
      headers.sorted(by: snapshot.precedes).map {
        (Namespace.stem(snapshot.dictionary.text(of: $0)), $0)
      },
      uniquingKeysWith: { first, _ in first })
    var rest: [String: [TermID]] = [:]
    for term in Self.terms(snapshot, terms, inventory) {
      let namespace = Namespace(of: snapshot.dictionary.text(of: term))
      let stated = snapshot.objects(of: term, terms.isDefinedBy).filter(declared.contains)
      if let home = stated.min(by: snapshot.precedes) ?? stems[namespace.stem] {
        homes[term] = home
        members[home, default: []].append(term)
      } else {
        rest[namespace.text, default: []].append(term)
      }
    }
    var namespaces: [TermID: String] = [:]
    for (namespace, terms) in rest {
      let home: TermID
      if declared.count == 1, members.isEmpty, rest.count == 1, let only = declared.first {
        home = only
      } else {
        let known = [namespace, String(namespace.dropLast())].lazy.compactMap {
          snapshot.id(iri: IRI(trusted: $0))
        }.first { !inventory.schemeSet.contains($0) && !declared.contains($0) }
        home = known ?? terms[0]
        namespaces[home] = namespace
      }
      for term in terms { homes[term] = home }
      members[home] = terms
    }
    self.homes = homes
    self.members = members
    self.namespaces = namespaces
    func name(_ home: TermID) -> String { namespaces[home] ?? snapshot.dictionary.text(of: home) }
    nodes = members.keys.sorted { name($0).utf8Precedes(name($1)) }
  }

  /// The classes and properties with IRIs, and the concepts that are in no scheme, by IRI.
  private static func terms(
    _ snapshot: GraphSnapshot, _ terms: VocabularyTerms, _ inventory: Inventory
  ) -> [TermID] {
    var found: Set<TermID> = []
    for type in terms.ontologyTypes {
      found.formUnion(snapshot.subjects(terms.type, type).filter { $0.kind == .iri })
    }
    var isHoused = BitSet(capacity: snapshot.dictionary.count(.iri))
    func house(_ node: TermID) { isHoused.insert(snapshot.dictionary.ordinal(node)) }
    for property in [terms.inScheme, terms.topConceptOf] {
      snapshot.forEach(snapshot.match(predicate: property)) { subject, _, _ in house(subject) }
    }
    snapshot.forEach(snapshot.match(predicate: terms.hasTopConcept)) { _, _, object in
      if object.kind != .literal { house(object) }
    }
    found.formUnion(inventory.concepts.filter { $0.kind == .iri })
    return found.filter { node in
      guard !isHoused.contains(snapshot.dictionary.ordinal(node)) else { return false }
      let text = snapshot.dictionary.text(of: node)
      // What the languages themselves define belongs to no vocabulary.
      return !MappingPredicate.languages.contains { text.utf8.starts(with: $0.utf8) }
    }.sorted(by: snapshot.precedes)
  }
}

/// The part of an IRI that the terms of one vocabulary share.
private struct Namespace {
  /// Up to the last `#` or `/`; of an OBO term, such as `…/obo/HP_0000118`, up to its number.
  let text: String
  /// What is compared with the IRI of an ontology.
  var stem: String { Self.stem(text) }

  private static let obo = "http://purl.obolibrary.org/obo/"

  init(of iri: String) {
    let cut = iri.utf8.lastIndex { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "/") }
    let end = cut.map { iri.utf8.index(after: $0) } ?? iri.startIndex
    let local = iri[end...]
    if iri.hasPrefix(Self.obo), iri[..<end] == Self.obo,
      let mark = local.utf8.lastIndex(of: UInt8(ascii: "_"))
    {
      text = String(iri[...mark])
    } else {
      text = cut == nil ? iri : String(iri[..<end])
    }
  }

  /// The IRI of an ontology or a namespace without what is written now so, now otherwise.
  static func stem(_ iri: String) -> String {
    var stem = iri[...]
    while let last = stem.last, last == "#" || last == "/" { stem.removeLast() }
    guard stem.hasPrefix(obo) else { return String(stem) }
    if stem.hasSuffix(".owl") { stem.removeLast(4) }
    if stem.hasSuffix("_") { stem.removeLast() }
    return stem.lowercased()
  }
}

extension SKOSGraph {
  /// What terms are in that are in no concept scheme, by IRI: OWL ontologies, else namespaces.
  ///
  /// Whatever takes a scheme takes these, too.
  ///
  /// - Complexity: O(n log n) in the classes, properties and concepts when first asked for.
  public var ontologies: [ConceptScheme] { ontologyIndex.nodes.compactMap(ontology) }

  /// Whether a term is a class, a property or a concept that is in no concept scheme.
  public func isOntologyTerm(_ node: TermID) -> Bool { ontologyIndex.homes[node] != nil }

  /// The classes, properties and concepts that are in no concept scheme, by ontology, then IRI.
  public var ontologyTerms: [Concept] {
    ontologyIndex.nodes.flatMap { ontologyIndex.members[$0] ?? [] }.map { Concept(self, $0) }
  }

  /// The ontology or namespace that an identifier stands for, or nil.
  func ontology(_ node: TermID) -> ConceptScheme? {
    ontologyIndex.members[node].map { _ in
      ConceptScheme(self, node, namespace: ontologyIndex.namespaces[node])
    }
  }

  /// The ontology or namespace that a term is in, or nil.
  func home(of node: TermID) -> ConceptScheme? {
    ontologyIndex.homes[node].flatMap(ontology)
  }
}
