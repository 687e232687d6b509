import RDFGraph
import RDFModel
import SPARQLAlgebra
import SPARQLEngine
import Testing

/// What explanations say of plans, and that plans do no more work than they have to.
@Suite struct ExplanationTests {
  private static let prefixes = "PREFIX : <http://example.org/> "

  /// A hundred concepts in two schemes, each with two labels; the first ten are mapped in a ring.
  private func snapshot() throws -> GraphSnapshot {
    var text = "@prefix : <http://example.org/> .\n"
    for number in 0..<100 {
      text += ":c\(number) a :Concept ; :in :s\(number % 10 == 0 ? 1 : 2) ; "
      text += ":label \"name \(number)\"@en, \"Name \(number)\"@de .\n"
      if number < 10 { text += ":c\(number) :match :c\((number + 1) % 10) .\n" }
      if number < 10 { text += ":c\(number) :near :c\((number + 2) % 10) .\n" }
    }
    return try QueryFixture(text).engine.snapshot
  }

  private func explain(
    _ text: String, _ features: PlannerFeatures = .all
  ) throws -> Explanation {
    var options = QueryOptions()
    options.planner = features
    let engine = QueryEngine(snapshot: try snapshot(), options: options)
    return try engine.explain(try SPARQLParser.parse(query: Self.prefixes + text))
  }

  @Test func textNamesEachStep() throws {
    let plan = try explain("SELECT ?c ?l { ?c :in :s1 ; :label ?l FILTER(LANG(?l) = 'en') }")
    let lines = plan.text.split(separator: "\n")
    #expect(lines.count == plan.root.all.count)
    #expect(lines[0].hasPrefix("Project"))
    #expect(lines.last?.contains("Unit") == true)
    #expect(plan.text.contains("filter on ?l"))
    #expect(plan.root.rows == 10)
    #expect(plan.root.elapsed >= plan.root.inputs[0].elapsed)
  }

  @Test func tablesAreToldOf() throws {
    let plan = try explain("SELECT DISTINCT ?s { ?c :in ?s }")
    #expect(plan.root.all.contains { $0.name == "Distinct" && $0.peakBytes > 0 })
  }

  // MARK: Work

  @Test func aStarStartsWithItsFewest() throws {
    let plan = try explain("SELECT ?c ?l { ?c :label ?l ; a :Concept ; :in :s1 }")
    // 10 of the scheme, 10 facts and 20 labels; 100 concepts or 200 labels would be more.
    #expect(plan.triplesVisited <= 60)
  }

  @Test func countingVisitsNothing() throws {
    let plan = try explain("SELECT (COUNT(*) AS ?n) { ?c :label ?l }")
    #expect(plan.triplesVisited == 0)
    let slow = try explain(
      "SELECT (COUNT(*) AS ?n) { ?c :label ?l }", .all.subtracting(.offsetCounts))
    #expect(slow.triplesVisited == 200)
  }

  @Test func existenceEndsWithTheFirstMatch() throws {
    let plan = try explain("SELECT ?c { ?c :in :s1 FILTER EXISTS { ?c :label ?l } }")
    #expect(plan.root.all.contains { $0.name == "SemiScan" && $0.triplesVisited == 10 })
  }

  @Test func trianglesAreIntersected() throws {
    let text = "SELECT * { ?a :match ?b . ?b :match ?c . ?a :near ?c }"
    let plan = try explain(text, .all.union(.eager).subtracting(.mergeJoins))
    #expect(plan.root.rows == 10)
    #expect(plan.root.all.contains { $0.name == "Leapfrog" })
    #expect(try explain(text, []).root.rows == 10)
  }

  @Test func propertiesWithCommonObjectsAreMerged() throws {
    let plan = try explain("SELECT * { ?a :match ?x . ?b :near ?x }", .all.union(.eager))
    #expect(plan.root.rows == 10)
    #expect(plan.root.all.contains { $0.name == "MergeJoin" })
  }

  @Test func optionalIsOneScan() throws {
    let plan = try explain(
      "SELECT * { ?c :in :s1 OPTIONAL { ?c :match ?m } OPTIONAL { ?c :label ?l } }")
    #expect(plan.root.all.filter { $0.name == "OptionalScan" }.count == 2)
    #expect(plan.root.rows == 20)
  }

  @Test func onlyTheFirstOfAnOrderAreKept() throws {
    let plan = try explain("SELECT ?l { ?c :label ?l } ORDER BY DESC(?l) LIMIT 3")
    #expect(plan.root.all.contains { $0.name == "TopK" && $0.rows == 3 })
  }
}
