/// Weighs names, texts, bridges and notations of each candidate pair.
struct EvidenceCollector {
  private let lexicon: Lexicon
  private let source: EntityTable
  private let target: EntityTable
  private let similarity: NameSimilarity

  /// The most pairs of names that are compared for a pair of entities.
  private static let mostNames = 32

  private let expanded: ExpandedTexts
  private let languages: NameLanguages
  private let sourceContext: ContextWords
  private let targetContext: ContextWords

  init(
    _ lexicon: Lexicon, _ affinity: WordAffinity, _ source: EntityTable,
    _ sourceAbove: AboveLists, _ target: EntityTable, _ targetAbove: AboveLists,
    _ expanded: ExpandedTexts
  ) {
    self.expanded = expanded
    languages = NameLanguages(lexicon)
    sourceContext = ContextWords(source, sourceAbove, lexicon.source)
    targetContext = ContextWords(target, targetAbove, lexicon.target)
    self.lexicon = lexicon
    self.source = source
    self.target = target
    similarity = NameSimilarity(lexicon, affinity)
  }

  /// What changes from pair to pair.
  private struct Scratch {
    var marks = NameSimilarity.Marks()
    var agreement = LanguageAgreement()
    var trigrams: [Int32: [UInt32]] = [:]
  }

  /// - Complexity: O(p × n²) in the pairs and the names of an entity, at most 32.
  func evidence<Failure: Error>(
    of pairs: CandidatePairs, _ check: () throws(Failure) -> Void
  ) throws(Failure) -> [PairEvidence] {
    var result: [PairEvidence] = []
    var scratch = Scratch()
    result.reserveCapacity(pairs.count)
    for entity in 0..<source.count {
      try check()
      for pair in pairs.range(of: entity) {
        result.append(evidence(entity, Int(pairs.target[pair]), &scratch))
      }
    }
    return result
  }

  private func evidence(_ left: Int, _ right: Int, _ scratch: inout Scratch) -> PairEvidence {
    var evidence = PairEvidence()
    compareNames(left, right, &evidence, &scratch)
    evidence.text = lexicon.sourceTexts.cosine(
      left, lexicon.targetTexts, right, lexicon.textLanguages)
    evidence.theme = expanded.source.cosine(left, expanded.target, right, lexicon.textLanguages)
    evidence.areBothDefined =
      lexicon.sourceTexts.defined[left] & lexicon.targetTexts.defined[right] != 0
    evidence.genus = genus(left, right)
    evidence.bridge = bridge(left, right)
    evidence.isNotationShared = lexicon.sourceCodes[left].contains {
      $0.utf8.count > 2 && lexicon.targetCodes[right].contains($0)
    }
    evidence.areProperties = source.kinds[left].isProperty
    evidence.directionsDiffer =
      evidence.areProperties && evidence.sourceName >= 0
      && direction(lexicon.source, Int(evidence.sourceName))
        != direction(lexicon.target, Int(evidence.targetName))
    evidence.kindsDiffer =
      evidence.areProperties && source.kinds[left] != target.kinds[right]
    return evidence
  }

  // MARK: Names

  private func compareNames(
    _ left: Int, _ right: Int, _ evidence: inout PairEvidence, _ scratch: inout Scratch
  ) {
    let around = (sourceContext[left], targetContext[right])
    let shared = languages.shared(left, right)
    scratch.agreement.reset()
    for first in lexicon.source.names(of: left).prefix(Self.mostNames) {
      for second in lexicon.target.names(of: right).prefix(Self.mostNames) {
        let relation = languages.relation(first, second, shared: shared)
        guard relation != .apart else { continue }
        var comparison = similarity.compare(first, second, around: around, &scratch.marks)
        if relation == .foreign { comparison = comparison.acrossLanguages() }
        let value = comparison.harmonic * trust(first, second)
        scratch.agreement.enter(
          lexicon.source.tag[first], lexicon.target.tag[second], comparison.harmonic)
        if value > evidence.name || evidence.sourceName < 0 {
          evidence.name = value
          evidence.comparison = comparison
          evidence.sourceName = Int32(first)
          evidence.targetName = Int32(second)
        }
      }
    }
    evidence.languages = scratch.agreement.agreeing
    evidence.languagesApart = scratch.agreement.apart
    guard evidence.sourceName >= 0 else { return }
    let first = Int(evidence.sourceName)
    let second = Int(evidence.targetName)
    evidence.letters =
      evidence.comparison.isSameBag
      ? 1 : dice(lexicon.source.core[first], lexicon.target.core[second], &scratch)
    evidence.isDerived =
      lexicon.source.role[first] == .derived || lexicon.target.role[second] == .derived
    evidence.arePreferred =
      isPreferred(lexicon.source.role[first]) && isPreferred(lexicon.target.role[second])
  }

