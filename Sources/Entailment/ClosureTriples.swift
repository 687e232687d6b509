internal import RDFGraph
internal import RDFModel

/// A triple of identifiers.
struct IDTriple: Hashable, Sendable {
  let subject: UInt32
  let predicate: UInt32
  let object: UInt32
}

/// A rule with identifiers for terms.
struct CompiledRule: Sendable {
  enum Slot: Sendable {
    case constant(UInt32)
    case variable(Int)
  }

  struct Atom: Sendable {
    let subject: Slot
    let predicate: Slot
    let object: Slot
  }

  let name: String
  let body: [Atom]
  let head: Atom

  /// The values of a rule's variables, of which no rule has more than four.
  struct Bindings {
    private var values = (UInt32.max, UInt32.max, UInt32.max, UInt32.max)

    private subscript(number: Int) -> UInt32 {
      get {
        switch number {
        case 0: values.0
        case 1: values.1
        case 2: values.2
        default: values.3
        }
      }
      set {
        switch number {
        case 0: values.0 = newValue
        case 1: values.1 = newValue
        case 2: values.2 = newValue
        default: values.3 = newValue
        }
      }
    }

    /// What a slot means as far as it is known.
    func value(_ slot: Slot) -> UInt32? {
      switch slot {
      case .constant(let id): return id
      case .variable(let number): return self[number] == .max ? nil : self[number]
      }
    }

    private mutating func match(_ slot: Slot, _ id: UInt32) -> Bool {
      if let known = value(slot) { return known == id }
      if case .variable(let number) = slot { self[number] = id }
      return true
    }

    mutating func match(_ atom: Atom, _ triple: IDTriple) -> Bool {
      match(atom.subject, triple.subject) && match(atom.predicate, triple.predicate)
        && match(atom.object, triple.object)
    }

    func triple(_ atom: Atom) -> IDTriple? {
      guard let subject = value(atom.subject), let predicate = value(atom.predicate),
        let object = value(atom.object)
      else { return nil }
      return IDTriple(subject: subject, predicate: predicate, object: object)
    }
  }
}

/// The terms of a closure: those of its snapshot, and those that rules or additions bring.
struct ClosureTerms: Sendable {
  private let snapshot: GraphSnapshot
  private let counts: [Int]
  private var added: [[Term]] = [[], [], [], []]
  private var numbers: [Term: UInt32] = [:]

  init(_ snapshot: GraphSnapshot) {
    self.snapshot = snapshot
    let kinds: [TermID.Kind] = [.iri, .blankNode, .literal, .tripleTerm]
    counts = kinds.map { snapshot.dictionary.count($0) }
  }

  func find(_ term: Term) -> UInt32? { snapshot.id(of: term)?.rawValue ?? numbers[term] }

  mutating func intern(_ term: Term) -> UInt32 {
    if let known = find(term) { return known }
    let kind = TermID.Kind(of: term)
    let slot = Int(kind.rawValue)
    let id = TermID(kind: kind, index: counts[slot] + added[slot].count).rawValue
    added[slot].append(term)
    numbers[term] = id
    return id
  }

  func isOfSnapshot(_ raw: UInt32) -> Bool {
    let id = TermID(rawValue: raw)
    return id.index < counts[Int(id.kind.rawValue)]
  }

