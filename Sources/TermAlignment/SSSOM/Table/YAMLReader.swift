import RDFModel

/// A strict reader of the YAML that SSSOM metadata needs: block mappings and sequences, scalars
/// in all five styles, flow collections of scalars on one line, comments.
///
/// Directives, tags, anchors, aliases and everything deeper than needed are refused with their
/// place. Scalars stay text: what a slot's values are, the schema says and not their look.
///
/// Source: YAML 1.2.2; SSSOM/TSV, forbidden YAML features.
struct YAMLReader {
  var lines: [YAMLLine]
  var index = 0
  let sourceName: String

  /// SSSOM nests three levels; more is no metadata.
  private static let maximumDepth = 8

  init(lines: [YAMLLine], sourceName: String) {
    self.lines = lines
    self.sourceName = sourceName
  }

  /// Reads the whole as one mapping.
  mutating func readDocument() throws(SyntaxError) -> [YAMLEntry] {
    skipBlankLines()
    if index < lines.count, lines[index].scalars.starts(with: "---".unicodeScalars) {
      guard text(lines[index].scalars[...]).trimmingSpaces() == "---" else {
        throw error("content on the line of the document marker", at: 0)
      }
      index += 1
      skipBlankLines()
    }
    guard index < lines.count else { return [] }
    let node = try readBlock(depth: 0)
    skipBlankLines()
    if index < lines.count {
      throw error("this line is indented less than the ones before it", at: 0)
    }
    guard case .mapping(let entries) = node.content else {
      throw error("metadata must be a mapping of slots to values", at: 0, line: node.line)
    }
    return entries
  }

  // MARK: Blocks

  mutating func readBlock(depth: Int) throws(SyntaxError) -> YAMLNode {
    guard depth < Self.maximumDepth else {
      throw error("metadata is nested deeper than \(Self.maximumDepth) levels", at: 0)
    }
    let indent = try checkedIndent()
    return startsItem(lines[index].scalars, indent)
      ? try readSequence(indent: indent, depth: depth)
      : try readMapping(indent: indent, depth: depth)
  }

  private func checkedIndent() throws(SyntaxError) -> Int {
    let scalars = lines[index].scalars
    let indent = lines[index].indent ?? 0
    if let tab = scalars[..<indent].firstIndex(of: "\t") {
      throw error("a tab indents this line", at: tab, remedy: "indent with spaces")
    }
    return indent
  }

  private mutating func readSequence(indent: Int, depth: Int) throws(SyntaxError) -> YAMLNode {
    let start = lines[index]
    var items: [YAMLNode] = []
    while let found = nextIndent(), found == indent, startsItem(lines[index].scalars, indent) {
      _ = try checkedIndent()
      // An item is what would stand there if the dash were a space.
      lines[index].scalars[indent] = " "
      guard let inner = lines[index].indent, lines[index].scalars[inner] != "#" else {
        index += 1
        items.append(try readNested(below: indent, depth: depth, column: indent))
        continue
      }
      let scalars = lines[index].scalars
      if startsItem(scalars, inner) || keyEnd(scalars, inner) != nil {
        items.append(try readBlock(depth: depth + 1))
      } else {
        items.append(try readValue(from: inner, parentIndent: indent))
      }
    }
    return YAMLNode(
      content: .sequence(items), line: start.number, column: start.columnOffset + indent + 1)
  }

  private mutating func readMapping(indent: Int, depth: Int) throws(SyntaxError) -> YAMLNode {
    let start = lines[index]
    var entries: [YAMLEntry] = []
    var known: Set<String> = []
    while let found = nextIndent(), found >= indent {
      _ = try checkedIndent()
      guard found == indent else {
        throw error("this line is indented more than the slot before it", at: found)
      }
      let scalars = lines[index].scalars
      let number = lines[index].number
      guard let end = keyEnd(scalars, indent) else {
        try refuseIndicator(scalars, indent)
        throw error(
          "a slot and a colon are expected here", at: indent,
          remedy: "write `slot: value`, or indent a continued value")
      }
      let key = try readKey(scalars[indent..<end], at: indent)
      guard known.insert(key).inserted else {
        throw error("\(key) is given twice", at: indent, remedy: "keep one of them")
      }
      let column = lines[index].columnOffset + indent + 1
      let rest = scalars[(end + 1)...].firstIndex { $0 != " " && $0 != "\t" }
      let value: YAMLNode
      if let rest, scalars[rest] != "#" {
        value = try readValue(from: rest, parentIndent: indent)
      } else {
        index += 1
        value = try readNested(below: indent, depth: depth, column: end + 1)
      }
      entries.append(YAMLEntry(key: key, line: number, column: column, value: value))
    }
    return YAMLNode(
      content: .mapping(entries), line: start.number, column: start.columnOffset + indent + 1)
  }

