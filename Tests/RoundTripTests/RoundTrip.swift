import IsoglossTestSupport
import RDFModel
import Testing

/// The properties that hold for every dataset.
enum RoundTrip {
  /// Checks that what each syntax writes reads as the same dataset, or that it refuses for the one
  /// reason it has.
  static func check(
    _ quads: [Quad], prefixes: [String: IRI] = [:], _ name: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for syntax in Syntax.allCases where syntax.keepsForms(of: quads) {
      let expected = Refusal.code(quads, in: syntax)
      let written: [UInt8]
      do {
        written = try syntax.write(quads, prefixes: prefixes)
      } catch let error as WritingError {
        #expect(
          error.code == expected, "\(name) as \(syntax): \(error)", sourceLocation: sourceLocation)
        continue
      }
      let text = String(decoding: written, as: UTF8.self)
      #expect(
        expected == nil, "\(name) as \(syntax) has to be refused: \(text)",
        sourceLocation: sourceLocation)
      let result = syntax.read(written)
      #expect(
        result.error == nil, "\(name) as \(syntax): \(text)", sourceLocation: sourceLocation)
      #expect(
        try areIsomorphic(quads, result.quads), "\(name) as \(syntax): \(text)",
        sourceLocation: sourceLocation)
    }
  }

  /// Checks that what is written depends on neither the order of the source nor its labels.
  static func checkOrder(
    _ quads: [Quad], prefixes: [String: IRI] = [:], _ name: String,
    using random: inout SeededGenerator, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var names: [BlankNode: BlankNode] = [:]
    let labels = quads.flatMap(\.blankNodes).shuffled(using: &random)
    for node in labels where names[node] == nil { names[node] = BlankNode("n\(names.count)") }
    let other = quads.map { $0.renamed(names) }.shuffled(using: &random)
    for syntax in Syntax.allCases
    where syntax.isSorted && syntax.keepsForms(of: quads)
      && Refusal.code(quads, in: syntax) == nil
    {
      let one = try syntax.write(quads, prefixes: prefixes)
      let two = try syntax.write(other, prefixes: prefixes)
      #expect(
        one == two,
        """
        \(name) as \(syntax), in two orders:
        \(String(decoding: one, as: UTF8.self))
        \(String(decoding: two, as: UTF8.self))
        """, sourceLocation: sourceLocation)
    }
  }
}

extension Term {
  fileprivate var blankNodes: [BlankNode] {
    switch self {
    case .blankNode(let node): [node]
    case .tripleTerm(let triple): triple.subject.blankNodes + triple.object.blankNodes
    case .iri, .literal: []
    }
  }

  fileprivate func renamed(_ names: [BlankNode: BlankNode]) -> Term {
    switch self {
    case .blankNode(let node): .blankNode(names[node] ?? node)
    case .tripleTerm(let triple): .tripleTerm(triple.renamed(names))
    case .iri, .literal: self
    }
  }
}

extension Triple {
  fileprivate func renamed(_ names: [BlankNode: BlankNode]) -> Triple {
    Triple(subject.renamed(names), predicate, object.renamed(names))
  }
}

extension Quad {
  fileprivate var blankNodes: [BlankNode] {
    triple.subject.blankNodes + triple.object.blankNodes + (graph?.blankNodes ?? [])
  }

  fileprivate func renamed(_ names: [BlankNode: BlankNode]) -> Quad {
    Quad(triple.renamed(names), graph: graph?.renamed(names))
  }
}
