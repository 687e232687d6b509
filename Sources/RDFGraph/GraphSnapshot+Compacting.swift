import ByteStorage

extension GraphSnapshot {
  /// The same content in a base without the terms that no triple uses any more; the terms have
  /// other identifiers, in the same order.
  ///
  /// Identifiers never change while a dataset lives, so that readers and writers may keep them, and
  /// what updates have deleted stays in the dictionary. A snapshot file is a new start.
  ///
  /// - Parameter minimum: the number of unused terms from which they are worth the work.
  /// - Complexity: O(n) in the triples and O(t) in the bytes of the terms; nothing is sorted.
  public func compacted(from minimum: Int = 1) -> GraphSnapshot {
    let whole = merged()
    let used = UsedTerms(whole)
    let unused = whole.dictionary.count - used.count
    guard unused >= max(minimum, 1) else { return whole }
    let numbers = TermRenumbering(used, whole.dictionary)
    guard let dictionary = numbers.dictionary(of: whole.dictionary) else { return whole }
    return GraphSnapshot(
      dictionary: dictionary,
      permutations: whole.permutations.map { numbers.renumber($0, whole.ordinals, used) },
      names: GraphNames(whole.graphNames.map { TermID(rawValue: numbers[$0.rawValue]) }),
      graphSets: whole.graphSets, droppedGraphs: whole.droppedGraphs, origins: whole.origins,
      prefixes: whole.prefixes, sources: whole.sources, documentCount: whole.documentCount)
  }
}

/// The terms that triples, graphs, and other used terms refer to.
private struct UsedTerms {
  /// By the bits of kind.
  private(set) var terms: [BitSet]
  private(set) var languages: BitSet

  var count: Int { terms.reduce(0) { $0 + $1.count } }

  init(_ snapshot: GraphSnapshot) {
    let dictionary = snapshot.dictionary
    terms = [TermID.Kind.iri, .blankNode, .literal, .tripleTerm].map {
      BitSet(capacity: dictionary.count($0))
    }
    languages = BitSet(capacity: dictionary.languages.count)
    let spo = snapshot.permutations[TripleOrder.spo.rawValue]
    for place in 0..<spo.leadingCount where !spo.rows(leading: place).isEmpty {
      insert(snapshot.ordinals.id(place).rawValue)
    }
    for row in 0..<spo.count {
      insert(spo.second[row])
      insert(spo.third[row])
    }
    for name in snapshot.graphNames { insert(name.rawValue) }
    // Parts are known before the whole, so from the last to the first.
    for index in (0..<dictionary.count(.tripleTerm)).reversed() {
      let id = TermID(kind: .tripleTerm, index: index)
      guard contains(id.rawValue), let parts = dictionary.triple(of: id) else { continue }
      for part in [parts.subject, parts.predicate, parts.object] { insert(part.rawValue) }
    }
    for index in 0..<dictionary.count(.literal) {
      let id = TermID(kind: .literal, index: index)
      guard contains(id.rawValue) else { continue }
      if let language = dictionary.languageIndex(of: id) {
        languages.insert(language)
      } else if let datatype = dictionary.datatype(of: id) {
        insert(datatype.rawValue)
      }
    }
  }

  func contains(_ raw: UInt32) -> Bool {
    terms[Int(raw >> 30)].contains(Int(raw & 0x3FFF_FFFF))
  }

  private mutating func insert(_ raw: UInt32) {
    terms[Int(raw >> 30)].insert(Int(raw & 0x3FFF_FFFF))
  }
}

/// New numbers for the terms that stay, in the order of the old ones: what was sorted stays so.
private struct TermRenumbering {
  private let terms: [[UInt32]]
  private let languages: [UInt32]
  private let used: UsedTerms

  init(_ used: UsedTerms, _ dictionary: TermDictionary) {
    self.used = used
    let kinds: [TermID.Kind] = [.iri, .blankNode, .literal, .tripleTerm]
    terms = zip(kinds, used.terms).map { Self.numbers($1, dictionary.count($0)) }
    languages = Self.numbers(used.languages, dictionary.languages.count)
  }

