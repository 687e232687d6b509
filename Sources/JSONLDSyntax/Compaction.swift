internal import RDFModel

/// The compaction of documents with one context.
///
/// Source: JSON-LD 1.1 Processing Algorithms and API, section 9.1.1 (compact), steps 4 to 12.
struct Compaction {
  /// The context as it is written into the document; nil where it says nothing.
  let written: JSONElement?
  let context: CompactionContext
  private let compactor: Compactor

  /// Takes JSON text of a context, or of an object that has it as `@context`.
  init(_ bytes: [UInt8], processor: ContextProcessor) throws(JSONLDFailure) {
    let value = try processor.parse(bytes, name: "the context given")
    try self.init(value.object?["@context"] ?? value, processor: processor)
  }

  init(_ local: JSONElement, processor: ContextProcessor) throws(JSONLDFailure) {
    let options = processor.options
    let base = options.documentIRI ?? options.base
    var start = ActiveContext(base: options.base.map(IRIBase.init))
    start = try processor.process(
      start, local, ContextProcessor.Origin(base: base?.value))
    context = CompactionContext(start, options: options)
    compactor = Compactor(processor: processor)
    switch local {
    case .null: written = nil
    case .array(let items): written = items.isEmpty ? nil : local
    case .object(let object): written = object.isEmpty ? nil : local
    case .boolean, .number, .string: written = local
    }
  }

  /// Writes node objects with the context.
  ///
  /// - Parameter alwaysAsGraph: whether a single node stands in `@graph`, too.
  func document(
    of nodes: [JSONElement], alwaysAsGraph: Bool = false
  ) throws(JSONLDFailure) -> JSONObject {
    let compacted = try compactor.compact(.array(nodes), property: nil, in: context)
    var result: JSONObject
    if !alwaysAsGraph, let object = compacted.object {
      result = object
    } else if compacted.array?.isEmpty ?? false {
      result = JSONObject()
    } else {
      let graph = try context.alias(of: "@graph")
      result = JSONObject()
      result[graph] = .array(compacted.items)
    }
    if let written { result["@context"] = written }
    return result
  }

  /// Writes one node object.
  func node(_ node: JSONObject) throws(JSONLDFailure) -> JSONElement {
    try compactor.compact(.object(node), property: nil, in: context)
  }
}
