internal import ByteStorage
public import RDFModel

/// Writes RDF/XML for people and for version control: sorted, one property on a line.
///
/// Nodes come in the order of their IRIs, named after their first class where that is a name;
/// properties in the order of theirs, then of their values. Blank nodes follow, in the order of what
/// is said of them, unless exactly one property refers to them: then they are written inside it,
/// lists as collections. The same graph gives the same bytes, whatever the order of its triples and
/// the labels of its blank nodes, but for blank nodes that several properties share and that nothing
/// tells apart. The graph is held in memory until ``finish()``.
///
/// Triple terms, reifiers of stated triples (as `rdf:annotation`) and base directions are written
/// under `rdf:version="1.2"`.
///
/// Source: RDF 1.2 XML Syntax.
public struct RDFXMLWriter<Output: ByteSink & ~Copyable>: TripleSink, ~Copyable {
  private var table = StatementTable()
  private var declared = PrefixMap()
  private let fallback: PrefixMap
  private let keepsPrefixes: Bool
  private let scope: DocumentScope
  private var output: Output

  /// Makes a writer to an output.
  ///
  /// - Parameters:
  ///   - prefixes: what may be used beside the prefixes that the source declares.
  ///   - keepsPrefixes: whether all that the source declares are written, as far as XML can name
  ///     them, as SSSOM/RDF wants it; else those in use.
  ///   - base: the `xml:base` of the document, against which IRIs are shortened.
  ///   - language: the `xml:lang` of the document, which text in this language then leaves out.
  public init(
    _ output: consuming Output, prefixes: PrefixMap = .wellKnown, keepsPrefixes: Bool = false,
    base: IRI? = nil, language: String? = nil
  ) {
    self.output = output
    fallback = prefixes
    self.keepsPrefixes = keepsPrefixes
    scope = DocumentScope(base: base, language: language)
  }

  /// Takes the triples of a batch.
  ///
  /// - Throws: ``WritingError`` with the codes `writing-named-graph` and
  ///   `writing-generalized-statement`; `CapacityError` for more than 4 GiB of terms.
  public mutating func receive(_ batch: borrowing TripleBatch) throws {
    for row in 0..<batch.count where batch.graph(row) != TripleBatch.defaultGraph {
      throw WritingError.namedGraph("\(batch.term(batch.graph(row)))", syntax: "RDF/XML")
    }
    try table.append(batch)
  }

  /// Takes a prefix, to be used if it fits; of two meanings the first holds.
  public mutating func declare(prefix: String, namespace: IRI) {
    if declared[prefix] == nil { declared[prefix] = namespace }
  }

  /// Writes the document and hands the output back.
  ///
  /// - Throws: ``WritingError`` with the codes `rdfxml-unwritable-predicate`,
  ///   `rdfxml-unwritable-character` and `rdfxml-unwritable-language`, or what the output throws.
  /// - Complexity: O(n log n) in terms and triples.
  public consuming func finish() throws -> Output {
    try scope.check()
    let prefixes = NamespacePrefixes(declared: declared, fallback: fallback)
    let graph = table.sorted(typeFirst: false)
    let layout = StatementLayout(graph, style: .rdfXML)
    let names = try ElementNames(
      graph, layout, prefixes: prefixes, keeping: keepsPrefixes ? declared : PrefixMap())
    var printer = RDFXMLPrinter(graph, layout, names: names, scope: scope)
    try printer.print(to: &output)
    return output
  }
}

/// What the root element says for the whole document.
struct DocumentScope {
  let base: IRI?
  let language: String?
  private let resolver: IRIBase?
  /// The base without its fragment, and up to its last slash.
  private let document: [UInt8]
  private let folder: [UInt8]

  init(base: IRI?, language: String?) {
    self.base = base
    self.language = language
    resolver = base.map { IRIBase($0) }
    let bytes = Array((base?.value ?? "").utf8)
    document = Array(bytes.prefix { $0 != UInt8(ascii: "#") })
    let path = document.prefix { $0 != UInt8(ascii: "?") }
    folder = Array(path[...(path.lastIndex(of: UInt8(ascii: "/")) ?? -1)])
  }

  /// - Throws: ``WritingError`` with the code `rdfxml-unwritable-language`.
  func check() throws(WritingError) {
    guard let language, !XMLName.isLanguageTag(language.utf8Span.span) else { return }
    throw WritingError.language(language)
  }

  /// Where the part of an IRI begins that means the whole against the base; 0 for all of it.
  func start(of iri: Span<UInt8>) -> Int {
    guard let resolver else { return 0 }
    for (lead, isDocument) in [(document, true), (folder, false)] {
      let length = lead.count
      guard length > 0, iri.count >= length, iri.extracting(..<length).equals(lead.span) else {
        continue
      }
      // Within the document only a fragment may follow.
      if isDocument, iri.count > length, iri[length] != UInt8(ascii: "#") { continue }
      var whole = ByteBuffer(capacity: iri.count + 8)
      resolver.resolve(iri.extracting(length...), into: &whole)
      if whole.span.equals(iri) { return length }
    }
    return 0
  }
}
