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
            .map { .init($0.key.rawValue, .integer($0.value)) }
            + furtherCounts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { .init($0.key, .integer($0.value)) }),
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
  /// The triple, IRIs bare and other terms as N-Triples writes them, where it stands, and
  /// whether it is denied, if it is.
  public var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("subject", .string(Self.text(triple.subject))),
      .init("predicate", .string(Self.text(triple.predicate))),
      .init("object", .string(Self.text(triple.object))),
      .init("file", .optional(origin?.source)),
      .init("line", origin.map { .integer($0.line) } ?? .null),
    ]
    if isDenied { members.append(.init("denied", .boolean(true))) }
    return .object(members)
  }

  private static func text(_ term: Term) -> String { term.iri?.value ?? term.description }
}
