/// The checksum of bytes in files: ``ByteHash`` with a seed that never changes.
///
/// Files keep it, and hashes from seeds that depend on it, so a change of the hash makes a new
/// version of every file format that uses it; ``Checksum/probe`` tells the versions apart.
public enum Checksum {
  private static let seed: UInt64 = 0x1509_1055_0000_0000

  /// The checksum of some bytes.
  ///
  /// - Complexity: O(n) in the bytes.
  public static func of(_ bytes: Span<UInt8>) -> UInt64 { ByteHash.hash(bytes, seed: seed) }

  /// The checksum of the elements of a column as they lie in memory.
  public static func of<Element: BitwiseCopyable>(_ column: Column<Element>) -> UInt64 {
    column.withBytes { of($0) }
  }

  /// What both hashes make of some bytes.
  public static var probe: UInt64 {
    let bytes: [UInt8] = Array(0..<67)
    return ByteHash.hash(bytes.span, qualifier: 7, seed: seed)
      ^ ByteHash.hash(bytes.span, qualifier: 7, seed: ByteHash.keyed(seed))
  }
}
