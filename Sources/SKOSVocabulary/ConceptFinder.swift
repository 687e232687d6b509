import ByteStorage
import RDFGraph
import RDFModel

/// What a user's text for a concept came to.
public enum ConceptLookup: Hashable, Sendable {
  /// It means one concept.
  case found(Concept)
  /// It fits several concepts, of which nobody but the user can choose.
  case ambiguous([Concept])
  /// It fits none; these come closest.
  case notFound(suggestions: [LabelMatch])
}

/// What a user's text for a concept scheme came to.
public enum SchemeLookup: Hashable, Sendable {
  /// It means one scheme.
  case found(ConceptScheme)
  /// It fits several schemes.
  case ambiguous([ConceptScheme])
  /// It fits none; these come closest.
  case notFound(suggestions: [ConceptScheme])
}

/// Finds the concept or scheme that a user means.
///
/// A concept is named by its IRI, with or without angle brackets, by a CURIE, by a label in any
/// language, or within a scheme by a notation, an alias or the last part of its IRI. A scheme is
/// named by its id, its IRI, a short title, a title or an alias. Text is compared without case
/// and diacritics, and nothing is ever picked silently among several.
public struct ConceptFinder: Sendable {
  /// The graph in which to find.
  public var graph: SKOSGraph { index.graph }
  /// The labels by which to find.
  public let index: LabelIndex

  /// Finds by an index.
  public init(_ index: LabelIndex) { self.index = index }

  // MARK: Concepts

  /// The concept that a text means.
  ///
  /// - Parameters:
  ///   - scheme: where given, only its concepts count.
  ///   - language: where given, only labels in that language count.
  /// - Complexity: O(log n) in the labels for a label; a text that means nothing costs a search.
  public func concept(
    _ text: String, in scheme: ConceptScheme? = nil, language: String? = nil
  ) -> ConceptLookup {
    let text = Self.trimmed(text)
    if let named = concept(named: text), scheme.map({ named.schemes.contains($0) }) ?? true {
      return .found(named)
    }
    let labelled = concepts(fitting: text, in: scheme, language: language)
    if !labelled.isEmpty { return Self.lookup(labelled) }
    if let scheme {
      let known = concepts(knownAs: text, in: scheme)
      if !known.isEmpty { return Self.lookup(known) }
    }
    return .notFound(suggestions: suggestions(for: text, in: scheme, language: language))
  }

  private static func lookup(_ concepts: [Concept]) -> ConceptLookup {
    concepts.count == 1 ? .found(concepts[0]) : .ambiguous(concepts)
  }

  /// The concept that an IRI or a CURIE names.
  private func concept(named text: String) -> Concept? {
    if text.hasPrefix("<"), text.hasSuffix(">") {
      return graph.term(iri: IRI(trusted: String(text.dropFirst().dropLast())))
    }
    if let concept = graph.term(iri: IRI(trusted: text)) { return concept }
    return graph.expand(curie: text).flatMap { graph.term(iri: $0) }
  }

  /// The concepts with a label that is the text; where there is none, with such a notation.
  ///
  /// Those whose preferred label it is come first.
  private func concepts(
    fitting text: String, in scheme: ConceptScheme?, language: String?
  ) -> [Concept] {
    let range = language.map { LanguageRange($0) }
    var fields: [TermID: LabelMatch.Field] = [:]
    var notations: [TermID] = []
    for number in index.entries(exactly: text) {
      let entry = index.entries[Int(number)]
      guard let field = LabelMatch.Field(rawValue: entry.field) else { continue }
      if let scheme, !Concept(graph, entry.concept).schemes.contains(scheme) { continue }
      if field == .notation {
        notations.append(entry.concept)
      } else if range?.contains(graph.snapshot.dictionary.language(of: entry.literal)) ?? true {
        fields[entry.concept] = min(fields[entry.concept] ?? field, field)
      }
    }
    if scheme != nil {
      for node in notations { fields[node] = min(fields[node] ?? .notation, .notation) }
    } else if fields.isEmpty {
      for node in notations { fields[node] = .notation }
    }
    return fields.sorted {
      $0.value == $1.value
        ? graph.snapshot.precedes($0.key, $1.key) : $0.value < $1.value
    }.map { Concept(graph, $0.key) }
  }

