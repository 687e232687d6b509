import RDFGraph
import RDFModel

extension IntegrityChecker {
  /// Labels, documentation and links that are missing, and our own wordings.
  func checkEntries(_ collector: inout FindingCollector) {
    checkOwnEntries(&collector)
    let ruled: [IntegrityRule] = [.missingLabel, .undocumentedConcept, .orphanConcept]
    guard ruled.contains(where: collector.wants) else { return }
    let languages = LanguageCanon(snapshot)
    for scheme in graph.conceptSchemes {
      let concepts = scheme.concepts
      checkLabels(of: concepts, in: scheme, languages, &collector)
      if collector.wants(.undocumentedConcept) {
        let missing = concepts.filter { !isDocumented($0.node) }
        report(
          .undocumentedConcept, missing, of: concepts.count, in: scheme, &collector,
          predicate: (
            "has neither a definition nor a note", "have neither a definition nor a note"
          ),
          remedy: "say what the concept means, or in a scope note why nothing is said")
      }
      if collector.wants(.orphanConcept) {
        let orphans = concepts.filter { isOrphan($0.node) }
        // A list without any links is a glossary, and nothing is wrong with it.
        if orphans.count < concepts.count {
          report(
            .orphanConcept, orphans, of: concepts.count, in: scheme, &collector,
            predicate: ("is linked to nothing", "are linked to nothing"),
            remedy: "link the concept to a broader or related one, or make it a top concept")
        }
      }
    }
  }

  // MARK: Reporting

  /// One finding each; where many concepts of a scheme lack the same thing, one for the scheme.
  private func report(
    _ rule: IntegrityRule, _ concepts: [Concept], of total: Int, in scheme: ConceptScheme,
    _ collector: inout FindingCollector, predicate: (one: String, many: String), remedy: String
  ) {
    guard concepts.count > 20 else {
      for concept in concepts {
        collector.add(rule, concept.node) {
          (message: "\(concept.curie) \(predicate.one)", cause: [], remedy: remedy)
        }
      }
      return
    }
    collector.add(rule, scheme.node) {
      let examples = concepts.prefix(3).map(\.curie).joined(separator: ", ")
      return (
        message: "\(concepts.count) of \(total) concepts of \(scheme.id) \(predicate.many), "
          + "such as \(examples)",
        cause: [], remedy: remedy
      )
    }
  }

  // MARK: Labels

  private func checkLabels(
    of concepts: [Concept], in scheme: ConceptScheme, _ languages: LanguageCanon,
    _ collector: inout FindingCollector
  ) {
    guard collector.wants(.missingLabel) else { return }
    let main = mainLanguage(of: scheme, concepts, languages)
    let range = LanguageRange(main ?? "*")
    let fitting = Set(languages.tags.indices.filter { range.contains(languages.tags[$0]) })
    let missing = concepts.filter { concept in
      !graph.labelNodes(of: concept.node, .preferred).contains { label in
        guard main != nil else { return true }
        return snapshot.dictionary.languageIndex(of: label).map(fitting.contains) ?? false
      }
    }
    let language = main.map { " in \($0), the main language of its scheme" } ?? ""
    report(
      .missingLabel, missing, of: concepts.count, in: scheme, &collector,
      predicate: ("has no preferred label" + language, "have no preferred label" + language),
      remedy: "add a preferred label" + (main.map { " in \($0)" } ?? ""))
  }

  /// The language that the scheme states, else the one in which most of its concepts have a
  /// preferred label; nil where labels have no language.
  private func mainLanguage(
    of scheme: ConceptScheme, _ concepts: [Concept], _ languages: LanguageCanon
  ) -> String? {
    // A language given as an IRI ends in its code, as those of the Library of Congress do.
    if let stated = scheme.language.map(ConceptScheme.id(ofIRI:)), stated.utf8.count == 2 {
      return stated.lowercased()
    }
    var counts = [Int](repeating: 0, count: languages.tags.count)
    var untagged = 0
    for concept in concepts {
      for label in graph.labelNodes(of: concept.node, .preferred) {
        let number = languages.number(of: label)
        if number < 0 { untagged += 1 } else { counts[number] += 1 }
      }
    }
    let order = counts.indices.sorted {
      counts[$0] == counts[$1]
        ? languages.tags[$0].utf8Precedes(languages.tags[$1]) : counts[$0] > counts[$1]
    }
    guard let best = order.first, counts[best] > untagged else { return nil }
    return languages.tags[best]
  }

  // MARK: Documentation and links

  private func isDocumented(_ node: TermID) -> Bool {
    has(node, terms.definition) || terms.notes.contains { has(node, $0) }
  }

  private func isOrphan(_ node: TermID) -> Bool {
    for property in [terms.broader, terms.narrower, terms.related] + terms.mappings
    where has(node, property) || isValue(node, property) {
      return false
    }
    return !has(node, terms.topConceptOf) && !isValue(node, terms.hasTopConcept)
      && !isValue(node, terms.member) && !isValue(node, terms.first)
  }

  private func has(_ node: TermID, _ property: TermID) -> Bool {
    !snapshot.match(subject: node, predicate: property).isEmpty
  }

  private func isValue(_ node: TermID, _ property: TermID) -> Bool {
    !snapshot.match(predicate: property, object: node).isEmpty
  }

  // MARK: Entries of Isogloss

  private func checkOwnEntries(_ collector: inout FindingCollector) {
    let definitions = snapshot.subjects(terms.type, terms.isoglossDefinition)
    if collector.wants(.longDefinition) {
      for node in definitions {
        for value in snapshot.objects(of: node, terms.value) where value.kind == .literal {
          let words = wordCount(value)
          guard words > Self.definitionLimit else { continue }
          collector.add(.longDefinition, node) {
            (
              message: "the definition has \(words) words, \(Self.definitionLimit) are allowed",
              cause: [graph.statement(node, terms.value, value)],
              remedy: "tell the concept apart in fewer words; a usage note can hold the rest"
            )
          }
        }
      }
    }
    guard collector.wants(.uncheckedEntry) else { return }
    let own = graph.inventory.concepts.filter {
      $0.kind == .iri
        && IsoglossIdentifiers.split(concept: snapshot.dictionary.text(of: $0)) != nil
    }
    for node in definitions + own where !has(node, terms.checked) {
      collector.add(.uncheckedEntry, node) {
        (
          message: "the entry does not say how far it was checked",
          cause: [],
          remedy: "add isogloss:checked with source, secondary, recalled or editorial"
        )
      }
    }
  }

  /// The most words that a wording of our own may have.
  static let definitionLimit = 40

  /// Words between white space, counted on bytes: enough for a limit.
  private func wordCount(_ literal: TermID) -> Int {
    snapshot.dictionary.withBytes(of: literal) { bytes in
      var count = 0
      var inWord = false
      for index in 0..<bytes.count {
        let isSpace = bytes[index] <= 0x20
        if !isSpace, !inWord { count += 1 }
        inWord = !isSpace
      }
      return count
    }
  }
}
