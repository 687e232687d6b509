public import RDFModel
import SKOSVocabulary
public import TermAlignment
public import TermMatching

extension Vocabulary {
  /// Proposes mappings to another vocabulary, or between two schemes of this one.
  ///
  /// ```swift
  /// let proposals = try mine.align(with: theirs)
  /// for proposal in proposals.proposals where proposal.confidence > 0.5 {
  ///   print(proposal.source, proposal.relation, proposal.target, proposal.explanation)
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - scheme: the scheme whose concepts are the source; nil for all entities.
  ///   - other: the vocabulary of the target, which may be this one.
  ///   - otherScheme: the scheme whose concepts are the target; nil for all entities.
  ///   - check: called between steps, each of which takes milliseconds rather than seconds; what it
  ///     throws ends the work.
  /// - Throws: ``LookupError`` where a scheme is not found, and what `check` throws.
  /// - Complexity: O(n log n) in the triples, and O(n × k) in the entities and the candidates of
  ///   each.
  public func align(
    _ scheme: String? = nil, with other: Vocabulary, _ otherScheme: String? = nil,
    options: MatcherOptions = MatcherOptions(), check: () throws -> Void = {}
  ) throws -> MatchProposals {
    try Matcher(options: options).proposals(
      from: skos, scheme: try scheme.map { try self.scheme($0) },
      to: other.skos, scheme: try otherScheme.map { try other.scheme($0) }, check: check)
  }
}

extension MatchProposals {
  /// An identifier for the set of proposals between two files or schemes, made of the last parts of
  /// their names.
  public static func setID(from source: String, to target: String) -> IRI {
    func name(_ text: String) -> String {
      let last = text.split(whereSeparator: { $0 == "/" || $0 == "#" }).last ?? "vocabulary"
      let kept = last.unicodeScalars.map { scalar -> Character in
        let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || "0"..."9" ~= scalar)
        return isPlain || scalar == "-" || scalar == "." || scalar == "_" ? Character(scalar) : "-"
      }
      return String(kept)
    }
    return IRI(
      trusted: "https://w3id.org/isogloss/mappings/\(name(source))--\(name(target))--proposals")
  }
}

/// A mapping set as the triples of one graph, to be written in a syntax of RDF.
public struct MappingTriples: TripleSource, Sendable {
  private let set: MappingSet

  /// Takes a set.
  public init(set: MappingSet) { self.set = set }

  /// Passes the triples on: statements and plain triples.
  public func push<Sink: TripleSink & ~Copyable>(into sink: inout Sink) throws {
    try set.push(into: &sink, form: MappingSetForm(.sssom, usesNamedGraph: false))
  }
}
