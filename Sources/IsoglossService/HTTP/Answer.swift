import HTTPTypes
import Hummingbird
import Isogloss

/// What is sent back: bytes of a media type.
struct Answer: Sendable {
  var status = HTTPResponse.Status.ok
  let type: MediaType
  let bytes: [UInt8]
  /// How long a client may use the answer without asking again; it always may keep it.
  var cacheControl = "no-cache"
  /// Further header fields.
  var headers = HTTPFields()

  init(_ type: MediaType, bytes: [UInt8]) {
    self.type = type
    self.bytes = bytes
  }

  init(_ type: MediaType, text: String) {
    self.init(type, bytes: Array(text.utf8))
  }

  init(_ type: MediaType = .json, json: JSONValue) {
    self.init(type, text: json.prettyPrinted)
  }

  /// The response to a request: without the body where the client has it already.
  ///
  /// Source: RFC 9110, sections 8.8.3 and 13.1.2.
  func response(to request: Request) -> Response {
    var headers = self.headers
    headers[.contentType] = type.description
    headers[.cacheControl] = cacheControl
    if status == .ok, cacheControl != "no-store",
      request.method == .get || request.method == .head
    {
      let tag = "\"\(ContentHash(bytes).text)\""
      headers[.eTag] = tag
      if request.headers[values: .ifNoneMatch].contains(where: { Self.list($0, holds: tag) }) {
        headers[.contentType] = nil
        return Response(status: .notModified, headers: headers)
      }
    }
    return Response(
      status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// Whether an `If-None-Match` list has a tag, compared weakly.
  private static func list(_ list: String, holds tag: String) -> Bool {
    list.split(separator: ",").map(HeaderText.trimmed).contains {
      $0 == "*" || $0 == tag || $0 == "W/" + tag
    }
  }
}
