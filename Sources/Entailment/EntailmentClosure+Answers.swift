public import ByteStorage
public import RDFGraph
public import RDFModel

extension EntailmentClosure {
  mutating func id(_ triple: Triple) -> IDTriple {
    IDTriple(
      subject: terms.intern(triple.subject), predicate: terms.intern(triple.predicate),
      object: terms.intern(triple.object))
  }

  func triple(_ triple: IDTriple) -> Triple {
    Triple(
      terms.term(triple.subject), terms.term(triple.predicate), terms.term(triple.object))
  }

  /// How many triples were derived, those that only serve other rules included.
  public var derivedCount: Int { triples.derivedCount }

  /// The triples that follow and are not stated, in the order in which they were found.
  public var derivedTriples: [Triple] {
    triples.derived.compactMap { isVisible($0) ? triple($0) : nil }
  }

  func isVisible(_ triple: IDTriple) -> Bool {
    let kind = TermID(rawValue: triple.subject).kind
    return triple.predicate != listNode && (kind == .iri || kind == .blankNode)
  }

  /// Why a triple holds: the rule and its premises, or nil where it is stated or does not follow.
  public func derivation(of triple: Triple) -> Derivation? {
    guard let subject = terms.find(triple.subject), let predicate = terms.find(triple.predicate),
      let object = terms.find(triple.object),
      let (rule, premises) = triples.derivation(
        of: IDTriple(subject: subject, predicate: predicate, object: object))
    else { return nil }
    // A premise that nobody may see is replaced by its own.
    var visible: [Triple] = []
    var waiting = Array(premises.reversed())
    while let next = waiting.popLast() {
      if next.predicate != listNode {
        visible.append(self.triple(next))
      } else if let inner = triples.derivation(of: next) {
        waiting += inner.premises.reversed()
      }
    }
    return Derivation(rule: rule, premises: visible)
  }

  /// The snapshot with the derived and the added triples in its unnamed graph, and without those
  /// that were taken back: from all graphs where all of them count, else from the unnamed one.
  ///
  /// - Throws: `CapacityError` where terms or triples pass what 32 bits can name.
  /// - Complexity: as ``RDFGraph/GraphTransaction/commit()``, of these triples.
  public func makeSnapshot() throws(CapacityError) -> GraphSnapshot {
    var transaction = GraphTransaction(on: snapshot)
    var known: [UInt32: TermID] = [:]
    for triple in triples.removedFromSnapshot {
      let (subject, predicate, object) = (
        TermID(rawValue: triple.subject), TermID(rawValue: triple.predicate),
        TermID(rawValue: triple.object)
      )
      transaction.delete(subject, predicate, object, graph: nil)
      guard case .all = selection else { continue }
      for number in snapshot.namedGraphs {
        transaction.delete(subject, predicate, object, graph: snapshot.graphNames[number - 1])
      }
    }
    for triple in triples.current where isVisible(triple) {
      let subject = try id(triple.subject, in: &transaction, &known)
      let predicate = try id(triple.predicate, in: &transaction, &known)
      transaction.insert(
        subject, predicate, try id(triple.object, in: &transaction, &known))
    }
    return transaction.commit()
  }

  /// The identifier in a transaction, which is the closure's own for terms of the snapshot.
  private func id(
    _ raw: UInt32, in transaction: inout GraphTransaction, _ known: inout [UInt32: TermID]
  ) throws(CapacityError) -> TermID {
    if terms.isOfSnapshot(raw) { return TermID(rawValue: raw) }
    if let known = known[raw] { return known }
    let id = try transaction.intern(terms.term(raw))
    known[raw] = id
    return id
  }
}
