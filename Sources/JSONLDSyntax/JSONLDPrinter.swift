internal import ByteStorage
internal import RDFModel

/// Lays statements out as a document of JSON-LD.
enum JSONLDPrinter {
  /// What is written.
  final class Text {
    private let bytes: ByteBuffer
    init(_ bytes: consuming ByteBuffer) { self.bytes = bytes }

    func write<Output: ByteSink & ~Copyable>(to output: inout Output) throws {
      try Self.pass(bytes, to: &output)
    }

    private static func pass<Output: ByteSink & ~Copyable>(
      _ bytes: borrowing ByteBuffer, to output: inout Output
    ) throws {
      try output.write(bytes.span)
    }
  }

  /// Writes statements that are sorted.
  static func text(
    of table: SortedStatements, options: JSONLDWriterOptions, prefixes: PrefixChoice
  ) throws(WritingError) -> Text {
    let schemes = options.context == nil ? table.schemes() : []
    let builder = NodeBuilder(table, options: options, nests: options.form == .compacted)
    let outcome = Nesting.run(options.processing.limits) { () throws(JSONLDFailure) -> Text in
      if options.form == .expanded { return try expanded(builder) }
      let processor = ContextProcessor(options: options.processing, document: [])
      let compaction: Compaction
      if let context = options.context {
        compaction = try Compaction(context, processor: processor)
      } else {
        compaction = try Compaction(
          .object(prefixes.context(avoiding: schemes)), processor: processor)
      }
      return try compacted(builder, compaction, options)
    }
    guard let outcome else { throw WritingError(Nesting.noMemory(options.processing.limits)) }
    do { return try outcome.get() } catch { throw WritingError(error) }
  }

  private static func expanded(_ builder: NodeBuilder) throws(JSONLDFailure) -> Text {
    var text = JSONText()
    text.append("[")
    text.indent = 1
    var count = 0
    try builder.forEachNode { node throws(JSONLDFailure) in
      if count > 0 { text.append(",") }
      text.lineBreak()
      text.append(.object(node))
      count += 1
    }
    text.indent = 0
    if count > 0 { text.lineBreak() }
    text.append("]\n")
    return Text(text.take())
  }

  private static func compacted(
    _ builder: NodeBuilder, _ compaction: Compaction, _ options: JSONLDWriterOptions
  ) throws(JSONLDFailure) -> Text {
    var body = JSONText()
    body.indent = 2
    var only: JSONObject?
    var count = 0
    try builder.forEachNode { node throws(JSONLDFailure) in
      let value = try compaction.node(node)
      if count == 0, options.form == .compacted { only = value.object } else { only = nil }
      if count > 0 { body.append(",") }
      body.lineBreak()
      body.append(value)
      count += 1
    }
    let alias = count > 0 ? try compaction.context.alias(of: "@graph") : ""
    let context = written(compaction, options)
    var text = JSONText()
    if var only {
      if let context { only["@context"] = context }
      text.append(.object(only))
    } else if count == 0 {
      text.append("{}")
    } else {
      text.append("{")
      text.indent = 1
      if let context {
        text.lineBreak()
        text.append(quoted: "@context")
        text.append(": ")
        text.append(context)
        text.append(",")
      }
      text.lineBreak()
      text.append(quoted: alias)
      text.append(": [")
      text.append(contentsOf: body)
      text.lineBreak()
      text.append("]")
      text.indent = 0
      text.lineBreak()
      text.append("}")
    }
    text.append("\n")
    return Text(text.take())
  }

  /// The context as it is written: of prefixes only those that are used.
  private static func written(
    _ compaction: Compaction, _ options: JSONLDWriterOptions
  ) -> JSONElement? {
    guard options.context == nil, let all = compaction.written?.object else {
      return compaction.written
    }
    var context = JSONObject()
    for (name, value) in all.entries where compaction.context.used.contains(ByteName(name)) {
      context[name] = value
    }
    return context.isEmpty ? nil : .object(context)
  }
}

extension SortedStatements {
  /// The schemes of all IRIs.
  func schemes() -> Set<String> {
    var schemes: Set<String> = []
    var last = ""
    for term in iris {
      let bytes = bytes(term)
      guard let end = IRIReference.schemeEnd(bytes) else { continue }
      let scheme = bytes.extracting(0..<end)
      if last.utf8Span.span.equals(scheme) { continue }
      last = String(bytes: scheme)
      schemes.insert(last)
    }
    return schemes
  }
}
