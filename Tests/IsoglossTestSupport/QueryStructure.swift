import RDFModel
public import SPARQLAlgebra

extension Query {
  /// Form, dataset and algebra spelled out node by node, without source positions and with the
  /// variables that a query cannot name numbered in their order: equal for queries that are the
  /// same but for such names.
  public var structure: String {
    Structure.normalised(
      "\(String(reflecting: form))\n\(String(reflecting: dataset))\n" + Structure.spelled(pattern))
  }
}

extension Update {
  /// All operations spelled out node by node, as ``Query/structure``.
  public var structure: String { Structure.normalised(Structure.spelled(operations)) }
}

private enum Structure {
  static func normalised(_ text: String) -> String {
    var text = text
    let marks = /SourceMark\(position: (nil|Optional\([^)]*\)\))\)/
    text.replace(marks, with: "mark")
    for pattern in [/_:[^ ,)\]>"]+/, /\?\.agg[0-9]+/] {
      var numbers: [Substring: Int] = [:]
      text.replace(pattern) { match in
        let number = numbers[match.output] ?? numbers.count
        numbers[match.output] = number
        return "_\(number)"
      }
    }
    return text
  }

  /// A value with all its parts, apart from texts that its types make of themselves.
  static func spelled(_ value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    if value is Variable || value is BlankNode || value is SourceMark || mirror.children.isEmpty {
      return String(reflecting: value)
    }
    let parts = mirror.children.map { "\($0.label ?? "")=\(spelled($0.value))" }
    return "\(mirror.subjectType)(\(parts.joined(separator: ", ")))"
  }
}
