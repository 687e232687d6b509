import HTTPTypes
import Hummingbird
import Isogloss
import RDFModel
import SPARQLAlgebra
import SPARQLEngine
import SPARQLResults

/// Answers queries.
///
/// Source: SPARQL 1.1 Protocol, section 2.
struct SPARQLEndpoint: Sendable {
  private let vocabulary: Vocabulary
  private let options: QueryOptions
  private let limits: ServiceLimits
  private let pool: EvaluationPool
  private let renderer: PageRenderer

  init(
    _ vocabulary: Vocabulary, limits: ServiceLimits, pool: EvaluationPool, renderer: PageRenderer
  ) {
    self.vocabulary = vocabulary
    self.limits = limits
    self.pool = pool
    self.renderer = renderer
    var options = QueryOptions()
    options.timeout = limits.timeout
    options.maximumRows = limits.maximumRows
    options.maximumBytes = limits.maximumMemoryBytes
    // The cores are for other requests.
    options.threads = 1
    self.options = options
  }

  /// The answer to a request of the protocol.
  func answer(_ request: Request) async throws -> Answer {
    let accept = AcceptHeader(request)
    let asked = try await SPARQLRequest(request, limits: limits)
    guard let text = asked.query else {
      guard accept.quality(of: .html) > 0 else {
        throw Problem.missingParameter("query", example: "/sparql?query=ASK%7B%7D")
      }
      return renderer.answer(QueryPage(query: QueryPage.opening, limits: limits))
    }
    let isForPeople =
      asked.format.map { $0 == .html } ?? accept.prefersHTML(over: .sparqlJSON)
    do {
      return try await pool.run { try answer(text, asked, accept) }
    } catch let error where isForPeople && !(error is CancellationError) {
      let problem = Problem(error, path: "/sparql")
      // What the reader wrote stays before their eyes, with what is wrong about it.
      var answer = renderer.answer(QueryPage(query: text, limits: limits, problem: problem))
      answer.status = problem.status
      answer.headers = problem.headers
      answer.cacheControl = "no-store"
      return answer
    }
  }

  private func answer(
    _ text: String, _ asked: SPARQLRequest, _ accept: AcceptHeader
  ) throws -> Answer {
    var query = try vocabulary.parse(query: text)
    if !asked.defaultGraphs.isEmpty || !asked.namedGraphs.isEmpty {
      // What the protocol says goes before what the query says (section 2.1.4).
      query = Query(
        form: query.form,
        dataset: DatasetClause(
          defaultGraphs: asked.defaultGraphs, namedGraphs: asked.namedGraphs),
        pattern: query.pattern, base: query.base, prefixes: query.prefixes)
    }
    // Before the work, so that nobody waits for an answer that cannot be written.
    let offers =
      switch query.form {
      case .select, .ask: AnswerFormat.forResults
      case .construct, .describe: AnswerFormat.forGraphs
      }
    let (format, type) = try AnswerFormat.choose(
      named: asked.format, accept: accept, from: offers)
    let result = try vocabulary.evaluate(query, options: options)
    let size =
      switch result {
      case .solutions(let solutions): solutions.count
      case .graph(let graph): graph.count
      case .boolean: 1
      }
    guard size <= limits.maximumRows else {
      throw Problem.limit(
        .rows, .unprocessableContent,
        detail: "the answer has more rows than the limit `max-rows` of \(limits.maximumRows)",
        remedy: "add a LIMIT or raise the limit")
    }
    if format == .html {
      return renderer.answer(
        try QueryPage(
          query: text, limits: limits,
          answer: QueryPage.Answer(
            result, prefixes: vocabulary.queryPrefixes, turtle: { try bytes(of: result, .turtle) }))
      )
    }
    return Answer(type, bytes: try bytes(of: result, format))
  }

  private func bytes(of result: QueryResult, _ format: AnswerFormat) throws -> [UInt8] {
    let table: ResultsFormat =
      switch format {
      case .xml: .xml
      case .csv: .csv
      case .tsv: .tsv
      default: .json
      }
    let graph: GraphFormat =
      switch format {
      case .ntriples: .ntriples
      case .rdfxml: .rdfxml
      case .jsonld: .jsonld
      default: .turtle
      }
    return try result.write(
      table: table, graph: graph, prefixes: vocabulary.queryPrefixes, to: LimitedBytes(limits)
    ).bytes
  }
}
