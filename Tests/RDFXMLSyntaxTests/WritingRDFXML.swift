import ByteStorage
import RDFModel
import RDFXMLSyntax

/// Writes quads, with prefixes as a source would declare them.
func write(
  _ quads: [Quad], prefixes: [(String, String)] = [], keepsPrefixes: Bool = false
) throws -> String {
  var writer = RDFXMLWriter(ByteBuffer(), keepsPrefixes: keepsPrefixes)
  for (prefix, namespace) in prefixes {
    writer.declare(prefix: prefix, namespace: IRI(trusted: namespace))
  }
  var batch = TripleBatch()
  for quad in quads {
    batch.add(quad)
    if batch.isFull {
      try writer.receive(batch)
      batch.removeAll()
    }
  }
  try writer.receive(batch)
  let buffer = try writer.finish()
  return String(bytes: buffer.span)
}

extension TripleBatch {
  /// Adds a quad of values, each term anew.
  mutating func add(_ quad: Quad) {
    let subject = add(quad.triple.subject)
    let predicate = add(quad.triple.predicate)
    let object = add(quad.triple.object)
    if let graph = quad.graph {
      addTriple(subject, predicate, object, graph: add(graph))
    } else {
      addTriple(subject, predicate, object)
    }
  }
}

/// A quad of the default graph from short forms: `e:x` and `rdf:x` are IRIs, `_:x` is a blank
/// node, anything else text.
func quad(_ subject: String, _ predicate: String, _ object: String) -> Quad {
  quad(subject, predicate, term(object))
}

func quad(_ subject: String, _ predicate: String, _ object: Term) -> Quad {
  Quad(Triple(term(subject), term(predicate), object))
}

func term(_ text: String) -> Term {
  if text.hasPrefix("e:") { return .iri(IRI(trusted: "http://e/" + text.dropFirst(2))) }
  if text.hasPrefix("rdf:") { return .iri(IRI(trusted: RDF.namespace + text.dropFirst(4))) }
  if text.hasPrefix("http:") { return .iri(IRI(trusted: text)) }
  if text.hasPrefix("_:") { return .blankNode(BlankNode(String(text.dropFirst(2)))) }
  return .literal(Literal(text))
}

/// The body of what is written, without the root element.
func body(_ quads: [Quad]) throws -> String {
  let text = try write(quads, prefixes: [("e", "http://e/")])
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  let start = (lines.firstIndex { $0.hasSuffix("\">") } ?? 0) + 1
  return lines[start..<(lines.count - 2)].joined(separator: "\n")
}
