import RDFModel
public import SKOSVocabulary

/// Shades for counts: none for 0, then five by powers of three.
///
/// The number stands in the cell, so that the shade tells nothing alone.
private func heat(_ count: Int) -> String {
  switch count {
  case 0: ""
  case 1...2: " class=\"number heat-1\""
  case 3...8: " class=\"number heat-2\""
  case 9...26: " class=\"number heat-3\""
  case 27...80: " class=\"number heat-4\""
  default: " class=\"number heat-5\""
  }
}

private func cell(_ count: Int, isComplete: Bool = true) -> String {
  let text = isComplete ? "\(count)" : "at least \(count)"
  return count == 0 ? "<td class=\"number\">\(text)</td>" : "<td\(heat(count))>\(text)</td>"
}

extension Coverage {
  /// The coverage as a fragment of HTML: a table by section, a heat map of sections, the way there
  /// and back, and the trend.
  public func html(
    in language: String = "en", linking: HTMLReport.Linking = { _ in nil }
  ) -> String {
    let names = [source, target].map { HTMLReport.link($0, language, linking) }
    var result =
      "<p>\(names[0]) by \(names[1]): of \(conceptCount) concepts, \(direct.mapped) are mapped by "
      + "statements, \(inferred.mapped) by inference alone, \(direct[.declaredUnmapped]) are "
      + "declared unmapped.</p>\n"
    let classes = CoverageClass.allCases
    result += HTMLReport.tableStart(
      "Concepts by section, each by the strongest statement",
      columns: ["Section", "Concepts"] + classes.map(\.title) + ["by inference alone"])
    for section in sections {
      result += "<tr><th scope=\"row\">\(HTMLReport.escaped(section.name))</th>"
      result += "<td class=\"number\">\(section.conceptCount)</td>"
      result += classes.map { cell(section.direct[$0]) }.joined()
      result += cell(section.inferred.mapped) + "</tr>\n"
    }
    result += "<tr><th scope=\"row\">All</th><td class=\"number\">\(conceptCount)</td>"
    result += classes.map { cell(direct[$0]) }.joined() + cell(inferred.mapped) + "</tr>\n"
    result += HTMLReport.tableEnd + heatMap + roundTripHTML(language, linking) + trendHTML
    return result
  }

  /// Sections against sections: stated pairs, and in brackets those that follow.
  private var heatMap: String {
    guard !cells.isEmpty else { return "" }
    var counts: [[Int]: (Int, Int)] = [:]
    for cell in cells {
      counts[[cell.source, cell.target]] = (cell.direct.total, cell.inferred.total)
    }
    let columns = Set(cells.map(\.target)).sorted()
    var result = HTMLReport.tableStart(
      "Mappings between sections: stated, and in brackets those that follow",
      columns: [""] + columns.map { HTMLReport.escaped(targetSections[$0]) })
    for row in Set(cells.map(\.source)).sorted() {
      result += "<tr><th scope=\"row\">\(HTMLReport.escaped(sections[row].name))</th>"
      for column in columns {
        let (stated, inferred) = counts[[row, column]] ?? (0, 0)
        let suffix = inferred > 0 ? " (\(inferred))" : ""
        result += "<td\(heat(stated + inferred))>\(stated)\(suffix)</td>"
      }
      result += "</tr>\n"
    }
    return result + HTMLReport.tableEnd
  }

  private func roundTripHTML(_ language: String, _ linking: HTMLReport.Linking) -> String {
    let loss = Int((roundTrip.loss * 100).rounded())
    var result =
      "<h2>There and back</h2>\n<p>By the strongest mappings each way, \(roundTrip.returned) "
      + "concepts come back as themselves alone, \(roundTrip.widened) among others, "
      + "\(roundTrip.lost) as others only, and \(roundTrip.unmapped) lead nowhere: a loss of "
      + "\(loss) %.</p>\n"
    guard !roundTrip.changed.isEmpty else { return result }
    result += HTMLReport.tableStart(
      "What comes back as something else", columns: ["Concept", "Comes back as"])
    for entry in roundTrip.changed.prefix(100) {
      let returns = entry.returns.map { HTMLReport.link($0, language, linking) }
      result += "<tr><th scope=\"row\">\(HTMLReport.link(entry.concept, language, linking))</th>"
      result += "<td>\(returns.isEmpty ? "nothing" : returns.joined(separator: ", "))</td></tr>\n"
    }
    return result + HTMLReport.tableEnd
  }

