import HTTPTypes
import Hummingbird

/// What a client would like to receive: the ranges of an `Accept` field with their weights.
///
/// Ranges that are not well formed are passed over. Parameters other than `q` do not take part.
///
/// Source: RFC 9110, sections 12.4.2 and 12.5.1.
struct AcceptHeader: Hashable, Sendable {
  /// One range and its weight.
  struct Range: Hashable, Sendable {
    /// `*` for any.
    let type: Substring
    /// `*` for any.
    let subtype: Substring
    /// In thousandths.
    let quality: Int

    /// How exactly the range names a media type, or nil where it does not hold it.
    func specificity(for offer: MediaType) -> Int? {
      if type == "*" { return 0 }
      guard type == offer.type else { return nil }
      if subtype == "*" { return 1 }
      return subtype == offer.subtype ? 2 : nil
    }
  }

  /// The ranges in the order of the field; empty where there is no field, which means any.
  let ranges: [Range]

  /// Reads the value of the field; nil where the request has none.
  init(_ value: String?) {
    ranges = (value ?? "").lowercased().split(separator: ",").compactMap(Self.range)
  }

  private static func range(_ element: Substring) -> Range? {
    let parts = element.split(separator: ";")
    guard let name = parts.first.map(HeaderText.trimmed) else { return nil }
    let slash = name.split(separator: "/", omittingEmptySubsequences: false)
    guard slash.count == 2, !slash[0].isEmpty, !slash[1].isEmpty,
      slash[0] != "*" || slash[1] == "*"
    else { return nil }
    var quality = 1000
    for parameter in parts.dropFirst() {
      let pair = parameter.split(separator: "=", maxSplits: 1).map(HeaderText.trimmed)
      guard pair.count == 2, pair[0] == "q" else { continue }
      guard let value = Self.quality(pair[1]) else { return nil }
      quality = value
    }
    return Range(type: slash[0], subtype: slash[1], quality: quality)
  }

  /// `0`, `1`, or either with up to three decimals, in thousandths.
  static func quality(_ text: Substring) -> Int? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts[0] == "0" || parts[0] == "1" else { return nil }
    var value = parts[0] == "1" ? 1000 : 0
    if parts.count == 2 {
      guard parts[1].utf8.count <= 3 else { return nil }
      var weight = 100
      for digit in parts[1].utf8 {
        guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
        value += Int(digit - UInt8(ascii: "0")) * weight
        weight /= 10
      }
    }
    return value <= 1000 ? value : nil
  }

  /// The weight of an offer: that of the most specific range that holds it.
  func quality(of offer: MediaType) -> Int {
    if ranges.isEmpty { return 1000 }
    var best: (specificity: Int, quality: Int)?
    for range in ranges {
      guard let specificity = range.specificity(for: offer) else { continue }
      if let known = best, known.specificity >= specificity { continue }
      best = (specificity, range.quality)
    }
    return best?.quality ?? 0
  }

  /// The offer that the client likes best, the first among equals; nil where it wants none.
  func best(of offers: [MediaType]) -> MediaType? {
    var best: (offer: MediaType, quality: Int)?
    for offer in offers {
      let quality = quality(of: offer)
      if quality > (best?.quality ?? 0) { best = (offer, quality) }
    }
    return best?.offer
  }

  /// Whether the client names HTML rather than taking it along with everything else, and likes it
  /// at least as much as an alternative: a browser.
  func prefersHTML(over other: MediaType) -> Bool {
    ranges.contains { $0.type == "text" && $0.subtype == "html" && $0.quality > 0 }
      && quality(of: .html) >= quality(of: other)
  }
}

extension AcceptHeader {
  /// What a request accepts; several fields count as one list.
  init(_ request: Request) {
    let values = request.headers[values: .accept]
    self.init(values.isEmpty ? nil : values.joined(separator: ","))
  }
}
