import HTTPTypes
import Hummingbird

/// Puts on every response what holds for all: what caches must tell apart, that anybody may read,
/// and what a browser must not do with a page.
struct ResponseHeadersMiddleware<Context: RequestContext>: RouterMiddleware {
  /// No script, no frame, nothing from elsewhere.
  static var contentSecurityPolicy: String {
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
      + "frame-ancestors 'none'"
  }

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    response.headers[.vary] = "Accept, Accept-Language"
    response.headers[.accessControlAllowOrigin] = "*"
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[.contentSecurityPolicy] = Self.contentSecurityPolicy
    if let name = HTTPField.Name("Referrer-Policy") {
      response.headers[name] = "same-origin"
    }
    return response
  }
}
