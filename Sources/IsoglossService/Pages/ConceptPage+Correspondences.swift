import Foundation
import Isogloss
import RDFGraph
import RDFModel
import SKOSVocabulary
import TermAlignment

extension ConceptPage {
  /// Who says a link, and where.
  struct Step: Sendable {
    struct Statement: Sendable {
      let subject: String
      let predicate: String
      let object: String
    }
    let statement: Statement?
    let mappingSet: String?
    let credits: String?
    /// What people hold of it.
    let positions: Positions?
  }

  /// What the positions on a mapping amount to, and each of them.
  struct Positions: Sendable {
    let mark: String
    let summary: String
    let entries: [String]

    init?(_ consensus: Consensus?) {
      guard let consensus else { return nil }
      mark = consensus.outcome.rawValue
      summary =
        "\(consensus.outcome.rawValue) by \(consensus.rule.rawValue): "
        + Position.Stance.allCases.map { "\(consensus.count($0)) \($0.rawValue)" }
        .joined(separator: ", ")
      let superseded = Set(consensus.superseded)
      let dissent = Set(consensus.dissent)
      entries = consensus.allPositions.map { position in
        let note =
          superseded.contains(position)
          ? " (earlier)" : dissent.contains(position) ? " (dissent)" : ""
        return position.text + note
      }
    }
  }

  /// How an inferred match follows.
  struct Derivation: Sendable {
    let summary: String
    let steps: [Step]
  }

  struct MatchEntry: Sendable {
    let address: String
    let label: LocalText
    let place: String
    let confidence: String?
    let definition: LocalText?
    /// The one statement of a match that somebody stated.
    let steps: [Step]
    let derivation: Derivation?
  }

  /// The matches of one relation.
  struct RelationGroup: Sendable {
    let name: String
    let gloss: String
    let matches: [MatchEntry]

    static func groups(of resolution: Resolution, _ language: String) -> [RelationGroup] {
      let titles = SetTitles(resolution.concept.graph)
      return MappingRelation.allCases.compactMap { relation in
        let matches = resolution.matches.filter { $0.predicate == relation }
        guard !matches.isEmpty else { return nil }
        let (name, gloss) = words(for: relation)
        return RelationGroup(
          name: name, gloss: gloss, matches: matches.map { entry($0, titles, language) })
      }
    }

    private static func words(for relation: MappingRelation) -> (name: String, gloss: String) {
      switch relation {
      case .exactMatch: ("Exact match", "one may stand for the other")
      case .closeMatch: ("Close match", "near enough for some uses")
      case .broadMatch: ("Broader there", "the other concept takes in this one")
      case .narrowMatch: ("Narrower there", "the other concept is a part of this one")
      case .relatedMatch: ("Related", "associated, not the same")
      case .functionalCounterpart:
        ("Functional counterpart", "serves the same purpose in another legal order")
      case .crossSpeciesExactMatch: ("Across species", "the same in another species")
      case .crossSpeciesBroadMatch: ("Broader, across species", "broader in another species")
      case .crossSpeciesNarrowMatch: ("Narrower, across species", "narrower in another species")
      }
    }

    private static func entry(
      _ match: Match, _ titles: SetTitles, _ language: String
    ) -> MatchEntry {
      let derivation = match.derivation
      let silent = derivation.count { $0.confidence == nil }
      let steps = derivation.map { step in
        Step(
          statement: match.isInferred
            ? Step.Statement(
              subject: titles.curie(step.link.subject), predicate: step.link.predicate,
              object: titles.curie(step.link.object)) : nil,
          mappingSet: step.mappingSet.map(titles.title),
          credits: credits(step, isInferred: match.isInferred),
          positions: Positions(step.consensus))
      }
      return MatchEntry(
        address: Address.concept(iri: match.concept.iri),
        label: match.concept.prefLabel(in: language).map(LocalText.init)
          ?? LocalText(match.concept.curie),
        place: SchemeDirectory.place(of: match.concept, in: language),
        // A link without a confidence may be weaker than those that have one.
        confidence: match.confidence.map {
          "confidence \(silent > 0 ? "at most " : "")\(decimal($0))"
        },
        definition: match.concept.definition(in: language).map { LocalText($0.text) },
        steps: match.isInferred ? [] : steps,
        derivation: match.isInferred
          ? Derivation(
            summary: "\(match.hopCount) links"
              + (silent > 0 ? ", \(silent) without a stated confidence" : ""),
            steps: steps) : nil)
    }

