import RDFModel

/// Writes IRIs as CURIEs and remembers which prefixes that took.
struct CURIEWriter {
  private let candidates: [(prefix: String, namespace: String, isBuiltIn: Bool)]
  private var known: [IRI: String] = [:]
  /// The declared prefixes in use, without the built-in ones.
  private(set) var used: Set<String> = []

  init(prefixes: PrefixMap) {
    var all = SSSOM.builtInPrefixes.pairs.map { ($0.prefix, $0.namespace.value, true) }
    all += prefixes.pairs.filter { SSSOM.builtInPrefixes[$0.prefix] == nil }
      .map { ($0.prefix, $0.namespace.value, false) }
    // The longest namespace that fits wins; of equal ones a built-in prefix, then the first.
    candidates = all.sorted { left, right in
      let lengths = (left.1.utf8.count, right.1.utf8.count)
      if lengths.0 != lengths.1 { return lengths.0 > lengths.1 }
      return left.2 != right.2 ? left.2 : left.0 < right.0
    }
  }

  /// The CURIE of an IRI; nil where no prefix fits.
  mutating func contract(_ iri: IRI) -> String? {
    if let curie = known[iri] { return curie }
    let text = iri.value
    for candidate in candidates where text.utf8.starts(with: candidate.namespace.utf8) {
      let start = text.utf8.index(text.startIndex, offsetBy: candidate.namespace.utf8.count)
      let curie = candidate.prefix + ":" + text[start...]
      if !candidate.isBuiltIn { used.insert(candidate.prefix) }
      known[iri] = curie
      return curie
    }
    return nil
  }
}
