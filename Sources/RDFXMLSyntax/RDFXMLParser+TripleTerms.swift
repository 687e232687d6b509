internal import ByteStorage
internal import RDFModel

/// A triple term in the making: the one statement in it, as terms of the batch.
struct OpenTripleTerm: BitwiseCopyable {
  var subject: TripleBatch.TermIndex
  var predicate: TripleBatch.TermIndex
  var object: TripleBatch.TermIndex
  var isWhole: Bool
}

/// Triple terms and annotations.
///
/// While a triple term is open, statements go to it instead of the batch.
extension RDFXMLParser {
  // MARK: Triple terms

  /// Takes the start of a property with `rdf:parseType="Triple"`, which counts for nothing where no
  /// version announces it.
  ///
  /// Source: RDF 1.2 XML Syntax, production parseTypeTriplePropertyElt, and section 4 on versions.
  @unsafe
  mutating func startTripleTerm(_ frame: UnsafeMutablePointer<Frame>) {
    guard unsafe frame.pointee.announces12 else {
      if unsafe frame.pointee.isAnnotated { annotations.removeLast() }
      return unsafe frame.pointee.kind = .ignored
    }
    let limit = limits.tripleTermLimit
    guard tripleTerms.count < limit else {
      return _ = fail(
        .limitExceeded, "Triple terms are nested deeper than \(limit)",
        "Raise ReaderLimits.tripleTermDepth if the document is trusted")
    }
    unsafe frame.pointee.kind = .tripleTerm
    tripleTerms.append(OpenTripleTerm(subject: 0, predicate: 0, object: 0, isWhole: false))
  }

  /// Readies an open triple term for its node.
  mutating func openTripleTerm() -> Bool {
    if unsafe frames[depth].hasObject { return failTripleTerm("more than one node") }
    unsafe frames[depth].hasObject = true
    return true
  }

  /// Takes a statement as the innermost triple term.
  @inline(never)
  mutating func isolate(_ subject: TermIndex, _ predicate: TermIndex, _ object: TermIndex) {
    guard !tripleTerms[tripleTerms.count - 1].isWhole else {
      return _ = failTripleTerm("more than one statement")
    }
    tripleTerms[tripleTerms.count - 1] = OpenTripleTerm(
      subject: subject, predicate: predicate, object: object, isWhole: true)
  }

  mutating func endTripleTerm() {
    let term = tripleTerms.removeLast()
    guard term.isWhole else { return _ = failTripleTerm("no statement") }
    state(batch.addTripleTerm(term.subject, term.predicate, term.object), at: depth)
  }

  private mutating func failTripleTerm(_ found: String) -> Bool {
    fail(
      .rdfxmlInvalidTripleTerm, "A property with rdf:parseType=\"Triple\" holds \(found)",
      "Put one node with one property into it; a triple term is one statement")
  }

  // MARK: Annotations

  /// Keeps the reifier of an open property until its triple is known.
  ///
  /// Source: productions annotationAttr and annotationNodeIDAttr.
  @unsafe
  mutating func readAnnotation(
    _ scan: AttributeScan, _ attributes: Attributes, on frame: UnsafeMutablePointer<Frame>
  ) -> Bool {
    guard scan.annotation < 0 || scan.annotationNodeID < 0 else {
      return fail(
        .rdfxmlConflictingAttributes,
        "A property has both rdf:annotation and rdf:annotationNodeID",
        "Keep one; state rdf:reifies for further reifiers")
    }
    batch.beginTerm()
    if scan.annotation >= 0 {
      let value = unsafe attributes.value(Int(scan.annotation))
      guard unsafe appendIRI(value, base: frame.pointee.base) else { return false }
      annotations.append(endNode(.iri))
    } else {
      let value = unsafe attributes.value(Int(scan.annotationNodeID))
      guard unsafe checkName(value, attribute: "rdf:annotationNodeID") else { return false }
      unsafe appendLabel(value)
      annotations.append(endNode(.label))
    }
    unsafe frame.pointee.isAnnotated = true
    unsafe frame.pointee.namesTriple = true
    return true
  }

  /// States that the reifier of a property reifies its triple.
  mutating func annotate(
    _ subject: TermIndex, _ predicate: TermIndex, _ object: TermIndex, at level: Int
  ) {
    let reference = annotations.removeLast()
    let reifier = reference.epoch == epoch ? reference.term : addTerm(reference)
    let triple = batch.addTripleTerm(subject, predicate, object)
    unsafe emit(reifier, term(.reifies), triple, line: frames[level].line)
  }
}

/// Versions and base directions.
extension RDFXMLParser {
  /// Brings `rdf:version` and then `its:dir` into scope, wherever they stand among the attributes.
  ///
  /// A direction counts only where a version from 1.2 on is in scope.
  ///
  /// Source: RDF 1.2 XML Syntax, section 6.1.2.
  @unsafe
  @inline(never)
  mutating func announce(
    _ scan: AttributeScan, _ attributes: Attributes, on frame: UnsafeMutablePointer<Frame>
  ) {
    if scan.version >= 0 {
      let value = unsafe attributes.value(Int(scan.version))
      unsafe frame.pointee.announces12 =
        value.count > 0 && !value.equals("1.0") && !value.equals("1.1")
    }
    guard scan.direction >= 0, unsafe frame.pointee.announces12 else { return }
    let value = unsafe attributes.value(Int(scan.direction))
    if unsafe value.equals("ltr") {
      unsafe frame.pointee.direction = .leftToRight
    } else if unsafe value.equals("rtl") {
      unsafe frame.pointee.direction = .rightToLeft
    } else if unsafe value.count == 0 {
      unsafe frame.pointee.direction = .none
    } else {
      return _ = fail(
        .rdfxmlInvalidDirection, unsafe "its:dir=\"\(shown(value))\" is no base direction",
        "Write ltr or rtl, or nothing to end the scope of another")
    }
    unsafe direct(frame)
  }

  /// Gives the language of an element its direction, in place of another.
  @unsafe
  private mutating func direct(_ frame: UnsafeMutablePointer<Frame>) {
    guard unsafe frame.pointee.language >= 0 else { return }
    scratch.truncate(to: 0)
    unsafe languages.append(languageOf: frame.pointee.language, to: &scratch)
    unsafe appendDirection(frame.pointee.direction)
    guard let number = try? languages.number(scratch) else { return }
    unsafe frame.pointee.language = number
  }

  /// Brings an `xml:lang` into scope where a direction is.
  @unsafe
  @inline(never)
  mutating func setDirected(_ tag: BorrowedBytes, on frame: UnsafeMutablePointer<Frame>) {
    unsafe checkLanguage(tag)
    if failed { return }
    if languages.count > 4096 { renewLanguages() }
    scratch.truncate(to: 0)
    unsafe scratch.append(from: tag.start, count: tag.count)
    unsafe appendDirection(frame.pointee.direction)
    guard let number = try? languages.number(scratch) else {
      return _ = fail(.limitExceeded, "The document has too many languages", "Split the document")
    }
    unsafe frame.pointee.language = number
  }

  private mutating func appendDirection(_ direction: Frame.Direction) {
    switch direction {
    case .none: break
    case .leftToRight: scratch.append("--ltr")
    case .rightToLeft: scratch.append("--rtl")
    }
  }
}
