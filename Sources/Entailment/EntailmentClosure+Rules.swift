internal import RDFGraph
internal import RDFModel

extension EntailmentClosure {
  mutating func compile(_ rule: Rule) {
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
    rules.append(
      CompiledRule(
        origin: triples.origin(named: rule.name), body: body, head: atom(rule.head, &terms)))
    for (index, atom) in body.enumerated() {
      if case .constant(let predicate) = atom.predicate {
        triggers[predicate, default: []].append(Trigger(rule: number, atom: index))
      } else {
        wildcards.append(Trigger(rule: number, atom: index))
      }
    }
  }

  /// Applies a rule to the stated triples; what was added before waits on the agenda.
  mutating func applyToStated(_ number: Int) throws(EntailmentError) {
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

  /// Calls `body` with each place in a rule that a triple may take.
  mutating func forEachTrigger(
    of triple: IDTriple,
    _ body: (inout EntailmentClosure, Trigger) throws(EntailmentError) -> Void
  ) throws(EntailmentError) {
    for trigger in triggers[triple.predicate] ?? [] { try body(&self, trigger) }
    for trigger in wildcards { try body(&self, trigger) }
  }

  /// Derives what a rule makes of a triple in one of its two places, and any triple in the other.
  mutating func apply(_ trigger: Trigger, to triple: IDTriple) throws(EntailmentError) {
    try infer(trigger, triple, known: false)
    let origin = rules[trigger.rule].origin
    for inference in found {
      _ = derive(inference.head, origin, inference.first, inference.second)
    }
  }

  /// Finds what a rule makes of a triple in one of its two places, and any triple in the other:
  /// what is known already, or what is not.
  mutating func infer(
    _ trigger: Trigger, _ triple: IDTriple, known: Bool
  ) throws(EntailmentError) {
    found.removeAll(keepingCapacity: true)
    let rule = rules[trigger.rule]
    var bindings = CompiledRule.Bindings()
    guard bindings.match(rule.body[trigger.atom], triple) else { return }
    guard rule.body.count > 1 else {
      try watch.count(1, triples)
      if let head = bindings.triple(rule.head), triples.contains(head) == known {
        found.append(Inference(head: head, first: triple, second: nil))
      }
      return
    }
    // Taken out while the triples are walked.
    var inferences = found
    found = []
    defer { found = inferences }
    let other = rule.body[1 - trigger.atom]
    var steps = 0
    var failure: EntailmentError?
    var watch = watch
    _ = triples.contains(
      bindings.value(other.subject), bindings.value(other.predicate), bindings.value(other.object)
    ) { second in
      steps += 1
      if steps & 1023 == 0 {
        do throws(EntailmentError) {
          try watch.count(1024, triples)
        } catch {
          failure = error
          return true
        }
      }
      var extended = bindings
      guard extended.match(other, second), let head = extended.triple(rule.head),
        triples.contains(head) == known
      else { return false }
      inferences.append(
        trigger.atom == 0
          ? Inference(head: head, first: triple, second: second)
          : Inference(head: head, first: second, second: triple))
      return false
    }
    self.watch = watch
    if let failure { throw failure }
    try self.watch.count(1 + steps & 1023, triples)
  }

  /// Adds a derived triple, unless it is known or no triple.
  mutating func derive(
    _ triple: IDTriple, _ origin: Int16, _ first: IDTriple?, _ second: IDTriple?
  ) -> Bool {
    if !isGeneralized {
      let kind = TermID(rawValue: triple.subject).kind
      guard kind == .iri || kind == .blankNode else { return false }
    }
    guard TermID(rawValue: triple.predicate).kind == .iri,
      triples.derive(triple, origin, first, second)
    else { return false }
    agenda.append(triple)
    return true
  }

  /// Adds a triple that holds of itself.
  mutating func derive(axiom triple: IDTriple, _ name: String) {
    _ = derive(triple, triples.origin(named: name), nil, nil)
  }
}
