import HTTPTypes
import Isogloss
import RDFModel
import SPARQLEngine

/// The form for queries, with the answer or what was wrong.
struct QueryPage: Page {
  /// What was wrong with a query, and where.
  struct Complaint: Sendable {
    let heading: String
    let detail: String
    let remedy: String?
    /// The line with a mark under the column.
    let excerpt: String?

    init(_ problem: Problem, query: String) {
      detail = problem.detail.sentence
      remedy = problem.remedy?.sentence
      guard let line = problem.line, let column = problem.column else {
        heading = "\(problem.status.reasonPhrase)."
        excerpt = nil
        return
      }
      heading = "Line \(line), column \(column):"
      let lines = query.split(omittingEmptySubsequences: false) { $0.isNewline }
      guard lines.indices.contains(line - 1) else {
        excerpt = nil
        return
      }
      let before = lines[line - 1].unicodeScalars.prefix(column - 1)
      // Tabs stay tabs, so that the mark stands where the eye looks.
      let margin = String(String.UnicodeScalarView(before.map { $0 == "\t" ? $0 : " " }))
      excerpt = "\(lines[line - 1])\n\(margin)^"
    }
  }

  struct Format: Sendable {
    let value: String
    let name: String
  }
  struct Example: Sendable {
    let name: String
    let address: String
  }

  let template = "query"
  let title = "Query · Isogloss"
  let queryText: String
  let rows: Int
  let formats: [Format] = [
    Format(value: "", name: "a page"), Format(value: "json", name: "JSON"),
    Format(value: "xml", name: "XML"), Format(value: "csv", name: "CSV"),
    Format(value: "tsv", name: "TSV"), Format(value: "turtle", name: "Turtle (graphs)"),
    Format(value: "ntriples", name: "N-Triples (graphs)"),
    Format(value: "rdfxml", name: "RDF/XML (graphs)"),
    Format(value: "jsonld", name: "JSON-LD (graphs)"),
  ]
  let problem: Complaint?
  let answer: Answer?
  let limitsText: String
  let examples: [Example]

  init(query: String, limits: ServiceLimits, problem: Problem? = nil, answer: Answer? = nil) {
    queryText = query
    rows = min(max(query.split(omittingEmptySubsequences: false) { $0.isNewline }.count + 1, 8), 30)
    self.problem = problem.map { Complaint($0, query: query) }
    self.answer = answer
    limitsText =
      "An answer may have \(SchemeDirectory.grouped(limits.maximumRows)) rows and take "
      + "\(limits.timeout.components.seconds) seconds."
    examples = Self.exampleQueries.map { Example(name: $0.name, address: Address.query($0.query)) }
  }

  /// What stands in the form at first.
  static let opening = exampleQueries[0].query

  private static let exampleQueries: [(name: String, query: String)] = [
    (
      "How many concepts each vocabulary has",
      """
      SELECT ?scheme (COUNT(?concept) AS ?concepts)
      WHERE { ?concept skos:inScheme ?scheme }
      GROUP BY ?scheme
      ORDER BY DESC(?concepts)
      """
    ),
    (
      "The same word in several vocabularies",
      """
      SELECT ?label (COUNT(DISTINCT ?scheme) AS ?vocabularies)
      WHERE { ?concept skos:prefLabel ?label ; skos:inScheme ?scheme }
      GROUP BY ?label
      HAVING (COUNT(DISTINCT ?scheme) > 3)
      ORDER BY DESC(?vocabularies) ?label
      LIMIT 50
      """
    ),
    (
      "What is said to match exactly, and in which mapping set",
      """
      SELECT ?one ?other ?set
      WHERE { GRAPH ?set { ?one skos:exactMatch ?other } }
      ORDER BY ?one
      LIMIT 100
      """
    ),
    (
      "Everything about one concept, as a graph",
      "DESCRIBE <https://w3id.org/isogloss/eu-ai-act-2024/provider>"
    ),
  ]
}
