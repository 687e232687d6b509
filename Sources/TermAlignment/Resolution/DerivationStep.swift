import ByteStorage
public import RDFGraph
import RDFModel
import SKOSVocabulary

/// A link of a derivation: a mapping, how it was read, and everything known of its origin.
public struct DerivationStep: Hashable, Sendable {
  /// A subject, a predicate and an object as they stand in a mapping set.
  public struct Statement: Hashable, Sendable {
    /// The IRI of the subject.
    public let subject: String
    /// The predicate as a CURIE.
    public let predicate: String
    /// The IRI of the object.
    public let object: String
  }

  /// The rules that brought the link in: how it was read, then how it joins those before it.
  public let rules: [ResolutionRule]
  /// The link as it was read, so that the object of one step is the subject of the next.
  public let link: Statement
  /// The mapping as it stands, where it was not read as it stands.
  public let stated: Statement?
  /// The IRI of the mapping set; nil for plain triples in the default graph.
  public let mappingSet: String?
  /// The identifier of the record, where it has one.
  public let recordID: String?
  /// The justification as a CURIE.
  public let justification: String?
  /// Who asserts the mapping: labels, else identifiers.
  public let author: String?
  /// When it was asserted, else published.
  public let date: String?
  /// The licence of the mapping, else of its set.
  public let licence: String?
  /// How far the mapping was checked, where its set says so.
  public let checked: String?
  /// The confidence that the mapping states.
  public let confidence: Double?
  /// Source and line, where the snapshot keeps them.
  public let origin: TripleOrigin?

  /// The names of the rules: `T1`, `RI1+RCE2`.
  public var ruleName: String { rules.map(\.rawValue).joined(separator: "+") }
}

extension Match {
  /// The best derivation, link by link.
  public var derivation: [DerivationStep] {
    var steps: [DerivationStep] = []
    var relation: MappingCode?
    for link in links {
      let number = Int(link & ~MappingAdjacency.backwards)
      let isBackwards = link & MappingAdjacency.backwards != 0
      let stated = MappingCode(rawValue: index.relations[number]) ?? .related
      let read = isBackwards ? stated.inverse : stated
      var rules = readingRules(number, stated, isBackwards)
      if let soFar = relation, let followed = soFar.followed(by: read) {
        rules.append(followed.rule)
        relation = followed.relation
      } else {
        relation = read
      }
      steps.append(
        step(number, isBackwards: isBackwards, read: read, rules: rules.isEmpty ? [.stated] : rules)
      )
    }
    return steps
  }

  private func readingRules(
    _ number: Int, _ code: MappingCode, _ isBackwards: Bool
  ) -> [ResolutionRule] {
    var rules: [ResolutionRule] = []
    if !Self.isMappingRelation(index, number) {
      rules.append(code == .exact ? .generalisedEquivalence : .generalisedSubsumption)
    }
    guard isBackwards else { return rules }
    switch code {
    case .narrow: rules.append(.inverseOfNarrow)
    case .broad: rules.append(.inverseOfBroad)
    case .counterpart: rules.append(.counterpartSymmetry)
    case .exact, .close, .related: rules.append(.symmetry)
    }
    return rules
  }

  private static func isMappingRelation(_ index: MappingIndex, _ number: Int) -> Bool {
    let text = index.snapshot.dictionary.text(of: index.predicate(number))
    return MappingIndexBuilder.predicates.prefix(MappingIndexBuilder.plainPredicateCount)
      .contains { $0.iri.value == text }
  }

  private func step(
    _ number: Int, isBackwards: Bool, read: MappingCode, rules: [ResolutionRule]
  ) -> DerivationStep {
    let graph = concept.graph
    let subject = graph.iriText(index.subject(number))
    let object = graph.iriText(index.object(number))
    let asStated = DerivationStep.Statement(
      subject: subject, predicate: graph.curie(of: index.predicate(number)), object: object)
    let asRead = DerivationStep.Statement(
      subject: isBackwards ? object : subject, predicate: read.relation.curie,
      object: isBackwards ? subject : object)
    let slots = StatementSlots(index: index, number: number)
    return DerivationStep(
      rules: rules, link: asRead, stated: asStated == asRead ? nil : asStated,
      mappingSet: index.mappingSet(number).map { graph.iriText($0) }, recordID: slots.recordID,
      justification: slots.justification.map { graph.curie(of: $0) },
      author: slots.joined(.authorLabel) ?? slots.joined(.authorID),
      date: slots.joined(.mappingDate) ?? slots.joined(.publicationDate), licence: slots.licence,
      checked: slots.text(IsoglossTerms.checked), confidence: index.confidence(number),
      origin: index.origin(of: number))
  }
}

/// The slots of a mapping, read from the snapshot.
struct StatementSlots {
  let index: MappingIndex
  let number: Int

  private var snapshot: GraphSnapshot { index.snapshot }

  func values(_ slot: Slot, of node: TermID?) -> [TermID] {
    guard let node, let property = snapshot.id(iri: slot.property) else { return [] }
    return snapshot.objects(of: node, property)
  }

  /// The values of a slot, joined; nil where there are none.
  func joined(_ slot: Slot) -> String? {
    let texts = values(slot, of: index.statement(number)).map { snapshot.dictionary.text(of: $0) }
    return texts.isEmpty ? nil : texts.sorted().joined(separator: ", ")
  }

  var justification: TermID? {
    values(.mappingJustification, of: index.statement(number)).first
  }

  var recordID: String? {
    guard let statement = index.statement(number), statement.kind == .iri else { return nil }
    return snapshot.dictionary.text(of: statement)
  }

  /// The licence of the mapping, else of its set.
  var licence: String? {
    joined(.license)
      ?? values(.license, of: index.mappingSet(number)).first
      .map { snapshot.dictionary.text(of: $0) }
  }

  /// The text of a property outside the standard, such as an extension's.
  func text(_ property: IRI) -> String? {
    guard let statement = index.statement(number), let id = snapshot.id(iri: property) else {
      return nil
    }
    return snapshot.objects(of: statement, id).first.map { snapshot.dictionary.text(of: $0) }
  }
}
