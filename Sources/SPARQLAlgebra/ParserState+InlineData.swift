internal import RDFModel

extension ParserState {
  /// `DataBlock`.
  func dataBlock() throws(Halt) -> InlineData {
    if token.kind == .variable { return try inlineDataOneVar() }
    return try inlineDataFull()
  }

  /// `InlineDataOneVar`.
  private func inlineDataOneVar() throws(Halt) -> InlineData {
    let variable = try variable()
    try expect(.leftBrace, "'{'")
    var rows: [[Term?]] = []
    while try !accept(.rightBrace) { rows.append([try dataBlockValue("a term or '}'")]) }
    return InlineData(variables: [variable], rows: rows)
  }

  /// `InlineDataFull`.
  private func inlineDataFull() throws(Halt) -> InlineData {
    var columns = VariableScope()
    if try !accept(.nil) {
      try expect(.leftParenthesis, "a variable or '(' after VALUES")
      while try !accept(.rightParenthesis) {
        let position = token.start
        let variable = try variable("a variable or ')'")
        guard !columns.contains(variable) else {
          throw fail(
            .sparqlVariableInScope, "VALUES names \(variable) twice",
            remedy: "name each column once", at: position)
        }
        columns.insert(variable)
      }
    }
    try expect(.leftBrace, "'{'")
    var rows: [[Term?]] = []
    while try !accept(.rightBrace) { rows.append(try row(columns.variables.count)) }
    return InlineData(variables: columns.variables, rows: rows)
  }

  private func row(_ width: Int) throws(Halt) -> [Term?] {
    let position = token.start
    var row: [Term?] = []
    if try !accept(.nil) {
      try expect(.leftParenthesis, "'(' or '}'")
      while try !accept(.rightParenthesis) { row.append(try dataBlockValue("a term or ')'")) }
    }
    guard row.count == width else {
      throw fail(
        .sparqlValuesCount, "a row of VALUES has \(row.count) term(s) for \(width) variables",
        remedy: "write one term for each variable, UNDEF for none", at: position)
    }
    return row
  }

  /// `DataBlockValue`.
  private func dataBlockValue(_ what: String) throws(Halt) -> Term? {
    if try acceptWord("UNDEF") { return nil }
    if token.kind == .tripleTermStart { return try tripleTermData() }
    guard startsConstant else {
      throw unexpected(
        what, remedy: "VALUES holds IRIs, literals and UNDEF, no variables and no blank nodes")
    }
    return try constant()
  }

  /// `TripleTermData`.
  private func tripleTermData() throws(Halt) -> Term {
    try descend()
    defer { nesting -= 1 }
    try advance()
    guard token.kind == .iriRef || token.kind == .prefixedName else {
      throw unexpected("an IRI", remedy: "the subject of a triple term in VALUES is an IRI")
    }
    let subject = Term.iri(try iri())
    let predicate = Term.iri(try propertyIRI("a property"))
    let object =
      token.kind == .tripleTermStart ? try tripleTermData() : try constant()
    try expect(.tripleTermEnd, "')>>'")
    return .tripleTerm(Triple(subject, predicate, object))
  }
}
