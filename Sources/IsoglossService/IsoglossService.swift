import HTTPTypes
import Hummingbird
public import Isogloss
import Logging
import NIOCore

/// The vocabularies over HTTP: the SPARQL Protocol, the operations of the command line as JSON,
/// and pages for people.
///
/// The service reads only. Everything it answers comes from one immutable snapshot, evaluations
/// run on threads of their own, and every limit has an error that names it.
///
/// ```swift
/// let service = try IsoglossService(vocabulary: .shipped())
/// try await service.run { address in print("listening on \(address)") }
/// ```
public struct IsoglossService: Sendable {
  /// Where the service listens and what it allows.
  public let configuration: ServiceConfiguration

  /// What is computed over everything, once.
  let reports: Reports
  private let health: HealthEndpoint
  private let operations: OperationEndpoint
  private let pages: PageEndpoint
  private let queries: SPARQLEndpoint
  private let renderer: PageRenderer

  /// Prepares a service.
  ///
  /// - Throws: an error of the template parser; only a damaged build can cause one.
  /// - Complexity: O(n log n) in the labels and mappings, which are indexed here rather than in
  ///   the first request.
  public init(
    vocabulary: Vocabulary, configuration: ServiceConfiguration = ServiceConfiguration()
  ) throws {
    self.configuration = configuration
    let limits = configuration.limits
    let directory = SchemeDirectory(vocabulary.skos)
    let pool = EvaluationPool(limits)
    _ = try vocabulary.labels
    _ = vocabulary.resolver
    reports = Reports(vocabulary, pool)
    renderer = try PageRenderer(summary: directory.summary)
    health = HealthEndpoint(directory)
    operations = OperationEndpoint(
      vocabulary: vocabulary, limits: limits, pool: pool, reports: reports,
      version: configuration.version)
    pages = PageEndpoint(
      vocabulary: vocabulary, directory: directory, limits: limits, pool: pool,
      reports: reports, renderer: renderer)
    queries = SPARQLEndpoint(vocabulary, limits: limits, pool: pool, renderer: renderer)
  }

  /// Listens until the task is cancelled or the process gets SIGTERM or SIGINT, then answers what
  /// has begun and returns.
  ///
  /// - Parameter onListening: called once with the address, such as `http://127.0.0.1:8080`.
  /// - Throws: an error of the operating system where the address cannot be taken.
  public func run(
    onListening: @escaping @Sendable (String) async -> Void = { _ in }
  ) async throws {
    try await application(watchesClients: true, onListening: onListening).runService()
  }

  /// The application, for tests to run in process or on a port.
  ///
  /// - Parameter watchesClients: whether long work ends when its client leaves, which takes a
  ///   connection to be seen.
  func application(
    watchesClients: Bool = false,
    onListening: @escaping @Sendable (String) async -> Void = { _ in }
  ) -> Application<RouterResponder<BasicRequestContext>> {
    var logger = Logger(label: "isogloss", factory: { StreamLogHandler.standardError(label: $0) })
    logger.logLevel = .warning
    let host = configuration.host
    return Application(
      router: router(watchesClients: watchesClients),
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: configuration.port), serverName: "Isogloss"),
      services: [DrainingService(health: health)],
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? 0
        await onListening("http://\(host.contains(":") ? "[\(host)]" : host):\(port)")
      },
      logger: logger)
  }

  func router(watchesClients: Bool) -> Router<BasicRequestContext> {
    let router = Router(options: .autoGenerateHeadEndpoints)
    router.add(middleware: ResponseHeadersMiddleware())
    router.add(middleware: ProblemMiddleware(renderer: renderer))
    let (health, operations, pages, queries) = (health, operations, pages, queries)
    let description = OpenAPIDocument(
      version: configuration.version, limits: configuration.limits)

    router.resource("/") { request, _ in try await pages.home(request) }
    router.resource("/search") { request, _ in try await pages.search(request) }
    router.resource("/scheme") { request, _ in try await pages.scheme(request, id: nil) }
    router.resource("/scheme/:id") { request, context in
      try await pages.scheme(request, id: Self.segment("id", context))
    }
    router.resource("/concept") { request, _ in try await pages.concept(request) }
    router.resource("/concept/:scheme/:slug") { request, context in
      try await pages.concept(
        request, scheme: Self.segment("scheme", context), slug: Self.segment("slug", context))
    }
    router.resource("/divergence") { request, _ in try await pages.divergence(request) }
    router.resource("/coverage") { request, _ in try await pages.coverage(request) }
    router.resource("/assets/:name") { _, context in
      try pages.asset(Self.segment("name", context))
    }
    router.resource(
      "/sparql", get: { request, _ in try await queries.answer(request) },
      post: { request, _ in try await queries.answer(request) })
    router.resource("/api/v1/resolve") { request, _ in try await operations.resolve(request) }
    router.resource("/api/v1/divergence") { request, _ in
      try await operations.divergence(request)
    }
    router.resource("/api/v1/compare") { request, _ in try await operations.compare(request) }
    router.resource("/api/v1/coverage") { request, _ in try await operations.coverage(request) }
    router.resource("/api/v1/align") { request, _ in
      guard watchesClients else { return try await operations.align(request) }
      return try await request.body.consumeWithCancellationOnInboundClose { _ in
        try await operations.align(request)
      }
    }
    router.resource("/api/v1/search") { request, _ in try await operations.search(request) }
    router.resource("/openapi.json") { _, _ in Answer(json: description.json) }
    router.resource("/health/live") { _, _ in health.live }
    router.resource("/health/ready") { _, _ in try health.ready() }
    return router
  }

  /// A part of the path, decoded.
  private static func segment(_ name: String, _ context: BasicRequestContext) throws -> String {
    try PercentEncoding.decode((context.parameters.get(name) ?? "").utf8)
  }
}
