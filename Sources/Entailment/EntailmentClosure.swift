public import ByteStorage
public import RDFGraph
public import RDFModel

/// What follows from the triples of a snapshot, with the premises of every derived triple.
///
/// The closure is semi-naive: each triple, stated or derived, is joined once with what is known,
/// so adding a few triples costs what follows from these few. Taking some back removes what was
/// derived from them, and derives again what has other premises.
///
/// ```swift
/// var closure = try EntailmentClosure(of: snapshot, regime: .skos)
/// for triple in closure.derivedTriples { print(triple, closure.derivation(of: triple)) }
/// ```
public struct EntailmentClosure: Sendable {
  /// What follows from what.
  public let regime: EntailmentRegime
  /// Where the stated triples lie, as far as they were not added later.
  public let snapshot: GraphSnapshot
  private let selection: GraphSelection

  /// Whether literals and triple terms may be subjects, as the rules of RDF 1.1 Semantics need
  /// for completeness; SPARQL must not see such triples.
  let isGeneralized: Bool
  var terms: ClosureTerms
  var triples: ClosureTriples
  var rules: [CompiledRule] = []
  /// Where a triple may take part: rule and atom, by the predicate of the atom.
  var triggers: [UInt32: [Trigger]] = [:]
  var wildcards: [Trigger] = []
  /// What each call may cost.
  public var limits: EntailmentLimits
  private let listNode: UInt32
  private var agenda: [IDTriple] = []
  /// What a rule has found and is not derived yet: rule, head and premises.
  private var found: [(head: IDTriple, first: IDTriple, second: IDTriple?)] = []
  var watch: EntailmentWatch

  struct Trigger {
    let rule: Int
    let atom: Int
  }

  /// Makes the closure of what is in some graphs of a snapshot.
  ///
  /// - Parameters:
  ///   - snapshot: what is stated.
  ///   - selection: the graphs of the snapshot that count, all of them unless said otherwise.
  ///   - regime: what follows from what.
  ///   - limits: what this and later calls may cost, each of them.
  /// - Throws: codes `entailment-timeout`, `entailment-triple-limit`, `entailment-memory-limit`,
  ///   `entailment-cancelled`.
  /// - Complexity: O(n + d) in the stated triples n and the derivations d that the rules find.
  public init(
    of snapshot: GraphSnapshot, in selection: GraphSelection = .all, regime: EntailmentRegime,
    limits: EntailmentLimits = EntailmentLimits()
  ) throws(EntailmentError) {
    try self.init(
      of: snapshot, in: selection, regime: regime, datatypes: nil, limits: limits)
  }

  /// Makes a closure; with datatypes it is generalized and knows of the values of literals.
  init(
    of snapshot: GraphSnapshot, in selection: GraphSelection, regime: EntailmentRegime,
    datatypes: RecognizedDatatypes?, besides mentioned: [IRI] = [],
    limits: EntailmentLimits = EntailmentLimits()
  ) throws(EntailmentError) {
    self.snapshot = snapshot
    self.selection = selection
    self.regime = regime
    self.limits = limits
    watch = EntailmentWatch(limits)
    isGeneralized = datatypes != nil
    terms = ClosureTerms(snapshot)
    triples = ClosureTriples(snapshot, selection)
    let set = RuleSet(regime)
    listNode = terms.intern(.iri(SKOS.listNode))
    for rule in set.rules { compile(rule) }
    for (name, triple) in set.axioms { _ = derive(id(triple), name, []) }
    if regime == .rdf || regime == .rdfs { addMemberships(mentioned) }
    for index in rules.indices { try applyToStated(index) }
    if let datatypes { addValues(datatypes) }
    try run()
  }

  // MARK: Changes

  /// Takes more triples as stated, and derives what follows from them.
  ///
  /// After an error the closure is not whole, and of no more use.
  ///
  /// - Throws: as the initialiser.
  /// - Complexity: O(k + d) in the triples k and the derivations d that these begin.
  public mutating func add(_ stated: [Triple]) throws(EntailmentError) {
    watch = EntailmentWatch(limits)
    for triple in stated {
      let triple = id(triple)
      if triples.state(triple) { agenda.append(triple) }
    }
    try run()
  }

