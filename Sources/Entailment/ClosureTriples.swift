internal import RDFGraph
internal import RDFModel

/// The triples of a closure: those stated in the snapshot, and what came to them, found by
/// predicate and by either end.
///
/// An added triple takes about 100 bytes, its premises and the ways to find it included.
struct ClosureTriples: Sendable {
  private let snapshot: GraphSnapshot
  private let selection: GraphSelection
  private let counts: [Int]
  /// What came to the snapshot, stated later or derived; some of it may be gone again.
  private var added: [IDTriple] = []
  private var numbers = TripleNumbers()
  /// For each added triple the rule that found it, or one of the marks below.
  private var origins: [Int16] = []
  private var names: [String] = []
  /// The premises of each added triple, one after the other.
  private var premises: [IDTriple] = []
  private var premiseEnds: [UInt32] = []
  private var byPredicate: [UInt32: [Int32]] = [:]
  private var bySubject = EndLists()
  private var byObject = EndLists()
  /// Triples of the snapshot that are stated no more.
  private var removed: Set<IDTriple> = []
  /// How many triples were derived.
  private(set) var derivedCount = 0

  /// Triples of the snapshot that are about to be stated no more.
  private var doomed: Set<IDTriple> = []

  private static let stated: Int16 = -1
  private static let gone: Int16 = -2
  /// Still to be seen, because what was derived from it is being looked for.
  private static let going: Int16 = -3

  init(_ snapshot: GraphSnapshot, _ selection: GraphSelection) {
    self.snapshot = snapshot
    self.selection = selection
    let kinds: [TermID.Kind] = [.iri, .blankNode, .literal, .tripleTerm]
    counts = kinds.map { snapshot.dictionary.count($0) }
  }

  /// What the tables take, in bytes, apart from the snapshot.
  var byteCount: Int {
    let perTriple = 12 + 2 + 4 + 4
    return added.capacity * perTriple + premises.capacity * 12 + numbers.byteCount
      + bySubject.byteCount + byObject.byteCount + removed.capacity * 16
  }

  /// What came to the snapshot, in the order in which it was found.
  var current: [IDTriple] {
    added.indices.compactMap { origins[$0] == Self.gone ? nil : added[$0] }
  }

  /// The derived triples, in the order in which they were found.
  var derived: [IDTriple] { added.indices.compactMap { origins[$0] >= 0 ? added[$0] : nil } }

  /// The triples of the snapshot that are stated no more.
  var removedFromSnapshot: [IDTriple] {
    removed.sorted { ($0.subject, $0.predicate, $0.object) < ($1.subject, $1.predicate, $1.object) }
  }

  private func known(_ raw: UInt32?) -> TermID? {
    raw.map { TermID(rawValue: $0) }
  }

  private func isOfSnapshot(_ raw: UInt32?) -> Bool {
    guard let raw else { return true }
    let id = TermID(rawValue: raw)
    return id.index < counts[Int(id.kind.rawValue)]
  }

  private func number(_ triple: IDTriple) -> Int? {
    numbers.find(triple, in: added).flatMap { origins[$0] == Self.gone ? nil : $0 }
  }

  func contains(_ triple: IDTriple) -> Bool {
    number(triple) != nil || isStatedInSnapshot(triple)
  }

  private func isStatedInSnapshot(_ triple: IDTriple) -> Bool {
    guard isOfSnapshot(triple.subject), isOfSnapshot(triple.predicate), isOfSnapshot(triple.object)
    else { return false }
    var found = false
    snapshot.forEach(
      snapshot.match(
        subject: known(triple.subject), predicate: known(triple.predicate),
        object: known(triple.object)), in: selection
    ) { _, _, _ in found = true }
    return found && (removed.isEmpty || !removed.contains(triple))
  }

  /// Calls `body` with all triples that have the given terms; nil leaves a position open.
  ///
  /// - Complexity: O(k) in the triples passed on; O(p + k) with the predicates p of what came to the
  ///   snapshot, where the predicate is open.
  func forEach(
    _ subject: UInt32?, _ predicate: UInt32?, _ object: UInt32?, _ body: (IDTriple) -> Void
  ) {
    _ = contains(subject, predicate, object) { triple in
      body(triple)
      return false
    }
  }

  /// Whether one of the triples with the given terms is what is looked for; nobody looks further.
  func contains(
    _ subject: UInt32?, _ predicate: UInt32?, _ object: UInt32?,
    where isWanted: (IDTriple) -> Bool
  ) -> Bool {
    containsStated(subject, predicate, object, isWanted)
      || containsAdded(subject, predicate, object, isWanted)
  }

  /// Ends a walk over rows of the snapshot.
  private struct Found: Error {}

