import RDFGraph
public import RDFModel

/// A label of a concept, scheme or collection.
///
/// Source: SKOS Reference, section 5; appendix B for SKOS-XL.
public struct Label: Hashable, Sendable {
  /// What a label is for.
  public enum Kind: Int, CaseIterable, Comparable, Hashable, Sendable {
    /// The one to show.
    case preferred
    /// Another one to show: a synonym, a spelling, an abbreviation.
    case alternative
    /// Only for finding: a misspelling, an obsolete form.
    case hidden

    /// Preferred first, hidden last.
    public static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }

    /// The property that states a label of this kind directly.
    public var property: IRI {
      switch self {
      case .preferred: SKOS.prefLabel
      case .alternative: SKOS.altLabel
      case .hidden: SKOS.hiddenLabel
      }
    }
  }

  /// What the label is for.
  public let kind: Kind
  /// The text with its language.
  public let literal: Literal
  /// How far the label was checked, where a SKOS-XL label of this text says so.
  public let checked: String?

  /// The text.
  public var text: String { literal.lexicalForm }
  /// The language tag, or nil.
  public var language: String? { literal.language }
}

extension SKOSGraph {
  /// The properties of a kind of label: the direct one, and the one of SKOS-XL.
  func labelProperties(_ kind: Label.Kind) -> (direct: TermID, extended: TermID) {
    switch kind {
    case .preferred: (terms.prefLabel, terms.xlPrefLabel)
    case .alternative: (terms.altLabel, terms.xlAltLabel)
    case .hidden: (terms.hiddenLabel, terms.xlHiddenLabel)
    }
  }

  /// The literals that a node has as labels of a kind, by identifier: stated directly, or as the
  /// literal form of a SKOS-XL label (S55, S56, S57).
  func labelNodes(of node: TermID, _ kind: Label.Kind) -> [TermID] {
    let (direct, extended) = labelProperties(kind)
    var found = snapshot.objects(of: node, direct).filter { $0.kind == .literal }
    for label in snapshot.objects(of: node, extended) where label.kind != .literal {
      for form in snapshot.objects(of: label, terms.literalForm)
      where form.kind == .literal && !found.contains(form) {
        found.append(form)
      }
    }
    // Classes and properties have no labels of SKOS, as a rule.
    if found.isEmpty, kind == .preferred, !isConcept(node) {
      found = snapshot.objects(of: node, terms.rdfsLabel).filter { $0.kind == .literal }
    }
    return found
  }

  /// How far a label was checked: what the SKOS-XL label with the same text says.
  func checked(of node: TermID, _ kind: Label.Kind, _ literal: Literal) -> String? {
    for label in snapshot.objects(of: node, labelProperties(kind).extended) {
      let forms = snapshot.objects(of: label, terms.literalForm)
      if forms.contains(where: { snapshot.term($0).literal == literal }) {
        return text(of: label, terms.checked)
      }
    }
    return nil
  }

  func labels(of node: TermID, _ kind: Label.Kind) -> [Literal] {
    labelNodes(of: node, kind).compactMap { snapshot.term($0).literal }
      .sorted(by: Literal.inReadingOrder)
  }
}

extension Concept {
  /// The labels, by kind, then language, then text.
  public var labels: [Label] {
    Label.Kind.allCases.flatMap { kind in
      graph.labels(of: node, kind).map { literal in
        Label(kind: kind, literal: literal, checked: graph.checked(of: node, kind, literal))
      }
    }
  }

  /// The preferred labels, by language.
  public var prefLabels: [Literal] { graph.labels(of: node, .preferred) }
  /// The alternative labels, by language, then text.
  public var altLabels: [Literal] { graph.labels(of: node, .alternative) }
  /// The hidden labels, by language, then text.
  public var hiddenLabels: [Literal] { graph.labels(of: node, .hidden) }

  /// The preferred label that suits a language best, else one in English, else any; nil where
  /// the concept has none.
  public func prefLabel(in language: String) -> Literal? {
    LanguageRange(language).best(of: prefLabels)
  }

  /// Text to show for the concept: the best preferred label, else ``curie``.
  public func displayLabel(in language: String = "en") -> String {
    prefLabel(in: language)?.lexicalForm ?? curie
  }

  /// The notations, such as clause numbers, in byte order.
  public var notations: [Literal] {
    graph.literals(of: node, graph.terms.notation)
  }
}
