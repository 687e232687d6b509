public import ByteStorage
import RDFModel

extension GraphBuilder {
  /// Takes what another builder has read as the documents that come after this one's.
  ///
  /// Whether documents are read one after the other by one builder, or by several that are then
  /// joined in the order of the documents, the snapshot is the same to the last bit: terms, graphs
  /// and sets of graphs are numbered as they first appear.
  ///
  /// - Throws: `CapacityError` where terms or text pass what 32 bits can name.
  /// - Complexity: expected O(n) in the rows and in the bytes of the distinct terms of `part`.
  public mutating func append(_ part: borrowing GraphBuilder) throws(CapacityError) {
    let firstDocument = isUntouched ? 0 : document + 1
    let firstSource = sources.count
    let numbers = try terms.intern(part.terms, firstDocument: firstDocument)
    sources.append(contentsOf: part.sources)
    document = firstDocument + part.document
    var graphs: [UInt32] = [0]
    for name in part.graphNames { graphs.append(graphNumber(numbers[name.rawValue])) }
    documentGraph = graphs[Int(part.documentGraph)]
    for (prefix, namespace) in part.prefixes.pairs { declare(prefix: prefix, namespace: namespace) }
    guard rows.count + part.rows.count < Int(UInt32.max) else { throw CapacityError() }
    rows.reserve(part.rows.count)
    for row in 0..<part.rows.count {
      rows.append(
        subject: numbers[part.rows.subjects[row]], predicate: numbers[part.rows.predicates[row]],
        object: numbers[part.rows.objects[row]],
        graph: row < part.rows.graphs.count ? graphs[Int(part.rows.graphs[row])] : 0)
    }
    for row in 0..<part.rows.lines.count {
      rows.appendOrigin(
        source: firstSource + Int(part.rows.sources[row]), line: Int(part.rows.lines[row]))
    }
  }
}

/// The numbers of another builder's terms in this one.
struct JoinedTerms: ~Copyable {
  let iris: Column<UInt32>
  let blankNodes: Column<UInt32>
  let literals: Column<UInt32>
  let tripleTerms: Column<UInt32>

  /// The bits here of an identifier there.
  subscript(bits: UInt32) -> UInt32 {
    let id = TermID(rawValue: bits)
    let number =
      switch id.kind {
      case .iri: iris[id.index]
      case .blankNode: blankNodes[id.index]
      case .literal: literals[id.index]
      case .tripleTerm: tripleTerms[id.index]
      }
    return TermID(kind: id.kind, index: Int(number)).rawValue
  }
}

extension TermDictionaryBuilder {
  /// Interns all terms of another builder, in the order of their numbers.
  mutating func intern(
    _ part: borrowing TermDictionaryBuilder, firstDocument: UInt32
  ) throws(CapacityError) -> JoinedTerms {
    let iris = try self.iris.intern(allOf: part.iris).freeze()
    let languages = try self.languages.intern(allOf: part.languages).freeze()
    let blankNodes = try self.blankNodes.intern(allOf: part.blankNodes) { $0 + firstDocument }
      .freeze()
    let literals = try self.literals.intern(allOf: part.literals) { bits in
      let qualifier = LiteralQualifier(rawValue: bits)
      if let language = qualifier.languageIndex {
        return LiteralQualifier(language: Int(languages[language])).rawValue
      }
      guard let datatype = qualifier.datatypeIndex else { return bits }
      return LiteralQualifier(datatype: Int(iris[datatype])).rawValue
    }.freeze()
    // The parts of a triple term have lower numbers than the whole.
    var tripleTerms = GrowingColumn<UInt32>(capacity: part.tripleTerms.count)
    for number in 0..<part.tripleTerms.count {
      var parts: [TermID] = []
      for position in 0..<3 {
        let id = TripleKey.term(part.tripleTerms.key(number), position)
        let joined =
          switch id.kind {
          case .iri: iris[id.index]
          case .blankNode: blankNodes[id.index]
          case .literal: literals[id.index]
          case .tripleTerm: tripleTerms[id.index]
          }
        parts.append(TermID(kind: id.kind, index: Int(joined)))
      }
      let key = TripleKey.bytes(parts[0], parts[1], parts[2])
      tripleTerms.append(try self.tripleTerms.intern(key.span))
    }
    return JoinedTerms(
      iris: iris, blankNodes: blankNodes, literals: literals, tripleTerms: tripleTerms.freeze())
  }
}
