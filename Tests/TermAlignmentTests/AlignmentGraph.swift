import RDFGraph
import RDFModel
import RDFSyntax
import SKOSVocabulary

@testable import TermAlignment

/// Graphs of mapping sets and Turtle, and questions to them.
struct AlignmentGraph {
  let graph: SKOSGraph
  let resolver: Resolver

  /// Loads mapping sets as SSSOM/TSV and the rest of the data as Turtle.
  init(_ sets: String..., turtle: String = "") throws {
    try self.init(sets: sets, turtle: turtle)
  }

  init(sets: [String], turtle: String = "") throws {
    var builder = try GraphBuilder(keepsOrigins: true)
    for (number, text) in sets.enumerated() {
      let name = "set\(number + 1).sssom.tsv"
      try builder.beginDocument(source: name)
      var reader = SSSOMTripleReader(options: ReaderOptions(sourceName: name))
      let bytes = Array(text.utf8)
      try reader.read(bytes.span, into: &builder)
      try reader.finish(into: &builder)
    }
    try builder.beginDocument(source: "data.ttl")
    var reader = TurtleReader(options: ReaderOptions(sourceName: "data.ttl"))
    let bytes = Array((Self.prefixes + turtle).utf8)
    try reader.read(bytes.span, into: &builder)
    try reader.finish(into: &builder)
    graph = SKOSGraph(builder.finish())
    resolver = Resolver(graph)
  }

  private static let prefixes = """
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix isogloss: <https://w3id.org/isogloss/ns#> .
    @prefix e: <https://example.org/> .
    @prefix a: <https://example.org/a/> .
    @prefix b: <https://example.org/b/> .

    """

  /// A term such as `a1`, which is `https://example.org/a/1` in the scheme `https://example.org/a`.
  func id(_ name: String) -> TermID {
    graph.snapshot.id(iri: IRI(trusted: Self.iri(name))) ?? .unbound
  }

  static func iri(_ name: String) -> String {
    "https://example.org/\(name.prefix(1))/\(name.dropFirst())"
  }

  func resolve(_ name: String, _ options: ResolutionOptions = ResolutionOptions()) -> Resolution {
    resolver.resolve(graph.view(id(name)), options: options)
  }

  /// The matches of a concept as `exactMatch b1` and so on.
  func matches(_ name: String, _ options: ResolutionOptions = ResolutionOptions()) -> Set<String> {
    Set(resolve(name, options).matches.map { "\($0.predicate.rawValue) \(Self.name($0.concept))" })
  }

  static func name(_ concept: Concept) -> String {
    concept.iri.split(separator: "/").suffix(2).joined()
  }
}

/// A mapping set of lines such as `a1 exact b1 0.6`, `a1 not exact b1`, `a1 exact none b`.
///
/// Terms are a scheme's letter and a name. After the object follow, in any order, a confidence
/// and words of the form `slot=value`.
func mappingSet(_ lines: String..., name: String = "set") -> String {
  mappingSet(lines: lines, name: name)
}

/// As above, of any number of lines.
func mappingSet(lines: [String], name: String = "set") -> String {
  let predicates = [
    "exact": "skos:exactMatch", "close": "skos:closeMatch", "broad": "skos:broadMatch",
    "narrow": "skos:narrowMatch", "related": "skos:relatedMatch",
    "counterpart": "isogloss:functionalCounterpart", "equivalent": "owl:equivalentClass",
    "subclass": "rdfs:subClassOf", "sameAs": "owl:sameAs",
    "sameProperty": "owl:equivalentProperty", "subproperty": "rdfs:subPropertyOf",
    "crossExact": "semapv:crossSpeciesExactMatch", "crossBroad": "semapv:crossSpeciesBroadMatch",
    "crossNarrow": "semapv:crossSpeciesNarrowMatch",
  ]
  let columns = [
    "record_id", "subject_id", "predicate_id", "predicate_modifier", "object_id",
    "mapping_justification", "author_label", "license", "subject_source", "object_source",
    "subject_source_version", "object_source_version", "mapping_date", "reviewer_label",
    "reviewer_agreement", "confidence", "comment", "difference",
  ]
  func curie(_ term: Substring) -> String { "\(term.prefix(1)):\(term.dropFirst())" }
  var text = "#curie_map:\n#  isogloss: https://w3id.org/isogloss/ns#\n"
  for letter in "abcdefgh" { text += "#  \(letter): https://example.org/\(letter)/\n" }
  text += "#  x: https://example.org/\n#mapping_set_id: https://example.org/sets/\(name)\n"
  text += "#license: https://example.org/licences/\(name)\n"
  text += "#extension_definitions:\n#  - slot_name: difference\n"
  text += "#    property: isogloss:difference\n" + columns.joined(separator: "\t") + "\n"
  for line in lines {
    var words = line.split(separator: " ")
    var row: [String: String] = ["mapping_justification": "semapv:ManualMappingCuration"]
    row["subject_id"] = curie(words.removeFirst())
    row["subject_source"] = "x:" + line.prefix(1)
    if words[0] == "not" {
      row["predicate_modifier"] = "Not"
      words.removeFirst()
    }
    row["predicate_id"] = predicates[String(words.removeFirst())]
    let object = words.removeFirst()
    if object == "none" {
      row["object_id"] = "sssom:NoTermFound"
      row["object_source"] = "x:" + words.removeFirst()
    } else {
      row["object_id"] = curie(object)
      row["object_source"] = "x:" + object.prefix(1)
    }
    for word in words {
      let parts = word.split(separator: "=")
      if parts.count == 2 {
        row[String(parts[0])] = String(parts[1]).replacing("_", with: " ")
      } else {
        row["confidence"] = String(word)
      }
    }
    text += columns.map { row[$0] ?? "" }.joined(separator: "\t") + "\n"
  }
  return text
}
