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

  /// The number of the rule's name in the closure.
  let origin: Int16
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
