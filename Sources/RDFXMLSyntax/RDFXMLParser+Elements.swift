internal import ByteStorage
internal import RDFModel

// Start tags.
extension RDFXMLParser {
  /// Takes a start tag: dispatches on what the open element's content may be.
  @unsafe
  mutating func startElement(
    _ local: UnsafePointer<UInt8>, prefix: UnsafePointer<UInt8>?,
    namespace resolved: UnsafePointer<UInt8>?, declared: Int32,
    declarations: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, attributes: Attributes,
    defaulted: Int32
  ) {
    if failed { return }
    isInTag = true
    defer { isInTag = false }
    var namespace = unsafe resolved
    if unsafe namespace == nil || leftPrefixUnresolved {
      unsafe namespace = resolveInEntity(prefix, namespace, attributes)
    }
    if recordsLines { line = lineOfTag() }
    guard unsafe checkLimits(attributes, declared: declared, defaulted: defaulted) else { return }
    let parent = unsafe frames[depth].kind
    if parent.isOpaque {
      if parent == .ignored { return _ = unsafe push(.ignored, declaring: declared) }
      return unsafe startLiteralElement(
        local, prefix: prefix, namespace: namespace, declared: declared, attributes: attributes)
    }
    if declared > 0 { unsafe declare(declarations, count: Int(declared)) }
    guard unsafe namespace != nil else {
      return _ = fail(
        .rdfxmlMissingNamespace, unsafe "The element \(String(cString: local)) has no namespace",
        "Declare a namespace for it; RDF/XML makes IRIs from namespace and name")
    }
    let number = unsafe names.number(local, namespace: namespace)
    switch parent {
    case .node: unsafe startProperty(number, attributes, declared)
    case .property:
      guard openObject() else { return }
      unsafe startNode(number, attributes, declared)
    case .rdf, .collection: unsafe startNode(number, attributes, declared)
    case .document: unsafe startRoot(number, attributes, declared)
    case .empty:
      _ = fail(
        .rdfxmlUnexpectedElement,
        "<\(shownName(number))> stands inside a property that its attributes complete",
        "Remove the element, or the rdf:resource, rdf:nodeID and property attributes around it")
    case .tripleTerm:
      guard openTripleTerm() else { return }
      unsafe startNode(number, attributes, declared)
    case .xmlLiteral, .ignored: break
    }
  }

  /// Source: productions 7.2.1 doc, 7.2.8 nodeElement and 7.2.9 RDF.
  @unsafe
  private mutating func startRoot(_ number: Int, _ attributes: Attributes, _ declared: Int32) {
    guard unsafe names[number].syntax == .rdf else {
      return unsafe startNode(number, attributes, declared)
    }
    let frame = unsafe push(.rdf, declaring: declared)
    var scan = AttributeScan()
    guard unsafe read(attributes, of: number, on: frame, into: &scan) else { return }
    let isBare =
      scan.properties == 0 && scan.about & scan.id & scan.nodeID == -1
      && scan.annotation & scan.annotationNodeID == -1
    guard isBare, scan.resource & scan.datatype & scan.parseType == -1 else {
      return _ = fail(
        .rdfxmlForbiddenAttribute,
        "rdf:RDF has attributes beside xml:base, xml:lang, rdf:version and its:dir",
        "Move them to the elements inside")
    }
  }

  /// Source: production 7.2.11 nodeElement.
  @unsafe
  private mutating func startNode(_ number: Int, _ attributes: Attributes, _ declared: Int32) {
    let syntax = unsafe names[number].syntax
    guard syntax.isNodeElement else { return failForbiddenElement(number, place: "node") }
    let parent = depth
    let frame = unsafe push(.node, declaring: declared)
    var scan = AttributeScan()
    guard unsafe read(attributes, of: number, on: frame, into: &scan) else { return }
    if scan.resource & scan.datatype & scan.parseType & scan.annotation & scan.annotationNodeID
      != -1
    {
      return _ = fail(
        .rdfxmlForbiddenAttribute,
        "rdf:resource, rdf:datatype, rdf:parseType, rdf:annotation and rdf:annotationNodeID do not "
          + "stand on the node <\(shownName(number))>",
        "Put them on a property element, or name the node with rdf:about")
    }
    guard unsafe identify(frame, scan, attributes) else { return }
    unsafe attach(frame, to: parent)
    if syntax != .description {
      let kind = nameTerm(number)
      unsafe emit(frame.pointee.node.term, term(.type), kind, line: line)
    }
    if scan.properties > 0 {
      let own = depth
      unsafe addPropertyAttributes(attributes, of: own, language: frame.pointee.language)
    }
  }

