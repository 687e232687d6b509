public import RDFModel

/// Where the contexts that documents name come from; never the network, unless the caller goes
/// there.
public struct ContextSource: Sendable {
  private let load: @Sendable (IRI) -> [UInt8]?

  /// Takes a function that knows the JSON text of a context, or nil.
  public init(_ load: @escaping @Sendable (IRI) -> [UInt8]?) {
    self.load = load
  }

  /// Takes JSON texts by the IRIs under which documents name them.
  public init(_ documents: [IRI: [UInt8]]) {
    self.init { documents[$0] }
  }

  /// Knows no context.
  public static let none = ContextSource([:])

  /// Knows the contexts of ``bundledIRIs``.
  public static let bundled = ContextSource { BundledContext.named[$0]?.bytes }

  /// The names of the contexts that come with the library, in order.
  ///
  /// They were written for it from the lists of terms of SKOS, DCAT 3 and SSSOM 1.1; that of
  /// schema.org takes every term by `@vocab` and says which usual properties have IRIs and dates
  /// as values. They are not the texts that are found under these names.
  public static var bundledIRIs: [IRI] {
    BundledContext.named.keys.sorted { $0.value < $1.value }
  }

  /// The JSON text of a context.
  public func bytes(of iri: IRI) -> [UInt8]? { load(iri) }

  /// Takes some documents in place of those here, or beside them.
  public func overridden(by documents: [IRI: [UInt8]]) -> ContextSource {
    guard !documents.isEmpty else { return self }
    return ContextSource { [load] in documents[$0] ?? load($0) }
  }
}

/// The contexts that come with the library.
enum BundledContext: CaseIterable {
  case dcat, schema, skos, sssom

  var bytes: [UInt8] {
    switch self {
    case .dcat: PackageResources.dcat_jsonld
    case .schema: PackageResources.schema_jsonld
    case .skos: PackageResources.skos_jsonld
    case .sssom: PackageResources.sssom_jsonld
    }
  }

  /// The names under which documents know it.
  var names: [String] {
    switch self {
    case .dcat:
      [
        "http://www.w3.org/ns/dcat", "http://www.w3.org/ns/dcat#", "https://www.w3.org/ns/dcat",
        "https://www.w3.org/ns/dcat#", "https://www.w3.org/ns/dcat.jsonld",
        "https://w3id.org/isogloss/context/dcat",
      ]
    case .schema:
      [
        "http://schema.org", "http://schema.org/", "http://schema.org/docs/jsonldcontext.jsonld",
        "https://schema.org", "https://schema.org/", "https://schema.org/docs/jsonldcontext.jsonld",
        "https://w3id.org/isogloss/context/schema",
      ]
    case .skos:
      [
        "http://www.w3.org/2004/02/skos/core", "http://www.w3.org/2004/02/skos/core#",
        "https://www.w3.org/2004/02/skos/core", "https://www.w3.org/2004/02/skos/core#",
        "https://w3id.org/isogloss/context/skos",
      ]
    case .sssom:
      [
        "https://w3id.org/sssom", "https://w3id.org/sssom/",
        "https://w3id.org/sssom/sssom.context.jsonld", "https://w3id.org/isogloss/context/sssom",
      ]
    }
  }

  /// The contexts by their names.
  static let named: [IRI: BundledContext] = {
    var named: [IRI: BundledContext] = [:]
    for context in allCases {
      for name in context.names { named[IRI(trusted: name)] = context }
    }
    return named
  }()
}
