import HTTPTypes
import Hummingbird
import Isogloss
import RDFModel
import SKOSVocabulary
import TermAlignment

/// The pages for people.
struct PageEndpoint: Sendable {
  let vocabulary: Vocabulary
  let directory: SchemeDirectory
  let limits: ServiceLimits
  let pool: EvaluationPool
  let reports: Reports
  let renderer: PageRenderer

  private static let hitsOnPage = 50

  func home(_ request: Request) async throws -> Answer {
    try requireHTML(request)
    return renderer.answer(HomePage(directory))
  }

  func search(_ request: Request) async throws -> Answer {
    let (parameters, language) = try prepare(request)
    let text = try parameters.filled("q") ?? ""
    guard text.utf8.count <= limits.maximumQueryBytes else {
      throw Problem.limit(
        .queryBytes, .contentTooLarge,
        detail: "the text is longer than the limit `max-query-bytes` of "
          + "\(limits.maximumQueryBytes)",
        remedy: "search for less")
    }
    return try await pool.run {
      let matches =
        text.isEmpty
        ? []
        : try vocabulary.search(text, options: SearchOptions(limit: Self.hitsOnPage))
      return renderer.answer(
        SearchPage(text, matches, language: language, limit: Self.hitsOnPage))
    }
  }

  /// `/scheme/{id}`, or `/scheme?iri=` for schemes whose IRIs have another form.
  func scheme(_ request: Request, id: String?) async throws -> Answer {
    let (parameters, language) = try prepare(request)
    let order = try parameters.filled("order").map { name throws(Problem) in
      guard let order = SchemePage.Order(rawValue: name) else {
        throw .badParameter("order", name, expected: "systematic or alphabetical")
      }
      return order
    }
    let page = try parameters.integer("page", default: 1, atLeast: 1)
    let iri = try id.map { IsoglossIdentifiers.schemeRoot + $0 } ?? parameters.filled("iri")
    guard let iri else {
      throw Problem.missingParameter("iri", example: "/scheme?iri=http%3A%2F%2Fexample.org%2F")
    }
    return try await pool.run {
      let graph = vocabulary.skos
      guard let scheme = graph.conceptScheme(iri: IRI(trusted: iri)) else {
        throw Problem(
          .notFound, code: .unknownScheme, detail: "no vocabulary is called “\(id ?? iri)”",
          remedy: "the home page lists those that are loaded")
      }
      return renderer.answer(
        SchemePage(scheme, language: language, order: order ?? .systematic, page: page))
    }
  }

  /// `/concept/{scheme}/{slug}`, or `/concept?iri=` for concepts whose IRIs have another form.
  func concept(_ request: Request, scheme: String? = nil, slug: String? = nil) async throws
    -> Answer
  {
    let (parameters, language) = try prepare(request)
    let iri: String
    if let scheme, let slug {
      iri = IsoglossIdentifiers.concept(scheme: scheme, slug: slug).value
    } else if let named = try parameters.filled("iri") {
      iri = named
    } else {
      throw Problem.missingParameter(
        "iri", example: "/concept?iri=http%3A%2F%2Fexample.org%2Fconcept")
    }
    return try await pool.run {
      // A text that names no concept fails with those that come close.
      let concept = try vocabulary.concept(iri)
      return renderer.answer(ConceptPage(vocabulary.resolver.resolve(concept), language: language))
    }
  }

  func asset(_ name: String) throws(Problem) -> Answer {
    guard let asset = renderer.asset(named: name) else { throw .notFound(path: "/assets/\(name)") }
    var answer = Answer(asset.type, bytes: asset.bytes)
    answer.cacheControl = "public, max-age=31536000, immutable"
    return answer
  }

  func prepare(_ request: Request) throws -> (FormParameters, language: String) {
    try requireHTML(request)
    let parameters = try FormParameters(decoding: (request.uri.query ?? "").utf8)
    let language =
      try parameters.filled("language")
      ?? AcceptLanguage(request.headers[values: .acceptLanguage].joined(separator: ",")).preferred
    return (parameters, language ?? "en")
  }

  private func requireHTML(_ request: Request) throws(Problem) {
    guard AcceptHeader(request).quality(of: .html) > 0 else {
      throw Problem(
        .notAcceptable, code: .notAcceptable, detail: "the answer is text/html",
        remedy: "accept text/html, or use /api/v1 and /sparql")
    }
  }
}
