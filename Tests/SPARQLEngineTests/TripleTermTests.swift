import Foundation
import RDFModel
import SPARQLAlgebra
import SPARQLEngine
import Testing

// Source: SPARQL 1.2 Query, sections 4.3 and 18.1.5

@Suite("Triple terms in queries")
struct TripleTermTests {
  static let data = """
    PREFIX : <http://example.org/>
    :a :knows :b ~ :r1 {| :since 2001 |} .
    :b :knows :c {| :since 2002 |} .
    :s :says <<( :a :knows <<( :b :knows :c )>> )>> .
    """

  @Test(arguments: [
    ("SELECT ?s ?o ?y { << ?s :knows ?o >> :since ?y }", ["a b 2001", "b c 2002"]),
    ("SELECT ?y { ?s :knows ?o {| :since ?y |} }", ["2001", "2002"]),
    ("SELECT ?r { << :a :knows ?o ~ ?r >> }", ["r1"]),
    // Known variables make the term, which is looked up.
    ("SELECT ?y { VALUES ?s { :b :x } ?s :knows ?o . << ?s :knows ?o >> :since ?y }", ["2002"]),
    ("SELECT ?x { ?s :says <<( :a :knows <<( ?x :knows ?y )>> )>> }", ["b"]),
    ("SELECT ?p { ?s :says <<( ?a ?p <<( ?b ?p ?c )>> )>> }", ["knows"]),
    ("SELECT ?s { ?s :says ?t FILTER(isTRIPLE(OBJECT(?t)) && SUBJECT(?t) = :a) }", ["s"]),
    ("SELECT ?s { BIND(TRIPLE(:a, :knows, <<( :b :knows :c )>>) AS ?t) ?s :says ?t }", ["s"]),
    ("SELECT ?s { ?s :says <<( :a :knows ?x )>> MINUS { ?s ?p <<( ?q :knows ?x )>> } }", []),
    ("SELECT ?s { ?s :says ?t FILTER EXISTS { ?s :says <<( :b ?p ?o )>> } }", []),
  ])
  func matching(_ query: String, _ rows: [String]) throws {
    #expect(try QueryFixture(Self.data).rows(query) == rows)
  }
}

extension TripleTermTests {
  /// Readers take no deeper terms than `ReaderLimits.tripleTermDepth`, unless told to.
  @Test func deepTermsFitTheStackOfASecondaryThread() async throws {
    let depth = 90
    func nested(_ inner: String) -> String {
      String(repeating: "<<( <a:a> <a:b> ", count: depth) + inner
        + String(repeating: " )>>", count: depth)
    }
    let data = "<a:s> <a:p> \(nested("1")) , \(nested("2")) . <a:t> <a:p> \(nested("1.0")) ."
    let engine = try QueryFixture(data).engine
    let query = try SPARQLParser.parse(
      query: """
        SELECT ?x { ?s <a:p> ?x . ?t <a:p> ?y FILTER(?x = ?y && ?s != ?t) } ORDER BY ?x STR(?x)
        """)
    let count: Int? = await withCheckedContinuation { continuation in
      let thread = Thread {
        guard case .solutions(let rows)? = try? engine.evaluate(query) else {
          return continuation.resume(returning: nil)
        }
        continuation.resume(returning: rows.map { "\($0.terms)".utf8.count }.count)
      }
      thread.stackSize = 512 << 10
      thread.start()
    }
    #expect(count == 2)
  }
}

/// Doubles a number, or halves the other way round.
private struct Double: PropertyFunction {
  func isCallable(subject: [Bool], object: [Bool]) -> Bool { object == [true, true] }

  func solutions(subject: [Term?], object: [Term?]) throws(EngineError) -> [[Term?]] {
    guard let text = object[0]?.literal?.lexicalForm, let number = Int(text) else { return [] }
    let double = Term.literal(Literal(String(number * 2), datatype: XSD.integer))
    return [[double, object[0], object[1]], [object[0], nil, nil]]
  }
}

@Suite("Property functions")
struct PropertyFunctionTests {
  @Test(arguments: [
    ("SELECT ?x { ?x :double (4 \"a\") }", ["4", "8"]),
    ("SELECT ?x ?n { VALUES ?n { 1 2 } ?x :double (?n \"a\") }", ["1 1", "2 1", "2 2", "4 2"]),
    ("SELECT ?n { 4 :double (?n \"a\") . VALUES ?n { 1 2 4 } }", ["2", "4"]),
    // Nobody but the call asks for ?n.
    ("SELECT ?x { ?c :is ?n . ?x :double (?n \"a\") }", ["10", "2", "4", "5"]),
  ])
  func calls(_ query: String, _ rows: [String]) throws {
    var fixture = try QueryFixture("@prefix : <http://example.org/> . :a :is 2 . :b :is 5 .")
    fixture.engine.propertyFunctions[IRI(trusted: "http://example.org/double")] = Double()
    #expect(try fixture.rows(query) == rows)
  }

  @Test func argumentsWithoutValuesAreToldOf() throws {
    var fixture = try QueryFixture("")
    fixture.engine.propertyFunctions[IRI(trusted: "http://example.org/double")] = Double()
    #expect { try fixture.rows("SELECT ?n { ?x :double (?n \"a\") }") } throws: {
      ($0 as? EngineError)?.message.contains("argument without a value") == true
    }
  }
}
