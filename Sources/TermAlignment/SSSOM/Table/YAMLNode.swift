import RDFModel

/// A node of the YAML that SSSOM metadata is written in, with its place.
struct YAMLNode {
  enum Content {
    /// Nothing, `~` or `null`.
    case null
    case scalar(String)
    case sequence([YAMLNode])
    case mapping([YAMLEntry])
  }

  var content: Content
  let line: Int
  let column: Int

  /// The text of a scalar.
  var text: String? {
    if case .scalar(let text) = content { text } else { nil }
  }
}

/// A key and its value, in the order of the source.
struct YAMLEntry {
  let key: String
  let line: Int
  let column: Int
  let value: YAMLNode
}

/// A line of YAML, after whatever the format puts before it.
struct YAMLLine {
  /// The line number in the source, from 1.
  let number: Int
  /// The Unicode scalars that stand before the YAML in the source, such as `#`.
  let columnOffset: Int
  let text: String
}