  private var trendHTML: String {
    guard !trend.isEmpty else { return "" }
    var result = HTMLReport.tableStart(
      "Over editions", columns: ["Of", "By", "Concepts", "Mapped", "Share"])
    for point in trend {
      result += "<tr><td>\(HTMLReport.escaped(point.source.displayName()))</td>"
      result += "<td>\(HTMLReport.escaped(point.target.displayName()))</td>"
      result += "<td class=\"number\">\(point.conceptCount)</td>"
      result += "<td class=\"number\">\(point.mapped)</td>"
      result += "<td class=\"number\">\(Int((point.share * 100).rounded())) %</td></tr>\n"
    }
    return result + HTMLReport.tableEnd
  }
}

extension CoverageMatrix {
  /// The most schemes in the heat map: those with the most mappings.
  private static let heatMapLimit = 40

  /// The matrix as a fragment of HTML: a heat map of the schemes with the most mappings, and a
  /// table of the pairs with the most.
  ///
  /// - Parameter limit: the most pairs in the table.
  public func html(
    in language: String = "en", limit: Int = .max, linking: HTMLReport.Linking = { _ in nil },
    linkingPair: (_ source: ConceptScheme, _ target: ConceptScheme) -> String? = { _, _ in nil }
  ) -> String {
    var result = "<p>\(schemes.count) schemes, \(pairs.count) pairs with mappings.</p>\n"
    var weights: [ConceptScheme: Int] = [:]
    var counts: [[ConceptScheme]: Int] = [:]
    for pair in pairs {
      let count = pair.stated.total
      weights[pair.source, default: 0] += count
      weights[pair.target, default: 0] += count
      counts[[pair.source, pair.target]] = count
      counts[[pair.target, pair.source]] = count
    }
    let shown = schemes.map(\.scheme).enumerated().sorted { left, right in
      let (one, other) = (weights[left.element] ?? 0, weights[right.element] ?? 0)
      return one == other ? left.offset < right.offset : one > other
    }.prefix(Self.heatMapLimit).sorted { $0.offset < $1.offset }.map(\.element)
    result += HTMLReport.tableStart(
      "Stated mappings between the \(shown.count) schemes that have the most",
      columns: [""] + shown.map { HTMLReport.escaped($0.displayName(in: language)) })
    for row in shown {
      result += "<tr><th scope=\"row\">\(HTMLReport.link(row, language, linking))</th>"
      for column in shown {
        let count = counts[[row, column]] ?? 0
        result += "<td\(heat(count))>\(row == column ? "" : String(count))</td>"
      }
      result += "</tr>\n"
    }
    result += HTMLReport.tableEnd
    result += HTMLReport.tableStart(
      "Pairs, those with the most mappings first",
      columns: ["Between", "and"] + CoverageClass.mapped.map(\.title) + ["inferred", "details"])
    let ranked = pairs.enumerated().sorted { left, right in
      let (one, other) = (left.element.stated.total, right.element.stated.total)
      return one == other ? left.offset < right.offset : one > other
    }
    for (_, pair) in ranked.prefix(limit) {
      result += "<tr><th scope=\"row\">\(HTMLReport.link(pair.source, language, linking))</th>"
      result += "<td>\(HTMLReport.link(pair.target, language, linking))</td>"
      result += CoverageClass.mapped.map { cell(pair.stated[$0]) }.joined()
      result += cell(pair.inferred.total, isComplete: pair.isInferredComplete)
      let names = [pair.source, pair.target].map {
        HTMLReport.escaped($0.displayName(in: language))
      }
      result +=
        linkingPair(pair.source, pair.target).map {
          "<td><a href=\"\(HTMLReport.escaped($0))\">\(names[0]) by \(names[1])</a></td>"
        } ?? "<td></td>"
      result += "</tr>\n"
    }
    result += HTMLReport.tableEnd
    if pairs.count > limit {
      result += "<p class=\"report-note\">\(pairs.count - limit) pairs are left out here.</p>\n"
    }
    for note in notes { result += "<p class=\"report-note\">\(HTMLReport.escaped(note))</p>\n" }
    return result
  }
}
