import RDFGraph
import RDFModel

extension IntegrityReport {
  /// Findings and counts.
  public var json: JSONValue {
    .members([
      "findings": .array(findings.map(\.json)),
      "summary": .members([
        "errors": .integer(count(.error)),
        "warnings": .integer(count(.warning)),
        "infos": .integer(count(.info)),
        "rules": .object(
          counts.sorted { $0.key.rawValue.utf8.lexicographicallyPrecedes($1.key.rawValue.utf8) }
            .map { .init($0.key.rawValue, .integer($0.value)) }),
      ]),
    ])
  }
}

extension Finding {
  /// What was found, where, why, and what to do.
  public var json: JSONValue {
    .members([
      "severity": .string(severity.rawValue),
      "code": .string(code),
      "subject": .string(subject),
      "file": .optional(origin?.source),
      "line": origin.map { .integer($0.line) } ?? .null,
      "message": .string(message),
      "cause": .array(cause.map(\.json)),
      "remedy": .string(remedy),
    ])
  }
}

extension Statement {
  /// The triple, IRIs bare and other terms as N-Triples writes them, and where it stands.
  public var json: JSONValue {
    .members([
      "subject": .string(Self.text(triple.subject)),
      "predicate": .string(Self.text(triple.predicate)),
      "object": .string(Self.text(triple.object)),
      "file": .optional(origin?.source),
      "line": origin.map { .integer($0.line) } ?? .null,
    ])
  }

  private static func text(_ term: Term) -> String { term.iri?.value ?? term.description }
}
