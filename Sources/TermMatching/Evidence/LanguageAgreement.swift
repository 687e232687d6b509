/// In how many of their common languages two entities have like names, and in how many not.
struct LanguageAgreement {
  private var best = [Float](repeating: -1, count: 64)
  private var seen: UInt64 = 0

  /// From here on names agree, and below they say different things.
  private static let like: Float = 0.9
  private static let unlike: Float = 0.3

  /// Forgets everything.
  mutating func reset() {
    while seen != 0 {
      best[seen.trailingZeroBitCount] = -1
      seen &= seen - 1
    }
  }

  /// Enters two names by the numbers of their languages; -1 where they are not known.
  mutating func enter(_ left: Int8, _ right: Int8, _ likeness: Float) {
    guard left >= 0, left == right else { return }
    seen |= 1 << UInt64(left)
    best[Int(left)] = max(best[Int(left)], likeness)
  }

  /// The languages in which some names are the same.
  var agreeing: UInt8 { UInt8(best.count { $0 >= Self.like }) }
  /// The languages in which no names are alike.
  var apart: UInt8 { UInt8(best.count { $0 >= 0 && $0 < Self.unlike }) }
}
