public import ByteStorage

/// A base IRI, split into its parts once, against which references resolve.
///
/// Source: RFC 3986, section 5.2 (as RFC 3987, section 6.5, adopts it).
public struct IRIBase: Sendable {
  /// The base as it was given.
  public let iri: IRI
  private let bytes: [UInt8]
  private let parts: IRIParts

  /// Splits an absolute IRI.
  public init(_ iri: IRI) {
    self.iri = iri
    let bytes = Array(iri.value.utf8)
    self.bytes = bytes
    parts = IRIParts(bytes.span)
  }

  /// Appends what a reference means against this base to `result`.
  ///
  /// - Complexity: O(n) in the bytes of base and reference.
  public func resolve(_ reference: Span<UInt8>, into result: inout ByteBuffer) {
    let other = IRIParts(reference)
    let own = bytes.span
    if other.scheme != nil {
      // A reference with a scheme is the target as it stands, but for its dot segments.
      appendRange(reference, 0..<other.path.lowerBound, to: &result)
      appendPath(reference, other.path, to: &result, normalising: other.isHierarchical)
      appendRange(reference, other.path.upperBound..<reference.count, to: &result)
      return
    }
    appendRange(own, 0..<(parts.scheme ?? 0), to: &result)
    result.append(UInt8(ascii: ":"))
    if other.authority != nil {
      appendRange(reference, 0..<other.path.lowerBound, to: &result)
      appendPath(reference, other.path, to: &result, normalising: true)
      appendRange(reference, other.path.upperBound..<reference.count, to: &result)
      return
    }
    if let authority = parts.authority {
      appendRange(own, authority.lowerBound - 2..<authority.upperBound, to: &result)
    }
    if other.path.isEmpty {
      appendRange(own, parts.path, to: &result)
      if other.query != nil {
        appendRange(reference, 0..<reference.count, to: &result)
      } else {
        if let query = parts.query {
          appendRange(own, query.lowerBound - 1..<query.upperBound, to: &result)
        }
        appendRange(reference, 0..<reference.count, to: &result)
      }
      return
    }
    if reference[other.path.lowerBound] == UInt8(ascii: "/") {
      appendPath(reference, other.path, to: &result, normalising: true)
    } else {
      appendMerged(reference, other.path, to: &result)
    }
    appendRange(reference, other.path.upperBound..<reference.count, to: &result)
  }

  /// The IRI that a reference means against this base.
  public func resolve(_ reference: String) -> IRI {
    var result = ByteBuffer(capacity: bytes.count + reference.utf8.count + 8)
    resolve(reference.utf8Span.span, into: &result)
    return IRI(trusted: String(bytes: result.span))
  }

  private func appendRange(
    _ source: Span<UInt8>, _ range: Range<Int>, to result: inout ByteBuffer
  ) {
    result.append(source.extracting(range))
  }

  private func appendMerged(
    _ reference: Span<UInt8>, _ path: Range<Int>, to result: inout ByteBuffer
  ) {
    var merged: [UInt8] = []
    if parts.authority != nil, parts.path.isEmpty {
      merged.append(UInt8(ascii: "/"))
    } else if let slash = bytes[parts.path].lastIndex(of: UInt8(ascii: "/")) {
      merged.append(contentsOf: bytes[parts.path.lowerBound...slash])
    }
    for index in path { merged.append(reference[index]) }
    appendPath(merged.span, 0..<merged.count, to: &result, normalising: true)
  }

  /// Appends a path without its dot segments (RFC 3986, section 5.2.4).
  private func appendPath(
    _ source: Span<UInt8>, _ path: Range<Int>, to result: inout ByteBuffer, normalising: Bool
  ) {
    guard normalising, holdsDotSegment(source, path) else {
      return appendRange(source, path, to: &result)
    }
    let floor = result.count
    var index = path.lowerBound
    let end = path.upperBound
    while index < end {
      let rooted = source[index] == UInt8(ascii: "/")
      let start = rooted ? index + 1 : index
      var stop = start
      while stop < end, source[stop] != UInt8(ascii: "/") { stop += 1 }
      let length = stop - start
      let dots = length > 0 && length <= 2 && source[start] == UInt8(ascii: ".")
      if dots, length == 1 {
        if stop == end, rooted { result.append(UInt8(ascii: "/")) }
      } else if dots, source[start + 1] == UInt8(ascii: ".") {
        var cut = result.count
        while cut > floor, result[cut - 1] != UInt8(ascii: "/") { cut -= 1 }
        result.truncate(to: max(cut - 1, floor))
        if stop == end, rooted { result.append(UInt8(ascii: "/")) }
      } else {
        appendRange(source, index..<stop, to: &result)
      }
      index = stop
    }
  }

  private func holdsDotSegment(_ source: Span<UInt8>, _ path: Range<Int>) -> Bool {
    var index = path.lowerBound
    while index < path.upperBound {
      let atStart = index == path.lowerBound || source[index - 1] == UInt8(ascii: "/")
      if atStart, source[index] == UInt8(ascii: ".") { return true }
      index += 1
    }
    return false
  }
}

/// Where the parts of an IRI reference lie (RFC 3986, appendix B).
struct IRIParts: Sendable {
  /// The offset of the colon after the scheme.
  let scheme: Int?
  let authority: Range<Int>?
  let path: Range<Int>
  let query: Range<Int>?

  /// Whether dot segments mean something in the path: not in `urn:` and its like.
  var isHierarchical: Bool { authority != nil || pathIsRooted }
  private let pathIsRooted: Bool

  init(_ bytes: Span<UInt8>) {
    scheme = IRIReference.schemeEnd(bytes)
    let afterScheme = scheme.map { $0 + 1 } ?? 0
    var index = afterScheme
    if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "/"),
      bytes[index + 1] == UInt8(ascii: "/")
    {
      index += 2
      let start = index
      while index < bytes.count, !Self.isDelimiter(bytes[index]) { index += 1 }
      authority = start..<index
    } else {
      authority = nil
    }
    let pathStart = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "?"), bytes[index] != UInt8(ascii: "#")
    { index += 1 }
    path = pathStart..<index
    pathIsRooted = pathStart < index && bytes[pathStart] == UInt8(ascii: "/")
    if index < bytes.count, bytes[index] == UInt8(ascii: "?") {
      let start = index + 1
      while index < bytes.count, bytes[index] != UInt8(ascii: "#") { index += 1 }
      query = start..<index
    } else {
      query = nil
    }
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
  }
}
