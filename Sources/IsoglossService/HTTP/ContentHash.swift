import ByteStorage

/// A hash of content that is the same on every machine and in every run.
///
/// It tells versions of an answer apart; it is no defence against somebody who makes two answers
/// meet on purpose, who could only mislead a cache of his own.
struct ContentHash: Hashable, Sendable {
  private let high: UInt64
  private let low: UInt64

  init(_ bytes: [UInt8]) {
    high = ByteHash.hash(bytes.span, seed: 0x6973_6F67_6C6F_7373)
    low = ByteHash.hash(bytes.span, qualifier: 1, seed: 0x7769_7373_656E_2121)
  }

  /// 32 hexadecimal digits.
  var text: String { Self.digits(high) + Self.digits(low) }

  /// 12 hexadecimal digits.
  var short: String { String(text.prefix(12)) }

  private static func digits(_ value: UInt64) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: 16 - text.utf8.count) + text
  }
}