  /// Decides what a node element stands for.
  @unsafe
  @inline(__always)
  private mutating func identify(
    _ frame: UnsafeMutablePointer<Frame>, _ scan: AttributeScan, _ attributes: Attributes
  ) -> Bool {
    let given = (scan.about >= 0 ? 1 : 0) + (scan.id >= 0 ? 1 : 0) + (scan.nodeID >= 0 ? 1 : 0)
    guard given <= 1 else {
      return fail(
        .rdfxmlConflictingAttributes, "A node has more than one of rdf:about, rdf:ID, rdf:nodeID",
        "Keep the one that names the node")
    }
    batch.beginTerm()
    if scan.about >= 0 {
      let value = unsafe attributes.value(Int(scan.about))
      guard unsafe appendIRI(value, base: frame.pointee.base) else { return false }
      unsafe frame.pointee.node = endNode(.iri)
    } else if scan.id >= 0 {
      let value = unsafe attributes.value(Int(scan.id))
      guard unsafe appendID(value, base: frame.pointee.base) else { return false }
      unsafe frame.pointee.node = endNode(.iri)
    } else if scan.nodeID >= 0 {
      let value = unsafe attributes.value(Int(scan.nodeID))
      guard unsafe checkName(value, attribute: "rdf:nodeID") else { return false }
      unsafe appendLabel(value)
      unsafe frame.pointee.node = endNode(.label)
    } else {
      unsafe frame.pointee.node = makeBlankNode()
    }
    return true
  }

  /// States what an open property or collection says about a node that has just begun in it.
  @unsafe
  @inline(__always)
  private mutating func attach(_ frame: UnsafeMutablePointer<Frame>, to parent: Int) {
    switch unsafe frames[parent].kind {
    case .property:
      unsafe frames[parent].hasObject = true
      unsafe state(frame.pointee.node.term, at: parent)
    case .collection:
      unsafe addItem(frame.pointee.node.term, to: parent)
    default: break
    }
  }

  /// Adds the triple of an open property, and what is said about the triple.
  @inline(__always)
  mutating func state(_ object: TermIndex, at level: Int) {
    let subject = nodeTerm(at: level &- 1)
    let predicate = predicateTerm(at: level)
    unsafe emit(subject, predicate, object, line: frames[level].line)
    if unsafe frames[level].namesTriple { reify(subject, predicate, object, at: level) }
  }

  /// Says of a property's triple what its element says.
  @inline(never)
  private mutating func reify(
    _ subject: TermIndex, _ predicate: TermIndex, _ object: TermIndex, at level: Int
  ) {
    if unsafe frames[level].statement.kind != .none {
      describe(subject, predicate, object, at: level)
    }
    if unsafe frames[level].isAnnotated { annotate(subject, predicate, object, at: level) }
  }

  /// Source: section 7.3, reification rules.
  private mutating func describe(
    _ subject: TermIndex, _ predicate: TermIndex, _ object: TermIndex, at level: Int
  ) {
    let line = unsafe frames[level].line
    let reference = unsafe frames[level].statement
    let statement = reference.epoch == epoch ? reference.term : addTerm(reference)
    emit(statement, term(.type), term(.statement), line: line)
    emit(statement, term(.subject), subject, line: line)
    emit(statement, term(.predicate), predicate, line: line)
    emit(statement, term(.object), object, line: line)
  }

  /// Appends an item to the list of an open collection.
  ///
  /// Source: production 7.2.19 parseTypeCollectionPropertyElt.
  private mutating func addItem(_ item: TermIndex, to level: Int) {
    let line = unsafe frames[level].line
    let cell = makeBlankNode()
    if unsafe frames[level].hasObject {
      let previous = nodeTerm(at: level)
      emit(previous, term(.rest), cell.term, line: line)
    } else {
      unsafe frames[level].hasObject = true
      state(cell.term, at: level)
    }
    emit(cell.term, term(.first), item, line: line)
    unsafe frames[level].node = cell
  }

  /// Readies an open property for a node: text before it must have been white space.
  @inline(__always)
  private mutating func openObject() -> Bool {
    if unsafe frames[depth].hasObject {
      return fail(
        .rdfxmlUnexpectedElement, "A property has more than one node as its value",
        "Repeat the property for each value, or use rdf:parseType=\"Collection\"")
    }
    guard batch.pendingCount > 0 else { return true }
    let isBlank = unsafe batch.pending.withUnsafeBufferPointer { bytes in
      unsafe bytes.baseAddress.map {
        unsafe BorrowedBytes(start: $0, count: bytes.count).isBlank
      } ?? true
    }
    guard isBlank else { return failMixedContent() }
    batch.beginTerm()
    return true
  }

  /// Adds the triples of property attributes.
  ///
  /// Source: production 7.2.25 propertyAttr, with 7.2.11 and 7.2.21.
  @unsafe
  mutating func addPropertyAttributes(
    _ attributes: Attributes, of level: Int, language: Int32
  ) {
    let base = unsafe frames[level].base
    for index in 0..<(unsafe attributes.count) {
      let number = unsafe names.number(
        attributes.local(index), namespace: attributes.namespace(index))
      let value = unsafe attributes.value(index)
      switch unsafe names[number].syntax {
      case .type:
        batch.beginTerm()
        guard unsafe appendIRI(value, base: base) else { return }
        let object = batch.endTerm(.iri)
        emit(nodeTerm(at: level), term(.type), object, line: line)
      case .term:
        guard unsafe value.count <= limits.literalBytes else { return failLiteralTooLong() }
        let predicate = nameTerm(number)
        if failed { return }
        let qualifier: TermIndex? = language >= 0 ? languageTerm(language) : nil
        batch.beginTerm()
        unsafe batch.append(from: value.start, count: value.count)
        let object = batch.endTerm(.literal, qualifier: qualifier)
        emit(nodeTerm(at: level), predicate, object, line: line)
      default: break
      }
    }
  }
}
