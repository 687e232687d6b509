import Foundation
import RDFModel
import SKOSVocabulary

/// Colours of pictures: text and lines have a contrast of at least 3 to 1 on white, labels 4.5.
enum PictureColours {
  static func colour(_ region: Jurisdiction.Region) -> String {
    switch region {
    case .worldwide: "#555f6b"
    case .standards: "#7a5195"
    case .europe: "#2f6fb7"
    case .americas: "#b5432f"
    case .asiaPacific: "#1f7a55"
    case .africa: "#8a6100"
    case .other: "#444444"
    }
  }

  static func colour(_ coverage: CoverageClass) -> String {
    switch coverage {
    case .exact: "#1b4965"
    case .close: "#3d8fb5"
    case .broader, .narrower: "#5e8a52"
    case .counterpart: "#c27a17"
    case .related: "#8f8f8f"
    case .declaredUnmapped: "#6b1e0e"
    case .undecided: "#e2ddd2"
    }
  }

  /// A number with one digit after the point, the same on every system.
  static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    return "\(sign)\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}

extension CoverageMatrix {
  /// The map of the frameworks: schemes in a circle by region, and an arc for each pair that
  /// statements join, as thick as they are many, in the colour of the strongest.
  ///
  /// The same matrix gives the same bytes.
  public func svg(in language: String = "en") -> String {
    MapPicture(self, language).text
  }
}

/// The map in the making.
private struct MapPicture {
  struct Node {
    let scheme: ConceptScheme
    let region: Jurisdiction.Region
    let angle: Double
    let weight: Int
  }

  private static let size = 1480.0
  private static let radius = 500.0
  private static let gap = 3.0

  let matrix: CoverageMatrix
  let language: String
  private let nodes: [Node]
  private let places: [ConceptScheme: Int]

