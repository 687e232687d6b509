internal import RDFModel

extension IRIBase {
  /// The shortest usual reference that means an IRI against this base, or the IRI itself.
  ///
  /// Source: RFC 3986, section 5.2, the other way round.
  func relativeReference(to iri: String) -> String {
    let own = iri.utf8
    let base = self.iri.value.utf8
    guard let root = Self.rootLength(base), Self.rootLength(own) == root,
      own.prefix(root).elementsEqual(base.prefix(root))
    else { return iri }
    let target = Self.split(own.dropFirst(root))
    let source = Self.split(base.dropFirst(root))
    var rest = target.path.split(separator: slash, omittingEmptySubsequences: false)
    var steps = source.path.split(separator: slash, omittingEmptySubsequences: false)
    // The last segment stays, so that the reference has a path, unless something follows it.
    let kept = target.suffix.isEmpty ? 1 : 0
    while let segment = rest.first, let step = steps.first, rest.count > kept,
      segment.elementsEqual(step)
    {
      rest.removeFirst()
      steps.removeFirst()
    }
    var reference = String(repeating: "../", count: max(0, steps.count - 1))
    reference += rest.map { String(Substring($0)) }.joined(separator: "/")
    reference += String(Substring(target.suffix))
    if reference.isEmpty { reference = "./" }
    if Keyword.isReserved(reference) || CompactIRI(reference) != nil {
      reference = "./" + reference
    }
    return resolve(reference).value.isSame(as: iri) ? reference : iri
  }

  private var slash: UInt8 { UInt8(ascii: "/") }

  /// The length of scheme and authority; nil for IRIs without.
  private static func rootLength(_ text: String.UTF8View) -> Int? {
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")),
      text[colon...].starts(with: "://".utf8)
    else { return nil }
    let start = text.index(colon, offsetBy: 3)
    let end = text[start...].firstIndex { "/?#".utf8.contains($0) } ?? text.endIndex
    return text.distance(from: text.startIndex, to: end)
  }

  /// Cuts what follows an authority into the path and what follows that.
  private static func split(
    _ text: Substring.UTF8View
  ) -> (path: Substring.UTF8View, suffix: Substring.UTF8View) {
    let end = text.firstIndex { "?#".utf8.contains($0) } ?? text.endIndex
    return (text[..<end], text[end...])
  }
}
