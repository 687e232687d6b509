import RDFGraph
import RDFModel
public import SKOSVocabulary

extension ConflictReport {
  /// The conflicts as findings of a check: the cause is the shortest minimal set, the remedy names
  /// the repair that loses least first.
  public func findings(in resolver: Resolver) -> [Finding] {
    conflicts.map { conflict in
      let causes = (conflict.causes.first ?? []).map { resolver.statement($0) }
      return Finding(
        severity: conflict.rule.severity, code: conflict.rule.rawValue,
        subject: resolver.graph.iriText(conflict.subject),
        origin: causes.lazy.compactMap(\.origin).first
          ?? resolver.graph.origin(of: conflict.subject),
        message: conflict.message, cause: causes, remedy: conflict.remedy(in: resolver.graph))
    }
  }

  /// The conflicts with all minimal sets and repairs.
  public func json(in resolver: Resolver) -> JSONValue {
    .members([
      "conflicts": .array(conflicts.map { $0.json(in: resolver) }),
      "summary": .object(
        counts.sorted { $0.key.rawValue < $1.key.rawValue }
          .map { .init($0.key.rawValue, .integer($0.value)) }),
    ])
  }
}

extension Resolver {
  func statement(_ cause: MappingConflict.Cause) -> Statement {
    guard let mapping = cause.mapping else {
      return graph.statement(cause.subject, cause.predicate, cause.object)
    }
    return Statement(
      Triple(
        graph.snapshot.term(cause.subject), graph.snapshot.term(cause.predicate),
        graph.snapshot.term(cause.object)),
      origin: index.origin(of: mapping), isDenied: cause.isDenial)
  }

  func json(_ cause: MappingConflict.Cause) -> JSONValue {
    guard case .object(let members) = statement(cause).json else { return .null }
    let set = cause.mapping.flatMap { index.mappingSet($0) }.map { graph.iriText($0) }
    let confidence = cause.mapping.flatMap { index.confidence($0) }
    return .object(
      members + [
        .init("mappingSet", .optional(set)), .init("confidence", .optional(confidence)),
      ])
  }
}

extension MappingConflict {
  /// At most three repairs, the one that loses least first.
  public func remedy(in graph: SKOSGraph) -> String {
    guard !repairs.isEmpty else {
      if causes.isEmpty {
        return "too much hangs together here to be looked at; check less at once"
      }
      return "several ways lead to it, and no single statement is on all of them; see "
        + "isogloss conflicts"
    }
    return repairs.prefix(3).map { $0.text(in: graph) }.joined(separator: "; or ")
  }

  func json(in resolver: Resolver) -> JSONValue {
    .members([
      "rule": .string(rule.rawValue),
      "subject": .string(resolver.graph.iriText(subject)),
      "object": .string(resolver.graph.iriText(object)),
      "message": .string(message),
      "causes": .array(causes.map { .array($0.map { resolver.json($0) }) }),
      "complete": .boolean(!isCut),
      "repairs": .array(
        repairs.map { repair in
          .members([
            "action": .string(repair.action.rawValue),
            "statements": .array(repair.statements.map { resolver.json($0) }),
            "lost": .integer(repair.lost),
            "confidence": .optional(repair.confidence),
            "text": .string(repair.text(in: resolver.graph)),
          ])
        }),
    ])
  }
}

extension MappingConflict.Repair {
  /// The repair in words, with what it loses.
  public func text(in graph: SKOSGraph) -> String {
    let names = statements.map { cause in
      "\(graph.curie(of: cause.subject)) \(cause.isDenial ? "not " : "")"
        + "\(graph.curie(of: cause.predicate)) \(graph.curie(of: cause.object))"
    }.joined(separator: " and ")
    let loss =
      lost == 0 ? "" : ", which loses \(lost) inferred correspondence\(lost == 1 ? "" : "s")"
    switch action {
    case .weaken: return "make \(names) a close match\(loss)"
    case .remove: return "remove \(names)\(loss)"
    case .withdraw: return "withdraw \(names)"
    }
  }
}
