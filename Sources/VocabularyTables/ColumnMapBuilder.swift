import RDFModel
import Yams

/// Makes a map of the nodes of its YAML, and collects what is wrong with them.
struct ColumnMapBuilder {
  let source: String
  private var problems: [TableError] = []
  private var prefixes = PrefixMap([
    "dct": IRI(trusted: "http://purl.org/dc/terms/"),
    "isogloss": IRI(trusted: "https://w3id.org/isogloss/ns#"),
    "rdf": IRI(trusted: RDF.namespace),
    "rdfs": IRI(trusted: RDFS.namespace),
    "skos": IRI(trusted: "http://www.w3.org/2004/02/skos/core#"),
    "skosxl": IRI(trusted: "http://www.w3.org/2008/05/skos-xl#"),
    "xsd": IRI(trusted: XSD.namespace),
  ])
  private var language = "en"

  init(source: String) { self.source = source }

  mutating func build(_ root: Node) throws(TableErrors) -> ColumnMap {
    var members = members(of: root)
    for (name, value) in pairs(members.removeValue(forKey: "prefixes")) {
      if let iri = iri(value) { prefixes[name] = iri }
    }
    if let node = members.removeValue(forKey: "language"), let tag = text(node) {
      if LanguageTag.isWellFormed(tag) {
        language = tag
      } else {
        refuse(node, "'\(tag)' is no language tag")
      }
    }
    let scheme = template(members.removeValue(forKey: "scheme"), "scheme", root, places: [])
    let concept = template(members.removeValue(forKey: "concept"), "concept", root, places: ["id"])
    var separator: Character = "|"
    if let node = members.removeValue(forKey: "separator"), let text = text(node) {
      if text.count == 1, let only = text.first {
        separator = only
      } else {
        refuse(node, "separator is one character")
      }
    }
    let identifier = members.removeValue(forKey: "identifier").flatMap { text($0) } ?? "id"
    let marksTop = members.removeValue(forKey: "topConcepts").map { flag($0) } ?? true
    let statements = self.statements(members.removeValue(forKey: "statements"))
    let parts = pairs(members.removeValue(forKey: "parts")).compactMap { part($0, $1) }
    var columns = pairs(members.removeValue(forKey: "columns")).compactMap { column($0, $1) }
    if columns.isEmpty { refuse(root, "the map has no columns") }
    if !columns.contains(where: { $0.name == identifier && !$0.isFamily }) {
      columns.insert(
        ColumnMap.Column(name: identifier, kind: .literal(datatype: XSD.string)), at: 0)
    }
    for (name, node) in members { refuse(node, "'\(name)' is no part of a map") }
    check(columns, parts, root)
    guard problems.isEmpty else { throw TableErrors(problems) }
    return ColumnMap(
      source: source, prefixes: prefixes, scheme: scheme, schemeStatements: statements,
      concept: concept, identifier: identifier, separator: separator, parts: parts,
      columns: columns, marksTopConcepts: marksTop)
  }

  // MARK: Columns

  private mutating func column(_ name: String, _ node: Node) -> ColumnMap.Column? {
    var column = ColumnMap.Column(name: name, kind: .text(language: language))
    if name.hasSuffix("*") {
      column.isFamily = true
      column.name = String(name.dropLast())
    }
    if case .scalar = node {
      guard let text = text(node), text != "ignore" else { return column }
      column.property = expand(text, node)
      return column
    }
    var members = members(of: node)
    let kind = members.removeValue(forKey: "as")
    column.fixesLanguage = members["language"] != nil
    let tag = members.removeValue(forKey: "language").flatMap { text($0) } ?? language
    column.kind = kind.flatMap { self.kind($0, language: tag) } ?? .text(language: tag)
    column.property = members.removeValue(forKey: "property").flatMap { expand($0) }
    column.part = members.removeValue(forKey: "part").flatMap { text($0) }
    column.inverse = members.removeValue(forKey: "inverse").flatMap { expand($0) }
    column.holdsSeveral = members.removeValue(forKey: "several").map { flag($0) } ?? false
    column.isRequired = members.removeValue(forKey: "required").map { flag($0) } ?? false
    if let words = members.removeValue(forKey: "words") {
      column.maximumWords = text(words).flatMap { Int($0) }
      if column.maximumWords.map({ $0 < 1 }) ?? true { refuse(words, "words is a number above 0") }
    }
    column.allowedValues = strings(members.removeValue(forKey: "values"))
    if let also = members.removeValue(forKey: "also") {
      var inner = self.members(of: also)
      column.alsoProperty = inner.removeValue(forKey: "property").flatMap { expand($0) }
      column.alsoPart = inner.removeValue(forKey: "part").flatMap { text($0) }
      if column.alsoProperty == nil { refuse(also, "also needs a property") }
      for (name, node) in inner { refuse(node, "'\(name)' is no part of also") }
    }
    if column.property == nil { refuse(node, "column '\(name)' has no property") }
    for (key, value) in members { refuse(value, "'\(key)' is no part of a column") }
    return column
  }

  private mutating func kind(_ node: Node, language: String) -> ColumnMap.Kind? {
    switch text(node) {
    case "text": return .text(language: language)
    case "string": return .literal(datatype: XSD.string)
    case "iri": return .iri
    case "concept": return .concept
    case let name?: return expand(name, node).map { .literal(datatype: $0) }
    case nil: return nil
    }
  }

