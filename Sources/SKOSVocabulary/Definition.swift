public import RDFGraph
public import RDFModel

/// A definition of a concept: a wording, and where it is from.
///
/// A definition is a literal, or a resource with the wording as `rdf:value` and what is known of
/// its origin beside it (SKOS Reference, section 7.5, advanced documentation).
public struct Definition: Hashable, Sendable {
  /// The literal or the resource.
  public let node: TermID
  /// The wording.
  public let text: Literal
  /// The IRI of the document's scheme, or whatever else `dct:source` says.
  public let source: String?
  /// The exact citation, in the languages in which it is given.
  public let citations: [Literal]
  /// Clause, article or entry number in the cited edition.
  public let clause: String?
  /// What may be done with the wording, in words.
  public let rights: [Literal]
  /// The licence, as an IRI or text.
  public let license: String?
  /// How far the definition was checked: `source`, `secondary`, `recalled` or `editorial`.
  public let checked: String?
  /// Whether the resource is an `isogloss:Definition`: the editors' own wording.
  public let isOwnWording: Bool
}

/// A note on a concept.
///
/// Source: SKOS Reference, section 7.
public struct Note: Hashable, Sendable {
  /// What the note is about; definitions are ``Definition``.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Any note.
    case note
    /// How far the meaning reaches.
    case scopeNote
    /// An example of use.
    case example
    /// What the concept meant before.
    case historyNote
    /// What was changed in the description.
    case changeNote
    /// For editors.
    case editorialNote

    /// The property.
    public var iri: IRI { IRI(trusted: SKOS.namespace + rawValue) }
  }

  /// What the note is about.
  public let kind: Kind
  /// The text.
  public let text: Literal
}

extension Concept {
  /// The definitions: by language, then text.
  public var definitions: [Definition] {
    graph.definitionNodes(of: node).flatMap { graph.definitions(at: $0) }
      .sorted { Literal.inReadingOrder($0.text, $1.text) }
  }

  /// The texts of ``definitions`` that set the concept apart: a remark that concepts with several
  /// names share, such as what list they stand in, defines none of them.
  public var definingTexts: [Literal] {
    definitions.map(\.text).filter { !graph.isRemark($0) }
  }

  /// The definition that suits a language best, else one in English, else any.
  public func definition(in language: String) -> Definition? {
    let all = definitions
    guard let text = LanguageRange(language).best(of: all.map(\.text)) else { return nil }
    return all.first { $0.text == text }
  }

  /// The notes: by kind, then language, then text.
  public var notes: [Note] {
    zip(Note.Kind.allCases, graph.terms.notes).flatMap { kind, property in
      graph.documentation(of: node, property).map { Note(kind: kind, text: $0) }
    }
  }

  /// The notes of a kind: by language, then text.
  public func notes(_ kind: Note.Kind) -> [Literal] {
    guard let index = Note.Kind.allCases.firstIndex(of: kind) else { return [] }
    return graph.documentation(of: node, graph.terms.notes[index])
  }
}

extension SKOSGraph {
  /// The literals of a documentation property, or the values of the resources it points to.
  func documentation(of node: TermID, _ property: TermID) -> [Literal] {
    var found: [Literal] = []
    for object in snapshot.objects(of: node, property) {
      if object.kind == .literal {
        if let literal = snapshot.term(object).literal { found.append(literal) }
      } else {
        found += literals(of: object, terms.value)
      }
    }
    return found.sorted(by: Literal.inReadingOrder)
  }

  /// The definitions of a node; of a class or property without one of SKOS, that of the OBO
  /// ontologies, else the comments.
  func definitionNodes(of node: TermID) -> [TermID] {
    let found = snapshot.objects(of: node, terms.definition)
    guard found.isEmpty, !isConcept(node) else { return found }
    let others = [terms.textualDefinition, terms.comment].lazy.map {
      snapshot.objects(of: node, $0).filter { $0.kind == .literal }
    }
    return others.first { !$0.isEmpty } ?? []
  }

  /// The most names of concepts that one text defines.
  private static let mostNames = 3
  /// The most concepts with a text that are looked at.
  private static let mostHolders = 64

  /// Whether a text stands as the definition of concepts with more names than one thing has.
  ///
  /// A definition that bodies take over from each other has the same name with all of them.
  func isRemark(_ text: Literal) -> Bool {
    guard let literal = snapshot.id(of: .literal(text)) else { return false }
    var holders = snapshot.subjects(terms.definition, literal)
    for node in snapshot.subjects(terms.value, literal).prefix(Self.mostHolders) {
      holders += snapshot.subjects(terms.definition, node)
    }
    guard holders.count > Self.mostNames else { return false }
    let names = holders.prefix(Self.mostHolders).compactMap { holder in
      Concept(self, holder).prefLabel(in: "en").map { FoldedText($0.lexicalForm) }
    }
    return Set(names).count > Self.mostNames
  }

  /// One definition per wording: a resource may have its value in several languages.
  func definitions(at node: TermID) -> [Definition] {
    if let literal = snapshot.term(node).literal {
      return [
        Definition(
          node: node, text: literal, source: nil, citations: [], clause: nil, rights: [],
          license: nil, checked: nil, isOwnWording: false)
      ]
    }
    return literals(of: node, terms.value).map { text in
      Definition(
        node: node, text: text, source: self.text(of: node, terms.source),
        citations: literals(of: node, terms.bibliographicCitation),
        clause: self.text(of: node, terms.clause), rights: literals(of: node, terms.rights),
        license: self.text(of: node, terms.license), checked: self.text(of: node, terms.checked),
        isOwnWording: snapshot.contains(
          subject: node, predicate: terms.type, object: terms.isoglossDefinition))
    }
  }
}
