import RDFGraph
import RDFModel
import SKOSVocabulary

/// What a mapping says and where it is from, whichever way it is read: the part of a step that the
/// derivations which take the mapping share.
struct MappingFacts: Sendable {
  let statement: DerivationStep.Statement
  let mappingSet: String?
  let recordID: String?
  let justification: String?
  let author: String?
  let date: String?
  let licence: String?
  let checked: String?
  /// The editions of the subject and the object as they are stated.
  let editions: (subject: String?, object: String?)
  let review: ReviewState
  let confidence: Double?
  let consensus: Consensus?
  let origin: TripleOrigin?

  init(_ number: Int, _ findings: ResolutionFindings) {
    let index = findings.index
    let graph = findings.graph
    let slots = StatementSlots(index: index, number: number)
    func edition(_ slot: Slot, _ term: TermID) -> String? {
      slots.joinedAnywhere(slot) ?? graph.view(term).scheme?.edition
    }
    statement = DerivationStep.Statement(
      subject: graph.iriText(index.subject(number)),
      predicate: graph.curie(of: index.predicate(number)),
      object: graph.iriText(index.object(number)))
    mappingSet = index.mappingSet(number).map { graph.iriText($0) }
    recordID = slots.recordID
    justification = slots.justification.map { graph.curie(of: $0) }
    author = slots.author
    date = slots.joinedAnywhere(.mappingDate) ?? slots.joinedAnywhere(.publicationDate)
    licence = slots.licence
    checked = slots.text(IsoglossTerms.checked)
    editions = (
      edition(.subjectSourceVersion, index.subject(number)),
      edition(.objectSourceVersion, index.object(number))
    )
    review = index.reviewState(number)
    confidence = index.confidence(number)
    consensus = index.consensus(on: number, rule: findings.options.consensusRule)
    origin = index.origin(of: number)
  }
}

/// The slots of a mapping, read from the snapshot.
struct StatementSlots {
  let index: MappingIndex
  let number: Int

  private var snapshot: GraphSnapshot { index.snapshot }

  func values(_ slot: Slot, of node: TermID?) -> [TermID] {
    let property = index.property(slot)
    guard let node, property != .unbound else { return [] }
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
