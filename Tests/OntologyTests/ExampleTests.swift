import Isogloss
import Testing

/// What the founding paper asks of an ontology and terminology service (the statements J01 to J69 of
/// its inventory), as far as it concerns content: a question and how the collection answers it.
@Suite("What the founding paper asks of the vocabulary")
struct ExampleTests {
  /// A question, the query that answers it, and what the answer must have.
  struct Example: CustomTestStringConvertible, Sendable {
    let statements: String
    let question: String
    let query: String
    let atLeast: Int
    var contains: String?

    var testDescription: String { "\(statements): \(question)" }
  }

  @Test(arguments: examples)
  func answer(_ example: Example) throws {
    let rows = try Collection.rows(example.query)
    #expect(rows.count >= example.atLeast, "\(rows.count) rows")
    if let text = example.contains {
      #expect(rows.contains { $0.contains { $0.contains(text) } }, "no row with \(text)")
    }
  }

  @Test("each statement has an example, or a reason why it has none")
  func statements() {
    let named = Self.examples.flatMap { $0.statements.split(separator: " ").map(String.init) }
    let covered = Set(named).union(Self.resolved)
    let all = Set((1...69).map { ($0 < 10 ? "J0" : "J") + "\($0)" })
    #expect(covered.union(Self.uncovered.keys) == all)
    #expect(covered.isDisjoint(with: Self.uncovered.keys))
  }

  /// Statements that the tests below answer with the resolver.
  private static let resolved: Set = ["J01", "J03", "J21", "J24", "J48"]

  /// What the collection has no answer for, and why.
  private static let uncovered = [
    "J22": "a procedure; the comparison of two schemes is a function of TermAlignment",
    "J27": "software: the HTTP service",
    "J29": "software: the checks and the suites that Scripts/test runs",
    "J30": "software: the integrity checks and the order that writers share",
    "J33": "software: the readers and their messages",
    "J39": "software: candidate mappings; the collection holds none that nobody looked at",
    "J40": "software: label search",
    "J43": "software: the exports",
    "J59": "a procedure; isogloss:Position is the term for its outcome, and nobody holds one yet",
  ]

  @Test(
    "J01 J03 a term resolves to a concept of its own in each framework, and never by label alone")
  func senses() throws {
    let vocabulary = try Collection.vocabulary.get()
    let resolution = try vocabulary.resolve("eu-ai-act-2024:provider", in: nil)
    #expect(resolution.status == .equivalent)
    #expect(
      resolution.falseFriends.contains { $0.concept.curie == "iso-iec-22989-2022:ai-provider" })
  }

  @Test("J24 J48 J21 the same word for another thing is told with the difference")
  func falseFriends() throws {
    let rows = try Collection.rows("SELECT ?d { ?m isogloss:difference ?d }")
    #expect(rows.count == 179)
    #expect(rows.allSatisfy { $0[0].split(separator: " ").count <= 30 })
  }
}
