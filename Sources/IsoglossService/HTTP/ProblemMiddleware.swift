import HTTPTypes
import Hummingbird
import Logging

/// Turns what handlers throw into answers: a page for browsers, `application/problem+json` for
/// programs.
struct ProblemMiddleware<Context: RequestContext>: RouterMiddleware {
  let renderer: PageRenderer

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch {
      let problem = Problem(error, path: request.uri.path)
      if problem.code == .internalError {
        // The client learns nothing of our insides; whoever runs the service does.
        context.logger.error("\(request.method) \(request.uri.path): \(error)")
      }
      return answer(problem, to: request).response(to: request)
    }
  }

  private func answer(_ problem: Problem, to request: Request) -> Answer {
    let accept = AcceptHeader(request)
    var answer: Answer
    if accept.prefersHTML(over: .problemJSON) {
      answer = renderer.answer(ProblemPage(problem))
    } else {
      answer = Answer(.problemJSON, json: problem.json)
    }
    answer.status = problem.status
    answer.headers = problem.headers
    answer.cacheControl = "no-store"
    return answer
  }
}
