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
struct ClosureTriples: Sendable {
  private struct Ends: Hashable, Sendable {
    let predicate: UInt32
    let end: UInt32
  }

  private let snapshot: GraphSnapshot
  private let selection: GraphSelection
  private let counts: [Int]
  /// What came to the snapshot, stated later or derived.
  private(set) var added: [IDTriple] = []
  private var numbers: [IDTriple: Int32] = [:]
  /// For each added triple the rule that found it, −1 where it is stated.
  private var origins: [Int32] = []
  private var names: [String] = []
  private var nameNumbers: [String: Int32] = [:]
  /// The premises of each added triple, one after the other.
  private var premises: [IDTriple] = []
  private var premiseEnds: [Int32] = []
  private var byPredicate: [UInt32: [Int32]] = [:]
  private var bySubject: [Ends: [Int32]] = [:]
  private var byObject: [Ends: [Int32]] = [:]

  init(_ snapshot: GraphSnapshot, _ selection: GraphSelection) {
    self.snapshot = snapshot
    self.selection = selection
    let kinds: [TermID.Kind] = [.iri, .blankNode, .literal, .tripleTerm]
    counts = kinds.map { snapshot.dictionary.count($0) }
  }

  /// How many triples were derived.
  var derivedCount: Int { origins.reduce(0) { $0 + ($1 >= 0 ? 1 : 0) } }

  /// The derived triples, in the order in which they were found.
  var derived: [IDTriple] { added.indices.compactMap { origins[$0] >= 0 ? added[$0] : nil } }

  private func known(_ raw: UInt32?) -> TermID? {
    raw.map { TermID(rawValue: $0) }
  }

  private func isOfSnapshot(_ raw: UInt32?) -> Bool {
    guard let raw else { return true }
    let id = TermID(rawValue: raw)
    return id.index < counts[Int(id.kind.rawValue)]
  }

  func contains(_ triple: IDTriple) -> Bool {
    numbers[triple] != nil || isStatedInSnapshot(triple)
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
    return found
  }

  /// Calls `body` with all triples that have the given terms; nil leaves a position open.
  func forEach(
    _ subject: UInt32?, _ predicate: UInt32?, _ object: UInt32?, _ body: (IDTriple) -> Void
  ) {
    if isOfSnapshot(subject), isOfSnapshot(predicate), isOfSnapshot(object) {
      snapshot.forEach(
        snapshot.match(
          subject: known(subject), predicate: known(predicate), object: known(object)),
        in: selection
      ) { s, p, o in
        body(IDTriple(subject: s.rawValue, predicate: p.rawValue, object: o.rawValue))
      }
    }
    guard let predicate else {
      for triple in added {
        if subject.map({ $0 == triple.subject }) ?? true,
          object.map({ $0 == triple.object }) ?? true
        {
          body(triple)
        }
      }
      return
    }
    if let subject {
      for number in bySubject[Ends(predicate: predicate, end: subject)] ?? [] {
        let triple = added[Int(number)]
        if object.map({ $0 == triple.object }) ?? true { body(triple) }
      }
    } else if let object {
      for number in byObject[Ends(predicate: predicate, end: object)] ?? [] {
        body(added[Int(number)])
      }
    } else {
      for number in byPredicate[predicate] ?? [] { body(added[Int(number)]) }
    }
  }

  /// Every term that stands as a subject or an object, once.
  var allTerms: [UInt32] {
    var result: Set<UInt32> = []
    snapshot.forEach(snapshot.match(), in: selection) { subject, _, object in
      result.insert(subject.rawValue)
      result.insert(object.rawValue)
    }
    for triple in added {
      result.insert(triple.subject)
      result.insert(triple.object)
    }
    return result.sorted()
  }

  /// Takes a triple as stated and says whether it was not known.
  mutating func state(_ triple: IDTriple) -> Bool {
    if let number = numbers[triple] {
      // What was derived has no need of its premises any more, but nothing new follows.
      origins[Int(number)] = -1
      return false
    }
    if isStatedInSnapshot(triple) { return false }
    append(triple, origin: -1, premises: [])
    return true
  }

  /// Takes a triple as derived and says whether it was not known.
  mutating func derive(_ triple: IDTriple, _ rule: String, _ premises: [IDTriple]) -> Bool {
    guard !contains(triple) else { return false }
    let origin = nameNumbers[rule] ?? Int32(names.count)
    if nameNumbers[rule] == nil {
      nameNumbers[rule] = origin
      names.append(rule)
    }
    append(triple, origin: origin, premises: premises)
    return true
  }

  private mutating func append(_ triple: IDTriple, origin: Int32, premises: [IDTriple]) {
    let number = Int32(added.count)
    added.append(triple)
    numbers[triple] = number
    origins.append(origin)
    self.premises += premises
    premiseEnds.append(Int32(self.premises.count))
    byPredicate[triple.predicate, default: []].append(number)
    bySubject[Ends(predicate: triple.predicate, end: triple.subject), default: []].append(number)
    byObject[Ends(predicate: triple.predicate, end: triple.object), default: []].append(number)
  }

  /// The rule and the premises of a derived triple.
  func derivation(of triple: IDTriple) -> (rule: String, premises: [IDTriple])? {
    guard let number = numbers[triple].map({ Int($0) }), origins[number] >= 0 else { return nil }
    let start = number == 0 ? 0 : Int(premiseEnds[number - 1])
    return (names[Int(origins[number])], Array(premises[start..<Int(premiseEnds[number])]))
  }
}