  private func direction(_ names: NameColumns, _ name: Int) -> PropertyWords.Direction {
    guard let last = names.wordRange(name).last, names.wordRange(name).count > 1 else {
      return .plain
    }
    return PropertyWords.direction(lexicon.table[names.words[last].surface], names.rules[name])
  }

  private func isPreferred(_ role: EntityLabel.Role) -> Bool {
    role == .preferred || role == .localName
  }

  /// How much an agreement of two names is worth, by their roles.
  private func trust(_ first: Int, _ second: Int) -> Float {
    Self.trust(lexicon.source.role[first]) * Self.trust(lexicon.target.role[second])
  }

  private static func trust(_ role: EntityLabel.Role) -> Float {
    switch role {
    case .preferred, .localName: 1
    case .alternative: 0.97
    case .loose: 0.95
    case .derived: 0.92
    }
  }

  private func dice(_ left: Int32, _ right: Int32, _ scratch: inout Scratch) -> Float {
    let first = trigrams(of: left, &scratch)
    let second = trigrams(of: right, &scratch)
    var common = 0
    var (i, j) = (0, 0)
    while i < first.count, j < second.count {
      if first[i] == second[j] {
        common += 1
        i += 1
        j += 1
      } else if first[i] < second[j] {
        i += 1
      } else {
        j += 1
      }
    }
    let total = first.count + second.count
    return total > 0 ? 2 * Float(common) / Float(total) : 0
  }

  private func trigrams(of key: Int32, _ scratch: inout Scratch) -> [UInt32] {
    if let known = scratch.trigrams[key] { return known }
    var made: [UInt32] = []
    var window: UInt32 = 0
    for byte in lexicon.table[key].prefix(128) {
      window = (window << 8 | UInt32(byte)) & 0xFF_FFFF
      made.append(window)
    }
    made.append(window << 8 & 0xFF_FFFF)
    made.sort()
    scratch.trigrams[key] = made
    return made
  }

  // MARK: Definitions

  /// Whether the definition of one starts from a name of the other.
  private func genus(_ left: Int, _ right: Int) -> PairEvidence.Genus {
    let isTarget = isNamed(lexicon.target, right, lexicon.sourceGenera[left])
    let isSource = isNamed(lexicon.source, left, lexicon.targetGenera[right])
    return isTarget == isSource ? .none : isTarget ? .target : .source
  }

  private func isNamed(_ names: NameColumns, _ entity: Int, _ genera: [Int32]) -> Bool {
    guard !genera.isEmpty else { return false }
    return names.names(of: entity).contains {
      names.role[$0] != .derived && genera.contains(names.bag[$0])
    }
  }

  // MARK: Bridges

  private func bridge(_ left: Int, _ right: Int) -> PairEvidence.Bridge {
    let first = source.equivalents[left]
    let second = target.equivalents[right]
    guard !first.isEmpty || !second.isEmpty else { return .none }
    var best = PairEvidence.Bridge.none
    let (leftIRI, rightIRI) = (source.iri(left), target.iri(right))
    for bridge in first where bridge.target == rightIRI {
      best = max(best, bridge.isExact ? .exact : .near)
    }
    for bridge in second where bridge.target == leftIRI {
      best = max(best, bridge.isExact ? .exact : .near)
    }
    for one in first {
      for other in second where one.target == other.target {
        best = max(best, one.isExact && other.isExact ? .exact : .near)
      }
    }
    return best
  }
}
