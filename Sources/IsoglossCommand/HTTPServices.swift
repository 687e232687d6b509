import Foundation
import RDFModel
import SPARQLAlgebra
import SPARQLEngine
import SPARQLResults
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Asks the endpoints that the user allows, over HTTP, and no others.
///
/// Source: SPARQL 1.1 Protocol, section 2.1.3.
struct HTTPServices: ServiceResolver {
  /// The longest answer that is read, in bytes.
  static let answerLimit = 256 << 20
  /// How long an endpoint may take where the query has no limit of its own.
  static let standardTimeout: Duration = .seconds(60)

  private let allowed: [String: URL]

  /// Allows endpoints; nil where none is given.
  init?(allowing addresses: [ServiceAddress]) {
    if addresses.isEmpty { return nil }
    allowed = Dictionary(addresses.map { ($0.text, $0.url) }, uniquingKeysWith: { $1 })
  }

  func solutions(
    of query: Query, at endpoint: IRI, within limits: RemainingLimits
  ) throws -> ServiceSolutions {
    guard let url = allowed[endpoint.value] else {
      throw EngineError(
        code: .serviceRefused, message: "SERVICE <\(endpoint.value)> is not allowed here",
        remedy: "add --allow-service \(endpoint.value)")
    }
    var request = URLRequest(url: url)
    request.httpMethod = "POST"
    request.setValue("application/sparql-query", forHTTPHeaderField: "Content-Type")
    request.setValue(
      "application/sparql-results+json, application/sparql-results+xml;q=0.9",
      forHTTPHeaderField: "Accept")
    request.httpBody = Data(query.description.utf8)
    // What is read of the answer takes several times its bytes.
    let exchange = HTTPExchange(limit: min(Self.answerLimit, limits.maximumBytes / 8))
    let (data, response) = try exchange.run(
      request, timeout: limits.timeout ?? Self.standardTimeout)
    guard response.statusCode == 200 else {
      throw HTTPExchange.Failure("it answers with the status \(response.statusCode)")
    }
    let isXML = response.mimeType?.contains("xml") == true
    let results: QueryResults
    do throws(SyntaxError) {
      results = try ResultsReader.read(
        [UInt8](data), format: isXML ? .xml : .json, sourceName: endpoint.value,
        maximumRows: limits.maximumRows,
        maximumCells: limits.maximumBytes / MemoryLayout<Term?>.stride)
    } catch {
      guard error.code == .resultsLimit else { throw error }
      throw EngineError(
        code: .tooManyRows, message: "SERVICE <\(endpoint.value)>: \(error.message)",
        remedy: "narrow the pattern, or raise the limit")
    }
    guard case .solutions(let table) = results else {
      throw HTTPExchange.Failure("it answers with a boolean")
    }
    return ServiceSolutions(
      variables: table.variables.map { Variable($0) }, rows: table.rows)
  }
}

/// One request and its answer, waited for; redirections are refused, because they lead elsewhere.
final class HTTPExchange: NSObject, URLSessionDataDelegate, Sendable {
  /// Why there is no answer.
  struct Failure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  private struct State {
    var data = Data()
    var response: HTTPURLResponse?
    var failure: Failure?
  }

  private let limit: Int
  private let state = Mutex(State())
  private let done = DispatchSemaphore(value: 0)

  init(limit: Int) { self.limit = limit }

  func run(_ request: URLRequest, timeout: Duration) throws -> (Data, HTTPURLResponse) {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.urlCache = nil
    configuration.httpShouldSetCookies = false
    let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
    defer { session.invalidateAndCancel() }
    let task = session.dataTask(with: request)
    task.resume()
    let (seconds, attoseconds) = timeout.components
    let wait = Double(seconds) + Double(attoseconds) / 1e18
    if done.wait(timeout: .now() + wait) == .timedOut {
      task.cancel()
      throw Failure("it did not answer in time")
    }
    let state = state.withLock { $0 }
    if let failure = state.failure { throw failure }
    guard let response = state.response else { throw Failure("it does not answer over HTTP") }
    return (state.data, response)
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    completionHandler(nil)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let isTooLong = state.withLock { state in
      state.data.append(data)
      if state.data.count > limit {
        state.failure = Failure("its answer is longer than the limit of \(limit) bytes")
      }
      return state.data.count > limit
    }
    if isTooLong { dataTask.cancel() }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    state.withLock { state in
      state.response = task.response as? HTTPURLResponse
      if let error, state.failure == nil { state.failure = Failure(error.localizedDescription) }
    }
    done.signal()
  }
}
