import RDFModel
public import SKOSVocabulary

extension Coverage {
  /// The coverage with its sections, the way there and back, and the trend.
  public func json(in language: String = "en") -> JSONValue {
    .members([
      "source": source.coverageJSON(in: language), "target": target.coverageJSON(in: language),
      "concepts": .integer(conceptCount),
      "direct": direct.json(), "inferred": inferred.json(CoverageClass.mapped),
      "pairs": .members([
        "stated": statedPairs.json(CoverageClass.mapped),
        "inferred": inferredPairs.json(CoverageClass.mapped),
      ]),
      "sections": .array(
        sections.map { section in
          .members([
            "name": .string(section.name),
            "iri": .optional(section.head.map { source.graph.iriText($0) }),
            "concepts": .integer(section.conceptCount),
            "direct": section.direct.json(),
            "inferred": section.inferred.json(CoverageClass.mapped),
          ])
        }),
      "sectionPairs": .array(
        cells.map { cell in
          .members([
            "source": .string(sections[cell.source].name),
            "target": .string(targetSections[cell.target]),
            "stated": cell.direct.json(CoverageClass.mapped),
            "inferred": cell.inferred.json(CoverageClass.mapped),
          ])
        }),
      "roundTrip": roundTrip.json(in: language),
      "trend": .array(
        trend.map { point in
          .members([
            "source": .string(point.source.id), "target": .string(point.target.id),
            "concepts": .integer(point.conceptCount), "mapped": .integer(point.mapped),
            "share": .number(point.share),
          ])
        }),
    ])
  }

  /// One row for each section and one for the whole, with a header, as comma-separated values.
  public func csv() -> String {
    let classes = CoverageClass.allCases
    var text = CSVReport.row(
      ["source", "target", "section", "concepts"] + classes.map(\.rawValue)
        + CoverageClass.mapped.map { "inferred_" + $0.rawValue })
    func row(_ name: String, _ count: Int, _ direct: CoverageCounts, _ inferred: CoverageCounts) {
      text += CSVReport.row(
        [source.id, target.id, name, String(count)] + classes.map { String(direct[$0]) }
          + CoverageClass.mapped.map { String(inferred[$0]) })
    }
    row("", conceptCount, direct, inferred)
    for section in sections {
      row(section.name, section.conceptCount, section.direct, section.inferred)
    }
    return text
  }
}

extension ConceptScheme {
  func coverageJSON(in language: String) -> JSONValue {
    .members([
      "id": .string(id), "iri": .string(iri), "title": .string(displayName(in: language)),
      "jurisdictions": .array(jurisdictions.map { .string($0) }),
    ])
  }
}

extension Coverage.TrendPoint {
  /// The part of the concepts that a statement relates to the other scheme: from 0 to 1.
  public var share: Double {
    conceptCount == 0 ? 0 : (Double(mapped) / Double(conceptCount) * 1000).rounded() / 1000
  }
}

extension Coverage.RoundTrip {
  func json(in language: String) -> JSONValue {
    .members([
      "returned": .integer(returned), "widened": .integer(widened), "lost": .integer(lost),
      "unmapped": .integer(unmapped), "loss": .number((loss * 1000).rounded() / 1000),
      "changed": .array(
        changed.map { entry in
          .members([
            "concept": .string(entry.concept.curie),
            "returns": .array(entry.returns.map { .string($0.curie) }),
          ])
        }),
    ])
  }
}

extension CoverageMatrix {
  /// The pairs and the schemes.
  public func json(in language: String = "en") -> JSONValue {
    .members([
      "schemes": .array(
        schemes.map { entry in
          guard case .object(let members) = entry.scheme.coverageJSON(in: language) else {
            return .null
          }
          return .object(members + [.init("concepts", .integer(entry.conceptCount))])
        }),
      "pairs": .array(
        pairs.map { pair in
          .members([
            "source": .string(pair.source.id), "target": .string(pair.target.id),
            "stated": pair.stated.json(CoverageClass.mapped),
            "inferred": pair.inferred.json(CoverageClass.mapped),
            "inferredIsComplete": .boolean(pair.isInferredComplete),
            "sourceMapped": .integer(pair.sourceMapped),
            "targetMapped": .integer(pair.targetMapped),
            "sourceDeclaredUnmapped": .integer(pair.sourceUnmapped),
            "targetDeclaredUnmapped": .integer(pair.targetUnmapped),
          ])
        }),
      "notes": .array(notes.map { .string($0) }),
    ])
  }

  /// One row for each pair of schemes, with a header, as comma-separated values.
  public func csv() -> String {
    let counts = Dictionary(
      schemes.map { ($0.scheme, $0.conceptCount) }, uniquingKeysWith: { first, _ in first })
    var text = CSVReport.row(
      ["source", "target", "source_concepts", "source_mapped", "target_concepts", "target_mapped"]
        + CoverageClass.mapped.map(\.rawValue)
        + CoverageClass.mapped.map { "inferred_" + $0.rawValue }
        + ["source_declared_unmapped", "target_declared_unmapped", "inferred_is_complete"])
    for pair in pairs {
      text += CSVReport.row(
        [
          pair.source.id, pair.target.id, String(counts[pair.source] ?? 0),
          String(pair.sourceMapped), String(counts[pair.target] ?? 0), String(pair.targetMapped),
        ] + CoverageClass.mapped.map { String(pair.stated[$0]) }
          + CoverageClass.mapped.map { String(pair.inferred[$0]) }
          + [
            String(pair.sourceUnmapped), String(pair.targetUnmapped),
            String(pair.isInferredComplete),
          ])
    }
    return text
  }
}