  /// What belongs to a key or a dash with nothing after it on its line.
  private mutating func readNested(
    below indent: Int, depth: Int, column: Int
  ) throws(SyntaxError) -> YAMLNode {
    let line = lines[index - 1]
    let empty = YAMLNode(
      content: .null, line: line.number, column: line.columnOffset + column + 1)
    guard let found = nextIndent() else { return empty }
    let scalars = lines[index].scalars
    if found > indent {
      if startsItem(scalars, found) || keyEnd(scalars, found) != nil {
        return try readBlock(depth: depth + 1)
      }
      return try readValue(from: found, parentIndent: indent)
    }
    // A sequence may stand at the indentation of its key.
    let followsKey = line.indent == indent && keyEnd(line.scalars, indent) != nil
    if found == indent, followsKey, startsItem(scalars, found) {
      return try readBlock(depth: depth + 1)
    }
    return empty
  }

  // MARK: Lines

  mutating func skipBlankLines() {
    while index < lines.count {
      guard let indent = lines[index].indent, lines[index].scalars[indent] != "#" else {
        index += 1
        continue
      }
      return
    }
  }

  private mutating func nextIndent() -> Int? {
    skipBlankLines()
    return index < lines.count ? lines[index].indent : nil
  }

  func startsItem(_ scalars: [Unicode.Scalar], _ at: Int) -> Bool {
    scalars[at] == "-" && (at + 1 == scalars.count || scalars[at + 1] == " ")
  }

  /// The offset of the colon after a key that starts at an offset.
  func keyEnd(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
    var index = start
    if let quote = scalars[start...].first, quote == "\"" || quote == "'" {
      index += 1
      while index < scalars.count, scalars[index] != quote {
        index += quote == "\"" && scalars[index] == "\\" ? 2 : 1
      }
      index += 1
      return index < scalars.count && scalars[index] == ":" ? index : nil
    }
    while index < scalars.count {
      if scalars[index] == ":", index + 1 == scalars.count || scalars[index + 1] == " " {
        return index
      }
      if scalars[index] == "#", index > start, scalars[index - 1] == " " { return nil }
      index += 1
    }
    return nil
  }

  private func readKey(
    _ scalars: ArraySlice<Unicode.Scalar>, at start: Int
  ) throws(SyntaxError) -> String {
    guard let first = scalars.first else { throw error("a slot without a name", at: start) }
    try refuseIndicator(lines[index].scalars, start)
    if first == "\"" || first == "'" {
      return text(scalars.dropFirst().dropLast())
    }
    if first == "?" || first == "[" || first == "{" {
      throw error("a key that is not a plain word", at: start)
    }
    return text(scalars).trimmingSpaces()
  }

  /// Refuses what SSSOM forbids in metadata, and what YAML reserves.
  func refuseIndicator(_ scalars: [Unicode.Scalar], _ at: Int) throws(SyntaxError) {
    switch scalars[at] {
    case "%" where at == 0: throw error("a YAML directive", at: at, remedy: Self.forbidden)
    case "!": throw error("a YAML tag", at: at, remedy: Self.forbidden)
    case "&": throw error("a YAML anchor", at: at, remedy: Self.forbidden)
    case "*": throw error("a YAML alias", at: at, remedy: Self.forbidden)
    case "@", "`", "%":
      throw error("\(scalars[at]) starts a value", at: at, remedy: "put the value in quotes")
    default: break
    }
  }

  private static let forbidden = "SSSOM metadata may not use it; write the value in full"

  func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars)
    return String(result)
  }

  /// An error on the current line, or on the last one where the lines have ended.
  func error(
    _ message: String, at offset: Int, line: Int? = nil,
    remedy: String = "write the metadata as plain YAML, one slot a line"
  ) -> SyntaxError {
    let place = lines.isEmpty ? nil : lines[min(index, lines.count - 1)]
    return SyntaxError(
      code: .sssomMetadata, message: message, remedy: remedy, source: sourceName,
      position: SourcePosition(
        line: line ?? place?.number ?? 1, column: (place?.columnOffset ?? 0) + offset + 1,
        byteOffset: 0))
  }
}

extension String {
  /// Without spaces and tabs at both ends.
  func trimmingSpaces() -> String {
    let view = unicodeScalars
    guard let first = view.firstIndex(where: { $0 != " " && $0 != "\t" }),
      let last = view.lastIndex(where: { $0 != " " && $0 != "\t" })
    else { return "" }
    return String(view[first...last])
  }
}
