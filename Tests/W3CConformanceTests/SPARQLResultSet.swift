import ByteStorage
import IsoglossTestSupport
import RDFModel
import RDFSyntax
import RDFXMLSyntax
import SPARQLAlgebra
import SPARQLEngine
import SPARQLReference
import SPARQLResults
import XSDValues

/// What a query has given, or has to give, in a form that can be compared.
enum SPARQLResultSet {
  case solutions([[String: Term]], isOrdered: Bool)
  case boolean(Bool)
  case graph([Quad])

  init(_ result: QueryResult) {
    switch result {
    case .solutions(let solutions):
      let rows = solutions.map { solution in
        var row: [String: Term] = [:]
        for (index, variable) in solution.variables.enumerated() {
          row[variable.name] = solution.terms[index]
        }
        return row
      }
      self = .solutions(rows, isOrdered: true)
    case .boolean(let value): self = .boolean(value)
    case .graph(let graph): self = .graph(graph.triples.map { Quad($0) })
    }
  }

  init(_ result: ReferenceResult) {
    switch result {
    case .solutions(let solutions):
      let rows = solutions.map { solution in
        Dictionary(uniqueKeysWithValues: solution.map { ($0.key.name, $0.value) })
      }
      self = .solutions(rows, isOrdered: true)
    case .boolean(let value): self = .boolean(value)
    case .graph(let triples): self = .graph(triples.map { Quad($0) })
    }
  }

  /// Whether a result is the one expected.
  ///
  /// - Parameter isLax: whether solutions may be left out as far as they repeat.
  func matches(_ expected: SPARQLResultSet, isLax: Bool) throws -> Bool {
    switch (self, expected) {
    case (.boolean(let a), .boolean(let b)): return a == b
    case (.graph(let a), .graph(let b)): return try areIsomorphic(a, b)
    case (.solutions(let a, _), .solutions(let b, let isOrdered)):
      if isLax { return Set(a) == Set(b) && a.count <= b.count }
      if a.count != b.count { return false }
      return try areIsomorphic(
        Self.statements(a, isOrdered: isOrdered), Self.statements(b, isOrdered: isOrdered))
        || areIsomorphic(
          Self.statements(a.map(Self.canonical), isOrdered: isOrdered),
          Self.statements(b.map(Self.canonical), isOrdered: isOrdered))
    default: return false
    }
  }

  /// Solutions as a graph, so that blank nodes are compared over the whole of them.
  private static func statements(_ rows: [[String: Term]], isOrdered: Bool) -> [Quad] {
    var copies: [[String: Term]: Int] = [:]
    var result: [Quad] = []
    for (index, row) in rows.enumerated() {
      // Equal solutions are told apart by a count, else by their place.
      copies[row, default: 0] += 1
      let node = Term.blankNode(BlankNode("row\(index)"))
      let key = isOrdered ? "\(index)" : "copy \(copies[row] ?? 0)"
      result.append(Quad(Triple(node, .iri(RDF.value), .literal(Literal(key)))))
      for (name, term) in row {
        let value: Term =
          if case .blankNode(let node) = term { .blankNode(BlankNode("value" + node.label)) } else {
            term
          }
        result.append(Quad(Triple(node, .iri(IRI(trusted: "variable:" + name)), value)))
      }
    }
    return result
  }

  /// A solution with its numbers in canonical form and its language tags in lower case: how a
  /// computed number is written is free, and tags differ in more than their case.
  private static func canonical(_ row: [String: Term]) -> [String: Term] {
    row.mapValues { term in
      if let literal = term.literal, let language = literal.language {
        return .literal(
          Literal(
            literal.lexicalForm, language: language.lowercased(), direction: literal.direction))
      }
      guard let literal = term.literal, let datatype = XSDDatatype(iri: literal.datatype.value),
        datatype.isNumeric,
        let value = NumericValue(lexical: literal.lexicalForm.utf8Span.span, datatype: datatype)
      else { return term }
      return .literal(Literal(value.canonicalForm, datatype: literal.datatype))
    }
  }
}

// MARK: - CSV

