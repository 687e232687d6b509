import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Synchronization

@testable import IsoglossService

/// What a request was answered with.
struct TestResponse: Sendable {
  let status: HTTPResponse.Status
  let headers: HTTPFields
  let body: ByteBuffer
}

/// Hands requests to the router without a server, so that a test of an answer needs no port.
enum InProcessClient {
  static func send(
    _ head: HTTPRequest, body: ByteBuffer?, to service: IsoglossService
  ) async throws -> TestResponse {
    let responder = service.application().responder
    var head = head
    if let body { head.headerFields[.contentLength] = String(body.readableBytes) }
    let context = BasicRequestContext(
      source: ApplicationRequestContextSource(
        channel: NIOAsyncTestingChannel(), logger: Logger(label: "test")))
    let response = try await responder.respond(
      to: Request(head: head, body: RequestBody(buffer: body ?? ByteBuffer())), context: context)
    let collected = CollectedBody()
    try await response.body.write(BodyCollector(collected: collected))
    return TestResponse(
      status: response.status, headers: response.headers,
      body: collected.bytes.withLock { $0 })
  }
}

private final class CollectedBody: Sendable {
  let bytes = Mutex(ByteBuffer())
}

private struct BodyCollector: ResponseBodyWriter {
  let collected: CollectedBody

  func write(_ buffer: ByteBuffer) {
    collected.bytes.withLock { _ = $0.writeImmutableBuffer(buffer) }
  }

  func finish(_ trailingHeaders: HTTPFields?) {}
}
