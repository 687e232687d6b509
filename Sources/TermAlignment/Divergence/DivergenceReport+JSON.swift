import RDFModel
public import SKOSVocabulary

extension DivergenceReport {
  /// The report in the order of risk.
  public func json(in language: String = "en") -> JSONValue {
    .members([
      "designations": .array(designations.map { $0.json(in: language) }),
      "summary": .members([
        "designations": .integer(designations.count),
        "pairs": .integer(designations.reduce(0) { $0 + $1.divergences.count }),
        "risks": .object(counts.map { .init($0.risk.rawValue, .integer($0.count)) }),
      ]),
      "notes": .array(notes.map { .string($0) }),
    ])
  }
}

extension Designation {
  /// The designation, its senses by jurisdiction and body, and the pairs.
  public func json(in language: String = "en") -> JSONValue {
    .members([
      "label": .string(label), "language": .optional(self.language),
      "scope": .string(scope.rawValue), "withinTerms": .boolean(scope == .withinTerms),
      "risk": .string(risk.rawValue), "concepts": .integer(senseCount),
      "groups": .array(
        groups.map { group in
          .members([
            "jurisdictions": .array(group.jurisdictions.map { .string($0) }),
            "bodies": .array(group.bodies.map { .string($0) }),
            "senses": .array(group.senses.map { $0.json }),
          ])
        }),
      "pairs": .array(divergences.map { $0.json(in: language) }),
    ])
  }
}

extension Sense {
  var json: JSONValue {
    .members([
      "iri": .string(concept.iri), "curie": .string(concept.curie), "label": label.json,
      "scheme": .optional(concept.scheme?.id),
      "definition": definition.map(\.json) ?? .null,
    ])
  }
}

extension DefinitionParts {
  /// The text and its parts.
  public var json: JSONValue {
    .members([
      "text": .string(text.lexicalForm), "language": .optional(text.language),
      "genus": .optional(genus),
      "characteristics": .array(characteristics.map { .string($0) }),
    ])
  }
}

extension Divergence {
  /// The pair: what it is called, why, and what the difference is.
  public func json(in language: String = "en") -> JSONValue {
    .members([
      "a": .string(left.concept.iri), "b": .string(right.concept.iri),
      "curieA": .string(left.concept.curie), "curieB": .string(right.concept.curie),
      "kind": .string(kind.rawValue), "risk": .string(risk.rawValue),
      "difference": .string(difference(in: language)),
      "computedDifference": .optional(computedDifference(in: language)),
      "relations": .array(
        relations.map { relation in
          .members([
            "predicate": .string(relation.predicate.curie),
            "inferred": .boolean(relation.isInferred),
            "mappingSets": .array(relation.mappingSets.map { .string($0) }),
          ])
        }),
      "denials": .array(
        denials.map { denial in
          .members([
            "predicate": .string(denial.predicate.curie),
            "difference": .optional(denial.difference),
            "mappingSet": .optional(denial.mappingSet.map { left.concept.graph.iriText($0) }),
          ])
        }),
      "evidence": .array(evidence(in: language).map { .string($0) }),
      "comparison": comparison?.json ?? .null,
    ])
  }
}

extension DefinitionComparison {
  /// What the definitions share and what not.
  public var json: JSONValue {
    .members([
      "similarity": .number((similarity * 1000).rounded() / 1000),
      "sameGenus": .boolean(hasSameGenus),
      "onlyA": .array(onlyLeft.map { .string($0) }),
      "onlyB": .array(onlyRight.map { .string($0) }),
      "words": .array(
        wordDifference.runs.map { run in
          let side =
            switch run.side {
            case .both: "both"
            case .left: "a"
            case .right: "b"
            }
          return .members(["in": .string(side), "text": .string(run.text)])
        }),
    ])
  }
}

extension DivergenceReport {
  /// One row for each pair, with a header, as comma-separated values.
  public func csv(in language: String = "en") -> String {
    var text = CSVReport.row([
      "label", "language", "risk", "kind", "concept_a", "label_a", "scheme_a", "jurisdiction_a",
      "concept_b", "label_b", "scheme_b", "jurisdiction_b", "relations", "difference",
      "definition_a", "definition_b", "similarity", "within_terms", "scope",
    ])
    for designation in designations {
      for pair in designation.divergences {
        func side(_ sense: Sense) -> [String] {
          [
            sense.concept.curie, sense.label.lexicalForm, sense.concept.scheme?.id ?? "",
            sense.jurisdictions.joined(separator: "|"),
          ]
        }
        let relations =
          pair.relations.map { ($0.isInferred ? "inferred " : "") + $0.predicate.curie }
          + pair.denials.map { "not " + $0.predicate.curie }
        let cells =
          [
            designation.label, designation.language ?? "", pair.risk.rawValue, pair.kind.rawValue,
          ] + side(pair.left) + side(pair.right) + [
            relations.joined(separator: "|"), pair.difference(in: language),
            pair.left.definition?.text.lexicalForm ?? "",
            pair.right.definition?.text.lexicalForm ?? "",
            pair.comparison.map { String(($0.similarity * 1000).rounded() / 1000) } ?? "",
            String(designation.scope == .withinTerms), designation.scope.rawValue,
          ]
        text += CSVReport.row(cells)
      }
    }
    return text
  }
}
