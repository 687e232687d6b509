/// Prefixes and the namespaces they stand for, in the order of the prefixes.
public struct PrefixMap: Sendable, Hashable {
  private var namespaces: [String: IRI]

  /// Makes a map from prefixes to namespaces.
  public init(_ namespaces: [String: IRI] = [:]) {
    self.namespaces = namespaces
  }

  /// The namespace of a prefix.
  public subscript(prefix: String) -> IRI? {
    get { namespaces[prefix] }
    set { namespaces[prefix] = newValue }
  }

  /// All pairs, sorted by prefix.
  public var pairs: [(prefix: String, namespace: IRI)] {
    namespaces.sorted { $0.key < $1.key }.map { (prefix: $0.key, namespace: $0.value) }
  }

  /// The prefixes of both maps; of two meanings the one here holds.
  public func adding(_ other: PrefixMap) -> PrefixMap {
    PrefixMap(namespaces.merging(other.namespaces) { own, _ in own })
  }

  /// The IRI that a CURIE such as `skos:Concept` stands for, or nil for an unknown prefix.
  public func expand(_ curie: String) -> IRI? {
    guard let colon = curie.firstIndex(of: ":") else { return nil }
    guard let namespace = namespaces[String(curie[..<colon])] else { return nil }
    return IRI(trusted: namespace.value + curie[curie.index(after: colon)...])
  }

  /// The shortest way to write an IRI as prefix and local part, by the longest namespace that
  /// starts it, or nil.
  ///
  /// - Complexity: O(p) in the prefixes.
  public func split(_ iri: IRI) -> (prefix: String, local: String)? {
    var best: (prefix: String, namespace: String)?
    for (prefix, namespace) in namespaces where iri.value.hasPrefix(namespace.value) {
      let found = (prefix: prefix, namespace: namespace.value)
      guard let known = best else {
        best = found
        continue
      }
      let longer = found.namespace.utf8.count - known.namespace.utf8.count
      if longer > 0 || (longer == 0 && found.prefix < known.prefix) { best = found }
    }
    return best.map { ($0.prefix, String(iri.value.dropFirst($0.namespace.count))) }
  }

  /// An IRI as a CURIE where a prefix fits, else in angle brackets.
  public func compact(_ iri: IRI) -> String {
    split(iri).map { "\($0.prefix):\($0.local)" } ?? "<\(iri.value)>"
  }

  /// The prefixes that people expect everywhere in this field.
  public static let wellKnown = PrefixMap([
    "rdf": IRI(trusted: RDF.namespace),
    "rdfs": IRI(trusted: RDFS.namespace),
    "xsd": IRI(trusted: XSD.namespace),
    "owl": IRI(trusted: "http://www.w3.org/2002/07/owl#"),
    "skos": IRI(trusted: "http://www.w3.org/2004/02/skos/core#"),
    "dct": IRI(trusted: "http://purl.org/dc/terms/"),
    "isogloss": IRI(trusted: "https://w3id.org/isogloss/ns#"),
    "semapv": IRI(trusted: "https://w3id.org/semapv/vocab/"),
    "sssom": IRI(trusted: "https://w3id.org/sssom/"),
  ])
}
