internal import ByteStorage
internal import RDFModel

// What the attributes of an element mean.
extension RDFXMLParser {
  /// Sorts the attributes of an element by what they mean; language and base take effect.
  @unsafe
  @inline(__always)
  mutating func read(
    _ attributes: Attributes, of element: Int, on frame: UnsafeMutablePointer<Frame>,
    into scan: inout AttributeScan
  ) -> Bool {
    for index in 0..<(unsafe attributes.count) {
      let number = unsafe names.number(
        attributes.local(index), namespace: attributes.namespace(index))
      let place = Int32(truncatingIfNeeded: index)
      switch unsafe names[number].syntax {
      case .about: note(place, &scan.about, number)
      case .resource: note(place, &scan.resource, number)
      case .xmlLang: unsafe setLanguage(attributes.value(index), on: frame)
      case .datatype: scan.datatype = place
      case .term, .type: scan.properties += 1
      case .id: note(place, &scan.id, number)
      case .nodeID: scan.nodeID = place
      case .parseType: note(place, &scan.parseType, number)
      case .xmlBase: unsafe setBase(attributes.value(index), on: frame)
      case .annotation: scan.annotation = place
      case .annotationNodeID: scan.annotationNodeID = place
      case .version: scan.version = place
      case .direction: scan.direction = place
      case .ignored, .itsVersion: break
      case .rdf, .description, .li, .withdrawn, .unqualified:
        failForbiddenAttribute(number, on: element)
      }
    }
    if scan.version & scan.direction != -1 { unsafe announce(scan, attributes, on: frame) }
    return !failed
  }

  /// Notes the place of an attribute, which may be written with and without the RDF namespace but
  /// not both.
  @inline(__always)
  private mutating func note(_ place: Int32, _ slot: inout Int32, _ number: Int) {
    if slot >= 0 {
      _ = fail(
        .rdfxmlConflictingAttributes, "\(shownName(number)) is written twice on one element",
        "Keep the one in the RDF namespace")
    }
    slot = place
  }
}
