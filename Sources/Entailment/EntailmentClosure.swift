import ByteStorage
public import RDFGraph
import RDFModel

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
  let selection: GraphSelection

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
  let listNode: UInt32
  /// Triples whose consequences have not been looked for.
  var agenda: [IDTriple] = []
  /// What a rule has found and is not derived yet.
  var found: [Inference] = []
  var watch: EntailmentWatch

  struct Trigger {
    let rule: Int
    let atom: Int
  }

  /// What a rule makes of its premises.
  struct Inference {
    let head: IDTriple
    let first: IDTriple
    let second: IDTriple?
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
    for (name, triple) in set.axioms { derive(axiom: id(triple), name) }
    if regime == .rdf || regime == .rdfs { addMemberships(mentioned) }
    for index in rules.indices { try applyToStated(index) }
    if let datatypes { addValues(datatypes) }
    try run()
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
        derive(axiom: id(triple), "rdf:_n axioms")
      }
    }
  }
}
