import HTTPTypes
import Hummingbird
import RDFModel

/// What a request of the SPARQL Protocol asks for.
///
/// Source: SPARQL 1.1 Protocol, section 2.1.
struct SPARQLRequest: Sendable {
  /// The query; nil for a GET that has none, which asks about the service itself.
  let query: String?
  let defaultGraphs: [IRI]
  let namedGraphs: [IRI]
  /// The format by name, for clients that cannot set `Accept`: forms and links.
  let format: AnswerFormat?

  private static let dataset = ["default-graph-uri", "named-graph-uri"]
  static let parameters = ["query"] + dataset + ["format"]
  private static let form = "application/x-www-form-urlencoded"
  private static let direct = "application/sparql-query"
  private static let update = "application/sparql-update"

  /// Reads a request of any of the three forms.
  ///
  /// - Throws: ``Problem``.
  init(_ request: Request, limits: ServiceLimits) async throws {
    let url = try FormParameters(decoding: (request.uri.query ?? "").utf8)
    guard request.method == .post else {
      try self.init(url, query: url.one("query"), allowing: Self.parameters, limits: limits)
      return
    }
    let contentType = request.headers[.contentType] ?? ""
    switch MediaType.essence(ofContentType: contentType) {
    case Self.form:
      let body = try await Self.body(of: request, contentType: contentType, limits: limits)
      // A query split over both places could be read in two ways.
      try url.allowOnly([])
      let form = try FormParameters(decoding: body)
      guard let query = try form.one("query") else {
        if !form.all("update").isEmpty { throw Self.updateRefused }
        throw Problem.missingParameter("query", example: "query=ASK%7B%7D in the form")
      }
      try self.init(form, query: query, allowing: Self.parameters, limits: limits)
    case Self.direct:
      let body = try await Self.body(of: request, contentType: contentType, limits: limits)
      guard let query = String(validating: body, as: UTF8.self) else {
        throw Problem.badEncoding("the query is not UTF-8")
      }
      try self.init(url, query: query, allowing: Self.dataset + ["format"], limits: limits)
    case Self.update:
      throw Self.updateRefused
    case let other:
      var problem = Problem(
        .unsupportedMediaType, code: .unsupportedMediaType,
        detail: other.isEmpty
          ? "the request has a body and no Content-Type"
          : "a query cannot be sent as \(other)",
        remedy: "send it as \(Self.direct) or \(Self.form)")
      problem.headers[.accept] = "\(Self.direct), \(Self.form)"
      throw problem
    }
  }

  private init(
    _ parameters: FormParameters, query: String?, allowing names: [String], limits: ServiceLimits
  ) throws {
    if !parameters.all("update").isEmpty { throw Self.updateRefused }
    try parameters.allowOnly(names)
    if let count = query?.utf8.count, count > limits.maximumQueryBytes {
      throw Problem.limit(
        .queryBytes, .contentTooLarge,
        detail: "the query has \(count) bytes and the limit `max-query-bytes` is "
          + "\(limits.maximumQueryBytes)",
        remedy: "shorten the query or raise the limit")
    }
    self.query = query
    defaultGraphs = try Self.graphs(parameters, "default-graph-uri")
    namedGraphs = try Self.graphs(parameters, "named-graph-uri")
    format = try parameters.filled("format").map { name throws(Problem) in
      guard let format = AnswerFormat(rawValue: name) else {
        throw .badParameter(
          "format", name,
          expected: AnswerFormat.allCases.map(\.rawValue).joined(separator: ", "))
      }
      return format
    }
  }

  private static func graphs(_ parameters: FormParameters, _ name: String) throws -> [IRI] {
    try parameters.all(name).map { text in
      guard let iri = IRI(text) else {
        throw Problem.badParameter(name, text, expected: "an absolute IRI")
      }
      return iri
    }
  }

  private static func body(
    of request: Request, contentType: String, limits: ServiceLimits
  ) async throws -> [UInt8] {
    if let charset = MediaType.charset(ofContentType: contentType), charset != "utf-8",
      charset != "us-ascii"
    {
      throw Problem(
        .unsupportedMediaType, code: .unsupportedMediaType,
        detail: "the body is encoded as \(charset)", remedy: "encode it as UTF-8")
    }
    let maximum = limits.maximumBodyBytes
    let tooLarge = Problem.limit(
      .bodyBytes, .contentTooLarge,
      detail: "the body is larger than the limit `max-body-bytes` of \(maximum) bytes",
      remedy: "shorten it or raise the limit")
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > maximum {
      throw tooLarge
    }
    var bytes: [UInt8] = []
    for try await piece in request.body {
      guard bytes.count + piece.readableBytes <= maximum else { throw tooLarge }
      bytes.append(contentsOf: piece.readableBytesView)
    }
    return bytes
  }

  private static var updateRefused: Problem {
    Problem(
      .badRequest, code: .updateRefused,
      detail: "SPARQL Update is not offered: the service only reads",
      remedy: "send a query, or run `isogloss update` on files of your own")
  }
}

/// The formats of answers to queries, by the names that the command line gives them.
enum AnswerFormat: String, CaseIterable, Sendable {
  case html, json, xml, csv, tsv, turtle, ntriples, rdfxml, jsonld

  /// The formats that hold solutions or a verdict, the preferred one first.
  static let forResults: [(format: AnswerFormat, type: MediaType)] = [
    (.json, .sparqlJSON), (.xml, .sparqlXML), (.csv, .csv), (.tsv, .tsv), (.html, .html),
    (.json, .json), (.xml, .xml),
  ]

  /// The formats that hold a graph, the preferred one first.
  static let forGraphs: [(format: AnswerFormat, type: MediaType)] = [
    (.turtle, .turtle), (.ntriples, .ntriples), (.rdfxml, .rdfXML), (.jsonld, .jsonLD),
    (.html, .html), (.rdfxml, .xml),
  ]

  /// What a client gets: what it asked for by name, else by `Accept`.
  ///
  /// - Throws: ``Problem`` with the code `not-acceptable`.
  static func choose(
    named format: AnswerFormat?, accept: AcceptHeader,
    from offers: [(format: AnswerFormat, type: MediaType)]
  ) throws(Problem) -> (format: AnswerFormat, type: MediaType) {
    if let format {
      if let offer = offers.first(where: { $0.format == format }) { return offer }
    } else if let type = accept.best(of: offers.map(\.type)),
      let offer = offers.first(where: { $0.type == type })
    {
      return offer
    }
    let types = offers.map(\.type.essence).joined(separator: ", ")
    throw Problem(
      .notAcceptable, code: .notAcceptable,
      detail: format.map { "the answer to this query cannot be written as \($0.rawValue)" }
        ?? "the answer to this query has none of the media types in Accept",
      remedy: "accept one of \(types)")
  }
}
