import RDFModel
import SPARQLAlgebra
import Testing

/// SPARQL 1.1 Query, productions [110] to [128]: what binds how tightly.
@Suite struct ExpressionTests {
  private func expression(_ text: String) throws -> Expression? {
    guard case .filter(let condition, _) = try pattern("FILTER(\(text))") else { return nil }
    return condition
  }

  @Test(arguments: [
    ("1 + 2 * 3 - 4", "(1 + (2 * 3)) - 4"), ("1 - 2 - 3", "(1 - 2) - 3"),
    ("1 -2*3", "1 - (2 * 3)"), ("1+2", "1 + 2"), ("8 / 4 / 2", "(8 / 4) / 2"),
    ("1 = 2 && 3 < 4 || !true", "((1 = 2) && (3 < 4)) || (!(true))"),
    ("1 + 1 IN (2, 3) && true", "((1 + 1) IN (2, 3)) && true"),
    ("?a NOT IN ()", "(?a) NOT IN ()"), ("-?a * 2", "(- ?a) * 2"),
    ("?a < ?b", "(?a) < (?b)"), ("?a<?b &&?c>?d", "((?a) < (?b)) && ((?c) > (?d))"),
  ])
  func precedence(_ pair: (written: String, meant: String)) throws {
    let written = try #require(try expression(pair.written))
    #expect(try expression(pair.meant) == written)
  }

  @Test func signsAndNumbers() throws {
    #expect(try expression("-5") == number("-5"))
    #expect(try expression("- 5") == .minus(number("5")))
    #expect(try expression("1 -5") == .arithmetic(.subtract, number("1"), number("5")))
    #expect(
      try expression("1.5e3")
        == .constant(.literal(Literal("1.5e3", datatype: XSD.double))))
    #expect(try expression(".5") == .constant(.literal(Literal(".5", datatype: XSD.decimal))))
    #expect(
      try expression("TRUE") == .constant(.literal(Literal("true", datatype: XSD.boolean))))
  }

  @Test func callsAndPatterns() throws {
    let a = Expression.variable(Variable("a"))
    #expect(try expression("isURI(?a)") == .call(.isIRI, [a]))
    #expect(try expression("coalesce()") == .call(.coalesce, []))
    #expect(try expression("bound(?a)") == .bound(Variable("a")))
    #expect(try expression(":f(?a, 1)") == .function(iri("f"), [a, number("1")], SourceMark()))
    #expect(
      try expression("NOT EXISTS { ?a :p ?b FILTER(?b < 1) }")
        == .notExists(.filter(less("b", "1"), bgp(t("?a", "p", "?b")))))
  }

  @Test func everyFunctionIsCalledByItsKeyword() throws {
    for function in BuiltInFunction.allCases {
      let arguments = Array(repeating: "?a", count: function.arity.lowerBound)
      let call = "\(function.rawValue)(\(arguments.joined(separator: ", ")))"
      let operands = arguments.map { _ in Expression.variable(Variable("a")) }
      #expect(try expression(call) == .call(function, operands), "\(call)")
      #expect(try expression(call.lowercased()) == .call(function, operands), "\(call)")
    }
  }

  @Test func aggregatesMoveToTheGroupOnce() throws {
    let query = try parse(
      "SELECT (SUM(?a) + SUM(?a) AS ?s) (GROUP_CONCAT(DISTINCT ?b; separator = ',') AS ?c) {}")
    guard
      case .project(.extend(.extend(.group(_, let keys, let bindings), _, _), _, _), _) =
        query.pattern
    else {
      Issue.record("not a group: \(query.pattern)")
      return
    }
    #expect(keys.isEmpty)
    #expect(
      bindings.map(\.aggregate) == [
        Aggregate(.sum, .variable(Variable("a"))),
        Aggregate(.groupConcat, .variable(Variable("b")), isDistinct: true, separator: ","),
      ])
  }
}
