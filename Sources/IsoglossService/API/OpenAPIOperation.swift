import Isogloss
import SKOSVocabulary

/// One operation of the service as OpenAPI describes it.
struct OpenAPIOperation: Sendable {
  /// The method in lower case, as path items name it.
  var method = "get"
  let path: String
  /// A name for programs that are generated from the description.
  let id: String
  let summary: String
  var parameters: [OpenAPIParameter] = []
  /// The parameters are fields of a form, and the body may be a query instead.
  var takesQueryAsBody = false
  /// The media types of the answer, the default first.
  let types: [MediaType]
  /// The schema of an answer in JSON, by its name.
  var schema: String?
  /// The statuses of problems.
  let problems: [(status: Int, when: String)]

  /// The operation object.
  ///
  /// Source: OpenAPI 3.1.1, section 4.8.10.
  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("operationId", .string(id)), .init("summary", .string(summary)),
    ]
    if takesQueryAsBody {
      members.append(.init("requestBody", requestBody))
    } else if !parameters.isEmpty {
      members.append(.init("parameters", .array(parameters.map(\.json))))
    }
    var responses: [JSONValue.Member] = [
      .init(
        "200",
        .members([
          "description": .string("The answer"), "content": .object(types.map(content)),
        ]))
    ]
    responses += problems.map { problem in
      .init(
        String(problem.status),
        .members([
          "description": .string(problem.when),
          "content": .members([
            MediaType.problemJSON.essence: .members([
              "schema": JSONSchema.reference("Problem").json
            ])
          ]),
        ]))
    }
    members.append(.init("responses", .object(responses)))
    return .object(members)
  }

  private func content(_ type: MediaType) -> JSONValue.Member {
    var form = type.subtype.hasSuffix("json") ? JSONSchema.anyObject : .text
    if let schema, type == .json { form = .reference(schema) }
    return .init(type.essence, .members(["schema": form.json]))
  }

  private var requestBody: JSONValue {
    let fields = parameters.map { JSONValue.Member($0.name, $0.schema.json) }
    let text = JSONValue.members(["schema": JSONSchema.text.json])
    return .members([
      "required": .boolean(true),
      "content": .members([
        "application/sparql-query": text,
        "application/x-www-form-urlencoded": .members([
          "schema": .members([
            "type": .string("object"), "properties": .object(fields),
            "required": .array([.string("query")]),
          ])
        ]),
      ]),
    ])
  }
}
