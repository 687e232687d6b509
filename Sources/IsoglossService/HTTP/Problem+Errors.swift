import HTTPTypes
import Hummingbird
import Isogloss
import NIOCore
import RDFModel
import SPARQLEngine
import SPARQLResults

extension Problem {
  /// The problem that an error amounts to; what is not expected is `internal-error`.
  init(_ error: any Error, path: String) {
    switch error {
    case let problem as Problem: self = problem
    case let error as SyntaxError: self.init(error)
    case let error as EngineError: self.init(error)
    case let error as LookupError: self.init(error)
    case let error as WritingError:
      self.init(
        .unprocessableContent, code: Code(rawValue: error.code.rawValue), detail: error.message,
        remedy: error.remedy)
    case let error as ResultsWritingError:
      self.init(
        .unprocessableContent, code: Code(rawValue: error.code.rawValue), detail: error.message,
        remedy: error.remedy)
    case is CancellationError:
      self.init(
        .serviceUnavailable, code: .cancelled, detail: "the work was ended before it was done",
        remedy: "ask again")
    case let error as any HTTPResponseError where error.status == .notFound:
      self = .notFound(path: path)
    case let error as any HTTPResponseError where error.status.code < 500:
      self.init(
        error.status, code: Code(rawValue: "bad-request"),
        detail: error.status.reasonPhrase.lowercased())
    default:
      self.init(
        .internalServerError, code: .internalError, detail: "the service failed",
        remedy: "try again; whoever runs the service finds the cause in its log")
    }
  }

  private init(_ error: SyntaxError) {
    self.init(
      .badRequest, code: Code(rawValue: error.code.rawValue), detail: error.message,
      remedy: error.remedy)
    line = error.position.line
    column = error.position.column
  }

  private init(_ error: EngineError) {
    let status: HTTPResponse.Status
    var limit: ServiceLimits.Name?
    switch error.code {
    case .unsupported: status = .notImplemented
    case .timeout: (status, limit) = (.serviceUnavailable, .timeout)
    case .tooManyRows: (status, limit) = (.unprocessableContent, .rows)
    case .tooMuchMemory: (status, limit) = (.unprocessableContent, .memoryBytes)
    case .cancelled: status = .serviceUnavailable
    default: status = .unprocessableContent
    }
    guard let limit else {
      self.init(
        status, code: Code(rawValue: error.code.rawValue), detail: error.message,
        remedy: error.remedy)
      return
    }
    self.init(
      status, code: Code(rawValue: error.code.rawValue),
      detail: "the query passed the limit `\(limit.rawValue)`",
      remedy: "narrow the query, add a LIMIT, or raise the limit where you run the service")
    self.limit = limit
  }
}
