import Isogloss
import SKOSVocabulary
import TermAlignment

/// What corresponds to a term, and what its answer rests on.
extension OpenAPIDocument {
  static var resolutions: Schemas {
    [
      (
        "Resolution",
        .object([
          "term": .reference("ConceptReference"), "status": .word(of: Resolution.Status.self),
          "matches": .array(of: .reference("Match")),
          "negatives": .array(of: .reference("Negative")),
          "falseFriends": .array(of: .reference("FalseFriend")),
          "conflicts": .array(of: .reference("Conflict")),
          "declaredUnmapped": .array(of: .reference("DeclaredAbsence")),
          "limits": .array(
            of: .object(["option": .text, "value": .integer, "message": .text])),
          "notes": .array(of: .text),
        ])
      ),
      (
        "Match",
        .object(
          [
            "iri": .text, "curie": .text, "label": .reference("Text").orNull,
            "scheme": .optionalText, "jurisdiction": .optionalText, "predicate": .text,
            "inferred": .boolean, "confidence": .optionalNumber, "confidenceRule": .text,
            "derivation": .array(of: .reference("DerivationStep")),
            "definitionDiffers": .boolean,
          ],
          optional: [
            "derivations": .array(of: .reference("Derivation")), "derivationsComplete": .boolean,
          ])
      ),
      (
        "Derivation",
        .object([
          "confidence": .optionalNumber, "confidenceRule": .text, "weakestStep": .optionalInteger,
          "steps": .array(of: .reference("DerivationStep")),
        ])
      ),
      ("DerivationStep", derivationStep),
      (
        "Negative",
        .object(
          [
            "iri": .text, "curie": .text, "label": .reference("Text").orNull,
            "scheme": .optionalText, "predicate": .text, "reason": .text,
            "blocksInference": .boolean, "mappingSet": .optionalText,
          ], optional: positions)
      ),
      (
        "FalseFriend",
        .object(
          [
            "iri": .text, "curie": .text, "label": .optionalText, "scheme": .optionalText,
            "difference": .text, "basis": .word(of: FalseFriend.Basis.self),
            "kind": .word(of: Divergence.Kind.self), "mappingSet": .optionalText,
          ], optional: positions)
      ),
      (
        "Conflict",
        .object([
          "kind": .word(of: Conflict.Kind.self), "message": .text,
          "concepts": .array(of: .text), "mappingSets": .array(of: .text),
        ])
      ),
      (
        "DeclaredAbsence",
        .object(
          [
            "scheme": .optionalText, "predicate": .text, "comment": .optionalText,
            "mappingSet": .optionalText,
          ], optional: positions)
      ),
      (
        "Position",
        .object(
          ["agent": .text, "stance": .word(of: Position.Stance.self)],
          optional: ["reason": .text, "language": .text, "date": .text])
      ),
      (
        "Consensus",
        .object([
          "rule": .word(of: ConsensusRule.self), "outcome": .word(of: Consensus.Outcome.self),
          "accept": .integer, "reject": .integer, "abstain": .integer,
          "dissent": .array(of: .reference("Position")),
          "superseded": .array(of: .reference("Position")),
        ])
      ),
    ]
  }

  /// What a statement has on which bodies have taken positions.
  private static let positions: KeyValuePairs<String, JSONSchema> = [
    "positions": .array(of: .reference("Position")), "consensus": .reference("Consensus"),
  ]

  private static let derivationStep = JSONSchema.object(
    [
      "rule": .text, "subject": .text, "predicate": .text, "object": .text,
      "mappingSet": .optionalText, "justification": .optionalText, "author": .optionalText,
      "date": .optionalText, "licence": .optionalText, "subjectEdition": .optionalText,
      "objectEdition": .optionalText, "review": .word(of: ReviewState.self),
      "confidence": .optionalNumber,
    ],
    optional: [
      "checked": .text, "recordID": .text,
      "stated": .object(["subject": .text, "predicate": .text, "object": .text]),
      "positions": .array(of: .reference("Position")), "consensus": .reference("Consensus"),
      "file": .text, "line": .integer,
    ])
}
