import Foundation
import RDFGraph
import RDFModel
import SKOSVocabulary

/// Reads entities, names, texts and structure out of a snapshot.
struct EntityTableReader {
  let graph: SKOSGraph
  let snapshot: GraphSnapshot
  let terms: MatchingTerms
  private let languages: [LanguageCode?]
  /// The number of the entity, by the ordinal of its term; -1 for what is none.
  private var numbers: [Int32] = []
  private(set) var nodes: [TermID] = []
  private(set) var kinds: [EntityKind] = []

  /// The longest list of `owl:unionOf` or `owl:intersectionOf` that is read.
  private static let longestList = 64
  /// The most names that an entity is compared by; more say nothing more and cost the square.
  private static let mostLabels = 48
  /// The most entities that one text may define.
  private static let mostSharedTexts = 3

  init(_ graph: SKOSGraph) {
    self.graph = graph
    snapshot = graph.snapshot
    terms = MatchingTerms(snapshot)
    languages = snapshot.dictionary.languageTags.map { LanguageCode(tag: $0) }
  }

  /// Reads the entities of a scheme, or of the whole graph.
  ///
  /// - Complexity: O(n log n) in the triples.
  mutating func table(of scheme: ConceptScheme?) -> EntityTable {
    collectEntities(scheme)
    let labels = readLabels()
    let wholes = readWholes()
    let ends = PropertyEnds(self, wholes)
    return EntityTable(
      graph: graph, nodes: nodes, kinds: kinds, labels: labels, texts: readTexts(),
      notations: readNotations(), equivalents: readBridges(), wholes: wholes,
      parts: readWholes(inverted: true), related: readRelated(),
      domains: ends.domains, ranges: ends.ranges, inverses: ends.inverses,
      datatypes: ends.datatypes, disjointness: Disjointness(self))
  }

  // MARK: Entities

  private mutating func collectEntities(_ scheme: ConceptScheme?) {
    var kindOf: [TermID: EntityKind] = [:]
    let members = scheme.map { Set($0.concepts.map(\.node)) }
    for concept in graph.concepts where members?.contains(concept.node) ?? true {
      kindOf[concept.node] = .concept
    }
    for (type, kind) in terms.kinds {
      snapshot.forEach(snapshot.match(predicate: terms.type, object: type)) { node, _, _ in
        if kindOf[node] == nil, members?.contains(node) ?? true { kindOf[node] = kind }
      }
    }
    // What is out of use is not proposed; what the languages themselves define is no entity.
    nodes = graph.sorted(
      kindOf.keys.filter { node in
        node.kind == .iri && !isLanguageTerm(node) && !isDeprecated(node)
      })
    kinds = nodes.map { kindOf[$0] ?? .concept }
    numbers = [Int32](repeating: -1, count: snapshot.dictionary.count)
    for (number, node) in nodes.enumerated() {
      numbers[snapshot.dictionary.ordinal(node)] = Int32(number)
    }
  }

  private static let languageNamespaces = [
    RDF.namespace, RDFS.namespace, "http://www.w3.org/2002/07/owl#", XSD.namespace,
    SKOS.namespace, SKOSXL.namespace, "http://www.geneontology.org/formats/oboInOwl#",
  ]

  private func isLanguageTerm(_ node: TermID) -> Bool {
    let text = snapshot.dictionary.text(of: node)
    return Self.languageNamespaces.contains { text.utf8.starts(with: $0.utf8) }
  }

  private func isDeprecated(_ node: TermID) -> Bool {
    guard terms.deprecated != .unbound else { return false }
    return snapshot.objects(of: node, terms.deprecated).contains {
      ["true", "1"].contains(snapshot.dictionary.text(of: $0))
    }
  }

  /// The number of a term that is an entity.
  func number(_ node: TermID) -> Int32? {
    let number = numbers[snapshot.dictionary.ordinal(node)]
    return number < 0 ? nil : number
  }

