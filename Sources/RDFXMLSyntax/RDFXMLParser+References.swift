internal import ByteStorage
internal import RDFModel

/// A base in scope: for resolving, and as the bytes that a fragment is added to.
struct DocumentBase {
  let iri: IRIBase
  /// Where the base without its fragment lies in the parser's text of bases.
  let start: Int
  let length: Int
}

extension RDFXMLParser {
  /// Appends what a reference means to the term being written, or notes an error.
  ///
  /// Source: RDF 1.1 XML Syntax, section 5.3; RFC 3986, section 5.2.
  @unsafe
  @inline(__always)
  mutating func appendIRI(_ reference: BorrowedBytes, base: Int32) -> Bool {
    if unsafe reference.count <= limits.nameBytes, unsafe plainIRI.accepts(reference) {
      unsafe batch.append(from: reference.start, count: reference.count)
      return true
    }
    return unsafe appendRelative(reference, base: base)
  }

  @unsafe
  @inline(never)
  private mutating func appendRelative(_ reference: BorrowedBytes, base: Int32) -> Bool {
    guard unsafe reference.count <= limits.nameBytes else { return failNameTooLong() }
    let isFragment = unsafe reference.count > 0 && reference.start[0] == UInt8(ascii: "#")
    if base >= 0, unsafe isFragment && plainIRI.acceptsFragment(reference) {
      let base = bases[Int(base)]
      batch.append(baseText, from: base.start, count: base.length)
      unsafe batch.append(from: reference.start, count: reference.count)
      return true
    }
    guard unsafe resolve(reference, base: base) else { return false }
    batch.append(scratch, count: scratch.count)
    return true
  }

  /// Appends the IRI of an `rdf:ID` to the term being written, or notes an error.
  @unsafe
  mutating func appendID(_ name: BorrowedBytes, base: Int32) -> Bool {
    guard unsafe checkName(name, attribute: "rdf:ID") else { return false }
    guard base >= 0 else {
      return fail(
        .invalidIRI, unsafe "rdf:ID=\"\(shown(name))\" is relative and there is no base",
        "Give the document an xml:base, or name a base when reading it")
    }
    let base = bases[Int(base)]
    batch.append(baseText, from: base.start, count: base.length)
    batch.append(UInt8(ascii: "#"))
    unsafe batch.append(from: name.start, count: name.count)
    guard let isNew = try? batch.internPending(into: &ids) else {
      return fail(
        .limitExceeded, "The document has more identifiers than can be told apart",
        "Split the document, or use rdf:about")
    }
    guard isNew else {
      return fail(
        .rdfxmlDuplicateID, unsafe "rdf:ID=\"\(shown(name))\" was used before with the same base",
        "Use rdf:about for further statements about the same resource")
    }
    return true
  }

  /// Resolves a reference into the scratch buffer, or notes an error.
  @unsafe
  mutating func resolve(_ reference: BorrowedBytes, base: Int32) -> Bool {
    scratch.truncate(to: 0)
    if unsafe IRIReference.schemeEnd(reference.span) != nil {
      // What is absolute stays as it is written, dot segments and all.
      unsafe scratch.append(from: reference.start, count: reference.count)
    } else if base >= 0 {
      unsafe bases[Int(base)].iri.resolve(reference.span, into: &scratch)
    } else {
      return fail(
        .invalidIRI, unsafe "\"\(shown(reference))\" is relative and there is no base",
        "Give the document an xml:base, or name a base when reading it")
    }
    guard scratch.count <= limits.nameBytes else { return failNameTooLong() }
    guard validatesIRIs, let problem = IRIReference.validate(scratch.span, absolute: true) else {
      return true
    }
    let iri = shown(scratch.span)
    return failIRI(iri, problem)
  }

  mutating func failIRI(_ iri: String, _ problem: String) -> Bool {
    fail(
      .invalidIRI, "The IRI <\(iri)> \(problem)",
      "Write an absolute IRI and escape what RFC 3987 does not allow")
  }

  // MARK: Bases

