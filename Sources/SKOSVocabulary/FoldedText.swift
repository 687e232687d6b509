/// Text without case, diacritics and compatibility variants: a key for finding and for sorting
/// that is the same on every system, whatever the locale.
///
/// Source: Unicode Standard, sections 3.11 (NFKD) and 3.13 (default case folding).
public struct FoldedText: Hashable, Comparable, Sendable {
  /// The folded text as UTF-8.
  public let bytes: [UInt8]

  /// Folds a text.
  ///
  /// - Complexity: O(n) in its bytes.
  public init(_ text: String) { bytes = TextFolding.folded(text) }

  /// Orders by bytes.
  public static func < (left: FoldedText, right: FoldedText) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}
