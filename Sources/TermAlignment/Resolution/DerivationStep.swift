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
    let index = findings.index
    let graph = findings.graph
    let subject = graph.iriText(index.subject(number))
    let object = graph.iriText(index.object(number))
    let asStated = Statement(
      subject: subject, predicate: graph.curie(of: index.predicate(number)), object: object)
    let asRead = Statement(
      subject: isBackwards ? object : subject,
      predicate: MappingCode(rawValue: read)?.relation.curie ?? asStated.predicate,
      object: isBackwards ? subject : object)
    let slots = StatementSlots(index: index, number: number)
    func edition(_ slot: Slot, _ term: TermID) -> String? {
      slots.joinedAnywhere(slot) ?? graph.view(term).scheme?.edition
    }
    let editions = (
      edition(.subjectSourceVersion, index.subject(number)),
      edition(.objectSourceVersion, index.object(number))
    )
    self.init(
      rules: rules, link: asRead, stated: asStated == asRead ? nil : asStated,
      mappingSet: index.mappingSet(number).map { graph.iriText($0) }, recordID: slots.recordID,
      justification: slots.justification.map { graph.curie(of: $0) }, author: slots.author,
      date: slots.joinedAnywhere(.mappingDate) ?? slots.joinedAnywhere(.publicationDate),
      licence: slots.licence, checked: slots.text(IsoglossTerms.checked),
      subjectEdition: isBackwards ? editions.1 : editions.0,
      objectEdition: isBackwards ? editions.0 : editions.1, review: index.reviewState(number),
      confidence: index.confidence(number), origin: index.origin(of: number), mapping: number)
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

  /// The values of a slot of the mapping, else of its set, joined; nil where there are none.
  func joinedAnywhere(_ slot: Slot) -> String? {
    joined(slot) ?? joinedOfSet(slot)
  }

  /// Who asserts the mapping: labels, else identifiers, else who made its set.
  var author: String? {
    joined(.authorLabel) ?? joined(.authorID) ?? joinedOfSet(.creatorLabel)
      ?? joinedOfSet(.creatorID)
  }

  private func joinedOfSet(_ slot: Slot) -> String? {
    let texts = values(slot, of: index.mappingSet(number)).map { snapshot.dictionary.text(of: $0) }
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
  var licence: String? { joinedAnywhere(.license) }

  /// The text of a property outside the standard, such as an extension's.
  func text(_ property: IRI) -> String? {
    guard let statement = index.statement(number), let id = snapshot.id(iri: property) else {
      return nil
    }
    return snapshot.objects(of: statement, id).first.map { snapshot.dictionary.text(of: $0) }
  }
}
