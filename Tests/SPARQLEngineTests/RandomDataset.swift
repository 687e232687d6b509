import IsoglossTestSupport
import RDFModel

/// Small datasets whose terms meet: few nodes in chains and cycles, literals of every kind that
/// compare with each other or do not, triple terms, blank nodes and named graphs.
struct RandomDataset {
  var generator: SeededGenerator

  static let namespace = "http://example.org/"
  static func iri(_ name: String) -> Term { .iri(IRI(trusted: namespace + name)) }

  static let nodes = (0..<6).map { iri("n\($0)") }
  static let graphs = (0..<3).map { iri("g\($0)") }
  /// Between nodes.
  static let links = (0..<3).map { IRI(trusted: namespace + "p\($0)") }
  /// To literals, and to triple terms.
  static let value = IRI(trusted: namespace + "value")
  static let reifies = RDF.reifies

  static func typed(_ text: String, _ type: String) -> Term {
    .literal(Literal(text, datatype: IRI(trusted: XSD.namespace + type)))
  }

  /// Numbers whose sums are the same in every order and type.
  static let numbers = [
    typed("0", "integer"), typed("1", "integer"), typed("01", "integer"), typed("-2", "integer"),
    typed("12", "byte"), typed("1.0", "decimal"), typed("0.5", "decimal"),
    typed("-1.25", "decimal"),
    typed("1.0E0", "double"), typed("2.5E0", "double"), typed("5.0E-1", "float"),
    typed("3", "nonNegativeInteger"),
  ]
  static let extremes = [
    typed("NaN", "double"), typed("INF", "double"), typed("-INF", "float"),
    typed("-0.0E0", "double"), typed("99999999999999999999", "integer"),
  ]
  static let strings: [Term] = [
    .literal(Literal("")), .literal(Literal("a")), .literal(Literal("abc")),
    .literal(Literal("Größe")),
    .literal(Literal("e\u{301}")), .literal(Literal("\u{E9}")), .literal(Literal("1")),
    .literal(Literal("n1")),
    .literal(Literal("abc", language: "en")), .literal(Literal("abc", language: "de-CH")),
    .literal(Literal("b", language: "en")),
    .literal(Literal("abc", language: "ar", direction: .rightToLeft)),
    .literal(Literal("abc", language: "ar", direction: .leftToRight)),
    .literal(Literal("abc", language: "ar")), .literal(Literal("abc", language: "EN")),
  ]
  static let moments = [
    typed("2024-02-29T12:00:00Z", "dateTime"), typed("2024-02-29T13:00:00+01:00", "dateTime"),
    typed("2024-02-29T12:00:00", "dateTime"), typed("2023-12-31T23:59:59.5-05:00", "dateTime"),
    typed("2024-02-29", "date"), typed("2024-03-01Z", "date"), typed("10:30:00", "time"),
    typed("2024", "gYear"),
  ]
  static let others = [
    typed("true", "boolean"), typed("0", "boolean"), typed("P1D", "dayTimeDuration"),
    typed("PT36H", "dayTimeDuration"), typed("P1Y2M", "yearMonthDuration"),
    typed("P1M", "duration"),
    typed("x", "integer"), typed("2024-13-01", "date"),
    .literal(Literal("a", datatype: IRI(trusted: namespace + "type"))),
    .literal(Literal("b", datatype: IRI(trusted: namespace + "type"))),
  ]
  static let literals = numbers + extremes + strings + moments + others
  /// Triple terms that datasets may hold, one of them within another.
  static let tripleTerms: [Term] = {
    let plain = Triple(nodes[0], .iri(links[0]), nodes[1])
    let valued = Triple(nodes[1], .iri(links[1]), numbers[2])
    return [plain, valued, Triple(nodes[2], .iri(links[0]), .tripleTerm(plain))]
      .map { .tripleTerm($0) }
  }()
  static let terms = nodes + literals + tripleTerms

  private mutating func node() -> Term {
    generator.isOne(in: 9)
      ? .blankNode(BlankNode("b\(Int.random(in: 0..<2, using: &generator))"))
      : generator.pick(Self.nodes)
  }

  private mutating func triple() -> Triple {
    switch Int.random(in: 0..<20, using: &generator) {
    case 0..<11: return Triple(node(), .iri(generator.pick(Self.links)), node())
    case 11..<18: return Triple(node(), .iri(Self.value), generator.pick(Self.literals))
    case 18:
      if generator.isOne(in: 2) {
        return Triple(node(), .iri(Self.reifies), generator.pick(Self.tripleTerms))
      }
      let object = generator.isOne(in: 2) ? node() : generator.pick(Self.literals)
      let inner = Triple(generator.pick(Self.nodes), .iri(generator.pick(Self.links)), object)
      return Triple(node(), .iri(Self.reifies), .tripleTerm(inner))
    default: return Triple(node(), .iri(generator.pick(Self.links)), generator.pick(Self.graphs))
    }
  }

  /// The quads of a dataset, each once.
  mutating func quads() -> [Quad] {
    var quads: Set<Quad> = []
    for _ in 0..<Int.random(in: 4...22, using: &generator) { quads.insert(Quad(triple())) }
    for graph in Self.graphs {
      for _ in 0..<Int.random(in: 0...6, using: &generator) {
        quads.insert(Quad(triple(), graph: graph))
      }
    }
    return quads.sorted { "\($0)" < "\($1)" }
  }
}