  /// Brings an `xml:base` into scope.
  @unsafe
  mutating func setBase(_ reference: BorrowedBytes, on frame: UnsafeMutablePointer<Frame>) {
    guard unsafe reference.count <= limits.nameBytes else { return _ = failNameTooLong() }
    guard unsafe resolve(reference, base: frame.pointee.base) else { return }
    addBase(IRI(trusted: String(bytes: scratch.span)))
    unsafe frame.pointee.base = Int32(bases.count - 1)
    unsafe frame.pointee.ownsBase = true
  }

  mutating func addBase(_ iri: IRI) {
    let start = baseText.count
    baseText.append(iri.value)
    var end = start
    while end < baseText.count, baseText[end] != UInt8(ascii: "#") { end += 1 }
    bases.append(DocumentBase(iri: IRIBase(iri), start: start, length: end - start))
  }

  mutating func removeBase() {
    let last = bases.removeLast()
    baseText.truncate(to: last.start)
  }

  // MARK: Names

  /// Notes an error where the value of `rdf:ID` or `rdf:nodeID` is not an NCName.
  @unsafe
  mutating func checkName(_ name: BorrowedBytes, attribute: String) -> Bool {
    guard unsafe name.count <= limits.nameBytes else { return failNameTooLong() }
    if unsafe XMLName.isNCName(name.span) { return true }
    return fail(
      .rdfxmlInvalidName,
      unsafe "\(attribute)=\"\(shown(name))\" is not an XML name without a colon",
      "Begin with a letter or underscore and go on with letters, digits, hyphens, points")
  }

  // MARK: Languages and datatypes

  /// Brings an `xml:lang` into scope; an empty one ends the scope of another.
  @unsafe
  @inline(__always)
  mutating func setLanguage(_ tag: BorrowedBytes, on frame: UnsafeMutablePointer<Frame>) {
    guard unsafe tag.count > 0 else { return unsafe frame.pointee.language = -1 }
    if unsafe frame.pointee.direction != .none { return unsafe setDirected(tag, on: frame) }
    if languages.count > 4096 { renewLanguages() }
    let known = languages.count
    guard let number = unsafe try? languages.number(tag.span) else {
      return _ = fail(.limitExceeded, "The document has too many languages", "Split the document")
    }
    if languages.count > known { unsafe checkLanguage(tag) }
    unsafe frame.pointee.language = number
  }

  /// Checks a language tag that the document uses for the first time.
  @unsafe
  @inline(never)
  mutating func checkLanguage(_ tag: BorrowedBytes) {
    if unsafe XMLName.isLanguageTag(tag.span) { return }
    _ = fail(
      .invalidLanguageTag, unsafe "\"\(shown(tag))\" is not a language tag",
      "Write a tag of BCP 47, such as en or pt-BR")
  }

  /// Forgets the languages that no open element uses, so that a crafted document cannot fill
  /// memory with tags.
  mutating func renewLanguages() {
    var fresh = TagCache()
    for level in 0...depth {
      let old = unsafe frames[level].language
      guard old >= 0, let number = try? fresh.number(languages.key(old)) else { continue }
      unsafe frames[level].language = number
    }
    languages = fresh
  }

  /// Notes the datatype of a property's text.
  @unsafe
  @inline(__always)
  mutating func setDatatype(_ reference: BorrowedBytes, on frame: UnsafeMutablePointer<Frame>) {
    if unsafe !plainIRI.accepts(reference) || reference.count > limits.nameBytes {
      guard unsafe resolve(reference, base: frame.pointee.base) else { return }
    } else {
      scratch.truncate(to: 0)
      unsafe scratch.append(from: reference.start, count: reference.count)
    }
    if scratch.span.equals(Self.xsdString.span) {
      return unsafe frame.pointee.datatype = Frame.stringDatatype
    }
    // Only the innermost open property can have a datatype, so all older ones may go.
    if datatypes.count > 4096 { datatypes = TagCache() }
    guard let number = try? datatypes.number(scratch) else { return }
    unsafe frame.pointee.datatype = number
  }

  private static let xsdString = Array(XSD.string.value.utf8)
}
