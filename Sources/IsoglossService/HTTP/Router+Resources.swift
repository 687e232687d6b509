import HTTPTypes
import Hummingbird

extension Router {
  /// A function from a request to an answer.
  typealias Handler = @Sendable (Request, Context) async throws -> Answer

  /// Serves a path by GET, and with it HEAD, and where given by POST; other methods are answered
  /// with 405, and OPTIONS with what is allowed.
  ///
  /// Source: RFC 9110, sections 9.3.7 and 15.5.6.
  func resource(_ path: RouterPath, get: @escaping Handler, post: Handler? = nil) {
    on(path, method: .get) { request, context in
      try await get(request, context).response(to: request)
    }
    if let post {
      on(path, method: .post) { request, context in
        try await post(request, context).response(to: request)
      }
    }
    let allowed = post == nil ? "GET, HEAD, OPTIONS" : "GET, HEAD, POST, OPTIONS"
    on(path, method: .options) { _, _ in
      var headers = HTTPFields()
      headers[.allow] = allowed
      headers[.accessControlAllowMethods] = allowed
      headers[.accessControlAllowHeaders] = "Accept, Accept-Language, Content-Type"
      headers[.accessControlMaxAge] = "86400"
      return Response(status: .noContent, headers: headers)
    }
    let others: [HTTPRequest.Method] =
      post == nil
      ? [.post, .put, .delete, .patch, .trace]
      : [.put, .delete, .patch, .trace]
    for method in others {
      on(path, method: method) { request, _ -> Response in
        var problem = Problem(
          .methodNotAllowed, code: .methodNotAllowed,
          detail: "\(request.uri.path) has no \(request.method.rawValue)",
          remedy: "use one of \(allowed)")
        problem.headers[.allow] = allowed
        throw problem
      }
    }
  }
}
