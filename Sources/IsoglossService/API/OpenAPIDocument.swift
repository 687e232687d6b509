import Isogloss
import SKOSVocabulary
import TermAlignment

/// What the service offers to programs, for people and generators: `/openapi.json`.
///
/// Source: OpenAPI 3.1.1.
struct OpenAPIDocument: Sendable {
  /// The version of Isogloss.
  let version: String
  let limits: ServiceLimits

  /// The document.
  var json: JSONValue {
    var paths: [JSONValue.Member] = []
    var places: [String: Int] = [:]
    for operation in operations {
      let member = JSONValue.Member(operation.method, operation.json)
      if let place = places[operation.path], case .object(let members) = paths[place].value {
        paths[place] = .init(operation.path, .object(members + [member]))
      } else {
        places[operation.path] = paths.count
        paths.append(.init(operation.path, .object([member])))
      }
    }
    return .members([
      "openapi": .string("3.1.1"),
      "info": .members([
        "title": .string("Isogloss"),
        "summary": .string(
          "Which term of one AI-governance framework corresponds to which term of another"),
        "version": .string(version),
        "license": .members([
          "name": .string("Apache-2.0"), "identifier": .string("Apache-2.0"),
        ]),
      ]),
      "servers": .array([.members(["url": .string("/")])]),
      "paths": .object(paths),
      "components": .members(["schemas": Self.schemas]),
    ])
  }

  // MARK: Operations

  private static let language = OpenAPIParameter(
    "language", .text, "The language of labels and answers, as a tag of BCP 47")

  private var operations: [OpenAPIOperation] {
    [resolve, search, divergence, compare, coverage, align] + sparql + states
  }

  private static let badRequest = (400, "A parameter is missing, unknown, or has a wrong value")
  private static let busy = (
    503, "The limit `timeout` was passed, or `max-concurrency` requests are being answered"
  )
  private static let unknown = (404, "No concept or scheme is called so")
  private static let ambiguous = (409, "Several concepts or schemes are called so")
  private static let unacceptable = (406, "The answer has none of the media types in Accept")

  private static let lookups = [badRequest, unknown, unacceptable, ambiguous, busy]

  private var resolve: OpenAPIOperation {
    OpenAPIOperation(
      path: "/api/v1/resolve", id: "resolve", summary: "What corresponds to a term elsewhere",
      parameters: [
        OpenAPIParameter(
          "term", .text, "An IRI, a CURIE, a label, or with `in` a notation", isRequired: true),
        OpenAPIParameter("in", .text, "The scheme of the term"),
        OpenAPIParameter("to", .list, "The schemes to look in"),
        OpenAPIParameter("with", .text, "The one term at the other end to look at"),
        Self.language,
        OpenAPIParameter("mapping-set", .list, "The mapping sets to believe"),
        OpenAPIParameter("explain", .flag, "Whether to give all minimal derivations"),
        OpenAPIParameter(
          "format", .words(ResolutionForm.allCases.map(\.rawValue)), "The form of the answer"),
      ]
        + ResolutionOptions.Word.allCases.map {
          OpenAPIParameter($0.rawValue, .text, "As the option of `isogloss resolve`")
        },
      types: [.json, .plainText, .tsv, .svg, .turtle], schema: "Resolution",
      problems: Self.lookups)
  }

  private var search: OpenAPIOperation {
    OpenAPIOperation(
      path: "/api/v1/search", id: "search", summary: "Ranked concepts for a text",
      parameters: [
        OpenAPIParameter("q", .text, "The text", isRequired: true),
        OpenAPIParameter("scheme", .list, "The schemes to search"),
        OpenAPIParameter("jurisdiction", .list, "The jurisdictions to search"), Self.language,
        OpenAPIParameter(
          "limit", .integer(from: 1, to: limits.maximumHits), "The most hits; 20 by default"),
      ],
      types: [.json], schema: "Search", problems: Self.lookups)
  }

