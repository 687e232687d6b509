public import RDFGraph
public import RDFModel

/// The forms of Isogloss's own identifiers.
public enum IsoglossIdentifiers {
  /// Everything that Isogloss names starts so.
  public static let root = "https://w3id.org/isogloss/"
  /// The IRIs of concept schemes start so.
  public static let schemeRoot = root + "scheme/"

  /// First segments that name something else than a scheme.
  private static let reserved: Set<Substring> = ["scheme", "mappings", "initiative", "ns"]

  /// The scheme and the slug of a concept's IRI, or nil for an IRI of another form.
  public static func split(concept iri: String) -> (scheme: String, slug: String)? {
    guard iri.utf8.starts(with: root.utf8) else { return nil }
    let rest = iri.utf8.dropFirst(root.utf8.count)
    guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else { return nil }
    let scheme = iri[rest.startIndex..<slash]
    let slug = iri[rest.index(after: slash)...]
    guard !scheme.isEmpty, !slug.isEmpty, !reserved.contains(scheme),
      !slug.utf8.contains(UInt8(ascii: "/")), !slug.utf8.contains(UInt8(ascii: "#"))
    else { return nil }
    return (String(scheme), String(slug))
  }

  /// The IRI of a concept.
  public static func concept(scheme: String, slug: String) -> IRI {
    IRI(trusted: root + scheme + "/" + slug)
  }
}

extension SKOSGraph {
  /// A term as a CURIE: `{scheme-id}:{slug}` below Isogloss's own root, else by the prefixes of
  /// the data and those well known, else the IRI as it stands.
  public func curie(of node: TermID) -> String {
    let text = iriText(node)
    guard node.kind == .iri else { return text }
    if let (scheme, slug) = IsoglossIdentifiers.split(concept: text) { return "\(scheme):\(slug)" }
    let iri = IRI(trusted: text)
    guard let (prefix, local) = snapshot.prefixes.split(iri) ?? PrefixMap.wellKnown.split(iri),
      !local.isEmpty, !local.contains("/")
    else { return text }
    return "\(prefix):\(local)"
  }

  /// The IRI that a CURIE stands for: a scheme's id or alias or a declared prefix, then a local
  /// name; nil for an unknown prefix.
  public func expand(curie: String) -> IRI? {
    guard let colon = curie.firstIndex(of: ":") else { return nil }
    let prefix = String(curie[..<colon])
    let local = String(curie[curie.index(after: colon)...])
    if local.hasPrefix("//") { return nil }
    for scheme in conceptSchemes where scheme.id == prefix || scheme.aliases.contains(prefix) {
      let iri = IsoglossIdentifiers.concept(scheme: scheme.id, slug: local)
      if snapshot.id(iri: iri) != nil { return iri }
    }
    return snapshot.prefixes.expand(curie) ?? PrefixMap.wellKnown.expand(curie)
  }
}
