import SKOSVocabulary

/// Says of chosen pairs which relation they have, how surely, and why.
struct ProposalBuilder {
  private let comparison: Comparison

  init(_ comparison: Comparison) { self.comparison = comparison }

  /// Below this the definitions of two entities with one name speak of different things; names
  /// count in the likeness, so that even strangers with one name reach a tenth.
  private static let contradiction: Float = 0.2
  /// From here on neighbours that correspond to other things are a doubt.
  private static let strayed: Float = 0.5
  /// An exact match needs this certainty.
  private static let leastExact: Float = 0.5

  // MARK: Equivalences

  /// An equivalence: exact where the names are the same and nothing speaks against it, or where
  /// others say so; else close.
  func equivalence(_ pair: Int, _ source: Int) -> MatchProposal {
    let doubts = doubts(comparison.certainty.evidence[pair])
    let odds = comparison.certainty.logOdds[pair]
    var confidence = Double(comparison.model.confidence(odds))
    if !doubts.isEmpty { confidence *= 0.8 }
    return proposal(
      pair, source, isExact(pair) ? .exactMatch : .closeMatch, confidence, doubts: doubts)
  }

  /// Whether a pair that was chosen is more than close.
  func isExact(_ pair: Int) -> Bool {
    let evidence = comparison.certainty.evidence[pair]
    if evidence.bridge == .exact { return true }
    return evidence.comparison.isSameBag && !evidence.isDerived && !evidence.isByInverse
      && (evidence.arePreferred || isBacked(evidence))
      && comparison.certainty.logOdds[pair] >= Self.leastExact && doubts(evidence).isEmpty
  }

  /// Whether something stands beside a name that one of the two only has as another name: such
  /// names lead to an entity from what is near to it, too.
  private func isBacked(_ evidence: PairEvidence) -> Bool {
    evidence.languages > 1 || evidence.above > Self.backing || evidence.below > 0
      || evidence.beside > Self.backing || evidence.isNotationShared
      || evidence.areBothDefined && evidence.text >= Self.contradiction
  }

  private static let backing: Float = 0.3
  /// What keeps the same name from being the same meaning.
  private func doubts(_ evidence: PairEvidence) -> [String] {
    var doubts: [String] = []
    if evidence.areBothDefined, evidence.text < Self.contradiction {
      doubts.append("the definitions have little in common")
    }
    if evidence.comparison.isNegated { doubts.append("one name negates what the other says") }
    if evidence.kindsDiffer { doubts.append("one relates things, the other gives values") }
    if evidence.directionsDiffer { doubts.append("the names point different ways") }
    if evidence.endsAstray > Self.strayed {
      doubts.append("a domain or range corresponds to something else")
    }
    if evidence.contradiction > Self.strayed {
      doubts.append("what they belong to shares nothing")
    } else if evidence.astray > Self.strayed {
      doubts.append("what they belong to corresponds to other things")
    }
    if evidence.languagesApart >= max(evidence.languages, 1) {
      doubts.append("in \(evidence.languagesApart) of the languages the names differ")
    }
    return doubts
  }

  // MARK: Associations

  /// A broader, narrower or related entity.
  ///
  /// Its confidence stays below a half: it is a place to look, not a finding.
  func association(
    _ pair: Int, _ source: Int, _ relation: MappingRelation, score: Float
  ) -> MatchProposal {
    proposal(pair, source, relation, Double(min(0.05 + 0.45 * score, 0.49)), doubts: [])
  }

  /// The exact match of what an entity belongs to, as something broader than the entity.
  func inheritance(_ source: Int, from whole: Int, _ pair: Int) -> MatchProposal {
    let target = Int(comparison.pairs.target[pair])
    let certainty = comparison.model.confidence(comparison.certainty.logOdds[pair])
    let name = comparison.source.name(whole) ?? comparison.source.iri(whole)
    return MatchProposal(
      source: comparison.source.iri(source), target: comparison.target.iri(target),
      kind: comparison.source.kinds[source], relation: .broadMatch,
      confidence: rounded(0.05 + Self.inherited * certainty),
      reasons: MatchReasons(
        sourceLabel: comparison.source.name(source), targetLabel: comparison.target.name(target),
        sourceName: nil, targetName: nil, areNamesSame: false, nameSimilarity: 0,
        textSimilarity: nil, themeSimilarity: nil, neighbourSupport: rounded(certainty),
        isBridged: false, remarks: ["it belongs to \"\(name)\", which matches exactly"]))
  }

