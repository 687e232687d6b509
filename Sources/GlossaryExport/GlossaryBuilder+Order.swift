import RDFModel
import SKOSVocabulary

extension GlossaryBuilder {
  /// The entries of a scheme, in the order asked for.
  func groups(of scheme: ConceptScheme) -> [Glossary.Group] {
    switch options.order {
    case .alphabetical: alphabetical(scheme)
    case .systematic:
      [
        Glossary.Group(
          heading: nil,
          entries: systematic(scheme).map { entry($0.concept, of: scheme, depth: $0.depth) })
      ]
    }
  }

  private func alphabetical(_ scheme: ConceptScheme) -> [Glossary.Group] {
    let keyed = scheme.concepts.map { concept in
      (concept: concept, key: FoldedText(heading(of: concept).lexicalForm))
    }.sorted { $0.key == $1.key ? $0.concept.iri < $1.concept.iri : $0.key < $1.key }
    var groups: [Glossary.Group] = []
    var current: (heading: String, concepts: [Concept])?
    func close() {
      guard let current else { return }
      groups.append(
        Glossary.Group(
          heading: current.heading,
          entries: current.concepts.map { entry($0, of: scheme, depth: 0) }))
    }
    for (concept, key) in keyed {
      let heading = Self.initial(key)
      if current?.heading == heading {
        current?.concepts.append(concept)
      } else {
        close()
        current = (heading, [concept])
      }
    }
    close()
    return groups
  }

  /// The letter under which a label stands; one sign for all that do not start with a letter.
  private static func initial(_ key: FoldedText) -> String {
    guard let first = String(decoding: key.bytes, as: UTF8.self).first, first.isLetter else {
      return "#"
    }
    return first.uppercased()
  }

  // MARK: Systematic order

  /// The concepts from the top down, each once at the first place where it comes up.
  private func systematic(_ scheme: ConceptScheme) -> [(concept: Concept, depth: Int)] {
    let concepts = scheme.concepts
    let members = Set(concepts)
    let roots = concepts.filter { $0.isTopConcept || !$0.broader.contains(where: members.contains) }
    var placed: Set<Concept> = []
    var result: [(concept: Concept, depth: Int)] = []
    // What a cycle keeps from every root follows at the end.
    for starts in [roots, concepts] {
      var stack = ordered(starts).reversed().map { (concept: $0, depth: 0) }
      while let next = stack.popLast() {
        guard placed.insert(next.concept).inserted else { continue }
        result.append(next)
        let below = next.concept.narrower.filter { members.contains($0) && !placed.contains($0) }
        stack += ordered(below).reversed().map { (concept: $0, depth: next.depth + 1) }
      }
    }
    return result
  }

  /// By notation as numbers are read, those without one last, then by label and IRI.
  private func ordered(_ concepts: [Concept]) -> [Concept] {
    concepts.map { concept in
      (
        concept: concept,
        notation: NotationKey(concept.notations.first?.lexicalForm),
        label: FoldedText(heading(of: concept).lexicalForm)
      )
    }.sorted {
      if $0.notation != $1.notation { return $0.notation < $1.notation }
      return $0.label == $1.label ? $0.concept.iri < $1.concept.iri : $0.label < $1.label
    }.map(\.concept)
  }
}

/// A notation cut into numbers and other text, so that 3.10 comes after 3.9.
struct NotationKey: Comparable {
  private enum Part: Comparable {
    case number(digits: Int, text: String)
    case text(String)
  }

  private let parts: [Part]?

  init(_ notation: String?) {
    parts = notation.map { notation in
      var parts: [Part] = []
      var rest = notation[...]
      while let first = rest.first {
        let isDigit = first.isASCII && first.isNumber
        let run = rest.prefix { ($0.isASCII && $0.isNumber) == isDigit }
        rest = rest.dropFirst(run.count)
        if isDigit {
          let digits = run.drop { $0 == "0" }
          parts.append(.number(digits: digits.count, text: String(digits)))
        } else {
          parts.append(.text(String(run)))
        }
      }
      return parts
    }
  }

  static func < (left: NotationKey, right: NotationKey) -> Bool {
    switch (left.parts, right.parts) {
    case (let one?, let other?): one.lexicographicallyPrecedes(other)
    case (_?, nil): true
    case (nil, _): false
    }
  }
}
