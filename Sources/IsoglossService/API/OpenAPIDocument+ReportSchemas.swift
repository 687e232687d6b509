import Isogloss
import SKOSVocabulary
import TermAlignment

/// Where words mean different things, and how much of one scheme is mapped to another.
extension OpenAPIDocument {
  static var divergences: Schemas {
    [
      (
        "DivergenceReport",
        .object([
          "designations": .array(of: .reference("Designation")),
          "summary": .object([
            "designations": .integer, "pairs": .integer, "risks": .map(to: .integer),
          ]),
          "notes": .array(of: .text),
        ])
      ),
      (
        "Designation",
        .object([
          "label": .text, "language": .optionalText, "scope": .word(of: Designation.Scope.self),
          "withinTerms": .boolean, "risk": .word(of: Divergence.Risk.self), "concepts": .integer,
          "groups": .array(
            of: .object([
              "jurisdictions": .array(of: .text), "bodies": .array(of: .text),
              "senses": .array(of: .reference("Sense")),
            ])),
          "pairs": .array(of: .reference("Divergence")),
        ])
      ),
      (
        "Sense",
        .object([
          "iri": .text, "curie": .text, "label": .reference("Text"), "scheme": .optionalText,
          "definition": .reference("DefinitionParts").orNull,
        ])
      ),
      (
        "DefinitionParts",
        .object([
          "text": .text, "language": .optionalText, "genus": .optionalText,
          "characteristics": .array(of: .text),
        ])
      ),
      (
        "Divergence",
        .object([
          "a": .text, "b": .text, "curieA": .text, "curieB": .text,
          "kind": .word(of: Divergence.Kind.self), "risk": .word(of: Divergence.Risk.self),
          "difference": .text, "computedDifference": .optionalText,
          "relations": .array(
            of: .object([
              "predicate": .text, "inferred": .boolean, "mappingSets": .array(of: .text),
            ])),
          "denials": .array(
            of: .object([
              "predicate": .text, "difference": .optionalText, "mappingSet": .optionalText,
            ])),
          "evidence": .array(of: .text), "comparison": .reference("DefinitionComparison").orNull,
        ])
      ),
      (
        "DefinitionComparison",
        .object([
          "similarity": .number, "sameGenus": .boolean, "onlyA": .array(of: .text),
          "onlyB": .array(of: .text),
          "words": .array(of: .object(["in": .text, "text": .text])),
        ])
      ),
      (
        "Comparison",
        .object([
          "a": .reference("ConceptReference"), "b": .reference("ConceptReference"),
          "definitionA": .reference("DefinitionParts").orNull,
          "definitionB": .reference("DefinitionParts").orNull,
          "comparison": .reference("Divergence"),
        ])
      ),
    ]
  }

  static var coverages: Schemas {
    let counts = JSONSchema.reference("CoverageCounts")
    let scheme = JSONSchema.reference("CoverageScheme")
    return [
      ("CoverageAnswer", .either(.reference("Coverage"), .reference("CoverageMatrix"))),
      (
        "Coverage",
        .object([
          "source": scheme, "target": scheme, "concepts": .integer, "direct": counts,
          "inferred": counts, "pairs": .object(["stated": counts, "inferred": counts]),
          "sections": .array(
            of: .object([
              "name": .text, "iri": .optionalText, "concepts": .integer, "direct": counts,
              "inferred": counts,
            ])),
          "sectionPairs": .array(
            of: .object(["source": .text, "target": .text, "stated": counts, "inferred": counts])),
          "roundTrip": .object([
            "returned": .integer, "widened": .integer, "lost": .integer, "unmapped": .integer,
            "loss": .number,
            "changed": .array(of: .object(["concept": .text, "returns": .array(of: .text)])),
          ]),
          "trend": .array(
            of: .object([
              "source": .text, "target": .text, "concepts": .integer, "mapped": .integer,
              "share": .number,
            ])),
        ])
      ),
      (
        "CoverageMatrix",
        .object([
          "schemes": .array(of: scheme),
          "pairs": .array(
            of: .object([
              "source": .text, "target": .text, "stated": counts, "inferred": counts,
              "inferredIsComplete": .boolean, "sourceMapped": .integer, "targetMapped": .integer,
              "sourceDeclaredUnmapped": .integer, "targetDeclaredUnmapped": .integer,
            ])),
          "notes": .array(of: .text),
        ])
      ),
      // How many concepts are in each class, by its name.
      ("CoverageCounts", .map(to: .integer)),
      // In a matrix with the number of its concepts.
      (
        "CoverageScheme",
        .object(
          ["id": .text, "iri": .text, "title": .text, "jurisdictions": .array(of: .text)],
          optional: ["concepts": .integer])
      ),
    ]
  }
}
