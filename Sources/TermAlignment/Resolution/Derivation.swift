import ByteStorage
public import SKOSVocabulary

/// One way in which a match follows: statements none of which can be left out, link by link.
public struct Derivation: Sendable {
  /// The relation that follows.
  public let predicate: MappingRelation
  /// The confidence by the rule that was asked for; nil where a link states none.
  public let confidence: Double?
  /// The links: mappings with a bit for those read backwards.
  let links: [UInt32]
  private let findings: ResolutionFindings

  init(_ predicate: MappingRelation, _ links: [UInt32], _ findings: ResolutionFindings) {
    self.predicate = predicate
    self.links = links
    self.findings = findings
    let value = Self.confidence(
      of: links, findings.resolver.index, findings.options.confidenceRule)
    confidence = value.isNaN ? nil : value
  }

  /// The number of links.
  public var hopCount: Int { links.count }

  /// Whether it takes several statements; one read backwards is still a statement.
  public var isInferred: Bool { links.count > 1 }

  /// How the confidence came about, in words.
  public var confidenceRule: String {
    Self.confidenceRule(of: links, findings.resolver.index, findings.options.confidenceRule)
  }

  /// The place among ``steps`` of the link with the least confidence, the first of several; nil
  /// where a link states none.
  public var weakestStep: Int? {
    if confidence == nil { return nil }
    let index = findings.resolver.index
    let values = links.map { index.confidences[Int($0 & ~MappingAdjacency.backwards)] }
    return values.min().flatMap { values.firstIndex(of: $0) }
  }

  /// The links with the rules that brought them in and everything known of their origin.
  ///
  /// - Complexity: O(h log n) in the links and the triples: texts are read when asked for.
  public var steps: [DerivationStep] {
    DerivationStep.steps(of: links, findings)
  }

  static func confidence(
    of links: [UInt32], _ index: MappingIndex, _ rule: ConfidenceRule
  ) -> Double {
    links.reduce(rule.identity) { soFar, link in
      rule.extended(soFar, by: index.confidences[Int(link & ~MappingAdjacency.backwards)])
    }
  }

  static func confidenceRule(
    of links: [UInt32], _ index: MappingIndex, _ rule: ConfidenceRule
  ) -> String {
    let silent = links.count {
      index.confidences[Int($0 & ~MappingAdjacency.backwards)].isNaN
    }
    if silent == links.count { return "no confidence stated" }
    if silent > 0 { return "unknown: \(silent) of \(links.count) links state no confidence" }
    return links.count == 1 ? "stated" : rule.words(hops: links.count)
  }
}