  private var divergence: OpenAPIOperation {
    OpenAPIOperation(
      path: "/api/v1/divergence", id: "divergence",
      summary: "Where the same word means different things, the gravest first",
      parameters: [
        OpenAPIParameter("label", .text, "The word; all that schemes share by default"),
        OpenAPIParameter("schemes", .list, "One scheme and all others, or several"),
        OpenAPIParameter("jurisdictions", .list, "One jurisdiction and all others, or several"),
        Self.language,
        OpenAPIParameter(
          "risk", .words(Divergence.Risk.allCases.map(\.rawValue)),
          "The least grave risk; `mapped` by default"),
        OpenAPIParameter("limit", .integer(from: 0, to: nil), "The most words; 0 for all"),
      ],
      types: [.json], schema: "DivergenceReport",
      problems: [Self.badRequest, Self.unknown, Self.unacceptable, Self.busy])
  }

  private var compare: OpenAPIOperation {
    OpenAPIOperation(
      path: "/api/v1/compare", id: "compare",
      summary: "Two concepts side by side, their definitions split into genus and characteristics",
      parameters: [
        OpenAPIParameter("a", .text, "An IRI, a CURIE or a label", isRequired: true),
        OpenAPIParameter("b", .text, "Likewise", isRequired: true), Self.language,
      ],
      types: [.json], schema: "Comparison", problems: Self.lookups)
  }

  private var coverage: OpenAPIOperation {
    OpenAPIOperation(
      path: "/api/v1/coverage", id: "coverage",
      summary: "How much of one scheme is mapped to another; without `b` to all, without both the "
        + "matrix",
      parameters: [
        OpenAPIParameter("a", .text, "A scheme"), OpenAPIParameter("b", .text, "Another"),
        Self.language,
      ],
      types: [.json], schema: "CoverageAnswer", problems: Self.lookups)
  }

  private var align: OpenAPIOperation {
    OpenAPIOperation(
      path: "/api/v1/align", id: "align",
      summary: "Which mappings between two schemes are worth proposing",
      parameters: [
        OpenAPIParameter("source", .text, "A scheme", isRequired: true),
        OpenAPIParameter("target", .text, "Another", isRequired: true),
        OpenAPIParameter("threshold", .number(from: 0, to: 1), "The least confidence"),
        OpenAPIParameter("one-to-one", .flag, "Whether every concept has one proposal at most"),
        OpenAPIParameter("explain", .flag, "Whether to say what each proposal rests on"),
        OpenAPIParameter(
          "format", .words(ProposalForm.allCases.map(\.rawValue)), "The form of the mapping set"),
      ],
      types: [.json, .tsv, .rdfXML], schema: "MappingSet",
      problems: Self.lookups + [(422, "The limit `max-aligned-concepts` was passed")])
  }

  private var sparql: [OpenAPIOperation] {
    let parameters = [
      OpenAPIParameter("query", .text, "A query of SPARQL 1.1", isRequired: true),
      OpenAPIParameter("default-graph-uri", .iris, "Graphs of the default graph"),
      OpenAPIParameter("named-graph-uri", .iris, "Named graphs"),
      OpenAPIParameter(
        "format", .words(AnswerFormat.allCases.map(\.rawValue)),
        "The form of the answer, for clients that cannot set Accept"),
    ]
    let types = (AnswerFormat.forResults + AnswerFormat.forGraphs).map(\.type)
    let problems = [
      Self.badRequest, Self.unacceptable, (413, "The query passed a limit"),
      (422, "The answer passed a limit"), Self.busy,
    ]
    var known: Set<MediaType> = []
    let distinct = types.filter { known.insert($0).inserted }
    return [
      OpenAPIOperation(
        path: "/sparql", id: "query", summary: "Answers a query (SPARQL 1.1 Protocol)",
        parameters: parameters, types: distinct, problems: problems),
      OpenAPIOperation(
        method: "post", path: "/sparql", id: "postQuery",
        summary: "Answers a query that is too long for an address", parameters: parameters,
        takesQueryAsBody: true, types: distinct,
        problems: problems + [(415, "The body has another media type")]),
    ]
  }

  private var states: [OpenAPIOperation] {
    [
      OpenAPIOperation(
        path: "/health/live", id: "live", summary: "Whether the process runs", types: [.json],
        schema: "Health", problems: []),
      OpenAPIOperation(
        path: "/health/ready", id: "ready", summary: "Whether the service wants requests",
        types: [.json], schema: "Health", problems: [(503, "The service is ending")]),
      OpenAPIOperation(
        path: "/openapi.json", id: "describe", summary: "This description", types: [.json],
        problems: []),
    ]
  }
}