  private static func numbers(_ used: BitSet, _ count: Int) -> [UInt32] {
    var next: UInt32 = 0
    return (0..<count).map { index in
      defer { if used.contains(index) { next += 1 } }
      return next
    }
  }

  /// The new bits of a term that stays.
  subscript(raw: UInt32) -> UInt32 {
    let numbers = terms[Int(raw >> 30)]
    let index = Int(raw & 0x3FFF_FFFF)
    // A damaged file may name a term that there is not.
    return index < numbers.count ? raw & 0xC000_0000 | numbers[index] : raw
  }

  // MARK: Terms

  /// The terms that stay, or nil where tables do not take them, which took them before.
  func dictionary(of old: TermDictionary) -> TermDictionary? {
    guard let iris = table(of: old.iris, used.terms[0]),
      let blankNodes = table(of: old.blankNodes, used.terms[1], qualifier: { $0 }),
      let literals = table(of: old.literals, used.terms[2], qualifier: literalQualifier),
      let languages = table(of: old.languages, used.languages)
    else { return nil }
    var keys = ByteStringTable(seed: old.tripleTerms.base.seed)
    for index in 0..<old.count(.tripleTerm) where used.terms[3].contains(index) {
      guard let parts = old.triple(of: TermID(kind: .tripleTerm, index: index)) else { return nil }
      let key = TripleKey.bytes(
        TermID(rawValue: self[parts.subject.rawValue]),
        TermID(rawValue: self[parts.predicate.rawValue]),
        TermID(rawValue: self[parts.object.rawValue]))
      guard (try? keys.intern(key.span)) != nil else { return nil }
    }
    return TermDictionary(
      iris: iris, blankNodes: blankNodes, literals: literals,
      tripleTerms: TermTable(keys.freeze()), languages: languages)
  }

  private func table(
    of old: TermTable, _ used: BitSet, qualifier: ((UInt32) -> UInt32)? = nil
  ) -> TermTable? {
    var fresh = ByteStringTable(
      qualified: old.base.qualifiers != nil, expectedCount: max(used.count, 64),
      seed: old.base.seed)
    for number in 0..<old.count where used.contains(number) {
      let mark = qualifier.map { $0(old.qualifier(number)) } ?? 0
      guard (try? fresh.intern(old.key(number), qualifier: mark)) != nil else { return nil }
    }
    return TermTable(fresh.freeze())
  }

  private func literalQualifier(_ old: UInt32) -> UInt32 {
    let qualifier = LiteralQualifier(rawValue: old)
    if let language = qualifier.languageIndex, language < languages.count {
      return LiteralQualifier(language: Int(languages[language])).rawValue
    }
    if let datatype = qualifier.datatypeIndex, datatype < terms[0].count {
      return LiteralQualifier(datatype: Int(terms[0][datatype])).rawValue
    }
    return old
  }

  // MARK: Rows

  /// The same rows with the new numbers.
  func renumber(
    _ old: Permutation, _ ordinals: TermOrdinals, _ used: UsedTerms
  ) -> Permutation {
    var offsets = GrowingColumn<UInt32>(capacity: old.offsets.count)
    for place in 0..<old.leadingCount where used.contains(ordinals.id(place).rawValue) {
      offsets.append(old.offsets[place])
    }
    offsets.append(UInt32(truncatingIfNeeded: old.count))
    return Permutation(
      offsets: offsets.freeze(), second: renumber(old.second), third: renumber(old.third),
      graphSets: old.graphSets)
  }

  private func renumber(_ old: Column<UInt32>) -> Column<UInt32> {
    var fresh = GrowingColumn<UInt32>(capacity: old.count)
    for row in 0..<old.count { fresh.append(self[old[row]]) }
    return fresh.freeze()
  }
}
