import RDFGraph
import RDFModel
import SKOSVocabulary

extension MappingIndexBuilder {
  /// Reads mappings in SSSOM's form, and annotated axioms.
  mutating func readStatements() {
    let property = id(SSSOM.annotatedProperty)
    let source = id(SSSOM.annotatedSource)
    let target = id(SSSOM.annotatedTarget)
    let modifier = id(Slot.predicateModifier.property)
    let confidence = id(Slot.confidence.property)
    let subjectSource = id(Slot.subjectSource.property)
    let objectSource = id(Slot.objectSource.property)
    let authors = [id(Slot.authorID.property), id(Slot.authorLabel.property)]
    let reviewers = [id(Slot.reviewerID.property), id(Slot.reviewerLabel.property)]
    let agreement = id(Slot.reviewerAgreement.property)
    let justification = id(Slot.mappingJustification.property)
    let predicates = MappingPredicate.known(in: snapshot)
    let setsByStatement = setsOfStatements()
    let snapshot = self.snapshot
    var credited: [TermID] = []
    snapshot.forEach(snapshot.match(predicate: property)) { statement, _, predicate in
      let known = predicates[predicate]
      var row = Row(predicate: predicate, kind: known?.kind ?? 0, statement: statement)
      var isReviewed = false
      var agreed: Double?
      let set = setsByStatement[snapshot.dictionary.ordinal(statement)]
      var isMapping = set != .unbound
      credited.removeAll(keepingCapacity: true)
      snapshot.forEach(snapshot.match(subject: statement)) { _, slot, value in
        switch slot {
        case source: row.subject = value
        case target: row.object = value
        case modifier: row.isNegative = true
        case confidence: row.confidence = Double(snapshot.dictionary.text(of: value)) ?? .nan
        case subjectSource: row.subjectSource = value
        case objectSource: row.objectSource = value
        case authors[0], authors[1]: credited.append(value)
        case reviewers[0], reviewers[1]: isReviewed = true
        case agreement: agreed = Double(snapshot.dictionary.text(of: value))
        case justification: isMapping = true
        default: break
        }
      }
      guard let known, MappingPredicate.areNamed(row.subject, row.object) else {
        if isMapping { others.append(statement) }
        return
      }
      // An axiom that somebody annotated for another reason is what its triple is.
      guard isMapping || known.isMapping(row.subject, row.object, in: snapshot) else { return }
      row.graph = graphOf(statement, property, predicate)
      row.set = setNumber(set == .unbound ? row.graph : set)
      row.authors = authorNumber(credited.isEmpty ? creators(ofSet: row.set) : credited)
      row.review = ReviewState(isReviewed: isReviewed, agreement: agreed).code
      rows.append(row)
    }
  }

  /// The set of each statement, by ordinal.
  private func setsOfStatements() -> [TermID] {
    var result = [TermID](repeating: .unbound, count: nodes.count)
    guard let mappings = snapshot.id(iri: SSSOM.mappings) else { return result }
    snapshot.forEach(snapshot.match(predicate: mappings)) { set, _, statement in
      if statement.kind == .iri || statement.kind == .blankNode {
        result[snapshot.dictionary.ordinal(statement)] = set
      }
    }
    return result
  }

  private func graphOf(_ subject: TermID, _ predicate: TermID, _ object: TermID) -> TermID {
    let numbers = snapshot.graphs(subject: subject, predicate: predicate, object: object)
    return numbers.first { $0 > 0 }.map { snapshot.graphNames[$0 - 1] } ?? .unbound
  }
}
