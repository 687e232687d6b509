import SKOSVocabulary

/// The concepts of a scheme as an indented list, written down in one run.
///
/// The data may have cycles and concepts with several parents: a concept is unfolded where it is
/// met first and only named afterwards.
struct ConceptTree: Sendable {
  /// One line, and what opens and closes after it.
  struct Row: Sendable {
    let link: Link
    let isRepeated: Bool
    /// Whether a list of narrower concepts starts after the line.
    var opensList = false
    /// Whether the item ends with the line.
    var closesItem = false
    /// One element for each list that ends after the line.
    var closings: [Int] = []
  }

  static let maximumRows = 5_000
  static let maximumDepth = 40

  let rows: [Row]
  /// Whether there was more than fits.
  let isCut: Bool

  init(_ concepts: [Concept], language: String) {
    var builder = Builder(concepts, language)
    builder.unfold()
    rows = builder.finish()
    isCut = builder.isCut
  }

  private struct Builder {
    let members: Set<Concept>
    let language: String
    let links: [Concept: Link]
    let ordered: [Concept]
    var found: [(row: Row, depth: Int)] = []
    var seen: Set<Concept> = []
    var isCut = false

    init(_ concepts: [Concept], _ language: String) {
      members = Set(concepts)
      self.language = language
      let links = Dictionary(
        concepts.map { ($0, SchemePage.link($0, language)) }, uniquingKeysWith: { one, _ in one })
      self.links = links
      ordered = Self.ordered(concepts, links)
    }

    private static func ordered(_ concepts: [Concept], _ links: [Concept: Link]) -> [Concept] {
      concepts.map { (key: links[$0]?.label.text.folded ?? "", concept: $0) }
        .sorted { $0.key < $1.key }.map(\.concept)
    }

    mutating func unfold() {
      for concept in ordered where concept.broader.allSatisfy({ !members.contains($0) }) {
        unfold(concept)
      }
      // Whatever is left lies in a cycle and has no concept above it outside.
      for concept in ordered where !seen.contains(concept) { unfold(concept) }
    }

    private mutating func unfold(_ root: Concept) {
      var stack = [(concept: root, depth: 0)]
      while let (concept, depth) = stack.popLast() {
        guard let link = links[concept] else { continue }
        guard found.count < ConceptTree.maximumRows else {
          isCut = true
          return
        }
        let isNew = seen.insert(concept).inserted
        found.append((Row(link: link, isRepeated: !isNew), depth))
        guard isNew else { continue }
        let below = Self.ordered(concept.narrower.filter(members.contains), links)
        if depth + 1 < ConceptTree.maximumDepth {
          stack += below.reversed().map { ($0, depth + 1) }
        } else if !below.isEmpty {
          isCut = true
        }
      }
    }

    func finish() -> [Row] {
      found.indices.map { index in
        var row = found[index].row
        let depth = found[index].depth
        let next = index + 1 < found.count ? found[index + 1].depth : 0
        row.opensList = next > depth
        row.closesItem = next <= depth
        row.closings = Array(repeating: 0, count: max(0, depth - next))
        return row
      }
    }
  }
}
