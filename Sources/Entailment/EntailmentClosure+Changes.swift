public import RDFModel

extension EntailmentClosure {
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
  /// - Complexity: O(d) in the derivations d that begin with these triples, and those that have to
  ///   be found again.
  public mutating func remove(_ stated: [Triple]) throws(EntailmentError) {
    watch = EntailmentWatch(limits)
    var going: [IDTriple] = []
    for triple in stated {
      guard let subject = terms.find(triple.subject), let predicate = terms.find(triple.predicate),
        let object = terms.find(triple.object)
      else { continue }
      let triple = IDTriple(subject: subject, predicate: predicate, object: object)
      if triples.retract(triple) { going.append(triple) }
    }
    // What goes is seen until everything that was derived from it is known: else a derivation of
    // which both premises go would be found from neither.
    var next = 0
    while next < going.count {
      let triple = going[next]
      next += 1
      try forEachTrigger(of: triple) { closure, trigger throws(EntailmentError) in
        try closure.infer(trigger, triple, known: true)
        for inference in closure.found
        where closure.triples.retract(derived: inference.head, from: triple) {
          going.append(inference.head)
        }
      }
      triples.hide(triple)
    }
    for triple in going { try deriveAgain(triple) }
    try run()
  }

  /// Derives until nothing is new.
  mutating func run() throws(EntailmentError) {
    var next = 0
    while next < agenda.count {
      let triple = agenda[next]
      next += 1
      try forEachTrigger(of: triple) { closure, trigger throws(EntailmentError) in
        try closure.apply(trigger, to: triple)
      }
      // What is done need not be kept until the end.
      if next > 1 << 16, next * 2 > agenda.count {
        agenda.removeFirst(next)
        next = 0
      }
    }
    agenda = []
  }

  /// Looks for premises of a triple that lost those it had.
  private mutating func deriveAgain(_ triple: IDTriple) throws(EntailmentError) {
    if triples.contains(triple) { return }
    for rule in rules {
      var bindings = CompiledRule.Bindings()
      guard bindings.match(rule.head, triple) else { continue }
      var premises: (IDTriple, IDTriple?)?
      var steps = 1
      let first = rule.body[0]
      _ = triples.contains(
        bindings.value(first.subject), bindings.value(first.predicate),
        bindings.value(first.object)
      ) { found in
        steps += 1
        var extended = bindings
        guard extended.match(first, found) else { return false }
        guard rule.body.count > 1 else {
          premises = (found, nil)
          return true
        }
        let second = rule.body[1]
        return triples.contains(
          extended.value(second.subject), extended.value(second.predicate),
          extended.value(second.object)
        ) { other in
          steps += 1
          var whole = extended
          guard whole.match(second, other) else { return false }
          premises = (found, other)
          return true
        }
      }
      try watch.count(steps, triples)
      if let (first, second) = premises, derive(triple, rule.origin, first, second) { return }
    }
  }
}