  // MARK: Names and texts

  private func literals(_ node: TermID) -> [TermID] {
    if node.kind == .literal { return [node] }
    return terms.literalForms.flatMap { snapshot.objects(of: node, $0) }
      .filter { $0.kind == .literal }
  }

  private func language(_ literal: TermID) -> LanguageCode? {
    snapshot.dictionary.languageIndex(of: literal).flatMap { languages[$0] }
  }

  private func readLabels() -> [[EntityLabel]] {
    var labels = [[EntityLabel]](repeating: [], count: nodes.count)
    for (property, role) in terms.labels {
      snapshot.forEach(snapshot.match(predicate: property)) { subject, _, object in
        guard let entity = number(subject) else { return }
        for literal in literals(object) {
          let text = snapshot.dictionary.text(of: literal)
          guard !text.isEmpty else { continue }
          labels[Int(entity)].append(
            EntityLabel(text: text, language: language(literal), role: role))
        }
      }
    }
    for entity in labels.indices {
      if labels[entity].isEmpty, let name = localName(nodes[entity]) {
        labels[entity] = [EntityLabel(text: name, language: nil, role: .localName)]
      }
      var sorted = Array(Set(labels[entity])).sorted { left, right in
        if left.role != right.role { return left.role < right.role }
        if left.text != right.text { return left.text.utf8Precedes(right.text) }
        return (left.language?.text ?? "") < (right.language?.text ?? "")
      }
      if sorted.count > Self.mostLabels { sorted.removeLast(sorted.count - Self.mostLabels) }
      labels[entity] = sorted
    }
    return labels
  }

  /// What follows the last slash, hash or colon of an IRI, percent signs decoded.
  private func localName(_ node: TermID) -> String? {
    let text = snapshot.dictionary.text(of: node)
    let end = text.utf8.last == UInt8(ascii: "/") ? text.dropLast() : text[...]
    guard let cut = end.lastIndex(where: { $0 == "/" || $0 == "#" || $0 == ":" }) else {
      return nil
    }
    let name = String(end[end.index(after: cut)...])
    return name.isEmpty ? nil : name.removingPercentEncoding ?? name
  }

  private func readTexts() -> [[EntityText]] {
    var texts = [[EntityText]](repeating: [], count: nodes.count)
    for (property, isDefinition) in terms.texts {
      snapshot.forEach(snapshot.match(predicate: property)) { subject, _, object in
        guard let entity = number(subject) else { return }
        for literal in literals(object) {
          texts[Int(entity)].append(
            EntityText(
              text: snapshot.dictionary.text(of: literal), language: language(literal),
              isDefinition: isDefinition))
        }
      }
    }
    let remarks = repeated(texts)
    return texts.map { texts in
      Set(texts).subtracting(remarks).sorted {
        $0.isDefinition != $1.isDefinition ? $0.isDefinition : $0.text.utf8Precedes($1.text)
      }
    }
  }

  /// Texts that many entities have: a remark on where they come from defines none of them.
  private func repeated(_ texts: [[EntityText]]) -> Set<EntityText> {
    var counts: [EntityText: Int] = [:]
    for text in texts.lazy.joined() { counts[text, default: 0] += 1 }
    return Set(counts.lazy.filter { $0.value > Self.mostSharedTexts }.map(\.key))
  }

  private func readNotations() -> [[String]] {
    var notations = [[String]](repeating: [], count: nodes.count)
    for property in terms.notations {
      snapshot.forEach(snapshot.match(predicate: property)) { subject, _, object in
        guard let entity = number(subject), object.kind == .literal else { return }
        notations[Int(entity)].append(snapshot.dictionary.text(of: object))
      }
    }
    return notations.map { Set($0).sorted { $0.utf8Precedes($1) } }
  }

