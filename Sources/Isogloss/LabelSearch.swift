public import RDFModel
import SKOSVocabulary
public import SPARQLEngine

/// Label search in SPARQL: `isogloss:search`.
///
/// ```sparql
/// SELECT ?concept ?text ?rank WHERE {
///   (?concept ?text ?rank) isogloss:search ("risk man*" "en" 10)
/// } ORDER BY ?rank
/// ```
///
/// Before the predicate stand the concept and, in a list with it, the text that fits (a label, a
/// notation or a definition) and its rank from 1. After it stand the text to search for, maybe a
/// language (a BCP 47 range; `""` is every language), and maybe the most concepts to find, 1000
/// unless said otherwise. The search is that of ``SKOSVocabulary/LabelIndex``: labels that are the
/// text, that start so, that hold its words; a text that ends in `*` is not matched by what only
/// looks similar.
public struct LabelSearch: PropertyFunction {
  /// The predicate that calls the search.
  public static let name = IRI(trusted: "https://w3id.org/isogloss/ns#search")

  private let vocabulary: Vocabulary

  /// Makes the search over a vocabulary, whose index is made with the first call.
  public init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
  }

  /// The concepts that a text may mean, the likeliest first.
  public func solutions(
    subject: [Term?], object: [Term?]
  ) throws(EngineError) -> [[Term?]] {
    guard (1...3).contains(subject.count), (1...3).contains(object.count),
      let text = object[0]?.literal?.lexicalForm
    else {
      throw Self.wrong(
        "takes a text, maybe a language and a number, and gives a concept, its text and its rank")
    }
    var options = SearchOptions(limit: 1000)
    if object.count > 1 {
      guard let language = object[1]?.literal?.lexicalForm else {
        throw Self.wrong("takes a language tag in second place")
      }
      options.language = language.isEmpty ? nil : language
    }
    if object.count > 2 {
      guard let limit = object[2].flatMap({ Int(term: $0) }), limit > 0, limit <= 1_000_000 else {
        throw Self.wrong("takes a number from 1 to 1000000 in third place")
      }
      options.limit = limit
    }
    let isStrict = text.hasSuffix("*")
    let matches: [LabelMatch]
    do {
      matches = try vocabulary.labels.search(
        isStrict ? String(text.dropLast()) : text, options: options)
    } catch {
      throw EngineError(
        code: .unsupported, message: "the labels cannot be searched: \(error)",
        remedy: "load fewer vocabularies at once")
    }
    var rows: [[Term?]] = []
    for match in matches where !isStrict || match.fit != .similar {
      let rank = Term.literal(Literal(String(rows.count + 1), datatype: XSD.integer))
      let concept = vocabulary.snapshot.term(match.concept.node)
      let values: [Term?] = [concept, .literal(match.text), rank]
      rows.append(values.prefix(subject.count) + [Term?](repeating: nil, count: object.count))
    }
    return rows
  }

  private static func wrong(_ message: String) -> EngineError {
    EngineError(
      code: .wrongArguments, message: "isogloss:search \(message)",
      remedy: "write: ?concept isogloss:search (\"text*\" \"en\" 20)")
  }
}