  init(_ matrix: CoverageMatrix, _ language: String) {
    self.matrix = matrix
    self.language = language
    var weights: [ConceptScheme: Int] = [:]
    for pair in matrix.pairs where pair.stated.total > 0 {
      weights[pair.source, default: 0] += pair.stated.total
      weights[pair.target, default: 0] += pair.stated.total
    }
    let regions = Jurisdiction.Region.allCases
    let ordered = matrix.schemes.map(\.scheme).filter { weights[$0] != nil }
      .map { (scheme: $0, region: Jurisdiction.region(of: $0.jurisdictions)) }
      .enumerated().sorted { left, right in
        let one = regions.firstIndex(of: left.element.region) ?? 0
        let other = regions.firstIndex(of: right.element.region) ?? 0
        return one == other ? left.offset < right.offset : one < other
      }.map(\.element)
    let slots = Double(ordered.count) + Self.gap * Double(Set(ordered.map(\.region)).count)
    var position = 0.0
    var previous: Jurisdiction.Region?
    var nodes: [Node] = []
    for entry in ordered {
      if let previous, previous != entry.region { position += Self.gap }
      nodes.append(
        Node(
          scheme: entry.scheme, region: entry.region,
          angle: 2 * Double.pi * position / max(slots, 1) - Double.pi / 2,
          weight: weights[entry.scheme] ?? 0))
      position += 1
      previous = entry.region
    }
    self.nodes = nodes
    places = Dictionary(
      nodes.enumerated().map { ($1.scheme, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func point(_ angle: Double, _ radius: Double) -> (x: Double, y: Double) {
    (Self.size / 2 + radius * cos(angle), Self.size / 2 + radius * sin(angle))
  }

  private func number(_ value: Double) -> String { PictureColours.number(value) }

  var text: String {
    let height = Int(Self.size) + 70
    let total = matrix.pairs.reduce(0) { $0 + $1.stated.total }
    let title = "Map of \(nodes.count) frameworks and \(total) mappings"
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Int(Self.size)) \(height)\" "
        + "font-family=\"Helvetica, Arial, sans-serif\" role=\"img\" aria-label=\"\(title)\">",
      "<title>\(title)</title>",
      "<rect width=\"\(Int(Self.size))\" height=\"\(height)\" fill=\"#ffffff\"/>",
      "<g fill=\"none\">",
    ]
    lines += arcs
    lines += ["</g>", "<g font-size=\"10.5\">"] + nodes.flatMap(label) + ["</g>"]
    lines += ["<g font-size=\"13\">"] + legend + ["</g>", "</svg>"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// The weakest lowest, so that the strongest can be followed.
  private var arcs: [String] {
    var drawn: [(offset: Int, strongest: CoverageClass)] = []
    for (offset, pair) in matrix.pairs.enumerated() {
      if let strongest = CoverageClass.mapped.first(where: { pair.stated[$0] > 0 }) {
        drawn.append((offset, strongest))
      }
    }
    drawn.sort { left, right in
      left.strongest == right.strongest
        ? left.offset < right.offset : left.strongest > right.strongest
    }
    return drawn.compactMap { arc(matrix.pairs[$0.offset], $0.strongest) }
  }

  private func arc(_ pair: CoverageMatrix.Pair, _ strongest: CoverageClass) -> String? {
    guard let one = places[pair.source], let other = places[pair.target] else { return nil }
    let angles = (nodes[one].angle, nodes[other].angle)
    let start = point(angles.0, Self.radius)
    let end = point(angles.1, Self.radius)
    let apart = abs(angles.0 - angles.1)
    let distance = min(apart, 2 * Double.pi - apart)
    let pull = max(0, 1 - 0.9 * distance / Double.pi) * 0.75
    let centre = Self.size / 2
    let x = centre + ((start.x + end.x) / 2 - centre) * pull
    let y = centre + ((start.y + end.y) / 2 - centre) * pull
    let width = 0.6 + 0.55 * log2(Double(1 + pair.stated.total))
    let counts = CoverageClass.mapped.filter { pair.stated[$0] > 0 }
      .map { "\(pair.stated[$0]) \($0.title)" }.joined(separator: ", ")
    let title = HTMLReport.escaped("\(pair.source.id), \(pair.target.id): \(counts)")
    return "<path d=\"M\(number(start.x)) \(number(start.y))Q\(number(x)) \(number(y)) "
      + "\(number(end.x)) \(number(end.y))\" stroke=\"\(PictureColours.colour(strongest))\" "
      + "stroke-width=\"\(number(width))\" stroke-opacity=\"0.55\"><title>\(title)</title></path>"
  }

  private func label(_ node: Node) -> [String] {
    let place = point(node.angle, Self.radius + 4)
    let text = point(node.angle, Self.radius + 12)
    let isFlipped = cos(node.angle) < -1e-9
    let degrees = node.angle * 180 / Double.pi
    let turn = isFlipped ? degrees - 180 : degrees
    let colour = PictureColours.colour(node.region)
    let size = 1.8 + Double(node.weight).squareRoot() / 5
    let name = HTMLReport.escaped(node.scheme.displayName(in: language))
    return [
      "<circle cx=\"\(number(place.x))\" cy=\"\(number(place.y))\" r=\"\(number(size))\" "
        + "fill=\"\(colour)\"/>",
      "<text x=\"\(number(text.x))\" y=\"\(number(text.y))\" fill=\"\(colour)\" "
        + "dominant-baseline=\"central\" text-anchor=\"\(isFlipped ? "end" : "start")\" "
        + "transform=\"rotate(\(number(turn)) \(number(text.x)) \(number(text.y)))\">"
        + "\(name) (\(node.weight))</text>",
    ]
  }

  private var legend: [String] {
    var lines: [String] = []
    var x = 30
    var y = Int(Self.size) + 20
    for region in Jurisdiction.Region.allCases where nodes.contains(where: { $0.region == region })
    {
      lines.append(
        "<circle cx=\"\(x)\" cy=\"\(y - 4)\" r=\"5\" fill=\"\(PictureColours.colour(region))\"/>"
          + "<text x=\"\(x + 10)\" y=\"\(y)\">\(region.rawValue)</text>")
      x += 34 + 8 * region.rawValue.count
    }
    x = 30
    y += 28
    for (coverage, name) in [
      (CoverageClass.exact, "exact"), (.close, "close"), (.broader, "broader or narrower"),
      (.counterpart, "functional counterpart"), (.related, "related"),
    ] {
      lines.append(
        "<path d=\"M\(x) \(y - 4)h24\" stroke=\"\(PictureColours.colour(coverage))\" "
          + "stroke-width=\"3\"/><text x=\"\(x + 30)\" y=\"\(y)\">\(name)</text>")
      x += 60 + 8 * name.count
    }
    lines.append(
      "<text x=\"\(x)\" y=\"\(y)\" fill=\"#555555\">strongest relation of a pair; in brackets, "
        + "mappings</text>")
    return lines
  }
}

extension Coverage {
  /// A bar for each section, divided by how its concepts are covered; numbers stand beside it.
  public func svg(in language: String = "en") -> String {
    let classes = CoverageClass.allCases
    let height = 70 + 26 * sections.count + 40
    let title = HTMLReport.escaped(
      "\(source.displayName(in: language)) by \(target.displayName(in: language)): "
        + "\(direct.mapped) of \(conceptCount) concepts mapped")
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 960 \(height)\" "
        + "font-family=\"Helvetica, Arial, sans-serif\" font-size=\"13\" role=\"img\" "
        + "aria-label=\"\(title)\">",
      "<title>\(title)</title>", "<rect width=\"960\" height=\"\(height)\" fill=\"#ffffff\"/>",
      "<text x=\"20\" y=\"28\" font-size=\"16\">\(title)</text>",
    ]
    for (row, section) in sections.enumerated() {
      let y = 50 + 26 * row
      let name = section.name.count > 40 ? section.name.prefix(39) + "…" : section.name[...]
      lines.append(
        "<text x=\"20\" y=\"\(y + 14)\">\(HTMLReport.escaped(String(name)))</text>")
      var x = 300.0
      for coverage in classes where section.direct[coverage] > 0 {
        let width = 480 * Double(section.direct[coverage]) / Double(max(section.conceptCount, 1))
        let count = section.direct[coverage]
        lines.append(
          "<rect x=\"\(PictureColours.number(x))\" y=\"\(y)\" "
            + "width=\"\(PictureColours.number(width))\" height=\"18\" "
            + "fill=\"\(PictureColours.colour(coverage))\" stroke=\"#ffffff\">"
            + "<title>\(count) \(coverage.title)</title></rect>")
        x += width
      }
      lines.append(
        "<text x=\"790\" y=\"\(y + 14)\">\(section.direct.mapped) of \(section.conceptCount)</text>"
      )
    }
    var x = 20
    for coverage in classes {
      lines.append(
        "<rect x=\"\(x)\" y=\"\(height - 28)\" width=\"12\" height=\"12\" "
          + "fill=\"\(PictureColours.colour(coverage))\"/>"
          + "<text x=\"\(x + 17)\" y=\"\(height - 17)\">\(coverage.title)</text>")
      x += 40 + 8 * coverage.title.count
    }
    return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
  }
}
