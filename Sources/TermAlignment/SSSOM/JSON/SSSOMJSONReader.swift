import JSONLDSyntax
public import RDFModel

/// Reads a mapping set from SSSOM/JSON.
///
/// The members are the slots of the schema. Prefixes come from `curie_map`, from `@context`, or
/// from both; identifiers may be CURIEs or IRIs in full. A context that is named by its address is
/// not fetched: the built-in prefixes hold, as they do everywhere. Values that the set states for
/// all its mappings are handed down to them.
///
/// Source: SSSOM 1.1, SSSOM/JSON, which leaves the details open; they are those of the schema's
/// JSON, which the SSSOM toolkits write.
public struct SSSOMJSONReader: Sendable {
  private let options: ReaderOptions
  private let undefinedExtensions: UndefinedExtensionPolicy

  /// Makes a reader; of the options it uses the name of the source, whether to check IRIs, and the
  /// limits: `documentBytes` for the whole, `literalBytes` for a value, `nameBytes` for a name,
  /// `namespaces` for prefixes, `depth`.
  public init(
    options: ReaderOptions = ReaderOptions(),
    undefinedExtensions: UndefinedExtensionPolicy = .keep
  ) {
    self.options = options
    self.undefinedExtensions = undefinedExtensions
  }

  /// Reads a set.
  ///
  /// - Throws: a `SyntaxError` that names line and column, and in its message the slot:
  ///   `json-syntax`, `json-duplicate-name`, `sssom-metadata`, `sssom-prefix`,
  ///   `sssom-missing-slot`, `sssom-value`, `invalid-iri`, `invalid-utf8`, `unexpected-end`,
  ///   `limit-exceeded`.
  /// - Complexity: O(n) in the bytes.
  public func read(_ bytes: [UInt8]) throws(SyntaxError) -> MappingSet {
    let root = YAMLNode(try JSONNode.parse(bytes, options: options))
    guard case .mapping(let members) = root.content else {
      throw error(
        .sssomMetadata, "an object with the slots of a mapping set is expected", root,
        remedy: "write { \"mapping_set_id\": …, \"mappings\": [ … ] }")
    }
    var metadata = MetadataReader(
      options: options, sourceName: options.sourceName, acceptsIRIs: true,
      undefinedExtensions: undefinedExtensions)
    for member in members where member.key == "@context" {
      try readContext(member.value, into: &metadata)
    }
    try metadata.read(members.filter { !$0.key.hasPrefix("@") && $0.key != "mappings" })
    var set = metadata.set
    if let mappings = members.first(where: { $0.key == "mappings" })?.value {
      try read(mappings, metadata, into: &set)
    }
    return set
  }

  private func read(
    _ node: YAMLNode, _ metadata: MetadataReader, into set: inout MappingSet
  ) throws(SyntaxError) {
    if case .null = node.content { return }
    guard case .sequence(let items) = node.content else {
      throw error(
        .sssomMetadata, "slot mappings: an array of mappings is expected", node,
        remedy: "put the mappings in brackets")
    }
    set.mappings.reserveCapacity(items.count)
    for item in items {
      guard case .mapping(let members) = item.content else {
        throw error(
          .sssomMetadata, "slot mappings: an object with the slots of a mapping is expected", item,
          remedy: "write { \"subject_id\": …, \"predicate_id\": …, \"object_id\": … }")
      }
      set.mappings.append(try metadata.mapping(members, line: item.line))
    }
    set.propagate()
    for (mapping, item) in zip(set.mappings, items) {
      guard let missing = mapping.missingSlot else { continue }
      throw error(
        .sssomMissingSlot, "slot \(missing.rawValue): a mapping without a value here", item,
        remedy: "fill it in, or remove the mapping")
    }
  }

  /// Takes the prefixes out of a context of JSON-LD, and nothing else: what the slots mean is
  /// known without it.
  private func readContext(
    _ node: YAMLNode, into metadata: inout MetadataReader
  ) throws(SyntaxError) {
    var nodes = [node]
    if case .sequence(let items) = node.content { nodes = items }
    for node in nodes {
      guard case .mapping(let members) = node.content else { continue }
      for member in members where !member.key.hasPrefix("@") && Slot(rawValue: member.key) == nil {
        guard let namespace = Self.namespace(member.value),
          SSSOM.builtInPrefixes[member.key]?.value != namespace
        else { continue }
        try metadata.declare(member.key, namespace, in: "@context", member.value)
      }
    }
  }

  /// The namespace of a prefix: text that is an absolute IRI, or a definition that says so.
  private static func namespace(_ node: YAMLNode) -> String? {
    if let text = node.text {
      return IRIReference.validate(text.utf8Span.span, absolute: true) == nil ? text : nil
    }
    guard case .mapping(let members) = node.content,
      members.contains(where: { $0.key == "@prefix" && $0.value.text == "true" })
    else { return nil }
    return members.first { $0.key == "@id" }?.value.text
  }

  private func error(
    _ code: SyntaxError.Code, _ message: String, _ node: YAMLNode, remedy: String
  ) -> SyntaxError {
    SyntaxError(
      code: code, message: message, remedy: remedy, source: options.sourceName,
      position: SourcePosition(line: node.line, column: node.column, byteOffset: 0))
  }
}

extension YAMLNode {
  /// A tree of JSON, which YAML 1.2 takes in; as deep as the tree, which its parser bounds.
  init(_ node: JSONNode) {
    let content: Content =
      switch node.content {
      case .null: .null
      case .boolean(let flag): .scalar(flag ? "true" : "false")
      case .number(let text), .string(let text): .scalar(text)
      case .array(let items): .sequence(items.map { YAMLNode($0) })
      case .object(let members):
        .mapping(
          members.map { member in
            let value = YAMLNode(member.value)
            return YAMLEntry(
              key: member.name, line: value.line, column: value.column, value: value)
          })
      }
    self.init(content: content, line: node.position.line, column: node.position.column)
  }
}
