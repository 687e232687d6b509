import ArgumentParser

/// What an input is written in, called by what the names of its files end with.
enum Notation: String, CaseIterable, ExpressibleByArgument, Sendable {
  case nt, nq, ttl, trig, rdf, jsonld
  /// Queries and updates.
  case rq, ru
  /// Results of queries.
  case srx, srj
  case sssom = "sssom.tsv"

  /// The notation of a file, by its name.
  init?(path: String) {
    guard let found = Self.allCases.first(where: { path.hasSuffix("." + $0.rawValue) }) else {
      return nil
    }
    self = found
  }

  /// The syntax, where it is one of graphs, which are read as streams of triples.
  var syntax: Syntax? { Syntax(rawValue: rawValue) }
}

/// An input.
struct Example: Sendable {
  let notation: Notation
  let bytes: [UInt8]
}
