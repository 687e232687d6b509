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
  /// Who asserts the mapping: labels, else identifiers, else who made its set.
  public let author: String?
  /// When it was asserted, else published, the mapping or its set.
  public let date: String?
  /// The licence of the mapping, else of its set.
  public let licence: String?
  /// How far the mapping was checked, where its set says so.
  public let checked: String?
  /// The edition of the link's subject: what the mapping says it was made from, else its scheme's.
  public let subjectEdition: String?
  /// The edition of the link's object, likewise.
  public let objectEdition: String?
  /// How far the mapping was reviewed.
  public let review: ReviewState
  /// The confidence that the mapping states.
  public let confidence: Double?
  /// What those who took a position on the mapping amount to, by
  /// ``ResolutionOptions/consensusRule``, and who differs; nil where nobody took one.
  public let consensus: Consensus?
  /// Source and line, where the snapshot keeps them.
  public let origin: TripleOrigin?
  /// The mapping, by its number in the index.
  let mapping: Int

  /// The names of the rules: `T1`, `RI1+RCE2`.
  public var ruleName: String { rules.map(\.rawValue).joined(separator: "+") }
}

extension DerivationStep {
  /// The links of a derivation, one after the other.
  static func steps(of links: [UInt32], _ findings: ResolutionFindings) -> [DerivationStep] {
    let index = findings.index
    let table = findings.rules
    var relation = RuleTable.none
    return links.map { link in
      let number = Int(link & ~MappingAdjacency.backwards)
      let isBackwards = link & MappingAdjacency.backwards != 0
      let kind = index.kinds[number] | (isBackwards ? PredicateKind.backwards : 0)
      let read = table.reading(kind)
      var rules = table.readingRules(kind)
      if relation == RuleTable.none {
        relation = read
      } else {
        if let rule = RuleTable.compositionRule(relation, read) { rules.append(rule) }
        relation = table.composition(relation, read)
      }
      return DerivationStep(
        number, isBackwards: isBackwards, read: read, rules: rules.isEmpty ? [.stated] : rules,
        findings)
    }
  }

  private init(
    _ number: Int, isBackwards: Bool, read: UInt8, rules: [ResolutionRule],
    _ findings: ResolutionFindings
  ) {
    let facts = findings.facts(of: number)
    let stated = facts.statement
    let asRead = Statement(
      subject: isBackwards ? stated.object : stated.subject,
      predicate: MappingCode(rawValue: read)?.relation.curie ?? stated.predicate,
      object: isBackwards ? stated.subject : stated.object)
    self.init(
      rules: rules, link: asRead, stated: stated == asRead ? nil : stated,
      mappingSet: facts.mappingSet, recordID: facts.recordID, justification: facts.justification,
      author: facts.author, date: facts.date, licence: facts.licence, checked: facts.checked,
      subjectEdition: isBackwards ? facts.editions.object : facts.editions.subject,
      objectEdition: isBackwards ? facts.editions.subject : facts.editions.object,
      review: facts.review, confidence: facts.confidence, consensus: facts.consensus,
      origin: facts.origin, mapping: number)
  }
}
