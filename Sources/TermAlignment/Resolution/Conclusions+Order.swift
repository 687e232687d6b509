import ByteStorage
import RDFGraph

/// The order of matches: the strongest relation first, then the fewest links, then the highest
/// confidence, then by name.
///
/// Very many matches of one concept often differ by nothing but their names, which share a long
/// start. So each match gets three numbers that order as it does; names are compared in full only
/// where the numbers are equal.
struct MatchOrder {
  private struct Key {
    let relation: UInt16
    /// The less the confidence, the more; the most where there is none.
    let doubt: UInt64
    /// The first bytes of the name after what all names share.
    let name: UInt64
    let place: UInt32
  }

  private let index: MappingIndex
  private let dictionary: TermDictionary

  init(_ index: MappingIndex, _ dictionary: TermDictionary) {
    self.index = index
    self.dictionary = dictionary
  }

  /// Puts matches in order.
  ///
  /// - Complexity: O(n log n) in the matches.
  func sort(_ matches: inout [Conclusions.Conclusion]) {
    guard matches.count > 1 else { return }
    let shared = sharedLength(of: matches)
    var keys: [Key] = []
    keys.reserveCapacity(matches.count)
    for (place, match) in matches.enumerated() {
      keys.append(
        Key(
          relation: UInt16(match.code.rawValue) << 8 | UInt16(match.hops),
          doubt: Self.doubt(match.confidence),
          name: dictionary.bytes(of: term(match)).orderWord(from: shared),
          place: UInt32(truncatingIfNeeded: place)))
    }
    let found = matches
    keys.sort { left, right in
      if left.relation != right.relation { return left.relation < right.relation }
      if left.doubt != right.doubt { return left.doubt < right.doubt }
      if left.name != right.name { return left.name < right.name }
      return dictionary.namePrecedes(term(found[Int(left.place)]), term(found[Int(right.place)]))
    }
    matches = keys.map { found[Int($0.place)] }
  }

  private func term(_ match: Conclusions.Conclusion) -> TermID {
    index.term(ofNode: Int(match.node))
  }

  /// The bits of a number that is not negative order as it does.
  private static func doubt(_ confidence: Double) -> UInt64 {
    confidence.isNaN ? .max : .max - 1 - max(confidence, 0).magnitude.bitPattern
  }

  /// How many bytes all names have in common at their start.
  private func sharedLength(of matches: [Conclusions.Conclusion]) -> Int {
    let first = dictionary.bytes(of: term(matches[0]))
    var length = first.count
    for match in matches.dropFirst() where length > 0 {
      length = min(length, first.sharedPrefixLength(with: dictionary.bytes(of: term(match))))
    }
    return length
  }
}
