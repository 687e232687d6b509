internal import CLibXML2
internal import RDFModel

/// libxml2's callbacks for a parser whose user data is the address of an ``RDFXMLParser``.
///
/// Nothing here loads anything: there is no callback for an external subset, and an entity whose
/// text lies elsewhere is refused when it is referred to, before libxml2 would ask its loader.
enum SAXHandler {
  static func make() -> xmlSAXHandler {
    var sax = unsafe xmlSAXHandler()
    unsafe sax.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe sax.startElementNs = {
      data, local, prefix, namespace, declared, declarations, count, defaulted, attributes in
      guard let parser = unsafe grammar(data), let local = unsafe local else { return }
      unsafe parser.pointee.startElement(
        local, prefix: prefix, namespace: namespace, declared: declared,
        declarations: declarations, attributes: Attributes(attributes, count: count),
        defaulted: defaulted)
    }
    unsafe sax.endElementNs = { data, local, prefix, _ in
      guard let parser = unsafe grammar(data), let local = unsafe local else { return }
      unsafe parser.pointee.endElement(local, prefix: prefix)
    }
    let characters: charactersSAXFunc = { data, bytes, count in
      guard let parser = unsafe grammar(data), let bytes = unsafe bytes else { return }
      unsafe parser.pointee.characters(BorrowedBytes(start: bytes, count: Int(count)))
    }
    // One callback for all three, so that libxml2 does not look for ignorable white space.
    unsafe sax.characters = characters
    unsafe sax.ignorableWhitespace = characters
    unsafe sax.cdataBlock = characters
    unsafe sax.comment = { data, text in
      guard let parser = unsafe grammar(data), let text = unsafe text else { return }
      unsafe parser.pointee.comment(text)
    }
    unsafe sax.processingInstruction = { data, target, text in
      guard let parser = unsafe grammar(data), let target = unsafe target else { return }
      unsafe parser.pointee.processingInstruction(target, text)
    }
    unsafe sax.serror = { data, error in
      guard let parser = unsafe grammar(data), let error = unsafe error?.pointee else { return }
      unsafe parser.pointee.report(
        error.message, code: error.code, level: error.level, in: error.ctxt)
    }
    unsafe setEntityCallbacks(&sax)
    return unsafe sax
  }

  /// Entities are kept by libxml2's own tree, which needs a document to hang them on.
  private static func setEntityCallbacks(_ sax: inout xmlSAXHandler) {
    unsafe sax.startDocument = { data in
      guard let context = unsafe grammar(data)?.pointee.context else { return }
      unsafe xmlSAX2StartDocument(context)
    }
    unsafe sax.internalSubset = { data, name, publicID, systemID in
      guard let context = unsafe grammar(data)?.pointee.context else { return }
      unsafe xmlSAX2InternalSubset(context, name, publicID, systemID)
    }
    unsafe sax.entityDecl = { data, name, kind, publicID, systemID, content in
      guard let context = unsafe grammar(data)?.pointee.context else { return }
      unsafe xmlSAX2EntityDecl(context, name, kind, publicID, systemID, content)
    }
    unsafe sax.attributeDecl = { data, _, _, _, _, _, tree in
      unsafe xmlFreeEnumeration(tree)
      unsafe grammar(data)?.pointee.countAttributeDeclaration()
    }
    unsafe sax.getEntity = { data, name in
      guard let parser = unsafe grammar(data), let context = unsafe parser.pointee.context else {
        return nil
      }
      let entity = unsafe xmlSAX2GetEntity(context, name)
      return unsafe parser.pointee.admits(entity, name: name) ? entity : nil
    }
    unsafe sax.getParameterEntity = { data, name in
      guard let parser = unsafe grammar(data), let context = unsafe parser.pointee.context else {
        return nil
      }
      let entity = unsafe xmlSAX2GetParameterEntity(context, name)
      return unsafe parser.pointee.admits(entity, name: name) ? entity : nil
    }
  }
}

/// The grammar that libxml2 calls back for.
@inline(__always)
private func grammar(_ data: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<RDFXMLParser>? {
  unsafe data?.assumingMemoryBound(to: RDFXMLParser.self)
}
