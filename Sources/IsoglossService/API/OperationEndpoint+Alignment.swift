import Hummingbird
import Isogloss
import SKOSVocabulary
import TermAlignment
import TermMatching

/// Which mappings between two schemes are worth proposing.
extension OperationEndpoint {
  static let alignmentParameters = [
    "source", "target", "threshold", "one-to-one", "explain", "format",
  ]

  /// `/api/v1/align?source=&target=`: proposals between two schemes that are loaded.
  func align(_ request: Request) async throws -> Answer {
    let parameters = try self.parameters(request)
    try parameters.allowOnly(Self.alignmentParameters)
    let source = try Self.scheme("source", parameters)
    let target = try Self.scheme("target", parameters)
    let form = try ProposalForm(parameters)
    if form == .json { try requireJSON(request) }
    let threshold = try parameters.filled("threshold").map { text throws(Problem) in
      guard let value = Double(text), (0...1).contains(value) else {
        throw Problem.badParameter("threshold", text, expected: "a number from 0 to 1")
      }
      return value
    }
    let options = MatcherOptions(
      threshold: threshold ?? 0, isOneToOne: try parameters.flag("one-to-one"))
    let explains = try parameters.flag("explain")
    return try await pool.run {
      let schemes = [try vocabulary.scheme(source), try vocabulary.scheme(target)]
      try requireAlignable(schemes)
      let end = ContinuousClock.now + limits.timeout
      let proposals = try vocabulary.align(
        schemes[0].iri, with: vocabulary, schemes[1].iri, options: options
      ) {
        try Task.checkCancellation()
        guard ContinuousClock.now < end else { throw Self.timeout(limits) }
      }
      let set = proposals.mappingSet(
        id: MatchProposals.setID(from: schemes[0].id, to: schemes[1].id), toolVersion: version,
        prefixes: vocabulary.snapshot.prefixes, explains: explains)
      return try form.answer(set, limits)
    }
  }

  private static func scheme(
    _ name: String, _ parameters: FormParameters
  ) throws(Problem) -> String {
    guard let scheme = try parameters.filled(name) else {
      throw Problem.missingParameter(
        name, example: "/api/v1/align?source=nist-ai-rmf-1.0&target=ai-verify-2025")
    }
    return scheme
  }

  private static func timeout(_ limits: ServiceLimits) -> Problem {
    Problem.limit(
      .timeout, .serviceUnavailable,
      detail: "the comparison passed the limit `timeout` of \(limits.timeout)",
      remedy:
        "use `isogloss align` on the command line, or raise the limit where you run the service")
  }

  /// The memory of the work grows with the concepts, so that these are bounded.
  private func requireAlignable(_ schemes: [ConceptScheme]) throws(Problem) {
    let count = schemes.reduce(0) { $0 + $1.concepts.count }
    guard count > limits.maximumAlignedConcepts else { return }
    throw Problem.limit(
      .alignedConcepts, .unprocessableContent,
      detail: "the schemes have \(count) concepts together and the limit "
        + "`max-aligned-concepts` is \(limits.maximumAlignedConcepts)",
      remedy: "use `isogloss align` on the command line")
  }
}

/// The form in which proposals are answered; the names are those of the command line.
enum ProposalForm: String, CaseIterable {
  case json = "sssom-json"
  case sssom, alignment, rdf

  /// The form that the parameter `format` asks for; SSSOM/JSON without it.
  init(_ parameters: FormParameters) throws {
    guard let name = try parameters.filled("format") else {
      self = .json
      return
    }
    guard let form = Self(rawValue: name) else {
      throw Problem.badParameter(
        "format", name, expected: Self.allCases.map(\.rawValue).joined(separator: ", "))
    }
    self = form
  }

  private func rdfXML(_ set: MappingSet, _ limits: ServiceLimits) throws -> [UInt8] {
    var options = WritingOptions()
    options.keepsPrefixes = true
    return try MappingTriples(set: set)
      .write(.rdfxml, to: LimitedBytes(limits), options: options).bytes
  }

  func answer(_ set: MappingSet, _ limits: ServiceLimits) throws -> Answer {
    switch self {
    case .json: Answer(.json, text: SSSOMJSONWriter().text(of: set))
    case .sssom: Answer(.tsv, text: try SSSOMWriter().text(of: set))
    case .alignment: Answer(.rdfXML, text: try AlignmentFormatWriter().text(of: set))
    case .rdf:
      Answer(.rdfXML, bytes: try rdfXML(set, limits))
    }
  }
}