  private static let inherited: Float = 0.3

  // MARK: Reasons

  private func proposal(
    _ pair: Int, _ source: Int, _ relation: MappingRelation, _ confidence: Double,
    doubts: [String]
  ) -> MatchProposal {
    let target = Int(comparison.pairs.target[pair])
    let evidence = comparison.certainty.evidence[pair]
    return MatchProposal(
      source: comparison.source.iri(source), target: comparison.target.iri(target),
      kind: comparison.source.kinds[source], relation: relation,
      confidence: (confidence * 1000).rounded() / 1000,
      reasons: MatchReasons(
        sourceLabel: comparison.source.name(source), targetLabel: comparison.target.name(target),
        sourceName: name(comparison.lexicon.source, evidence.sourceName, comparison.source),
        targetName: name(comparison.lexicon.target, evidence.targetName, comparison.target),
        areNamesSame: evidence.comparison.isSame && !evidence.isByInverse,
        nameSimilarity: rounded(evidence.name),
        textSimilarity: evidence.areBothDefined ? rounded(evidence.text) : nil,
        themeSimilarity: evidence.theme > 0 ? rounded(evidence.theme) : nil,
        neighbourSupport: evidence.haveBothAbove || evidence.haveBothBelow
          ? rounded(max(evidence.above, evidence.below)) : nil,
        isBridged: evidence.bridge != .none,
        remarks: remarks(evidence, relation) + doubts))
  }

  private func rounded(_ value: Float) -> Double { (Double(value) * 1000).rounded() / 1000 }

  private func name(_ names: NameColumns, _ name: Int32, _ table: EntityTable) -> String? {
    guard name >= 0 else { return nil }
    return table.labels[Int(names.entity[Int(name)])][Int(names.label[Int(name)])].text
  }

  private func remarks(_ evidence: PairEvidence, _ relation: MappingRelation) -> [String] {
    var remarks: [String] = []
    let comparison = evidence.comparison
    if evidence.bridge == .exact { remarks.append("both are stated to be the same as one thing") }
    if evidence.bridge == .near { remarks.append("both point to one thing outside") }
    if evidence.isByInverse {
      remarks.append("the properties that run the other way have like names")
    } else if comparison.isSame {
      remarks.append("a name is the same")
    } else if comparison.isSameBag {
      remarks.append("the words of a name are the same")
    } else if relation == .broadMatch, evidence.genus == .target {
      remarks.append("the source's definition starts from the target")
    } else if relation == .narrowMatch, evidence.genus == .source {
      remarks.append("the target's definition starts from the source")
    } else if relation == .broadMatch {
      remarks.append("the source's name narrows the target's")
    } else if relation == .narrowMatch {
      remarks.append("the target's name narrows the source's")
    } else if evidence.name >= 0.5 {
      remarks.append("names are alike")
    }
    if evidence.isDerived { remarks.append("a phrase is exchanged for a synonym") }
    if comparison.isForeign { remarks.append("the names are in different languages") }
    if evidence.languages > 1 { remarks.append("names agree in \(evidence.languages) languages") }
    if comparison.firstInContext + comparison.secondInContext > 0.1 {
      remarks.append("what one name adds stands above the other")
    }
    if evidence.above > 0.5 { remarks.append("what they belong to corresponds") }
    if evidence.below > 0.3 { remarks.append("what belongs to them corresponds") }
    if evidence.ends > 0.5 { remarks.append("domains and ranges correspond") }
    if evidence.areBothDefined, evidence.text >= 0.3 { remarks.append("the definitions are alike") }
    if relation == .relatedMatch { remarks.append("the texts share a theme") }
    if evidence.inverse > 0.5 { remarks.append("the properties that run the other way correspond") }
    if evidence.isNotationShared { remarks.append("the notation is the same") }
    return remarks
  }
}
