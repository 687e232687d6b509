internal import RDFModel

extension Query: CustomStringConvertible {
  /// The query as text that parses to the same algebra.
  ///
  /// Names of blank nodes are new; IRIs are written with the query's prefixes where these fit.
  public var description: String { SPARQLPrinter(prefixes).text(of: self) }
}

extension Update: CustomStringConvertible {
  /// The request as text that parses to the same operations.
  public var description: String { SPARQLPrinter(prefixes).text(of: self) }
}

extension Algebra: CustomStringConvertible {
  /// The pattern as text, without prefixes.
  public var description: String {
    let printer = SPARQLPrinter(PrefixMap())
    printer.group(self)
    return printer.text
  }
}

extension Expression: CustomStringConvertible {
  /// The expression as text, without prefixes.
  public var description: String {
    let printer = SPARQLPrinter(PrefixMap())
    printer.expression(self)
    return printer.text
  }
}

/// Writes algebra as SPARQL.
///
/// Every node is written where the translation of section 18.2 would make it again: chains of
/// joins, OPTIONAL, MINUS and BIND as the elements of one group, everything else in braces.
final class SPARQLPrinter {
  private(set) var text = ""
  private var indentation = 0
  private let prefixes: PrefixMap
  /// The names of blank nodes in the text, by their names in the algebra.
  private var blankNodes: [String: Int] = [:]
  /// What the variables of aggregates stand for in the query level that is being written.
  var aggregates: [Variable: Aggregate] = [:]

  init(_ prefixes: PrefixMap) {
    self.prefixes = prefixes
  }

  // MARK: Text

  func write(_ more: String) { text += more }

  func line() {
    text += "\n" + String(repeating: "  ", count: indentation)
  }

  /// Braces around what `body` writes, on lines of their own.
  func braces(_ body: () -> Void) {
    write("{")
    indentation += 1
    let start = text.utf8.count
    body()
    indentation -= 1
    if text.utf8.count > start { line() }
    write("}")
  }

  // MARK: Queries

  func text(of query: Query) -> String {
    if let base = query.base { write("BASE \(bracketed(base))\n") }
    declarations(of: query.prefixes)
    switch query.form {
    case .select:
      select(query.pattern, query.dataset)
    case .ask:
      write("ASK")
      unprojected(query)
    case .construct(let template):
      write("CONSTRUCT ")
      braces {
        for triple in template {
          line()
          self.triple(triple)
          write(" .")
        }
      }
      unprojected(query)
    case .describe(let resources):
      write("DESCRIBE")
      for resource in resources { write(" " + name(resource)) }
      if resources.isEmpty { write(" *") }
      unprojected(query)
    }
    write("\n")
    return text
  }

  func declarations(of prefixes: PrefixMap) {
    for (prefix, namespace) in prefixes.pairs {
      write("PREFIX \(prefix): \(bracketed(namespace))\n")
    }
  }

  private func unprojected(_ query: Query) {
    let level = QueryLevel(query.pattern, isSelection: false)
    aggregates = level.aggregates
    dataset(query.dataset)
    line()
    whereClause(level)
  }

  /// A query or subquery that selects, from its first word to its last modifier.
  func select(_ pattern: Algebra, _ dataset: DatasetClause? = nil) {
    let outer = aggregates
    let level = QueryLevel(pattern, isSelection: true)
    aggregates = level.aggregates
    write("SELECT")
    if level.isDistinct { write(" DISTINCT") }
    if level.isReduced { write(" REDUCED") }
    for column in level.columns {
      if let value = level.extensions[column] {
        write(" (")
        expression(value)
        write(" AS \(column))")
      } else {
        write(" \(column)")
      }
    }
    if level.columns.isEmpty { write(" *") }
    self.dataset(dataset)
    line()
    whereClause(level)
    aggregates = outer
  }

  func dataset(_ dataset: DatasetClause?, keyword: String = "FROM") {
    for graph in dataset?.defaultGraphs ?? [] {
      line()
      write("\(keyword) " + iri(graph))
    }
    for graph in dataset?.namedGraphs ?? [] {
      line()
      write("\(keyword) NAMED " + iri(graph))
    }
  }

  private func whereClause(_ level: QueryLevel) {
    write("WHERE ")
    braces { groupContent(level.pattern) }
    if !level.keys.isEmpty {
      line()
      write("GROUP BY")
      for key in level.keys { groupKey(key) }
    }
    if let having = level.having {
      line()
      write("HAVING (")
      expression(having)
      write(")")
    }
    if !level.order.isEmpty {
      line()
      write("ORDER BY")
      for condition in level.order {
        write(condition.isDescending ? " DESC(" : " ASC(")
        expression(condition.expression)
        write(")")
      }
    }
    if let limit = level.limit {
      line()
      write("LIMIT \(limit)")
    }
    if level.offset > 0 {
      line()
      write("OFFSET \(level.offset)")
    }
    if let values = level.values {
      line()
      inlineData(values)
    }
  }

  private func groupKey(_ key: GroupKey) {
    if let variable = key.variable, key.expression == .variable(variable) {
      return write(" \(variable)")
    }
    write(" (")
    expression(key.expression)
    if let variable = key.variable { write(" AS \(variable)") }
    write(")")
  }

  // MARK: Names and terms

  func iri(_ iri: IRI) -> String {
    guard let (prefix, local) = prefixes.split(iri),
      local.utf8.allSatisfy({ SPARQLLexer.isLetterOrDigit($0) || $0 == UInt8(ascii: "_") })
    else { return bracketed(iri) }
    return "\(prefix):\(local)"
  }

  func bracketed(_ iri: IRI) -> String { "<\(iri.value)>" }

  func name(_ name: VarOrIRI) -> String {
    switch name {
    case .variable(let variable): self.variable(variable)
    case .iri(let iri): self.iri(iri)
    }
  }

  func variable(_ variable: Variable) -> String {
    variable.isBlankNode ? blankNode(String(variable.name.dropFirst(2))) : variable.description
  }

  private func blankNode(_ label: String) -> String {
    let number = blankNodes[label] ?? blankNodes.count
    blankNodes[label] = number
    return "_:b\(number)"
  }

  func term(_ term: Term) -> String {
    switch term {
    case .iri(let iri): return self.iri(iri)
    case .blankNode(let node): return blankNode(node.label)
    case .literal(let literal): return self.literal(literal)
    case .tripleTerm(let triple):
      return "<<( \(self.term(triple.subject)) \(self.term(triple.predicate)) "
        + "\(self.term(triple.object)) )>>"
    }
  }

  private func literal(_ literal: Literal) -> String {
    if literal.language != nil || literal.datatype == XSD.string { return literal.description }
    if isAbbreviation(literal) { return literal.lexicalForm }
    return "\(Literal(literal.lexicalForm))^^\(iri(literal.datatype))"
  }

  /// Whether the lexical form alone means the literal.
  private func isAbbreviation(_ literal: Literal) -> Bool {
    let form = literal.lexicalForm
    if literal.datatype == XSD.boolean { return form == "true" || form == "false" }
    let lexer = SPARQLLexer(Array(form.utf8))
    guard let token = try? lexer.next(), token.start == 0, token.end == form.utf8.count else {
      return false
    }
    switch token.kind {
    case .integer: return literal.datatype == XSD.integer
    case .decimal: return literal.datatype == XSD.decimal
    case .double: return literal.datatype == XSD.double
    default: return false
    }
  }
}
