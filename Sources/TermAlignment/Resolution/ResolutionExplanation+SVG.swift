import RDFGraph
import RDFModel
import SKOSVocabulary

extension ResolutionExplanation {
  /// A picture of the derivations: concepts as boxes, from the resolved one on the left to those
  /// that correspond, and mappings as arrows between them.
  ///
  /// The same explanation always gives the same bytes. The picture needs no font and no file but
  /// itself, has a title and a description for those who do not see it, and draws the first
  /// ``maximumPicturedMatches`` matches, which it says where there are more. A mapping read
  /// backwards is dashed, a denial red.
  ///
  /// Source: SVG 1.1, sections 5.4 and 8.3; WAI-ARIA Graphics Module 1.0.
  public func svg(language: String = "en") -> String {
    DerivationPicture(self, language: language).text
  }

  /// The most matches in a picture.
  public static let maximumPicturedMatches = 24
}

/// The layout of a picture of derivations.
private struct DerivationPicture {
  private struct Box {
    let iri: String
    let label: String
    let curie: String
    let scheme: String
    let column: Int
  }

  private struct Arrow {
    let from: Int
    let to: Int
    let label: String
    let detail: String
    let isBackwards: Bool
    let isDenial: Bool
    /// Its place among the arrows that end at the same box.
    var nth: Int
  }

  private static let boxWidth = 220
  private static let boxHeight = 60
  private static let columnGap = 250
  private static let rowGap = 34
  private static let margin = 24
  private static let top = 64

  /// An arrow's end needs this much of the height of its box.
  private static let endHeight = 38

  private var boxes: [Box] = []
  /// How many arrows end at each box, by its place.
  private var ends: [Int] = []
  private var places: [String: Int] = [:]
  private var columnCount = 0
  private var arrows: [Arrow] = []
  private var drawn: Set<String> = []
  private let explanation: ResolutionExplanation
  private let language: String
  private let shown: [ResolutionExplanation.MatchExplanation]

  init(_ explanation: ResolutionExplanation, language: String) {
    self.explanation = explanation
    self.language = language
    shown = Array(explanation.matches.prefix(ResolutionExplanation.maximumPicturedMatches))
    let start = explanation.resolution.concept
    add(start, column: 0)
    // A concept stands in the column of the shortest way to it, so first the distances.
    var columns: [String: Int] = [:]
    let derivations = shown.flatMap { $0.derivations.map(\.steps) }
    for steps in derivations {
      for (hop, step) in steps.enumerated() {
        columns[step.link.object] = min(columns[step.link.object] ?? .max, hop + 1)
      }
    }
    for steps in derivations {
      for step in steps {
        add(step.link.object, column: columns[step.link.object] ?? 1)
        addArrow(step)
      }
    }
    for negative in explanation.resolution.negatives.prefix(
      ResolutionExplanation.maximumPicturedMatches)
    {
      addDenial(negative)
    }
  }

  // MARK: Contents

  private mutating func add(_ concept: Concept, column: Int) {
    let iri = concept.iri
    if places[iri] != nil { return }
    columnCount = max(columnCount, column + 1)
    places[iri] = boxes.count
    boxes.append(
      Box(
        iri: iri, label: concept.displayLabel(in: language), curie: concept.curie,
        scheme: concept.scheme?.displayName(in: language) ?? "", column: column))
    ends.append(0)
  }

  private mutating func add(_ iri: String, column: Int) {
    let graph = explanation.resolution.concept.graph
    guard let node = graph.snapshot.id(iri: IRI(trusted: iri)) else { return }
    add(graph.view(node), column: column)
  }

  private mutating func addArrow(_ step: DerivationStep) {
    guard let from = places[step.link.subject], let to = places[step.link.object],
      drawn.insert("\(step.mapping)").inserted
    else { return }
    let confidence = step.confidence.map { " \(JSONValue.number($0))" } ?? ""
    let set = step.mappingSet.map(DerivationStep.shortName) ?? "the data itself"
    append(
      Arrow(
        from: from, to: to, label: step.link.predicate + confidence,
        detail: [step.ruleName, step.author, set].compactMap { $0 }.joined(separator: ", "),
        isBackwards: step.stated != nil, isDenial: false, nth: 0))
  }

