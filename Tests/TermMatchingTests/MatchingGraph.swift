import RDFGraph
import RDFModel
import RDFSyntax
import SKOSVocabulary

@testable import TermMatching

/// Two small vocabularies in Turtle, and what the matcher makes of them.
struct MatchingGraph {
  let source: SKOSGraph
  let target: SKOSGraph

  init(_ source: String, _ target: String) throws {
    self.source = try Self.graph(source)
    self.target = try Self.graph(target)
  }

  static func graph(_ turtle: String) throws -> SKOSGraph {
    var builder = try GraphBuilder()
    try builder.beginDocument(source: "data.ttl")
    var reader = TurtleReader(options: ReaderOptions(sourceName: "data.ttl"))
    let bytes = Array((prefixes + turtle).utf8)
    try reader.read(bytes.span, into: &builder)
    try reader.finish(into: &builder)
    return SKOSGraph(builder.finish())
  }

  private static let prefixes = """
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
    @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    @prefix obo: <http://www.geneontology.org/formats/oboInOwl#> .
    @prefix a: <https://example.org/a#> .
    @prefix b: <https://example.org/b#> .

    """

  func proposals(_ options: MatcherOptions = MatcherOptions()) -> [MatchProposal] {
    Matcher(options: options).proposals(from: source, to: target).proposals
  }

  /// The relation that is proposed between two local names.
  func relation(_ source: String, _ target: String) -> MappingRelation? {
    proposal(source, target)?.relation
  }

  func proposal(_ source: String, _ target: String) -> MatchProposal? {
    proposals().first {
      $0.source == "https://example.org/a#" + source
        && $0.target == "https://example.org/b#" + target
    }
  }
}
