import RDFModel
import SPARQLAlgebra

/// Short forms for expected algebra: `v` a variable, `c` an IRI of the namespace of the tests.
let namespace = "http://example.org/"

func v(_ name: String) -> TermPattern { .variable(Variable(name)) }
func c(_ name: String) -> TermPattern { .term(.iri(iri(name))) }
func iri(_ name: String) -> IRI { IRI(trusted: namespace + name) }
func t(_ s: String, _ p: String, _ o: String) -> TriplePattern {
  func position(_ text: String) -> TermPattern {
    text.hasPrefix("?") ? v(String(text.dropFirst())) : c(text)
  }
  return TriplePattern(position(s), position(p), position(o))
}
func bgp(_ triples: TriplePattern...) -> Algebra { .bgp(triples) }
func number(_ text: String) -> Expression {
  .constant(.literal(Literal(text, datatype: XSD.integer)))
}
func less(_ name: String, _ value: String) -> Expression {
  .comparison(.less, .variable(Variable(name)), number(value))
}

/// The algebra of a query text, with the prefix `:` declared.
func parse(_ text: String) throws -> Query {
  try SPARQLParser.parse(query: text, prefixes: PrefixMap(["": IRI(trusted: namespace)]))
}

/// What WHERE means, under the projection of `SELECT *`.
func pattern(_ body: String) throws -> Algebra? {
  guard case .project(let inner, _) = try parse("SELECT * { \(body) }").pattern else { return nil }
  return inner
}

/// The error of a query text, or nil.
func syntaxError(_ text: String) -> SyntaxError? {
  do {
    _ = try parse(text)
    return nil
  } catch {
    return error as? SyntaxError
  }
}
