import RDFModel
import SKOSVocabulary

/// Where things are found in the service.
enum Address {
  /// The page of a concept: by scheme and slug where its IRI has Isogloss's form, else by IRI.
  static func concept(iri: String) -> String {
    if let (scheme, slug) = IsoglossIdentifiers.split(concept: iri) {
      return "/concept/\(encode(scheme))/\(encode(slug))"
    }
    return "/concept?iri=\(encode(iri))"
  }

  /// The page of a concept scheme.
  static func scheme(iri: String) -> String {
    guard iri.hasPrefix(IsoglossIdentifiers.schemeRoot) else { return "/scheme?iri=\(encode(iri))" }
    return "/scheme/\(encode(String(iri.dropFirst(IsoglossIdentifiers.schemeRoot.count))))"
  }

  /// The page with the answer to a query.
  static func query(_ text: String, format: String? = nil) -> String {
    "/sparql?query=\(encode(text))" + (format.map { "&format=\($0)" } ?? "")
  }

  /// An address elsewhere that is safe to link to: only what is fetched over HTTP, because data
  /// may name scripts and files.
  static func external(_ iri: String) -> String? {
    let start = iri.prefix(8).lowercased()
    return start.hasPrefix("http://") || start.hasPrefix("https://") ? iri : nil
  }

  private static func encode(_ text: String) -> String { PercentEncoding.encode(text) }
}