  private mutating func part(_ name: String, _ node: Node) -> ColumnMap.Part? {
    var members = members(of: node)
    let template = template(
      members.removeValue(forKey: "iri"), "iri", node, places: ["concept"])
    let link = members.removeValue(forKey: "link").flatMap { expand($0) }
    let types = strings(members["type"]).compactMap { expand($0, node) }
    members.removeValue(forKey: "type")
    let constants = statements(members.removeValue(forKey: "statements"))
    let condition = members.removeValue(forKey: "when").flatMap { text($0) }
    for (key, value) in members { refuse(value, "'\(key)' is no part of a part") }
    guard let link else {
      refuse(node, "part '\(name)' has no link")
      return nil
    }
    return ColumnMap.Part(
      name: name, template: template, link: link, types: types, constants: constants,
      condition: condition)
  }

  /// Whether the names that columns and parts refer to exist.
  private mutating func check(
    _ columns: [ColumnMap.Column], _ parts: [ColumnMap.Part], _ root: Node
  ) {
    for column in columns {
      for name in [column.part, column.alsoPart].compactMap({ $0 })
      where !parts.contains(where: { $0.name == name }) {
        refuse(root, "column '\(column.name)' belongs to part '\(name)', which is not described")
      }
      for name in [column.part, column.alsoPart] {
        guard let part = parts.first(where: { $0.name == name }) else { continue }
        if part.template.text.contains("{language}") != column.isFamily {
          refuse(root, "part '\(part.name)' and column '\(column.name)' differ on {language}")
        }
      }
    }
    for part in parts {
      if let name = part.condition,
        !columns.contains(where: { $0.name == name || $0.name + "*" == name })
      {
        refuse(root, "part '\(part.name)' waits for column '\(name)', which is not described")
      }
    }
  }

  // MARK: Values

  private mutating func statements(_ node: Node?) -> [ColumnMap.Statement] {
    pairs(node).flatMap { name, value -> [ColumnMap.Statement] in
      guard let property = expand(name, value) else { return [] }
      return items(value).compactMap { item in
        object(item).map { ColumnMap.Statement(property: property, object: $0) }
      }
    }
  }

  private mutating func object(_ node: Node) -> Term? {
    if case .scalar = node { return text(node).map { .literal(Literal($0, language: language)) } }
    var members = members(of: node)
    let tag = members.removeValue(forKey: "language").flatMap { text($0) } ?? language
    let kind = members.removeValue(forKey: "as").flatMap { self.kind($0, language: tag) }
    guard let value = members.removeValue(forKey: "value"), let text = text(value) else {
      refuse(node, "a statement needs a value")
      return nil
    }
    for (key, value) in members { refuse(value, "'\(key)' is no part of a statement") }
    switch kind ?? .text(language: tag) {
    case .text(let language): return .literal(Literal(text, language: language))
    case .literal(let datatype): return .literal(Literal(text, datatype: datatype))
    case .iri, .concept:
      // Braces are no IRI characters; what fills them in is checked with the map's other places.
      let isFilled = prefixes.iri(text.replacing("{scheme}", with: "x")) != nil
      if !isFilled { refuse(value, "'\(text)' is no IRI") }
      return isFilled ? .iri(prefixes.expand(text) ?? IRI(trusted: text)) : nil
    }
  }

  private mutating func template(
    _ node: Node?, _ name: String, _ parent: Node, places: [String]
  ) -> IRITemplate {
    guard let node, let text = text(node) else {
      refuse(node ?? parent, "the map says nothing of '\(name)'")
      return IRITemplate("")
    }
    let filled = IRITemplate(text).filled([
      "id": "x", "scheme": "x", "concept": "https://example.org/x", "language": "en",
    ])
    for place in places where !text.contains("{\(place)}") {
      refuse(node, "'\(name)' needs {\(place)}")
    }
    if IRI(filled) == nil { refuse(node, "'\(text)' makes no absolute IRI") }
    return IRITemplate(text)
  }

  private mutating func iri(_ node: Node) -> IRI? {
    guard let text = text(node) else { return nil }
    guard let iri = IRI(text) else {
      refuse(node, "'\(text)' is no absolute IRI")
      return nil
    }
    return iri
  }

  private mutating func expand(_ node: Node) -> IRI? {
    text(node).flatMap { expand($0, node) }
  }

  private mutating func expand(_ name: String, _ node: Node) -> IRI? {
    if let iri = prefixes.iri(name) { return iri }
    refuse(node, "'\(name)' is neither a CURIE of a known prefix nor an IRI")
    return nil
  }

  // MARK: Nodes

  private mutating func pairs(_ node: Node?) -> [(String, Node)] {
    guard let node else { return [] }
    guard case .mapping(let mapping) = node else {
      refuse(node, "a mapping is expected here")
      return []
    }
    return mapping.compactMap { key, value in text(key).map { ($0, value) } }
  }

  private mutating func members(of node: Node) -> [String: Node] {
    Dictionary(pairs(node), uniquingKeysWith: { first, _ in first })
  }

  private mutating func items(_ node: Node) -> [Node] {
    guard case .sequence(let items) = node else { return [node] }
    return Array(items)
  }

  private mutating func strings(_ node: Node?) -> [String] {
    guard let node else { return [] }
    return items(node).compactMap { text($0) }
  }

  private mutating func text(_ node: Node) -> String? {
    if case .scalar(let scalar) = node { return scalar.string }
    refuse(node, "a text is expected here")
    return nil
  }

  private mutating func flag(_ node: Node) -> Bool {
    switch text(node) {
    case "true": return true
    case "false": return false
    default:
      refuse(node, "this is true or false")
      return false
    }
  }

  private mutating func refuse(_ node: Node, _ message: String) {
    problems.append(
      TableError(
        code: .map, message: message, remedy: "see `isogloss import --help` for the form",
        source: source,
        place: TablePlace(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)))
  }
}
