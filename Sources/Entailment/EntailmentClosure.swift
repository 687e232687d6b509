public import ByteStorage
public import RDFGraph
public import RDFModel

/// What follows from the triples of a snapshot, with the premises of every derived triple.
///
/// The closure is semi-naive: each triple, stated or derived, is joined once with what is known,
/// so adding a few triples costs what follows from these few.
///
/// ```swift
/// var closure = EntailmentClosure(of: snapshot, regime: .skos)
/// for triple in closure.derivedTriples { print(triple, closure.derivation(of: triple)) }
/// ```
public struct EntailmentClosure: Sendable {
  /// What follows from what.
  public let regime: EntailmentRegime
  /// Where the stated triples lie, as far as they were not added later.
  public let snapshot: GraphSnapshot

  /// Whether literals and triple terms may be subjects, as the rules of RDF 1.1 Semantics need
  /// for completeness; SPARQL must not see such triples.
  let isGeneralized: Bool
  var terms: ClosureTerms
  var triples: ClosureTriples
  var rules: [CompiledRule] = []
  /// Where a triple may take part: rule and atom, by the predicate of the atom.
  var triggers: [UInt32: [Trigger]] = [:]
  var wildcards: [Trigger] = []
  private let listNode: UInt32
  private var agenda: [IDTriple] = []

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
  /// - Complexity: O(n + d) in the stated triples n and the derivations d that the rules find.
  public init(
    of snapshot: GraphSnapshot, in selection: GraphSelection = .all, regime: EntailmentRegime
  ) {
    self.init(of: snapshot, in: selection, regime: regime, datatypes: nil)
  }

  /// Makes a closure; with datatypes it is generalized and knows of the values of literals.
  init(
    of snapshot: GraphSnapshot, in selection: GraphSelection, regime: EntailmentRegime,
    datatypes: RecognizedDatatypes?, besides mentioned: [IRI] = []
  ) {
    self.snapshot = snapshot
    self.regime = regime
    isGeneralized = datatypes != nil
    terms = ClosureTerms(snapshot)
    triples = ClosureTriples(snapshot, selection)
    let set = RuleSet(regime)
    listNode = terms.intern(.iri(SKOS.listNode))
    for rule in set.rules { compile(rule) }
    for (name, triple) in set.axioms { _ = derive(id(triple), name, []) }
    if regime == .rdf || regime == .rdfs { addMemberships(mentioned) }
    for index in rules.indices { applyToStated(index) }
    if let datatypes { addValues(datatypes) }
    run()
  }

  // MARK: Adding

  /// Takes more triples as stated, and derives what follows from them.
  ///
  /// - Complexity: O(k + d) in the triples k and the derivations d that these begin.
  public mutating func add(_ stated: [Triple]) {
    for triple in stated {
      let triple = id(triple)
      if triples.state(triple) { agenda.append(triple) }
    }
    run()
  }

  /// Derives until nothing is new.
  private mutating func run() {
    var next = 0
    while next < agenda.count {
      let triple = agenda[next]
      next += 1
      for trigger in triggers[triple.predicate] ?? [] { apply(trigger, to: triple) }
      for trigger in wildcards { apply(trigger, to: triple) }
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

  /// Joins a rule over all that is known, the stated triples among it.
  private mutating func applyToStated(_ number: Int) {
    let rule = rules[number]
    var found: [(IDTriple, [IDTriple])] = []
    join(rule, Array(rule.body.indices), CompiledRule.Bindings(), []) { found.append(($0, $1)) }
    for (triple, premises) in found { _ = derive(triple, rule.name, premises) }
  }

  private mutating func apply(_ trigger: Trigger, to triple: IDTriple) {
    let rule = rules[trigger.rule]
    var bindings = CompiledRule.Bindings()
    guard bindings.match(rule.body[trigger.atom], triple) else { return }
    var found: [(IDTriple, [IDTriple])] = []
    let others = rule.body.indices.filter { $0 != trigger.atom }
    join(rule, others, bindings, [triple]) { found.append(($0, $1)) }
    for (triple, premises) in found { _ = derive(triple, rule.name, premises) }
  }

  /// Finds what the rest of a body matches; bodies have at most two atoms, and so has the stack.
  private func join(
    _ rule: CompiledRule, _ rest: [Int], _ bindings: CompiledRule.Bindings,
    _ premises: [IDTriple], _ found: (IDTriple, [IDTriple]) -> Void
  ) {
    guard let next = rest.first else {
      if let head = bindings.triple(rule.head), !triples.contains(head) { found(head, premises) }
      return
    }
    let atom = rule.body[next]
    let remaining = Array(rest.dropFirst())
    triples.forEach(
      bindings.value(atom.subject), bindings.value(atom.predicate), bindings.value(atom.object)
    ) { triple in
      var extended = bindings
      guard extended.match(atom, triple) else { return }
      join(rule, remaining, extended, premises + [triple], found)
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

  /// The snapshot with the derived and the added triples in its unnamed graph.
  ///
  /// - Throws: `CapacityError` where terms or triples pass what 32 bits can name.
  /// - Complexity: as ``RDFGraph/GraphTransaction/commit()``, of these triples.
  public func makeSnapshot() throws(CapacityError) -> GraphSnapshot {
    var transaction = GraphTransaction(on: snapshot)
    var known: [UInt32: TermID] = [:]
    for triple in triples.added where isVisible(triple) {
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