  private mutating func addDenial(_ negative: Negative) {
    let index = explanation.resolution.resolver.index
    let graph = explanation.resolution.concept.graph
    let ends = [index.subject(negative.mapping), index.object(negative.mapping)]
    for end in ends { add(graph.view(end), column: 1) }
    guard let from = places[graph.iriText(ends[0])], let to = places[graph.iriText(ends[1])],
      drawn.insert("\(negative.mapping)").inserted
    else { return }
    let set = negative.mappingSet.map { DerivationStep.shortName(ofMappingSet: graph.iriText($0)) }
    append(
      Arrow(
        from: from, to: to,
        label: "not " + graph.curie(of: index.predicate(negative.mapping)),
        detail: set ?? "the data itself", isBackwards: false, isDenial: true, nth: 0))
  }

  private mutating func append(_ arrow: Arrow) {
    var arrow = arrow
    if boxes[arrow.from].column != boxes[arrow.to].column {
      arrow.nth = ends[arrow.to]
      ends[arrow.to] += 1
    }
    arrows.append(arrow)
  }

  // MARK: Drawing

  var text: String {
    let width =
      2 * Self.margin + columnCount * Self.boxWidth + (columnCount - 1) * Self.columnGap
    let bottom = boxes.indices.map { frame(of: $0).y + height(of: $0) }.max() ?? Self.top
    let depth = bottom + Self.margin
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(depth)\" "
        + "width=\"\(width)\" height=\"\(depth)\" role=\"img\" "
        + "aria-labelledby=\"title description\" font-family=\"sans-serif\" font-size=\"13\">",
      "<title id=\"title\">\(HTMLReport.escaped(title))</title>",
      "<desc id=\"description\">\(HTMLReport.escaped(description))</desc>",
      Self.definitions,
      "<rect width=\"\(width)\" height=\"\(depth)\" fill=\"#fff\"/>",
      "<text x=\"\(Self.margin)\" y=\"36\" font-size=\"16\" font-weight=\"bold\" fill=\"#222\">"
        + "\(HTMLReport.escaped(title))</text>",
    ]
    lines += arrows.map(draw)
    lines += boxes.indices.map(draw)
    return lines.joined(separator: "\n") + "\n</svg>\n"
  }

  private static let definitions =
    """
    <defs>
    <marker id="end" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" \
    orient="auto"><path d="M0 0L10 5L0 10z" fill="#444"/></marker>
    <marker id="denied" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" \
    orient="auto"><path d="M0 0L10 5L0 10z" fill="#b00020"/></marker>
    </defs>
    """

  private var title: String {
    let resolution = explanation.resolution
    return "\(resolution.concept.displayLabel(in: language)) (\(resolution.concept.curie)): "
      + resolution.status.rawValue
  }

  private var description: String {
    var sentences = shown.map { explained -> String in
      let match = explained.match
      let confidence =
        match.confidence.map { "confidence \(JSONValue.number($0)), " } ?? ""
      let ways = explained.derivations.count
      return "\(match.predicate.curie) \(match.concept.displayLabel(in: language)) "
        + "(\(match.concept.curie)), \(confidence)\(match.confidenceRule), "
        + "\(ways) derivation\(ways == 1 ? "" : "s")"
    }
    if explanation.matches.count > shown.count {
      sentences.append("\(explanation.matches.count - shown.count) more matches are not drawn")
    }
    sentences += explanation.resolution.negatives.prefix(
      ResolutionExplanation.maximumPicturedMatches
    )
    .map { "not \($0.predicate.curie) \($0.concept.curie): \($0.reason)" }
    sentences += explanation.limits.map(\.message)
    return sentences.isEmpty ? "Nothing corresponds." : sentences.joined(separator: ". ") + "."
  }

  private func height(of place: Int) -> Int {
    max(Self.boxHeight, ends[place] * Self.endHeight)
  }

  /// The upper left corner of a box: below those that came before it in its column.
  private func frame(of place: Int) -> (x: Int, y: Int) {
    let column = boxes[place].column
    let above = boxes[..<place].indices.filter { boxes[$0].column == column }
    return (
      Self.margin + column * (Self.boxWidth + Self.columnGap),
      Self.top + above.reduce(0) { $0 + height(of: $1) + Self.rowGap }
    )
  }

  private func draw(_ place: Int) -> String {
    let box = boxes[place]
    let (x, y) = frame(of: place)
    let stroke = place == 0 ? "#0b57d0" : "#666"
    func line(_ offset: Int, _ style: String, _ text: String) -> String {
      "<text x=\"\(x + 10)\" y=\"\(y + offset)\" \(style)>\(HTMLReport.escaped(Self.cut(text, 30)))</text>"
    }
    let height = self.height(of: place)
    return "<g><title>\(HTMLReport.escaped(box.iri))</title>"
      + "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(Self.boxWidth)\" height=\"\(height)\" "
      + "rx=\"6\" fill=\"#f7f9fc\" stroke=\"\(stroke)\" stroke-width=\"\(place == 0 ? 2 : 1)\"/>"
      + line(19, "fill=\"#111\" font-weight=\"bold\"", box.label)
      + line(36, "fill=\"#333\" font-size=\"11\"", box.curie)
      + line(51, "fill=\"#555\" font-size=\"11\"", box.scheme) + "</g>"
  }

  private func draw(_ arrow: Arrow) -> String {
    let (start, end) = (frame(of: arrow.from), frame(of: arrow.to))
    let steps = boxes[arrow.to].column - boxes[arrow.from].column
    // Forward from side to side; within a column around its right; backwards the other way.
    let x1 = steps < 0 ? start.x : start.x + Self.boxWidth
    let x2 = steps > 0 ? end.x : end.x + Self.boxWidth
    let y1 = start.y + height(of: arrow.from) / 2
    let share = 2 * max(ends[arrow.to], 1)
    let y2 =
      steps == 0
      ? end.y + height(of: arrow.to) / 2
      : end.y + height(of: arrow.to) * (2 * arrow.nth + 1) / share
    let bend = steps < 0 ? -Self.columnGap / 2 : steps > 0 ? Self.columnGap / 2 : 60
    let color = arrow.isDenial ? "#b00020" : "#444"
    let dash = arrow.isBackwards ? " stroke-dasharray=\"6 4\"" : ""
    // The words stand at the arrow's end, where arrows have parted.
    let (tx, ty) = steps > 0 ? (x2 - 14, y2) : steps < 0 ? (x2 + 14, y2) : (x2 + 50, (y1 + y2) / 2)
    let anchor = steps > 0 ? "end" : "start"
    func words(_ offset: Int, _ size: Int, _ fill: String, _ text: String) -> String {
      "<text x=\"\(tx)\" y=\"\(ty + offset)\" text-anchor=\"\(anchor)\" font-size=\"\(size)\" "
        + "fill=\"\(fill)\" stroke=\"#fff\" stroke-width=\"3\" paint-order=\"stroke\">"
        + "\(HTMLReport.escaped(text))</text>"
    }
    return "<g><title>\(HTMLReport.escaped("\(arrow.label): \(arrow.detail)"))</title>"
      + "<path d=\"M\(x1) \(y1)C\(x1 + bend) \(y1) "
      + "\(steps == 0 ? x2 + bend : x2 - bend) \(y2) \(x2) \(y2)\" fill=\"none\" "
      + "stroke=\"\(color)\" stroke-width=\"1.5\"\(dash) "
      + "marker-end=\"url(#\(arrow.isDenial ? "denied" : "end"))\"/>"
      + words(-5, 12, color, Self.cut(arrow.label, 32))
      + words(12, 10, "#555", Self.cut(arrow.detail, 40)) + "</g>"
  }

  private static func cut(_ text: String, _ length: Int) -> String {
    text.count > length ? text.prefix(length - 1) + "…" : text
  }
}
