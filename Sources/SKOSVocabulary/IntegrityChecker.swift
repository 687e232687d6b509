public import RDFGraph
import RDFModel

/// Checks a vocabulary against the integrity conditions of SKOS and some rules of quality.
///
/// What follows from the data by the SKOS data model counts as if it were stated: inverse and
/// symmetric properties, sub-properties, domains and ranges, and the transitive closures that
/// S27 and S46 speak of. Findings name the statements that they follow from.
///
/// - Complexity: near-linear in the triples for the thesauri that exist; the closure of S27 is
///   never written down, see ``Ancestry``.
public struct IntegrityChecker: Sendable {
  /// What a check can be told.
  public struct Options: Sendable {
    /// The rules to check.
    public var rules: Set<IntegrityRule>
    /// The most findings to report per rule; all are counted.
    public var findingLimit: Int

    /// Makes options; the defaults check everything.
    public init(rules: Set<IntegrityRule> = Set(IntegrityRule.allCases), findingLimit: Int = 1000) {
      self.rules = rules
      self.findingLimit = findingLimit
    }
  }

  let graph: SKOSGraph
  let options: Options
  var snapshot: GraphSnapshot { graph.snapshot }
  var terms: VocabularyTerms { graph.terms }

  /// Prepares to check a vocabulary.
  public init(_ graph: SKOSGraph, options: Options = Options()) {
    self.graph = graph
    self.options = options
  }

  /// Checks everything that the options ask for.
  public func check() -> IntegrityReport {
    var collector = FindingCollector(graph: graph, options: options)
    checkClasses(&collector)
    checkLabels(&collector)
    checkHierarchy(&collector)
    checkMappings(&collector)
    checkEntries(&collector)
    return collector.report()
  }
}

/// What a check found.
public struct IntegrityReport: Sendable {
  /// The findings, ordered by severity, source, line, code and subject.
  public private(set) var findings: [Finding]
  /// How many findings each rule has, those beyond the limit included; rules that were checked
  /// and found nothing have 0.
  public private(set) var counts: [IntegrityRule: Int]

  /// The findings of rules that are not about SKOS, by code.
  public private(set) var furtherCounts: [String: Int] = [:]
  private var further: [Severity: Int] = [:]

  init(findings: [Finding], counts: [IntegrityRule: Int]) {
    self.findings = findings
    self.counts = counts
  }

  /// The report with what another check of integrity rules found.
  public func adding(_ others: [Finding], counts: [IntegrityRule: Int]) -> IntegrityReport {
    var report = self
    report.findings = (findings + others).sorted(by: Finding.inReportOrder)
    report.counts.merge(counts) { $0 + $1 }
    return report
  }

  /// The report with the findings of rules that are not about SKOS among its own.
  public func adding(_ others: [Finding]) -> IntegrityReport {
    var report = adding(others, counts: [:])
    for finding in others {
      report.furtherCounts[finding.code, default: 0] += 1
      report.further[finding.severity, default: 0] += 1
    }
    return report
  }

  /// How many findings of a severity there are, those beyond the limit included.
  public func count(_ severity: Severity) -> Int {
    counts.reduce(further[severity, default: 0]) {
      $1.key.severity == severity ? $0 + $1.value : $0
    }
  }
}

/// Collects findings up to a limit and counts all of them.
struct FindingCollector {
  let graph: SKOSGraph
  let options: IntegrityChecker.Options
  private var findings: [Finding] = []
  private var counts: [IntegrityRule: Int] = [:]

  init(graph: SKOSGraph, options: IntegrityChecker.Options) {
    self.graph = graph
    self.options = options
    // What is not checked here has not been found to be 0.
    for rule in options.rules.subtracting(IntegrityRule.alignmentRules) { counts[rule] = 0 }
  }

  func wants(_ rule: IntegrityRule) -> Bool { options.rules.contains(rule) }

  /// Adds a finding; what it says is only worked out where the finding will be reported.
  mutating func add(
    _ rule: IntegrityRule, _ subject: TermID,
    _ detail: () -> (message: String, cause: [Statement], remedy: String)
  ) {
    let count = counts[rule, default: 0]
    counts[rule] = count + 1
    guard count < options.findingLimit else { return }
    let (message, cause, remedy) = detail()
    findings.append(
      Finding(
        severity: rule.severity, code: rule.rawValue, subject: graph.iriText(subject),
        origin: cause.lazy.compactMap(\.origin).first ?? graph.origin(of: subject),
        message: message, cause: cause, remedy: remedy))
  }

  consuming func report() -> IntegrityReport {
    IntegrityReport(findings: findings.sorted(by: Finding.inReportOrder), counts: counts)
  }
}

extension SKOSGraph {
  /// A triple with where it was first stated.
  public func statement(_ subject: TermID, _ predicate: TermID, _ object: TermID) -> Statement {
    Statement(
      Triple(snapshot.term(subject), snapshot.term(predicate), snapshot.term(object)),
      origin: snapshot.origin(subject: subject, predicate: predicate, object: object))
  }

  /// Where a node is described: where its type is stated, else the first line that speaks of it.
  public func origin(of node: TermID) -> TripleOrigin? {
    if let type = snapshot.objects(of: node, terms.type).first,
      let origin = snapshot.origin(subject: node, predicate: terms.type, object: type)
    {
      return origin
    }
    var first: TripleOrigin?
    snapshot.forEach(snapshot.match(subject: node)) { subject, predicate, object in
      guard
        let origin = snapshot.origin(subject: subject, predicate: predicate, object: object)
      else { return }
      guard let known = first else { return first = origin }
      if (origin.source, origin.line) < (known.source, known.line) { first = origin }
    }
    return first
  }
}
