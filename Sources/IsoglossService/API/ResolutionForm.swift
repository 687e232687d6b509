import Isogloss
import RDFModel
import TermAlignment

/// The form in which a resolution is answered; the names are those of the command line.
enum ResolutionForm: String, CaseIterable, Sendable {
  case json, text, sssom, svg, prov

  /// The form that the parameter `format` asks for; JSON without it.
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

  /// The resolution in this form, with all derivations where it is to be explained or drawn.
  func answer(
    _ resolution: Resolution, explains: Bool, language: String, _ limits: ServiceLimits
  ) throws -> Answer {
    switch self {
    case .json:
      return Answer(
        json: explains
          ? resolution.explanation().json(in: language) : resolution.json(in: language))
    case .text:
      return Answer(
        .plainText,
        text: explains
          ? resolution.explanation().text(language: language)
          : resolution.text(language: language))
    case .sssom:
      let set =
        explains
        ? resolution.explanation().mappingSet(language: language)
        : resolution.mappingSet(language: language)
      return Answer(.tsv, text: try SSSOMWriter().text(of: set))
    case .svg: return Answer(.svg, text: resolution.explanation().svg(language: language))
    case .prov:
      let provenance = DerivationProvenance(resolution.explanation(), language: language)
      return Answer(.turtle, bytes: try provenance.write(.turtle, to: LimitedBytes(limits)).bytes)
    }
  }
}