  /// Takes triples as stated no more; what still follows from others stays, with new premises.
  ///
  /// Triples that are not stated are passed over. After an error the closure is not whole, and of
  /// no more use.
  ///
  /// - Throws: as the initialiser.
  /// - Complexity: O(a + d) in the triples a that were added or derived, of which each is looked at
  ///   once, and the derivations d that have to be found again.
  public mutating func remove(_ stated: [Triple]) throws(EntailmentError) {
    watch = EntailmentWatch(limits)
    var gone: [IDTriple] = []
    for triple in stated {
      guard let subject = terms.find(triple.subject), let predicate = terms.find(triple.predicate),
        let object = terms.find(triple.object)
      else { continue }
      let triple = IDTriple(subject: subject, predicate: predicate, object: object)
      if triples.retract(triple) { gone.append(triple) }
    }
    if gone.isEmpty { return }
    triples.dropDependants(of: &gone)
    for triple in gone { try deriveAgain(triple) }
    try run()
  }

  /// Derives until nothing is new.
  private mutating func run() throws(EntailmentError) {
    var next = 0
    while next < agenda.count {
      let triple = agenda[next]
      next += 1
      for trigger in triggers[triple.predicate] ?? [] { try apply(trigger, to: triple) }
      for trigger in wildcards { try apply(trigger, to: triple) }
      // What is done need not be kept until the end.
      if next > 1 << 16, next * 2 > agenda.count {
        agenda.removeFirst(next)
        next = 0
      }
    }
    agenda = []
  }

  /// Adds a derived triple, unless it is known or no triple.
  mutating func derive(_ triple: IDTriple, _ rule: String, _ premises: [IDTriple]) -> Bool {
    if !isGeneralized {
      let kind = TermID(rawValue: triple.subject).kind
      guard kind == .iri || kind == .blankNode else { return false }
    }
    guard TermID(rawValue: triple.predicate).kind == .iri,
      triples.derive(triple, rule, premises)
    else { return false }
    agenda.append(triple)
    return true
  }

  // MARK: Rules

  private mutating func compile(_ rule: Rule) {
    func slot(_ slot: Rule.Slot, _ terms: inout ClosureTerms) -> CompiledRule.Slot {
      switch slot {
      case .term(let term): .constant(terms.intern(term))
      case .variable(let number): .variable(number)
      }
    }
    func atom(_ atom: Rule.Atom, _ terms: inout ClosureTerms) -> CompiledRule.Atom {
      CompiledRule.Atom(
        subject: slot(atom.subject, &terms), predicate: slot(atom.predicate, &terms),
        object: slot(atom.object, &terms))
    }
    let body = rule.body.map { atom($0, &terms) }
    let number = rules.count
    rules.append(CompiledRule(name: rule.name, body: body, head: atom(rule.head, &terms)))
    for (index, atom) in body.enumerated() {
      if case .constant(let predicate) = atom.predicate {
        triggers[predicate, default: []].append(Trigger(rule: number, atom: index))
      } else {
        wildcards.append(Trigger(rule: number, atom: index))
      }
    }
  }

