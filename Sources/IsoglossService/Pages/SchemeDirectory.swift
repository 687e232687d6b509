import RDFGraph
import RDFModel
import SKOSVocabulary

/// The schemes of a vocabulary with what pages say of them, put together once.
struct SchemeDirectory: Sendable {
  /// A scheme in a list.
  struct Entry: Sendable {
    let address: String
    let title: LocalText
    /// The full title, where that says more.
    let fullTitle: LocalText?
    let note: String
  }

  /// The schemes of a part of the world.
  struct Region: Sendable {
    let name: String
    let countText: String
    let schemes: [Entry]
  }

  let regions: [Region]
  /// How many schemes, concepts and statements there are, in words.
  let summary: String
  let schemeCount: Int
  let conceptCount: Int
  let tripleCount: Int

  /// - Complexity: O(n log n) in the concepts.
  init(_ graph: SKOSGraph) {
    let schemes = graph.conceptSchemes
    var byRegion: [Jurisdiction.Region: [(key: String, entry: Entry)]] = [:]
    for scheme in schemes {
      let title = Self.name(of: scheme, in: "en")
      let fullTitle = scheme.title(in: "en").map(LocalText.init)
      let entry = Entry(
        address: Address.scheme(iri: scheme.iri), title: title,
        fullTitle: fullTitle == title ? nil : fullTitle, note: Self.note(on: scheme))
      byRegion[Jurisdiction.region(of: scheme.jurisdictions), default: []]
        .append((title.text.lowercased(), entry))
    }
    regions = Jurisdiction.Region.allCases.compactMap { region in
      guard let found = byRegion[region] else { return nil }
      return Region(
        name: region.rawValue, countText: "\(found.count)",
        schemes: found.sorted { $0.key < $1.key }.map(\.entry))
    }
    schemeCount = schemes.count
    conceptCount = graph.conceptCount
    tripleCount = graph.snapshot.tripleCount
    summary = [
      Self.counted(schemeCount, "vocabulary", "vocabularies"),
      Self.counted(conceptCount, "concept", "concepts"),
      Self.counted(tripleCount, "statement", "statements"),
    ].joined(separator: ", ")
  }

  /// The short title where there is one, else the title, else the identifier.
  static func name(of scheme: ConceptScheme, in language: String) -> LocalText {
    (scheme.shortTitle(in: language) ?? scheme.title(in: language)).map(LocalText.init)
      ?? LocalText(scheme.id)
  }

  private static func note(on scheme: ConceptScheme) -> String {
    let parts = [
      Jurisdiction.names(of: scheme.jurisdictions), scheme.kind.map(words), scheme.issued,
      scheme.status.map(words), counted(scheme.concepts.count, "concept", "concepts"),
    ]
    return parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// A coded value as words: `in-force` as “in force”.
  static func words(_ code: String) -> String {
    code.split(separator: "-").joined(separator: " ")
  }

  /// A number with its noun, grouped by thousands.
  static func counted(_ count: Int, _ one: String, _ many: String) -> String {
    "\(grouped(count)) \(count == 1 ? one : many)"
  }

  /// A number with a comma between thousands, whatever the locale of the machine.
  static func grouped(_ count: Int) -> String {
    var digits = Array(String(count))
    var position = digits.count - 3
    while position > 0 {
      digits.insert(",", at: position)
      position -= 3
    }
    return String(digits)
  }
}
