public import GlossaryExport
import RDFGraph
public import RDFModel
public import SKOSVocabulary
public import TermAlignment

extension Vocabulary {
  /// A glossary of schemes with their correspondences; ``GlossaryExport/Glossary`` writes it.
  public func glossary(options: GlossaryOptions = GlossaryOptions()) -> Glossary {
    Glossary(
      skos, mappingSets: MappingSetCollector(snapshot).mappingSets(), resolver: resolver,
      options: options)
  }

  /// The mappings as one set: all of them, whatever their predicates, or the correspondences at one
  /// scheme, or those among several.
  public func alignment(of schemes: [ConceptScheme] = []) -> MappingSet {
    let nodes = Set(schemes.map(\.node))
    let name = schemes.isEmpty ? "all" : schemes.map(\.id).joined(separator: "--")
    let id = IRI(trusted: "https://w3id.org/isogloss/mappings/" + name + "--export")
    guard schemes.isEmpty else {
      return AlignmentExport(schemes: nodes, otherSchemes: nodes.count > 1 ? nodes : nil)
        .mappingSet(of: mappings, id: id)
    }
    var set = MappingSet(merging: MappingSetCollector(snapshot).mappingSets(), id: id)
    set.fillRequiredSlots(id: id)
    set.completePrefixes()
    return set
  }

  /// What is said of schemes, their concepts, and what only these have, such as definitions; the
  /// whole without schemes.
  public func description(of schemes: [ConceptScheme] = []) -> Description {
    guard !schemes.isEmpty else { return Description(skos, nil) }
    return Description(skos, schemes.flatMap { [$0.node] + $0.concepts.map(\.node) })
  }

  /// What is said of a concept, and what only it has, such as its definitions.
  public func description(of concept: Concept) -> Description { Description(skos, [concept.node]) }
}

/// The triples about some resources and their parts, as one graph.
public struct Description: TripleSource, Sendable {
  private let snapshot: GraphSnapshot
  private let subjects: Set<TermID>?

  /// Finds the parts of resources; nil takes everything.
  init(_ graph: SKOSGraph, _ resources: [TermID]?) {
    snapshot = graph.snapshot
    guard var open = resources else {
      subjects = nil
      return
    }
    var found = Set(open)
    while let node = open.popLast() {
      graph.snapshot.forEach(graph.snapshot.match(subject: node)) { _, _, object in
        if !found.contains(object), graph.isPart(object, of: node) {
          found.insert(object)
          open.append(object)
        }
      }
    }
    subjects = found
  }

  /// Passes the triples on.
  public func push<Sink: TripleSink & ~Copyable>(into sink: inout Sink) throws {
    if let subjects {
      try snapshot.push(subjects: subjects, into: &sink)
    } else {
      try snapshot.push(.all, into: &sink)
    }
  }
}

extension SKOSGraph {
  /// Whether a resource is only a part of another, as definitions, notes and labels are: a blank
  /// node, or no concept or scheme and nothing else points to it.
  fileprivate func isPart(_ node: TermID, of whole: TermID) -> Bool {
    if node.kind == .blankNode { return true }
    guard node.kind == .iri, concept(node) == nil, conceptScheme(node) == nil else { return false }
    let references = snapshot.match(object: node)
    guard references.count <= 8 else { return false }
    var isPart = true
    snapshot.forEach(references) { subject, _, _ in if subject != whole { isPart = false } }
    return isPart
  }
}