  private func readBridges() -> [[EntityBridge]] {
    var bridges = [[EntityBridge]](repeating: [], count: nodes.count)
    for (properties, isExact) in [(terms.exactBridges, true), (terms.nearBridges, false)] {
      for property in properties {
        snapshot.forEach(snapshot.match(predicate: property)) { subject, _, object in
          guard object.kind == .iri || object.kind == .literal else { return }
          let target = snapshot.dictionary.text(of: object)
          if let entity = number(subject) {
            bridges[Int(entity)].append(EntityBridge(target: target, isExact: isExact))
          }
          // All these properties are symmetric, cross-references apart.
          if object.kind == .iri, let entity = number(object) {
            bridges[Int(entity)].append(
              EntityBridge(target: snapshot.dictionary.text(of: subject), isExact: isExact))
          }
        }
      }
    }
    return bridges.map { Set($0).sorted { $0.target.utf8Precedes($1.target) } }
  }

  // MARK: Structure

  typealias Pairs = [(entity: Int32, other: Int32)]

  private func readWholes(inverted: Bool = false) -> Neighbours {
    var pairs: Pairs = []
    func add(_ below: TermID, _ above: TermID) {
      guard let below = number(below), let above = number(above) else { return }
      pairs.append(inverted ? (above, below) : (below, above))
    }
    for property in terms.upward {
      snapshot.forEach(snapshot.match(predicate: property)) { subject, _, object in
        if object.kind == .blankNode {
          if let whole = restriction(object, wantsParts: true) { add(subject, whole) }
          for operand in operands(object, terms.intersectionOf) { add(subject, operand) }
        } else {
          add(subject, object)
        }
      }
    }
    for property in terms.downward {
      snapshot.forEach(snapshot.match(predicate: property)) { add($2, $0) }
    }
    if terms.equivalentClass != .unbound {
      snapshot.forEach(snapshot.match(predicate: terms.equivalentClass)) { subject, _, object in
        for operand in operands(object, terms.intersectionOf) { add(subject, operand) }
      }
    }
    return Neighbours(pairs, count: nodes.count)
  }

  private func readRelated() -> Neighbours {
    var pairs: Pairs = []
    func add(_ left: TermID, _ right: TermID) {
      guard let left = number(left), let right = number(right) else { return }
      pairs += [(left, right), (right, left)]
    }
    for property in terms.related {
      snapshot.forEach(snapshot.match(predicate: property)) { add($0, $2) }
    }
    for property in terms.upward {
      snapshot.forEach(snapshot.match(predicate: property)) { subject, _, object in
        if object.kind == .blankNode, let other = restriction(object, wantsParts: false) {
          add(subject, other)
        }
      }
    }
    return Neighbours(pairs, count: nodes.count)
  }

  /// The class that a restriction asks for, where its property says "part of" or where it does
  /// not.
  private func restriction(_ node: TermID, wantsParts: Bool) -> TermID? {
    guard terms.onProperty != .unbound,
      let property = snapshot.objects(of: node, terms.onProperty).first
    else { return nil }
    let name = snapshot.dictionary.text(of: property).lowercased()
    // BFO_0000050 is "part of" in the OBO ontologies, whose identifiers do not speak.
    let isPart =
      name.hasSuffix("part_of") || name.hasSuffix("partof") || name.hasSuffix("bfo_0000050")
    guard isPart == wantsParts else { return nil }
    return terms.fillers.lazy.compactMap { snapshot.objects(of: node, $0).first }.first
  }

  func operands(_ node: TermID, _ property: TermID) -> [TermID] {
    guard property != .unbound, var list = snapshot.objects(of: node, property).first else {
      return []
    }
    var result: [TermID] = []
    while result.count < Self.longestList, let item = snapshot.objects(of: list, terms.first).first
    {
      result.append(item)
      guard let rest = snapshot.objects(of: list, terms.rest).first else { break }
      list = rest
    }
    return result
  }
}

extension String {
  /// Whether the text comes first in the order of bytes, which no locale changes.
  func utf8Precedes(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}
