internal import ByteStorage
internal import RDFModel

// End tags and text.
extension RDFXMLParser {
  /// Takes an end tag.
  @unsafe
  mutating func endElement(_ local: UnsafePointer<UInt8>, prefix: UnsafePointer<UInt8>?) {
    if failed { return }
    let frame = unsafe frames + depth
    switch unsafe frame.pointee.kind {
    case .property:
      if unsafe !frame.pointee.hasObject { unsafe endText(frame) }
    case .xmlLiteral:
      if literal.depth > 0 { return unsafe endLiteralElement(local, prefix: prefix) }
      unsafe endText(frame)
    case .collection: endCollection()
    case .tripleTerm: endTripleTerm()
    case .document, .rdf, .node, .empty, .ignored: break
    }
    pop()
  }

  /// Finishes the text of a property as its object.
  ///
  /// Source: production 7.2.16 literalPropertyElt.
  @unsafe
  @inline(__always)
  private mutating func endText(_ frame: UnsafeMutablePointer<Frame>) {
    let object = unsafe batch.endTerm(.literal, qualifier: frame.pointee.qualifierTerm)
    state(object, at: depth)
  }

  private mutating func endCollection() {
    if unsafe frames[depth].hasObject {
      let last = nodeTerm(at: depth)
      unsafe emit(last, term(.rest), term(.nil), line: frames[depth].line)
    } else {
      state(term(.nil), at: depth)
    }
  }

  /// Takes character data.
  @unsafe
  mutating func characters(_ bytes: BorrowedBytes) {
    if failed { return }
    let frame = unsafe frames + depth
    switch unsafe frame.pointee.kind {
    case .property:
      if unsafe frame.pointee.hasObject {
        guard unsafe bytes.isBlank else { return _ = failMixedContent() }
      } else {
        unsafe batch.append(from: bytes.start, count: bytes.count)
        if batch.pendingCount > limits.literalBytes { failLiteralTooLong() }
      }
    case .xmlLiteral:
      unsafe appendLiteralText(bytes)
    case .ignored: break
    case .document, .rdf, .node, .empty, .collection, .tripleTerm:
      guard unsafe bytes.isBlank else { return unsafe failText(bytes) }
    }
  }
}