  /// Applies a rule to the stated triples; what was added before waits on the agenda.
  private mutating func applyToStated(_ number: Int) throws(EntailmentError) {
    let atom = rules[number].body[0]
    let empty = CompiledRule.Bindings()
    func known(_ slot: CompiledRule.Slot) -> TermID? {
      empty.value(slot).map { TermID(rawValue: $0) }
    }
    for slot in [atom.subject, atom.predicate, atom.object] {
      if let id = empty.value(slot), !terms.isOfSnapshot(id) { return }
    }
    var failure: EntailmentError?
    snapshot.forEach(
      snapshot.match(
        subject: known(atom.subject), predicate: known(atom.predicate), object: known(atom.object)),
      in: selection
    ) { s, p, o in
      guard failure == nil else { return }
      let triple = IDTriple(subject: s.rawValue, predicate: p.rawValue, object: o.rawValue)
      do throws(EntailmentError) {
        try apply(Trigger(rule: number, atom: 0), to: triple)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  /// Derives what a rule makes of a triple in one of its two places, and any triple in the other.
  private mutating func apply(
    _ trigger: Trigger, to triple: IDTriple
  ) throws(EntailmentError) {
    let rule = rules[trigger.rule]
    var bindings = CompiledRule.Bindings()
    guard bindings.match(rule.body[trigger.atom], triple) else { return }
    guard rule.body.count > 1 else {
      try watch.count(1, triples)
      if let head = bindings.triple(rule.head) { _ = derive(head, rule.name, [triple]) }
      return
    }
    found.removeAll(keepingCapacity: true)
    var pairs = found
    found = []
    defer { found = pairs }
    let other = rule.body[1 - trigger.atom]
    var steps = 0
    var failure: EntailmentError?
    var watch = watch
    triples.forEach(
      bindings.value(other.subject), bindings.value(other.predicate), bindings.value(other.object)
    ) { second in
      guard failure == nil else { return }
      steps += 1
      if steps & 1023 == 0 {
        do throws(EntailmentError) { try watch.count(1024, triples) } catch { failure = error }
      }
      var extended = bindings
      guard extended.match(other, second), let head = extended.triple(rule.head),
        !triples.contains(head)
      else { return }
      pairs.append(trigger.atom == 0 ? (head, triple, second) : (head, second, triple))
    }
    self.watch = watch
    if let failure { throw failure }
    try self.watch.count(1 + steps & 1023, triples)
    for (head, first, second) in pairs {
      _ = derive(head, rule.name, [first] + (second.map { [$0] } ?? []))
    }
  }

  /// Looks for premises of a triple that lost those it had.
  private mutating func deriveAgain(_ triple: IDTriple) throws(EntailmentError) {
    if triples.contains(triple) { return }
    for rule in rules {
      var bindings = CompiledRule.Bindings()
      guard bindings.match(rule.head, triple) else { continue }
      var premises: [IDTriple] = []
      var steps = 0
      let first = rule.body[0]
      triples.forEach(
        bindings.value(first.subject), bindings.value(first.predicate),
        bindings.value(first.object)
      ) { found in
        steps += 1
        var extended = bindings
        guard premises.isEmpty, extended.match(first, found) else { return }
        guard rule.body.count > 1 else { return premises = [found] }
        let second = rule.body[1]
        triples.forEach(
          extended.value(second.subject), extended.value(second.predicate),
          extended.value(second.object)
        ) { other in
          steps += 1
          var whole = extended
          if premises.isEmpty, whole.match(second, other) { premises = [found, other] }
        }
      }
      try watch.count(1 + steps, triples)
      if !premises.isEmpty, derive(triple, rule.name, premises) { return }
    }
  }

  /// The axioms of `rdf:_1` and its like, for those that somebody mentions.
  private mutating func addMemberships(_ mentioned: [IRI]) {
    var names = Set(mentioned.filter { RDF.isMembership($0.value) })
    let dictionary = snapshot.dictionary
    for index in 0..<dictionary.count(.iri) {
      let name = dictionary.text(of: TermID(kind: .iri, index: index))
      if RDF.isMembership(name) { names.insert(IRI(trusted: name)) }
    }
    for name in names.sorted() {
      let facts: [(IRI, IRI)] =
        regime == .rdf
        ? [(RDF.type, RDF.property)]
        : [
          (RDF.type, RDF.property), (RDF.type, RDFS.containerMembershipProperty),
          (RDFS.domain, RDFS.resource), (RDFS.range, RDFS.resource),
        ]
      for (predicate, object) in facts {
        let triple = Triple(.iri(name), .iri(predicate), .iri(object))
        _ = derive(id(triple), "rdf:_n axioms", [])
      }
    }
  }

  // MARK: Answers

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

/// Why a triple holds.
public struct Derivation: Hashable, Sendable {
  /// The rule or the axioms, as the specification calls them: `rdfs9`, `S24`, `RDFS axioms`.
  public let rule: String
  /// The triples that the rule found; none for an axiom.
  public let premises: [Triple]
}
