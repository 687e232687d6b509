internal import ByteStorage
internal import RDFModel

extension RDFXMLParser {
  /// Takes the start tag of a property and decides, by its attributes, which production its
  /// content follows.
  ///
  /// Source: productions 7.2.14 propertyElt to 7.2.21 emptyPropertyElt.
  @unsafe
  mutating func startProperty(_ number: Int, _ attributes: Attributes, _ declared: Int32) {
    let syntax = unsafe names[number].syntax
    guard syntax.isPropertyElement else { return failForbiddenElement(number, place: "property") }
    let frame = unsafe push(.property, declaring: declared)
    if syntax == .li {
      unsafe frames[depth &- 1].members += 1
      unsafe frame.pointee.predicate = -frames[depth &- 1].members
    } else {
      unsafe frame.pointee.predicate = Int32(truncatingIfNeeded: number)
    }
    var scan = AttributeScan()
    guard unsafe read(attributes, of: number, on: frame, into: &scan) else { return }
    if scan.about >= 0 {
      return _ = fail(
        .rdfxmlForbiddenAttribute, "rdf:about stands on the property <\(shownName(number))>",
        "Use rdf:resource to name the value, or put rdf:about on a node element")
    }
    if scan.id >= 0 {
      batch.beginTerm()
      guard unsafe appendID(attributes.value(Int(scan.id)), base: frame.pointee.base) else {
        return
      }
      unsafe frame.pointee.statement = endNode(.iri)
      unsafe frame.pointee.namesTriple = true
    }
    if scan.annotation & scan.annotationNodeID != -1 {
      guard unsafe readAnnotation(scan, attributes, on: frame) else { return }
    }
    if scan.resource & scan.nodeID != -1 || scan.properties > 0 {
      unsafe startEmptyProperty(frame, scan, attributes)
    } else if scan.parseType >= 0 {
      unsafe startParseType(frame, scan, attributes.value(Int(scan.parseType)))
    } else {
      if scan.datatype >= 0 {
        unsafe setDatatype(attributes.value(Int(scan.datatype)), on: frame)
        if failed { return }
      }
      unsafe arm(frame)
    }
  }

  /// Source: production 7.2.21 emptyPropertyElt.
  @unsafe
  @inline(__always)
  private mutating func startEmptyProperty(
    _ frame: UnsafeMutablePointer<Frame>, _ scan: AttributeScan, _ attributes: Attributes
  ) {
    guard scan.parseType & scan.datatype == -1, scan.resource < 0 || scan.nodeID < 0 else {
      return _ = fail(
        .rdfxmlConflictingAttributes,
        "A property has attributes that describe its value in two ways",
        "Keep one of rdf:resource, rdf:nodeID, rdf:parseType, rdf:datatype; property attributes "
          + "go with the first two only")
    }
    unsafe frame.pointee.kind = .empty
    unsafe frame.pointee.hasObject = true
    batch.beginTerm()
    if scan.resource >= 0 {
      let value = unsafe attributes.value(Int(scan.resource))
      guard unsafe appendIRI(value, base: frame.pointee.base) else { return }
      if scan.properties == 0 {
        // Nothing comes back to this object, so its bytes need not be kept.
        return state(batch.endTerm(.iri), at: depth)
      }
      unsafe frame.pointee.node = endNode(.iri)
    } else if scan.nodeID >= 0 {
      let value = unsafe attributes.value(Int(scan.nodeID))
      guard unsafe checkName(value, attribute: "rdf:nodeID") else { return }
      unsafe appendLabel(value)
      unsafe frame.pointee.node = endNode(.label)
    } else {
      unsafe frame.pointee.node = makeBlankNode()
    }
    unsafe state(frame.pointee.node.term, at: depth)
    unsafe addPropertyAttributes(attributes, of: depth, language: frame.pointee.language)
  }

  /// Source: productions parseTypeLiteralPropertyElt to parseTypeOtherPropertyElt.
  @unsafe
  private mutating func startParseType(
    _ frame: UnsafeMutablePointer<Frame>, _ scan: AttributeScan, _ value: BorrowedBytes
  ) {
    guard scan.datatype < 0 else {
      return _ = fail(
        .rdfxmlConflictingAttributes, "A property has both rdf:parseType and rdf:datatype",
        "Keep rdf:datatype for plain text, rdf:parseType for anything else")
    }
    if unsafe value.equals("Resource") {
      let node = makeBlankNode()
      state(node.term, at: depth)
      unsafe frame.pointee.node = node
      unsafe frame.pointee.kind = .node
    } else if unsafe value.equals("Collection") {
      unsafe frame.pointee.kind = .collection
    } else if unsafe value.equals("Triple") {
      unsafe startTripleTerm(frame)
    } else {
      unsafe frame.pointee.kind = .xmlLiteral
      literal = XMLLiteralState()
      unsafe arm(frame)
    }
  }
}