extension SPARQLResultSet {
  /// The solutions as they are once written and read as CSV.
  func asCSV() throws -> SPARQLResultSet {
    guard case .solutions(let rows, _) = self else { throw SuiteError("no solutions") }
    let variables = Set(rows.flatMap(\.keys)).sorted()
    var writer = ResultsWriter(.csv, to: ByteBuffer())
    try writer.begin(variables: variables)
    for row in rows {
      writer.beginRow()
      for variable in variables {
        if let term = row[variable] { try writer.term(term) } else { writer.unbound() }
      }
      try writer.endRow()
    }
    try writer.end()
    let output = try writer.finish()
    var bytes: [UInt8] = []
    for index in 0..<output.count { bytes.append(output[index]) }
    return Self.table(try ResultsReader.read(bytes, format: .csv, sourceName: "csv"))
      .withBlankNodesOfCSV
  }

  /// The solutions with texts that look like blank nodes taken for such.
  var withBlankNodesOfCSV: SPARQLResultSet {
    guard case .solutions(let rows, let isOrdered) = self else { return self }
    return .solutions(
      rows.map { row in
        row.mapValues { term in
          guard let text = term.literal?.lexicalForm, text.hasPrefix("_:") else { return term }
          return .blankNode(BlankNode(String(text.dropFirst(2))))
        }
      }, isOrdered: isOrdered)
  }

  private static func table(_ results: QueryResults) -> SPARQLResultSet {
    switch results {
    case .boolean(let value): return .boolean(value)
    case .solutions(let table):
      let rows = table.rows.map { terms in
        var row: [String: Term] = [:]
        for (name, term) in zip(table.variables, terms) { row[name] = term }
        return row
      }
      return .solutions(rows, isOrdered: false)
    }
  }
}

// MARK: - Reading

extension SPARQLResultSet {
  /// Reads the file of an expected result.
  static func expected(_ iri: IRI, in folder: SuiteFolder) throws -> SPARQLResultSet {
    let bytes = try folder.bytes(iri)
    let suffix = String(iri.value.split(separator: ".").last ?? "")
    guard let format = ResultsFormat(fileExtension: suffix) else {
      return fromGraph(try TestGraph.quads(iri, in: folder))
    }
    return table(try ResultsReader.read(bytes, format: format, sourceName: iri.value))
  }

  /// Takes a graph in the vocabulary of result sets as solutions, and any other as a graph.
  ///
  /// Source: http://www.w3.org/2001/sw/DataAccess/tests/result-set
  private static func fromGraph(_ quads: [Quad]) -> SPARQLResultSet {
    func rs(_ name: String) -> IRI {
      IRI(trusted: "http://www.w3.org/2001/sw/DataAccess/tests/result-set#" + name)
    }
    let statements = StatementIndex(quads)
    guard let set = statements.subjects(RDF.type, .iri(rs("ResultSet"))).first else {
      return .graph(quads)
    }
    if let value = statements.object(set, rs("boolean"))?.literal {
      return .boolean(value.lexicalForm == "true" || value.lexicalForm == "1")
    }
    var rows: [(index: Int?, row: [String: Term])] = []
    for solution in statements.objects(set, rs("solution")) {
      var row: [String: Term] = [:]
      for binding in statements.objects(solution, rs("binding")) {
        let name = statements.object(binding, rs("variable"))?.literal?.lexicalForm ?? ""
        row[name] = statements.object(binding, rs("value"))
      }
      let index = statements.object(solution, rs("index"))?.literal.flatMap { Int($0.lexicalForm) }
      rows.append((index, row))
    }
    let isOrdered = !rows.isEmpty && rows.allSatisfy { $0.index != nil }
    if isOrdered { rows.sort { ($0.index ?? 0) < ($1.index ?? 0) } }
    return .solutions(rows.map(\.row), isOrdered: isOrdered)
  }
}

/// Reads the graphs of tests by their extension.
enum TestGraph {
  static func quads(_ iri: IRI, in folder: SuiteFolder) throws -> [Quad] {
    let options = ReaderOptions(base: iri, sourceName: iri.value)
    let bytes = try folder.bytes(iri)
    let document: ReadDocument
    switch iri.value.split(separator: ".").last {
    case "nq": document = read(bytes, with: NQuadsReader.self, options: options)
    case "nt": document = read(bytes, with: NTriplesReader.self, options: options)
    case "ttl", "n3": document = read(bytes, with: TurtleReader.self, options: options)
    case "rdf": document = read(bytes, with: RDFXMLReader.self, options: options)
    case "trig": document = read(bytes, with: TriGReader.self, options: options)
    default: throw SuiteError("no reader for \(iri)")
    }
    if let error = document.error { throw error }
    return document.quads
  }
}
