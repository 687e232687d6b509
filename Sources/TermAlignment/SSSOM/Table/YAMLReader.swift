import RDFModel
import Yams

/// Reads the YAML of SSSOM metadata.
///
/// Directives, tags, anchors, aliases and everything deeper than needed are refused with their
/// place. Scalars stay text: what a slot's values are, the schema says and not their look.
///
/// Source: SSSOM/TSV, forbidden YAML features.
struct YAMLReader {
  private let lines: [YAMLLine]
  private let sourceName: String

  /// SSSOM nests three levels; more is no metadata.
  private static let maximumDepth = 8
  private static let forbidden = "SSSOM metadata may not use it; write the value in full"
  private static let plainForm = "write the metadata as plain YAML, one slot a line"

  init(lines: [YAMLLine], sourceName: String) {
    self.lines = lines
    self.sourceName = sourceName
  }

  /// Reads the whole as one mapping.
  func readDocument() throws(SyntaxError) -> [YAMLEntry] {
    if let line = lines.firstIndex(where: { !$0.text.isEmpty }),
      lines[line].text.hasPrefix("%")
    {
      throw error("a YAML directive", line + 1, 1, remedy: Self.forbidden)
    }
    let root: Node?
    do throws(YAMLText.Failure) {
      root = try YAMLText.compose(lines.map(\.text).joined(separator: "\n"))
    } catch {
      throw self.error(error.message, error.line, error.column, remedy: error.remedy)
    }
    guard let root else { return [] }
    let node = try read(root, depth: 0)
    switch node.content {
    case .mapping(let entries): return entries
    case .null: return []
    case .scalar, .sequence:
      throw error("metadata must be a mapping of slots to values", root)
    }
  }

  private func read(_ node: Node, depth: Int) throws(SyntaxError) -> YAMLNode {
    guard depth <= Self.maximumDepth else {
      throw error("metadata is nested deeper than \(Self.maximumDepth) levels", node)
    }
    let content: YAMLNode.Content
    switch node {
    case .scalar(let scalar):
      // The library calls every quoted scalar a string.
      guard scalar.style != .plain || scalar.tag == .implicit else {
        throw error("a YAML tag", node, remedy: Self.forbidden)
      }
      let isNull = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
      content = isNull ? .null : .scalar(scalar.string)
    case .sequence(let sequence):
      try refuse(sequence.tag, node)
      var items: [YAMLNode] = []
      for item in sequence { items.append(try read(item, depth: depth + 1)) }
      content = .sequence(items)
    case .mapping(let mapping):
      try refuse(mapping.tag, node)
      var entries: [YAMLEntry] = []
      for (key, value) in mapping { entries.append(try entry(key, value, depth: depth)) }
      content = .mapping(entries)
    case .alias: throw error("a YAML alias", node, remedy: Self.forbidden)
    }
    let place = place(of: node)
    return YAMLNode(content: content, line: place.line, column: place.column)
  }

  private func entry(
    _ key: Node, _ value: Node, depth: Int
  ) throws(SyntaxError) -> YAMLEntry {
    // What tag a key had the library forgets when it looks for two alike.
    guard case .scalar(let name) = key else {
      throw error("a key that is not a plain word", key)
    }
    let place = place(of: key)
    return YAMLEntry(
      key: name.string, line: place.line, column: place.column,
      value: try read(value, depth: depth + 1))
  }

  private func refuse(_ tag: Tag, _ node: Node) throws(SyntaxError) {
    guard tag == .implicit else {
      throw error("a YAML tag", node, remedy: Self.forbidden)
    }
  }

  // MARK: Places

  private func place(of node: Node) -> (line: Int, column: Int) {
    place(node.mark?.line ?? 1, node.mark?.column ?? 1)
  }

  /// The place in the source of one in the text that was composed.
  private func place(_ line: Int, _ column: Int) -> (line: Int, column: Int) {
    guard let last = lines.last else { return (1, 1) }
    guard line <= lines.count else {
      return (last.number, last.columnOffset + last.text.unicodeScalars.count + 1)
    }
    let own = lines[max(line, 1) - 1]
    return (own.number, own.columnOffset + column)
  }

  private func error(
    _ message: String, _ node: Node, remedy: String = plainForm
  ) -> SyntaxError {
    error(message, node.mark?.line ?? 1, node.mark?.column ?? 1, remedy: remedy)
  }

  private func error(
    _ message: String, _ line: Int, _ column: Int, remedy: String
  ) -> SyntaxError {
    let place = place(line, column)
    return SyntaxError(
      code: .sssomMetadata, message: message, remedy: remedy, source: sourceName,
      position: SourcePosition(line: place.line, column: place.column, byteOffset: 0))
  }
}