    /// Author, manner and date, in words; within a derivation also the rule and the confidence,
    /// which otherwise stand beside the match.
    private static func credits(_ step: DerivationStep, isInferred: Bool) -> String? {
      let rule = isInferred && step.rules != [.stated] ? "rule \(step.ruleName)" : nil
      let confidence = isInferred ? step.confidence.map { "confidence \(decimal($0))" } : nil
      let parts = [
        step.author, step.justification.map(manner), step.date,
        ConceptPage.Check(step.checked)?.text, rule, confidence,
      ].compactMap { $0 }
      return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// `semapv:ManualMappingCuration` as “manual mapping curation”.
    private static func manner(_ curie: String) -> String {
      guard curie.hasPrefix("semapv:") else { return curie }
      var words = ""
      for character in curie.dropFirst("semapv:".count) {
        if character.isUppercase, !words.isEmpty { words.append(" ") }
        words.append(contentsOf: character.lowercased())
      }
      return words
    }

    private static func decimal(_ confidence: Double) -> String {
      confidence.formatted(
        .number.precision(.fractionLength(0...2)).locale(Locale(identifier: "en")))
    }
  }

  /// What mapping sets are called.
  struct SetTitles {
    let graph: SKOSGraph
    private let property: TermID?

    init(_ graph: SKOSGraph) {
      self.graph = graph
      property = graph.snapshot.id(iri: IRI(trusted: "http://purl.org/dc/terms/title"))
    }

    /// The title of a set, else the last part of its IRI.
    func title(_ iri: String) -> String {
      if let property, let set = graph.snapshot.id(iri: IRI(trusted: iri)),
        let title = graph.snapshot.objects(of: set, property).first(where: { $0.kind == .literal })
      {
        return graph.snapshot.dictionary.text(of: title)
      }
      return iri.split(separator: "/").last.map(String.init) ?? iri
    }

    func curie(_ iri: String) -> String {
      graph.snapshot.id(iri: IRI(trusted: iri)).map { graph.curie(of: $0) } ?? iri
    }
  }

  struct FalseFriendEntry: Sendable {
    let address: String
    let label: LocalText
    let place: String
    let difference: String
    let positions: Positions?

    init(_ friend: FalseFriend, _ language: String) {
      address = Address.concept(iri: friend.concept.iri)
      label =
        friend.concept.prefLabel(in: language).map(LocalText.init)
        ?? LocalText(friend.concept.curie)
      place = SchemeDirectory.place(of: friend.concept, in: language)
      difference = friend.difference
      positions = Positions(friend.consensus)
    }
  }

  struct NegativeEntry: Sendable {
    let address: String?
    let label: LocalText
    let place: String
    let reason: String
    let positions: Positions?

    /// The denials that are no false friends, which are shown as such, and the places where
    /// somebody looked and found nothing.
    static func entries(
      of resolution: Resolution, without friends: Set<Concept>, _ language: String
    ) -> [NegativeEntry] {
      let graph = resolution.concept.graph
      let denied = resolution.negatives.filter { !friends.contains($0.concept) }.map { negative in
        NegativeEntry(
          address: Address.concept(iri: negative.concept.iri),
          label: negative.concept.prefLabel(in: language).map(LocalText.init)
            ?? LocalText(negative.concept.curie),
          place: SchemeDirectory.place(of: negative.concept, in: language),
          reason: negative.reason.sentence, positions: Positions(negative.consensus))
      }
      let absent = resolution.absences.map { absence in
        let scheme = absence.scheme.flatMap { graph.conceptScheme($0) }
        return NegativeEntry(
          address: scheme.map { Address.scheme(iri: $0.iri) },
          label: scheme.map { SchemeDirectory.name(of: $0, in: language) }
            ?? LocalText(absence.scheme.map(graph.iriText) ?? "a vocabulary that is not named"),
          place: "looked for, found nothing", reason: absence.comment ?? "",
          positions: Positions(absence.consensus))
      }
      return denied + absent
    }
  }
}