  /// The concepts of a scheme by alias or by the last part of their IRI; of an ontology also by
  /// label, as its classes and properties stand in no index where there are concepts.
  private func concepts(knownAs text: String, in scheme: ConceptScheme) -> [Concept] {
    let wanted = TextFolding.folded(text)
    return scheme.concepts.filter { concept in
      TextFolding.folded(ConceptScheme.id(ofIRI: concept.iri)) == wanted
        || !graph.isConcept(concept.node)
          && concept.prefLabels.contains { TextFolding.folded($0.lexicalForm) == wanted }
        || concept.aliases.contains { TextFolding.folded($0) == wanted }
    }
  }

  private func suggestions(
    for text: String, in scheme: ConceptScheme?, language: String?
  ) -> [LabelMatch] {
    var options = SearchOptions(
      schemes: scheme.map { [$0] } ?? [], language: language, limit: 5)
    // The local part of an identifier often holds the words of a label.
    guard let colon = text.lastIndex(where: { ":/#".contains($0) }) else {
      return index.search(text, options: options)
    }
    let local = text[text.index(after: colon)...].split(whereSeparator: { "-_>".contains($0) })
    if scheme == nil, case .found(let named) = conceptScheme(String(text[..<colon])) {
      options.schemes = [named]
    }
    return index.search(local.joined(separator: " "), options: options)
  }

  // MARK: Schemes

  /// The concept scheme that a text means: an id, an IRI, a short title, a title or an alias; where
  /// there is none, the ontology or namespace, also by its prefix.
  ///
  /// - Complexity: O(n) in the schemes; where none is called so, O(n log n) in the classes,
  ///   properties and concepts once.
  public func conceptScheme(_ text: String) -> SchemeLookup {
    let declared = conceptScheme(text, among: graph.conceptSchemes)
    guard case .notFound(let suggestions) = declared else { return declared }
    let other = conceptScheme(text, among: graph.ontologies)
    guard case .notFound(let others) = other else { return other }
    return .notFound(suggestions: Array((suggestions + others).prefix(5)))
  }

  private func conceptScheme(_ text: String, among schemes: [ConceptScheme]) -> SchemeLookup {
    let text = Self.trimmed(text)
    let bare =
      text.hasPrefix("<") && text.hasSuffix(">") ? String(text.dropFirst().dropLast()) : text
    if let named = schemes.first(where: { $0.iri == bare }) { return .found(named) }
    let identified = schemes.filter { $0.id == bare }
    if !identified.isEmpty { return Self.lookup(identified) }
    let wanted = TextFolding.folded(text)
    let called = schemes.filter { Self.names(of: $0).contains(wanted) }
    if !called.isEmpty { return Self.lookup(called) }
    let ends: Set<Character> = ["#", "/"]
    if let namespace = graph.snapshot.prefixes[text]?.value ?? IRI(bare)?.value {
      let stem = namespace[...].trimmingSuffix(ends)
      let prefixed = schemes.filter { $0.iri[...].trimmingSuffix(ends) == stem }
      if !prefixed.isEmpty { return Self.lookup(prefixed) }
    }
    return .notFound(
      suggestions: SchemeSuggestions(for: wanted).closest(among: schemes, names: Self.names))
  }

  private static func lookup(_ schemes: [ConceptScheme]) -> SchemeLookup {
    schemes.count == 1 ? .found(schemes[0]) : .ambiguous(schemes)
  }

  private static func names(of scheme: ConceptScheme) -> [[UInt8]] {
    let literals = scheme.shortTitles + scheme.titles
    return ([scheme.id] + scheme.aliases + literals.map(\.lexicalForm)).map(TextFolding.folded)
  }

  private static func trimmed(_ text: String) -> String {
    let body = text.drop(while: \.isWhitespace)
    let end = body.lastIndex { !$0.isWhitespace }
    return end.map { String(body[...$0]) } ?? ""
  }
}

extension Substring {
  /// Without the characters at the end that are in a set.
  fileprivate func trimmingSuffix(_ characters: Set<Character>) -> Substring {
    var result = self
    while let last = result.last, characters.contains(last) { result.removeLast() }
    return result
  }
}
