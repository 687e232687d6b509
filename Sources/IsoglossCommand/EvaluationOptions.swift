import ArgumentParser
import Foundation
import SPARQLEngine

/// What a query or an update may cost, and whom it may ask.
struct EvaluationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The longest that the whole may run; where --entailment reasons before it, that may take "
        + "as long.", valueName: "seconds"))
  var timeout: Seconds?

  @Option(
    help: ArgumentHelp(
      "The most solutions of a query, or triples that an update changes.", valueName: "rows"))
  var maxRows: PositiveCount?

  @Option(
    help: ArgumentHelp("The most memory that a query or an update keeps.", valueName: "bytes"))
  var maxMemoryBytes: PositiveCount?

  @Option(
    help: ArgumentHelp(
      "An endpoint that SERVICE may ask; may be repeated, and no other is ever called.",
      valueName: "url"))
  var allowService: [ServiceAddress] = []

  /// The options for the engine.
  var queryOptions: QueryOptions {
    var options = QueryOptions()
    options.timeout = timeout?.duration
    if let maxRows { options.maximumRows = maxRows.value }
    if let maxMemoryBytes { options.maximumBytes = maxMemoryBytes.value }
    return options
  }

  /// Who answers SERVICE; nil where nobody may be asked.
  var services: HTTPServices? { HTTPServices(allowing: allowService) }
}

/// A time above zero.
struct Seconds: ExpressibleByArgument {
  let value: Double

  var duration: Duration { .seconds(value) }
  var defaultValueDescription: String { "\(value)" }

  init(_ value: Double) { self.value = value }

  init?(argument: String) {
    guard let value = Double(argument), value > 0, value < 1e9 else { return nil }
    self.value = value
  }
}

/// A whole number above zero.
struct PositiveCount: ExpressibleByArgument {
  let value: Int

  init?(argument: String) {
    guard let value = Int(argument), value > 0 else { return nil }
    self.value = value
  }
}

/// An http or https URL.
struct ServiceAddress: ExpressibleByArgument {
  /// As the user writes it, which is how queries name it.
  let text: String
  let url: URL

  init?(argument: String) {
    guard let url = URL(string: argument), ["http", "https"].contains(url.scheme?.lowercased()),
      url.host?.isEmpty == false
    else { return nil }
    (text, self.url) = (argument, url)
  }
}
