public import RDFModel

/// The algorithms on JSON-LD documents: JSON text in, JSON text out.
///
/// The text has the members of its objects sorted by name, `@context` first, so that the same
/// document gives the same bytes.
///
/// Source: JSON-LD 1.1 Processing Algorithms and API, section 9.1 (JsonLdProcessor).
public struct JSONLDProcessor: Sendable {
  /// What the algorithms need to know.
  public var options: JSONLDOptions

  /// Makes a processor.
  public init(options: JSONLDOptions = JSONLDOptions()) { self.options = options }

  /// A document without its context: an array of node objects.
  ///
  /// - Throws: ``RDFModel/SyntaxError`` with the codes of ``JSONLDErrorCode``, `json-syntax`,
  ///   `json-duplicate-name`, `invalid-utf8`, `unexpected-end` and `limit-exceeded`.
  public func expand(_ document: [UInt8]) throws(SyntaxError) -> [UInt8] {
    try Nesting.run(options) { () throws(SyntaxError) in
      let expanded = try ExpandedDocument(document, options: options)
      return JSONText.bytes(of: .array(expanded.nodes))
    }
  }

  /// A document as a list of nodes that hold no other nodes, with blank nodes named anew.
  ///
  /// - Parameter context: JSON text of the context to write it with, or of an object that has it
  ///   as `@context`; nil writes it expanded.
  /// - Throws: as ``expand(_:)``.
  public func flatten(
    _ document: [UInt8], context: [UInt8]? = nil
  ) throws(SyntaxError) -> [UInt8] {
    try Nesting.run(options) { () throws(SyntaxError) in
      let expanded = try ExpandedDocument(document, options: options)
      let nodes = try expanded.nodeMap(renumbers: true).flattened()
      guard let context else { return JSONText.bytes(of: .array(nodes)) }
      let result = try expanded.processor.telling { () throws(JSONLDFailure) in
        let compaction = try Compaction(context, processor: expanded.processor)
        return try compaction.document(of: nodes, alwaysAsGraph: true)
      }
      return JSONText.bytes(of: .object(result))
    }
  }

  /// A document with the terms of a context.
  ///
  /// - Parameter context: JSON text of the context, or of an object that has it as `@context`.
  /// - Throws: as ``expand(_:)``.
  public func compact(_ document: [UInt8], context: [UInt8]) throws(SyntaxError) -> [UInt8] {
    try Nesting.run(options) { () throws(SyntaxError) in
      let expanded = try ExpandedDocument(document, options: options)
      let result = try expanded.processor.telling { () throws(JSONLDFailure) in
        let compaction = try Compaction(context, processor: expanded.processor)
        return try compaction.document(of: expanded.nodes)
      }
      return JSONText.bytes(of: .object(result))
    }
  }
}
