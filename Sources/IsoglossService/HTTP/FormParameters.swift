import HTTPTypes

/// The names and values of a query string or of a form, decoded, in their order.
///
/// Source: URL Standard, section 5 (`application/x-www-form-urlencoded`).
struct FormParameters: Sendable {
  let pairs: [(name: String, value: String)]

  /// Decodes text as it stands after the `?` or in a body.
  ///
  /// - Throws: ``Problem`` with the code `bad-encoding` where an escape is incomplete or the bytes
  ///   are not UTF-8: what was meant cannot be known then.
  init(decoding bytes: some Sequence<UInt8>) throws(Problem) {
    var pairs: [(name: String, value: String)] = []
    for piece in Array(bytes).split(separator: UInt8(ascii: "&")) {
      let halves = piece.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      let value = halves.count == 2 ? halves[1] : []
      pairs.append(
        (
          name: try PercentEncoding.decode(halves[0], plusIsBlank: true),
          value: try PercentEncoding.decode(value, plusIsBlank: true)
        ))
    }
    self.pairs = pairs
  }

  /// All values of a name.
  func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

  /// The value of a name that may be given once.
  ///
  /// - Throws: ``Problem`` with the code `repeated-parameter`.
  func one(_ name: String) throws(Problem) -> String? {
    let values = all(name)
    guard values.count <= 1 else {
      throw Problem(
        .badRequest, code: .repeatedParameter,
        detail: "the parameter \(name) is given \(values.count) times", remedy: "give it once")
    }
    return values.first
  }

  /// The value of a name, or nil where it is missing or blank, as forms send fields left empty.
  func filled(_ name: String) throws(Problem) -> String? {
    guard let value = try one(name), value.contains(where: { !$0.isWhitespace }) else { return nil }
    return value
  }

  /// The values of a name that takes a list: repeated, or with commas.
  func list(_ name: String) -> [String] {
    all(name).flatMap { $0.split(separator: ",") }.map { String(HeaderText.trimmed($0)) }
      .filter { !$0.isEmpty }
  }

  /// A whole number within bounds.
  ///
  /// - Throws: ``Problem`` with the code `bad-parameter`.
  func integer(_ name: String, default standard: Int, atLeast least: Int = 0) throws(Problem) -> Int
  {
    guard let text = try filled(name) else { return standard }
    guard let value = Int(text), value >= least else {
      throw .badParameter(name, text, expected: "a whole number from \(least)")
    }
    return value
  }

  /// Whether a parameter says yes: `true`, `1` or empty after its name.
  func flag(_ name: String) throws(Problem) -> Bool {
    guard let value = try one(name) else { return false }
    switch value {
    case "", "1", "true": return true
    case "0", "false": return false
    default: throw .badParameter(name, value, expected: "true or false")
    }
  }

  /// Rejects names that an operation does not know: a misspelt filter must not pass for none.
  ///
  /// - Throws: ``Problem`` with the code `unknown-parameter`.
  func allowOnly(_ names: [String]) throws(Problem) {
    guard let stranger = pairs.first(where: { !names.contains($0.name) }) else { return }
    throw Problem(
      .badRequest, code: .unknownParameter,
      detail: "there is no parameter “\(stranger.name)”",
      remedy: "use \(names.joined(separator: ", "))")
  }
}
