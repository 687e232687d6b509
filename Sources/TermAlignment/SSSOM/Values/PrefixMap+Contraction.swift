public import RDFModel
import SKOSVocabulary

extension PrefixMap {
  /// Prefixes for every IRI of a set, because SSSOM/TSV holds CURIEs only: those given, those of
  /// Isogloss's own schemes, and `ns1`, `ns2` … for what is left, up to the last slash or hash;
  /// of all of them those that some IRI uses.
  ///
  /// - Complexity: O(n × p) in IRIs and prefixes.
  public static func covering(_ set: MappingSet, given: PrefixMap) -> PrefixMap {
    var prefixes = given
    for pair in SSSOM.builtInPrefixes.pairs { prefixes[pair.prefix] = nil }
    for (prefix, namespace) in [
      ("isogloss", IsoglossTerms.namespace), ("isogloss-scheme", IsoglossIdentifiers.schemeRoot),
      ("isogloss-mappings", IsoglossIdentifiers.root + "mappings/"),
    ] where prefixes[prefix] == nil { prefixes[prefix] = IRI(trusted: namespace) }
    let iris = Set(references(of: set))
    for iri in iris {
      if let (scheme, _) = IsoglossIdentifiers.split(concept: iri.value) {
        prefixes[scheme] = IRI(trusted: IsoglossIdentifiers.root + scheme + "/")
      }
    }
    var writer = CURIEWriter(prefixes: prefixes)
    let namespaces = Set(iris.filter { writer.contract($0) == nil }.map(namespace)).sorted()
    for pair in prefixes.pairs where !writer.used.contains(pair.prefix) {
      prefixes[pair.prefix] = nil
    }
    var number = 0
    for namespace in namespaces {
      repeat { number += 1 } while prefixes["ns\(number)"] != nil
      prefixes["ns\(number)"] = IRI(trusted: namespace)
    }
    return prefixes
  }

  private static func references(of set: MappingSet) -> [IRI] {
    let values =
      set.values.entries.map(\.value) + set.extensions.values
      + set.mappings.flatMap { $0.values.entries.map(\.value) + $0.extensions.values }
    let own = values.flatMap(\.elements).compactMap { value -> IRI? in
      if case .reference(let iri) = value { iri } else { nil }
    }
    return own + set.extensionDefinitions.flatMap { [$0.property, $0.typeHint].compactMap { $0 } }
  }

  private static func namespace(_ iri: IRI) -> String {
    let text = iri.value
    guard
      let cut = text.utf8.lastIndex(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "#") })
    else { return String(text.prefix { $0 != ":" }) + ":" }
    return String(text[...cut])
  }
}
