public import SKOSVocabulary
public import TermAlignment

/// A text that names no concept or scheme, or several.
public enum LookupError: Error, Sendable, CustomStringConvertible {
  /// No concept fits; these come closest.
  case unknownConcept(String, suggestions: [LabelMatch])
  /// Several concepts fit, of which nobody but the user can choose.
  case ambiguousConcept(String, candidates: [Concept])
  /// No scheme fits; these come closest.
  case unknownScheme(String, suggestions: [ConceptScheme])
  /// Several schemes fit.
  case ambiguousScheme(String, candidates: [ConceptScheme])

  /// The problem with its candidates or suggestions, in one line.
  public var description: String {
    switch self {
    case .unknownConcept(let text, let suggestions):
      let names = suggestions.map { "\($0.concept.curie) (\($0.text.lexicalForm))" }
      return "no concept is called \"\(text)\""
        + (names.isEmpty ? "" : "; did you mean " + names.joined(separator: ", "))
    case .ambiguousConcept(let text, let candidates):
      return "\"\(text)\" fits several concepts: "
        + candidates.map(\.curie).joined(separator: ", ")
    case .unknownScheme(let text, let suggestions):
      return "no scheme is called \"\(text)\""
        + (suggestions.isEmpty
          ? "" : "; did you mean " + suggestions.map(\.id).joined(separator: ", "))
    case .ambiguousScheme(let text, let candidates):
      return "\"\(text)\" fits several schemes: " + candidates.map(\.id).joined(separator: ", ")
    }
  }
}

extension Vocabulary {
  /// The scheme that a text means: an id, an IRI, a title, a short title or an alias.
  ///
  /// - Throws: ``LookupError``.
  public func scheme(_ text: String) throws -> ConceptScheme {
    switch try ConceptFinder(labels).conceptScheme(text) {
    case .found(let scheme): return scheme
    case .ambiguous(let candidates): throw LookupError.ambiguousScheme(text, candidates: candidates)
    case .notFound(let suggestions):
      throw LookupError.unknownScheme(text, suggestions: suggestions)
    }
  }

  /// The concept that a text means: an IRI, a CURIE, a label in any language, or within a scheme
  /// a notation.
  ///
  /// - Throws: ``LookupError``.
  public func concept(
    _ text: String, in scheme: String? = nil, language: String? = nil
  ) throws -> Concept {
    let scheme = try scheme.map { try self.scheme($0) }
    switch try ConceptFinder(labels).concept(text, in: scheme, language: language) {
    case .found(let concept): return concept
    case .ambiguous(let candidates):
      throw LookupError.ambiguousConcept(text, candidates: candidates)
    case .notFound(let suggestions):
      throw LookupError.unknownConcept(text, suggestions: suggestions)
    }
  }

  /// What corresponds to a term elsewhere, with the reasons.
  ///
  /// ```swift
  /// var options = ResolutionOptions(minimumConfidence: 0.5)
  /// options.jurisdictions = ["US"]
  /// let resolution = try vocabulary.resolve("provider", in: "eu-ai-act-2024", options: options)
  /// for match in resolution.matches {
  ///   print(match.predicate.curie, match.concept.curie, match.confidence as Any)
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - term: an IRI, a CURIE, a label, or with a scheme a notation.
  ///   - scheme: the scheme that the term is in.
  ///   - targets: the schemes to look in; empty for all.
  ///   - language: the language of the label.
  /// - Throws: ``LookupError``.
  /// - Complexity: O(e) in the mappings at the concepts that are reached.
  public func resolve(
    _ term: String, in scheme: String? = nil, to targets: [String] = [], language: String? = nil,
    options: ResolutionOptions = ResolutionOptions()
  ) throws -> Resolution {
    try resolver.resolve(
      concept(term, in: scheme, language: language),
      options: self.options(options, in: targets))
  }

  /// Why a term corresponds to others: what corresponds, each with all its minimal derivations.
  ///
  /// ```swift
  /// let explanation = try vocabulary.explain(
  ///   "provider", in: "eu-ai-act-2024", to: ["iso-iec-22989-2022"])
  /// for match in explanation.matches {
  ///   for derivation in match.derivations {
  ///     print(derivation.confidence as Any, derivation.confidenceRule)
  ///     for step in derivation.steps { print(step.ruleName, step.author as Any) }
  ///   }
  /// }
  /// try explanation.svg().write(toFile: "provider.svg", atomically: true, encoding: .utf8)
  /// ```
  ///
  /// - Parameters:
  ///   - term: an IRI, a CURIE, a label, or with a scheme a notation.
  ///   - scheme: the scheme that the term is in.
  ///   - other: the one term at the other end to look at, as an IRI, a CURIE or a label; nil for
  ///     all.
  ///   - targets: the schemes to look in; empty for all.
  ///   - language: the language of the labels.
  /// - Throws: ``LookupError``.
  /// - Complexity: that of `resolve`, and at most
  ///   `ResolutionOptions.maximumMappingsPerExplanation` mappings for each match.
  public func explain(
    _ term: String, in scheme: String? = nil, with other: String? = nil,
    to targets: [String] = [], language: String? = nil,
    options: ResolutionOptions = ResolutionOptions()
  ) throws -> ResolutionExplanation {
    var options = try self.options(options, in: targets)
    if let other { options.targets = [try concept(other, language: language).node] }
    return resolver.resolve(
      try concept(term, in: scheme, language: language), options: options
    ).explanation()
  }

  private func options(
    _ options: ResolutionOptions, in targets: [String]
  ) throws -> ResolutionOptions {
    var options = options
    if !targets.isEmpty {
      options.targetSchemes = Set(try targets.map { try self.scheme($0).node })
    }
    return options
  }

  /// Ranked concepts for a text: exact, prefix, words, and words with typing errors.
  public func search(
    _ text: String, options: SearchOptions = SearchOptions()
  ) throws -> [LabelMatch] {
    try labels.search(text, options: options)
  }

  /// Integrity and quality of everything that is loaded, the mappings as a whole included.
  public func check(
    options: IntegrityChecker.Options = IntegrityChecker.Options()
  ) -> IntegrityReport {
    var own = options
    own.rules.subtract(IntegrityRule.mappingRules)
    let report = IntegrityChecker(skos, options: own).check()
    let rules = options.rules.intersection(IntegrityRule.mappingRules)
    guard !rules.isEmpty else { return report }
    let conflicts = resolver.conflicts(rules: rules, limit: options.findingLimit)
    return report.adding(conflicts.findings(in: resolver), counts: conflicts.counts)
  }
}

extension DerivationProvenance: TripleSource {}
