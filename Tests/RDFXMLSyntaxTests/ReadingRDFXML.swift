import IsoglossTestSupport
import RDFModel
import RDFXMLSyntax

/// The base of the documents in these tests.
let base = IRI(trusted: "http://example.org/dir/file")

/// Wraps the content of `rdf:RDF` in a document whose prefixes are those of the tests.
func document(_ content: String) -> String {
  """
  <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">
  \(content)
  </rdf:RDF>
  """
}

/// Reads a whole document against ``base``.
func readDocument(
  _ text: String, options: ReaderOptions = ReaderOptions(base: base), pieceSize: Int = .max
) -> ReadDocument {
  read(text, with: RDFXMLReader.self, options: options, pieceSize: pieceSize)
}

/// The statements of a document as lines of N-Triples, in the order of the source, with `rdf:` for
/// RDF's namespace.
func lines(_ document: ReadDocument) -> [String] {
  document.quads.map { quad in
    let text = "\(quad.triple.subject) \(quad.triple.predicate) \(quad.triple.object)"
    return text.split(
      separator: "<http://www.w3.org/1999/02/22-rdf-syntax-ns#", omittingEmptySubsequences: false
    )
    .enumerated()
    .map {
      $0.offset == 0
        ? String($0.element) : "rdf:" + $0.element.replacing(">", with: "", maxReplacements: 1)
    }
    .joined()
  }
}

/// The statements of the content of `rdf:RDF`, or the error as one line.
func lines(_ content: String) -> [String] {
  let result = readDocument(document(content))
  return result.error.map { ["\($0)"] } ?? lines(result)
}

/// The code of the error in the content of `rdf:RDF`.
func errorCode(_ content: String) -> String? {
  readDocument(document(content)).error?.code.rawValue
}