  private func containsStated(
    _ subject: UInt32?, _ predicate: UInt32?, _ object: UInt32?, _ isWanted: (IDTriple) -> Bool
  ) -> Bool {
    guard isOfSnapshot(subject), isOfSnapshot(predicate), isOfSnapshot(object) else {
      return false
    }
    do {
      try snapshot.forEach(
        snapshot.match(
          subject: known(subject), predicate: known(predicate), object: known(object)),
        in: selection
      ) { s, p, o in
        let triple = IDTriple(subject: s.rawValue, predicate: p.rawValue, object: o.rawValue)
        if removed.isEmpty || !removed.contains(triple), isWanted(triple) { throw Found() }
      }
    } catch {
      return true
    }
    return false
  }

  private func containsAdded(
    _ subject: UInt32?, _ predicate: UInt32?, _ object: UInt32?, _ isWanted: (IDTriple) -> Bool
  ) -> Bool {
    func passes(_ number: Int) -> Bool { origins[number] != Self.gone && isWanted(added[number]) }
    guard let predicate else {
      if subject == nil, object == nil { return added.indices.contains { passes($0) } }
      // There are few predicates, and no list of all triples of a subject.
      return byPredicate.keys.contains { containsAdded(subject, $0, object, isWanted) }
    }
    switch (subject, object) {
    case (let subject?, let object?):
      let triple = IDTriple(subject: subject, predicate: predicate, object: object)
      return number(triple).map { passes($0) } ?? false
    case (let subject?, nil): return bySubject.contains(predicate, subject, where: passes)
    case (nil, let object?): return byObject.contains(predicate, object, where: passes)
    case (nil, nil): return (byPredicate[predicate] ?? []).contains { passes(Int($0)) }
    }
  }

  /// Every term that stands as a subject or an object, once.
  var allTerms: [UInt32] {
    var result: Set<UInt32> = []
    forEach(nil, nil, nil) { triple in
      result.insert(triple.subject)
      result.insert(triple.object)
    }
    return result.sorted()
  }

  // MARK: Changes

  /// Takes a triple as stated and says whether it was not known.
  mutating func state(_ triple: IDTriple) -> Bool {
    if let number = number(triple) {
      // What was derived has no need of its premises any more, but nothing new follows.
      if origins[number] >= 0 { derivedCount -= 1 }
      origins[number] = Self.stated
      return false
    }
    if removed.remove(triple) != nil { return true }
    if isStatedInSnapshot(triple) { return false }
    append(triple, origin: Self.stated)
    return true
  }

  /// Takes a triple as stated no more and says whether it was; it is there until it is hidden.
  mutating func retract(_ triple: IDTriple) -> Bool {
    if let number = number(triple) {
      guard origins[number] == Self.stated else { return false }
      origins[number] = Self.going
      return true
    }
    return isStatedInSnapshot(triple) && doomed.insert(triple).inserted
  }

  /// Takes a triple that was derived from one that goes as derived no more, and says whether there
  /// is such a triple; it is there until it is hidden.
  mutating func retract(derived triple: IDTriple, from premise: IDTriple) -> Bool {
    guard let number = number(triple), origins[number] >= 0,
      premises[premiseRange(number)].contains(premise)
    else { return false }
    origins[number] = Self.going
    derivedCount -= 1
    return true
  }

  /// Lets a triple go of which everything that was derived from it is known.
  mutating func hide(_ triple: IDTriple) {
    if let number = number(triple) {
      origins[number] = Self.gone
    } else {
      doomed.remove(triple)
      removed.insert(triple)
    }
  }

  /// The number of a rule's name.
  mutating func origin(named name: String) -> Int16 {
    if let known = names.firstIndex(of: name) { return Int16(known) }
    names.append(name)
    return Int16(names.count - 1)
  }

  /// Takes a triple as derived and says whether it was not known.
  mutating func derive(
    _ triple: IDTriple, _ origin: Int16, _ first: IDTriple?, _ second: IDTriple?
  ) -> Bool {
    guard !contains(triple) else { return false }
    append(triple, origin: origin, first, second)
    derivedCount += 1
    return true
  }

  private mutating func append(
    _ triple: IDTriple, origin: Int16, _ first: IDTriple? = nil, _ second: IDTriple? = nil
  ) {
    let number = Int32(added.count)
    added.append(triple)
    numbers.set(triple, number, in: added)
    origins.append(origin)
    if let first { premises.append(first) }
    if let second { premises.append(second) }
    premiseEnds.append(UInt32(truncatingIfNeeded: premises.count))
    byPredicate[triple.predicate, default: []].append(number)
    bySubject.append(number, triple.predicate, triple.subject)
    byObject.append(number, triple.predicate, triple.object)
  }

  /// The rule and the premises of a derived triple.
  func derivation(of triple: IDTriple) -> (rule: String, premises: [IDTriple])? {
    guard let number = number(triple), origins[number] >= 0 else { return nil }
    return (names[Int(origins[number])], Array(premises[premiseRange(number)]))
  }

  private func premiseRange(_ number: Int) -> Range<Int> {
    (number == 0 ? 0 : Int(premiseEnds[number - 1]))..<Int(premiseEnds[number])
  }
}