  func term(_ raw: UInt32) -> Term {
    let id = TermID(rawValue: raw)
    let index = id.index - counts[Int(id.kind.rawValue)]
    return index < 0 ? snapshot.term(id) : added[Int(id.kind.rawValue)][index]
  }
}

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
  private var nameNumbers: [String: Int16] = [:]
  /// The premises of each added triple, one after the other.
  private var premises: [IDTriple] = []
  private var premiseEnds: [Int32] = []
  private var byPredicate: [UInt32: [Int32]] = [:]
  private var bySubject = EndLists()
  private var byObject = EndLists()
  /// Triples of the snapshot that are stated no more.
  private var removed: Set<IDTriple> = []
  /// How many triples were derived.
  private(set) var derivedCount = 0

  private static let stated: Int16 = -1
  private static let gone: Int16 = -2

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
  func forEach(
    _ subject: UInt32?, _ predicate: UInt32?, _ object: UInt32?, _ body: (IDTriple) -> Void
  ) {
    forEachStated(subject, predicate, object, body)
    forEachAdded(subject, predicate, object, body)
  }

  private func forEachStated(
    _ subject: UInt32?, _ predicate: UInt32?, _ object: UInt32?, _ body: (IDTriple) -> Void
  ) {
    guard isOfSnapshot(subject), isOfSnapshot(predicate), isOfSnapshot(object) else { return }
    snapshot.forEach(
      snapshot.match(subject: known(subject), predicate: known(predicate), object: known(object)),
      in: selection
    ) { s, p, o in
      let triple = IDTriple(subject: s.rawValue, predicate: p.rawValue, object: o.rawValue)
      if removed.isEmpty || !removed.contains(triple) { body(triple) }
    }
  }

  private func forEachAdded(
    _ subject: UInt32?, _ predicate: UInt32?, _ object: UInt32?, _ body: (IDTriple) -> Void
  ) {
    func pass(_ number: Int) {
      let triple = added[number]
      guard origins[number] != Self.gone, subject.map({ $0 == triple.subject }) ?? true,
        object.map({ $0 == triple.object }) ?? true
      else { return }
      body(triple)
    }
    guard let predicate else {
      for number in added.indices { pass(number) }
      return
    }
    if let subject {
      if let object {
        let triple = IDTriple(subject: subject, predicate: predicate, object: object)
        if let number = number(triple) { pass(number) }
        return
      }
      bySubject.forEach(predicate, subject, pass)
    } else if let object {
      byObject.forEach(predicate, object, pass)
    } else {
      for number in byPredicate[predicate] ?? [] { pass(Int(number)) }
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
    append(triple, origin: Self.stated, premises: [])
    return true
  }

  /// Takes a triple as stated no more and says whether it was; it is gone until derived again.
  mutating func retract(_ triple: IDTriple) -> Bool {
    if let number = number(triple) {
      guard origins[number] == Self.stated else { return false }
      origins[number] = Self.gone
      return true
    }
    guard isStatedInSnapshot(triple) else { return false }
    removed.insert(triple)
    return true
  }

  /// Takes out what was derived from triples that are gone, and what was derived from that.
  ///
  /// A premise always stands before what it led to, so one pass is enough.
  ///
  /// - Complexity: O(d) in the added triples.
  mutating func dropDependants(of gone: inout [IDTriple]) {
    var missing = Set(gone)
    var start = 0
    for number in added.indices {
      let end = Int(premiseEnds[number])
      defer { start = end }
      guard origins[number] >= 0, (start..<end).contains(where: { missing.contains(premises[$0]) })
      else { continue }
      origins[number] = Self.gone
      derivedCount -= 1
      missing.insert(added[number])
      gone.append(added[number])
    }
  }

  /// Takes a triple as derived and says whether it was not known.
  mutating func derive(_ triple: IDTriple, _ rule: String, _ premises: [IDTriple]) -> Bool {
    guard !contains(triple) else { return false }
    let origin = nameNumbers[rule] ?? Int16(names.count)
    if nameNumbers[rule] == nil {
      nameNumbers[rule] = origin
      names.append(rule)
    }
    append(triple, origin: origin, premises: premises)
    derivedCount += 1
    return true
  }

  private mutating func append(_ triple: IDTriple, origin: Int16, premises: [IDTriple]) {
    let number = Int32(added.count)
    added.append(triple)
    numbers.set(triple, number, in: added)
    origins.append(origin)
    self.premises += premises
    premiseEnds.append(Int32(self.premises.count))
    byPredicate[triple.predicate, default: []].append(number)
    bySubject.append(number, triple.predicate, triple.subject)
    byObject.append(number, triple.predicate, triple.object)
  }

  /// The rule and the premises of a derived triple.
  func derivation(of triple: IDTriple) -> (rule: String, premises: [IDTriple])? {
    guard let number = number(triple), origins[number] >= 0 else { return nil }
    let start = number == 0 ? 0 : Int(premiseEnds[number - 1])
    return (names[Int(origins[number])], Array(premises[start..<Int(premiseEnds[number])]))
  }
}
