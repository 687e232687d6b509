import RDFGraph
import RDFModel
import SKOSVocabulary

/// Builds graphs from one triple per line: `a broader b`, `a prefLabel 'bias'@en`, and after a
/// bar the named graph: `a exactMatch b | set`.
///
/// Names without a prefix are `skos:` as properties and classes, `http://example.org/` elsewhere;
/// `type` is `rdf:type`. Lines are counted from 1, so that tests can point at them.
enum LineGraph {
  private static let prefixes = {
    var prefixes = PrefixMap.wellKnown
    prefixes["xl"] = IRI(trusted: SKOSXL.namespace)
    prefixes["ig"] = IRI(trusted: IsoglossIdentifiers.root)
    return prefixes
  }()

  static func skos(_ text: String) throws -> SKOSGraph {
    var builder = try GraphBuilder(keepsOrigins: true)
    try builder.beginDocument(source: "test.ttl")
    var batch = TripleBatch()
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let halves = line.split(separator: "|", maxSplits: 1)
      let parts = (halves.first ?? "").split(separator: " ", maxSplits: 2)
      guard parts.count == 3 else { continue }
      let subject = add(node(parts[0]), to: &batch)
      let predicate = add(parts[1] == "type" ? .iri(RDF.type) : skosTerm(parts[1]), to: &batch)
      var object = parts[2]
      while object.last == " " { object.removeLast() }
      let value = add(parts[1] == "type" ? skosTerm(object) : term(object), to: &batch)
      guard halves.count == 2 else {
        batch.addTriple(subject, predicate, value, line: index + 1)
        continue
      }
      let name = add(node(halves[1].drop { $0 == " " }), to: &batch)
      batch.addTriple(subject, predicate, value, graph: name, line: index + 1)
    }
    try builder.receive(batch)
    return SKOSGraph(builder.finish())
  }

  static func iri(_ name: some StringProtocol) -> IRI {
    prefixes.expand(String(name)) ?? IRI(trusted: "http://example.org/" + name)
  }

  private static func node(_ name: some StringProtocol) -> Term {
    name.hasPrefix("_:") ? .blankNode(BlankNode(String(name.dropFirst(2)))) : .iri(iri(name))
  }

  private static func skosTerm(_ name: some StringProtocol) -> Term {
    .iri(name.contains(":") ? iri(name) : IRI(trusted: SKOS.namespace + name))
  }

  private static func term(_ text: Substring) -> Term {
    guard text.first == "'", let end = text.lastIndex(of: "'") else { return node(text) }
    let form = String(text[text.index(after: text.startIndex)..<end])
    let rest = text[text.index(after: end)...]
    if rest.hasPrefix("@") {
      return .literal(Literal(form, languageAndDirection: String(rest.dropFirst())))
    }
    if rest.hasPrefix("^^") { return .literal(Literal(form, datatype: iri(rest.dropFirst(2)))) }
    return .literal(Literal(form))
  }

  private static func add(_ term: Term, to batch: inout TripleBatch) -> UInt32 {
    switch term {
    case .iri(let iri): return batch.addTerm(.iri, iri.value.utf8Span.span)
    case .blankNode(let node): return batch.addTerm(.blankNode, node.label.utf8Span.span)
    case .literal(let literal):
      var qualifier: UInt32?
      if let language = literal.language {
        qualifier = batch.addTerm(.language, language.utf8Span.span)
      } else if literal.datatype != XSD.string {
        qualifier = batch.addTerm(.iri, literal.datatype.value.utf8Span.span)
      }
      return batch.addTerm(.literal, literal.lexicalForm.utf8Span.span, qualifier: qualifier)
    case .tripleTerm(let triple):
      let subject = add(triple.subject, to: &batch)
      let predicate = add(triple.predicate, to: &batch)
      return batch.addTripleTerm(subject, predicate, add(triple.object, to: &batch))
    }
  }
}

extension SKOSGraph {
  /// The concept of a name as ``LineGraph`` reads it.
  func concept(_ name: String) -> Concept? { concept(iri: LineGraph.iri(name)) }
}
