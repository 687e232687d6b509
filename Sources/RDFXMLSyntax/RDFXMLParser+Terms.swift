internal import ByteStorage
internal import RDFModel

/// Terms that the grammar itself names.
enum KnownTerm: Int {
  case type, first, rest, `nil`, statement, subject, predicate, object, xmlLiteral, reifies

  var iri: StaticString {
    switch self {
    case .type: "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    case .first: "http://www.w3.org/1999/02/22-rdf-syntax-ns#first"
    case .rest: "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest"
    case .nil: "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil"
    case .statement: "http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement"
    case .subject: "http://www.w3.org/1999/02/22-rdf-syntax-ns#subject"
    case .predicate: "http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate"
    case .object: "http://www.w3.org/1999/02/22-rdf-syntax-ns#object"
    case .xmlLiteral: "http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral"
    case .reifies: "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies"
    }
  }
}

extension RDFXMLParser {
  typealias TermIndex = TripleBatch.TermIndex

  // MARK: Names

  /// The term of an element's or attribute's name, put into each batch once.
  @inline(__always)
  mutating func nameTerm(_ number: Int) -> TermIndex {
    let entry = unsafe names[number]
    return unsafe entry.epoch == epoch ? entry.term : addNameTerm(number)
  }

  @inline(never)
  private mutating func addNameTerm(_ number: Int) -> TermIndex {
    var entry = unsafe names[number]
    batch.beginTerm()
    if let namespace = unsafe entry.namespace {
      unsafe batch.append(from: namespace, count: entry.namespaceLength)
    }
    unsafe batch.append(from: entry.local, count: entry.localLength)
    if unsafe !entry.isIRI {
      if batch.pendingCount > limits.nameBytes {
        _ = failNameTooLong()
        return 0
      }
      if validatesIRIs, let problem = IRIReference.validate(batch.pending, absolute: true) {
        let iri = shown(batch.pending)
        _ = failIRI(iri, problem)
        return 0
      }
      unsafe entry.isIRI = true
    }
    unsafe entry.term = batch.endTerm(.iri)
    unsafe entry.epoch = epoch
    unsafe names[number] = entry
    return unsafe entry.term
  }

  /// The term of a constant of the RDF vocabulary.
  @inline(__always)
  mutating func term(_ known: KnownTerm) -> TermIndex {
    if knownEpochs[known.rawValue] == epoch { return knownTerms[known.rawValue] }
    batch.beginTerm()
    let iri = known.iri
    unsafe batch.append(from: iri.utf8Start, count: iri.utf8CodeUnitCount)
    let index = batch.endTerm(.iri)
    knownTerms[known.rawValue] = index
    knownEpochs[known.rawValue] = epoch
    return index
  }

  /// The term of an open property's predicate.
  @inline(__always)
  mutating func predicateTerm(at level: Int) -> TermIndex {
    let frame = unsafe frames + level
    if unsafe frame.pointee.epoch == epoch { return unsafe frame.pointee.predicateTerm }
    let predicate = unsafe frame.pointee.predicate
    let index = predicate >= 0 ? nameTerm(Int(predicate)) : addMemberTerm(-Int(predicate))
    unsafe frame.pointee.predicateTerm = index
    unsafe frame.pointee.epoch = epoch
    return index
  }

  /// `rdf:_n`, which `rdf:li` stands for.
  private mutating func addMemberTerm(_ number: Int) -> TermIndex {
    batch.beginTerm()
    batch.append(RDF.namespace.utf8Span.span)
    batch.append(UInt8(ascii: "_"))
    appendDecimal(number)
    return batch.endTerm(.iri)
  }

  // MARK: Nodes

  /// The term of what an open node, or the last cell of a collection, stands for.
  @inline(__always)
  mutating func nodeTerm(at level: Int) -> TermIndex {
    let node = unsafe frames[level].node
    if node.epoch == epoch { return node.term }
    let index = addTerm(node)
    unsafe frames[level].node.term = index
    unsafe frames[level].node.epoch = epoch
    return index
  }

  /// Puts a node into the batch.
  mutating func addTerm(_ node: NodeReference) -> TermIndex {
    batch.beginTerm()
    switch node.kind {
    case .generated:
      batch.append(UInt8(ascii: "b"))
      appendDecimal(node.start)
      return batch.endTerm(.blankNode)
    case .label:
      batch.append(text, from: node.start, count: node.length)
      return batch.endTerm(.blankNode)
    case .iri, .none:
      batch.append(text, from: node.start, count: node.length)
      return batch.endTerm(.iri)
    }
  }

  /// A new blank node with a label that no `rdf:nodeID` has.
  mutating func makeBlankNode() -> NodeReference {
    var node = NodeReference()
    node.kind = .generated
    node.start = blankNodes
    blankNodes += 1
    node.term = addTerm(node)
    node.epoch = epoch
    return node
  }

  /// Finishes the term being written as a node that open elements may come back to.
  @inline(__always)
  mutating func endNode(_ kind: NodeReference.Kind) -> NodeReference {
    var node = NodeReference()
    node.kind = kind
    node.start = text.count
    node.length = batch.pendingCount
    batch.appendPending(to: &text)
    node.term = batch.endTerm(kind == .iri ? .iri : .blankNode)
    node.epoch = epoch
    return node
  }

  /// Appends the label for an `rdf:nodeID` to the term being written.
  ///
  /// Labels that look generated (`b` and digits) get one more `x`, so do those that already have
  /// some, so that different identifiers stay different.
  @unsafe
  mutating func appendLabel(_ identifier: BorrowedBytes) {
    unsafe batch.append(from: identifier.start, count: identifier.count)
    let count = unsafe identifier.count
    guard count >= 2, unsafe identifier.start[0] == UInt8(ascii: "b") else { return }
    var index = 1
    while index < count, unsafe identifier.start[index] &- UInt8(ascii: "0") < 10 { index += 1 }
    guard index > 1 else { return }
    while index < count, unsafe identifier.start[index] == UInt8(ascii: "x") { index += 1 }
    if index == count { batch.append(UInt8(ascii: "x")) }
  }

  private mutating func appendDecimal(_ number: Int) {
    var divisor = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      batch.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }

  // MARK: Languages and datatypes

  /// The term of a language tag.
  @inline(__always)
  mutating func languageTerm(_ number: Int32) -> TermIndex {
    if let index = languages.term(number, epoch: epoch) { return index }
    let index = batch.addTerm(.language, number, of: languages)
    languages.note(index, for: number, epoch: epoch)
    return index
  }

  /// The term of a datatype.
  @inline(__always)
  mutating func datatypeTerm(_ number: Int32) -> TermIndex {
    if let index = datatypes.term(number, epoch: epoch) { return index }
    let index = batch.addTerm(.iri, number, of: datatypes)
    datatypes.note(index, for: number, epoch: epoch)
    return index
  }
}
