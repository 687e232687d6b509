import RDFModel
import SPARQLAlgebra
import Testing

/// SPARQL 1.1 Query, section 18.2: from text to algebra.
///
/// The first cases are the examples of
/// section 18.2.3, with other names.
@Suite struct TranslationTests {
  @Test func triplesAreOneBasicGraphPatternAcrossFilters() throws {
    #expect(try pattern("?s :p ?a") == bgp(t("?s", "p", "?a")))
    #expect(
      try pattern("?s :p ?a ; :q ?b , ?c")
        == bgp(t("?s", "p", "?a"), t("?s", "q", "?b"), t("?s", "q", "?c")))
    #expect(
      try pattern("?s :p ?a FILTER(?a < 5) ?s :q ?b")
        == .filter(less("a", "5"), bgp(t("?s", "p", "?a"), t("?s", "q", "?b"))))
  }

  @Test func unionAndOptional() throws {
    #expect(
      try pattern("{ ?s :p ?a } UNION { ?s :q ?b } UNION { ?s :r ?c }")
        == .union(
          .union(bgp(t("?s", "p", "?a")), bgp(t("?s", "q", "?b"))), bgp(t("?s", "r", "?c"))))
    #expect(
      try pattern("?s :p ?a OPTIONAL { ?s :q ?b FILTER(?b < 5) }")
        == .leftJoin(bgp(t("?s", "p", "?a")), bgp(t("?s", "q", "?b")), less("b", "5")))
    #expect(
      try pattern("OPTIONAL { ?s :q ?b }") == .leftJoin(.unit, bgp(t("?s", "q", "?b")), nil))
    #expect(
      try pattern("{ ?s :p ?a } UNION { ?s :q ?b } OPTIONAL { ?s :r ?c }")
        == .leftJoin(
          .union(bgp(t("?s", "p", "?a")), bgp(t("?s", "q", "?b"))), bgp(t("?s", "r", "?c")), nil))
  }

  /// A filter belongs to its own group: in a group within the optional one, it is no condition
  /// of the join.
  @Test func filtersStayInTheirGroup() throws {
    #expect(
      try pattern("?s :p ?a OPTIONAL { { ?s :q ?b FILTER(?a < 5) } }")
        == .leftJoin(
          bgp(t("?s", "p", "?a")), .filter(less("a", "5"), bgp(t("?s", "q", "?b"))), nil))
    #expect(
      try pattern("?s :p ?a { ?s :q ?b FILTER(?b < 1) } FILTER(?a < 2) FILTER(?b < 3)")
        == .filter(
          .and(less("a", "2"), less("b", "3")),
          .join(bgp(t("?s", "p", "?a")), .filter(less("b", "1"), bgp(t("?s", "q", "?b"))))))
  }

  @Test func emptyGroupsVanish() throws {
    #expect(try pattern("") == .unit)
    #expect(try pattern("{} ?s :p ?a {}") == bgp(t("?s", "p", "?a")))
    #expect(
      try pattern("?s :p ?a {} ?s :q ?b")
        == .join(bgp(t("?s", "p", "?a")), bgp(t("?s", "q", "?b"))))
  }

  @Test func bindMinusGraphServiceValues() throws {
    #expect(
      try pattern("?s :p ?a BIND(?a AS ?b) ?s :q ?b")
        == .join(
          .extend(bgp(t("?s", "p", "?a")), Variable("b"), .variable(Variable("a"))),
          bgp(t("?s", "q", "?b"))))
    #expect(
      try pattern("?s :p ?a MINUS { ?s :q ?b FILTER(?b < 1) }")
        == .minus(bgp(t("?s", "p", "?a")), .filter(less("b", "1"), bgp(t("?s", "q", "?b")))))
    #expect(
      try pattern("GRAPH ?g { ?s :p ?a }")
        == .graph(.variable(Variable("g")), bgp(t("?s", "p", "?a"))))
    #expect(
      try pattern("SERVICE SILENT :e { ?s :p ?a }")
        == .service(.iri(iri("e")), bgp(t("?s", "p", "?a")), silent: true, SourceMark()))
    #expect(
      try pattern("VALUES (?a ?b) { (:x UNDEF) (1 'y'@en) }")
        == .values(
          InlineData(
            variables: [Variable("a"), Variable("b")],
            rows: [
              [.iri(iri("x")), nil],
              [
                .literal(Literal("1", datatype: XSD.integer)),
                .literal(Literal("y", language: "en")),
              ],
            ])))
  }

  /// Section 18.2.2.4: `/` and `^` become triple patterns, other paths stay.
  @Test func paths() throws {
    #expect(try pattern("?s ^:p ?o") == bgp(t("?o", "p", "?s")))
    let step = TermPattern.variable(.blankNode(".0"))
    #expect(
      try pattern("?s :p/^:q ?o")
        == .bgp([
          TriplePattern(v("s"), c("p"), step), TriplePattern(v("o"), c("q"), step),
        ]))
    #expect(
      try pattern("?s :p ?a ; :q*/:r ?o")
        == .join(
          .join(
            bgp(t("?s", "p", "?a")),
            .path(subject: v("s"), .zeroOrMore(.link(iri("q"))), object: step, SourceMark())),
          .bgp([TriplePattern(step, c("r"), v("o"))])))
    #expect(
      try pattern("?s (:p|^:q)?/a ?o")
        == .join(
          .path(
            subject: v("s"),
            .zeroOrOne(.alternative(.link(iri("p")), .inverse(.link(iri("q"))))),
            object: step, SourceMark()),
          .bgp([TriplePattern(step, .term(.iri(RDF.type)), v("o"))])))
    #expect(
      try pattern("?s !(:p|^:q|a) ?o")
        == .path(
          subject: v("s"), .negatedPropertySet(forward: [iri("p"), RDF.type], inverse: [iri("q")]),
          object: v("o"), SourceMark()))
  }

  @Test func bracketsAndListsBecomeTriples() throws {
    let first = TermPattern.variable(.blankNode(".0"))
    let second = TermPattern.variable(.blankNode(".1"))
    let one = TermPattern.term(.literal(Literal("1", datatype: XSD.integer)))
    #expect(
      try pattern("?s :p [ :q ?o ]")
        == .bgp([TriplePattern(first, c("q"), v("o")), TriplePattern(v("s"), c("p"), first)]))
    #expect(
      try pattern("(1 ?x) :p ()")
        == .bgp([
          TriplePattern(first, .term(.iri(RDF.first)), one),
          TriplePattern(first, .term(.iri(RDF.rest)), second),
          TriplePattern(second, .term(.iri(RDF.first)), v("x")),
          TriplePattern(second, .term(.iri(RDF.rest)), .term(.iri(RDF.nil))),
          TriplePattern(first, c("p"), .term(.iri(RDF.nil))),
        ]))
  }

  /// Sections 18.2.4 and 18.2.5: the order of the modifiers around the pattern.
  @Test func modifiers() throws {
    let count = Variable.aggregate(0)
    let query = try parse(
      """
      SELECT DISTINCT ?g (COUNT(?x) * 2 AS ?n) { ?g :p ?x } GROUP BY ?g HAVING (COUNT(?x) < 9)
      ORDER BY DESC(?n) LIMIT 3 OFFSET 1 VALUES ?g { :a }
      """)
    let grouped = Algebra.group(
      bgp(t("?g", "p", "?x")), keys: [GroupKey(.variable(Variable("g")), as: Variable("g"))],
      aggregates: [AggregateBinding(count, Aggregate(.count, .variable(Variable("x"))))])
    let extended = Algebra.extend(
      .join(
        .filter(.comparison(.less, .variable(count), number("9")), grouped),
        .values(InlineData(variables: [Variable("g")], rows: [[.iri(iri("a"))]]))),
      Variable("n"), .arithmetic(.multiply, .variable(count), number("2")))
    let columns = [Variable("g"), Variable("n")]
    #expect(
      query.pattern
        == .slice(
          .distinct(
            .project(
              .orderBy(
                extended, [OrderCondition(.variable(Variable("n")), isDescending: true)]),
              columns)),
          offset: 1, limit: 3))
    #expect(query.form == .select(columns))
  }

  @Test func subqueriesShowOnlyTheirColumns() throws {
    let query = try parse("SELECT * { { SELECT ?a { ?a :p ?b } } ?a :q ?c }")
    #expect(query.form == .select([Variable("a"), Variable("c")]))
    #expect(
      query.pattern
        == .project(
          .join(.project(bgp(t("?a", "p", "?b")), [Variable("a")]), bgp(t("?a", "q", "?c"))),
          [Variable("a"), Variable("c")]))
  }

  @Test func formsAndDataset() throws {
    let short = try parse("CONSTRUCT FROM :g FROM NAMED :h WHERE { _:x :p ?y }")
    #expect(
      short.dataset == DatasetClause(defaultGraphs: [iri("g")], namedGraphs: [iri("h")]))
    #expect(
      short.form
        == .construct([TriplePattern(.term(.blankNode(BlankNode("x"))), c("p"), v("y"))]))
    #expect(
      short.pattern == .bgp([TriplePattern(.variable(.blankNode("x")), c("p"), v("y"))]))
    #expect(
      try parse("DESCRIBE * { ?a :p [] }").form == .describe([.variable(Variable("a"))]))
    #expect(try parse("DESCRIBE :x").form == .describe([.iri(iri("x"))]))
    #expect(try parse("ASK {}").form == .ask)
  }

  /// Long chains of associative operators are balanced, so that they stay within the depth limit.
  @Test func longChainsStayFlat() throws {
    let unions = Array(repeating: "{ ?s :p ?o }", count: 5_000).joined(separator: " UNION ")
    let ors = Array(repeating: "?o = 1", count: 5_000).joined(separator: " || ")
    let steps = Array(repeating: ":p", count: 5_000).joined(separator: "/")
    _ = try parse("SELECT * { \(unions) FILTER(\(ors)) ?o \(steps) ?z }")
  }
}
