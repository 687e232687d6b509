import Entailment
import Foundation
import Isogloss

// The Swift of README.md and Documentation, word for word, so that the compiler reads it as a reader
// would type it. `SwiftExampleTests` compares; functions give what the text around a block speaks of.

// swift-format-ignore
private func readme() throws {
  let vocabulary = try Vocabulary.shipped()
  let resolution = try vocabulary.resolve("provider", in: "eu-ai-act-2024")
  for match in resolution.matches {
    print(match.concept.curie, match.predicate, match.confidence as Any)
  }
  for row in try vocabulary.query("SELECT ?c WHERE { ?c skos:prefLabel \"bias\"@en }") {
    print(row["c"] as Any)
  }
}

// swift-format-ignore
private func comparing() throws {
  let vocabulary = try Vocabulary.shipped()
  let report = try vocabulary.divergence("risk", jurisdictions: ["EU", "US"])
  for pair in report.designations.flatMap(\.divergences) where pair.risk == .unmapped {
    print(pair.left.concept.curie, pair.right.concept.curie, pair.kind, pair.difference())
  }
  let coverage = try vocabulary.coverage(of: "nist-ai-rmf-1.0", by: "ai-verify-2025")
  print(coverage.direct[.related], coverage.inferred.mapped, coverage.roundTrip.loss)
  let conflicts = vocabulary.conflicts().conflicts
  let impact = try vocabulary.impact(of: "iso-iec-22989-2022:artificial-intelligence-system")
  _ = (conflicts, impact)
}

// swift-format-ignore
private func matching() throws {
  let mine = try Vocabulary(contentsOf: [URL(fileURLWithPath: "mine.ttl")])
  let theirs = try Vocabulary(contentsOf: [URL(fileURLWithPath: "theirs.owl")])
  let found = try mine.align(with: theirs, options: MatcherOptions(threshold: 0.5))
  for proposal in found.proposals {
    print(proposal.source, proposal.relation.curie, proposal.target, proposal.explanation)
  }
}

// swift-format-ignore
private func resolving() throws {
  let vocabulary = try Vocabulary.shipped()
  var options = ResolutionOptions(minimumConfidence: 0.5)
  options.jurisdictions = ["US"]
  let resolution = try vocabulary.resolve("provider", in: "eu-ai-act-2024", options: options)
  print(resolution.status.rawValue)
  for match in resolution.matches {
    print(match.predicate.curie, match.concept.curie, match.confidence as Any, match.confidenceRule)
  }

  let explanation = try vocabulary.explain("provider", in: "eu-ai-act-2024")
  for match in explanation.matches {
    for derivation in match.derivations {  // all minimal ones, the best first
      for step in derivation.steps {
        print(step.ruleName, step.link.subject, step.author as Any, step.date as Any, step.licence as Any)
      }
    }
  }
}

// swift-format-ignore
private func entailing(_ vocabulary: Vocabulary, _ triple: Triple, _ other: Triple) throws {
  var limits = EntailmentLimits()
  limits.timeout = .seconds(10)
  var closure = try vocabulary.closure(.skos, limits: limits)
  try closure.add([triple])
  try closure.remove([other])
  for triple in closure.derivedTriples { print(triple, closure.derivation(of: triple)?.rule ?? "") }
}

// swift-format-ignore
private func updating(_ vocabulary: Vocabulary) throws {
  let update = try vocabulary.parse(update: "INSERT DATA { <urn:a> skos:related <urn:b> }")
  let next = try vocabulary.updated(by: update)   // `vocabulary` has not changed
  _ = next
}

// swift-format-ignore
private func querying(
  _ vocabulary: Vocabulary, _ concept: IRI, _ solutions: SolutionSequence
) async throws {
  let query = try vocabulary.parse(query: "SELECT ?label WHERE { ?concept skos:prefLabel ?label }")
  let labels = try vocabulary.engine().prepare(query, parameters: ["concept"])
  for row in try labels.solutions(with: [.iri(concept)]) {
    print(try row.value("label", as: String.self))
  }

  struct Row: Decodable { let concept: IRI; let label: String; let count: Int? }
  // Properties are named like variables.
  for row in try solutions.decode(Row.self) { print(row.concept, row.label, row.count ?? 0) }
  // Rows as they are found; batches(of:) gives many at a time.
  for try await row in vocabulary.engine().stream(query) { print(row["label"] as Any) }
}
