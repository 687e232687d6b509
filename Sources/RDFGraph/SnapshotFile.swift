/// The layout of a snapshot file: a header, a table of sections, and the sections.
///
/// Numbers are little-endian and stand as they do in memory, so a file is read by mapping it. The
/// header is 64 bytes: the eight letters `ISOGLOSS`, the version of the format (32 bits), the
/// number of sections (32), the length of the file (64), what the hashes of this version make of
/// known bytes (64), and the checksum (64) of all of that and of the table. An entry of the table
/// is 32 bytes: what the section is (32), the size of an element (32), offset, length in bytes and
/// checksum (64 each). Sections start at multiples of 64.
///
/// Header, table and the small ``facts`` section are verified whenever a file is opened, and so
/// are small files as a whole. The columns of a large file are not read before they are needed;
/// readers survive whatever stands in them, and ``GraphSnapshot/verify()`` looks through all.
enum SnapshotFile {
  static let version: UInt32 = 2
  static let magic = Array("ISOGLOSS".utf8)
  static let headerSize = 64
  static let entrySize = 32
  static let alignment = 64
  /// Where in the header the checksum stands, which is taken with zeros in its place.
  static let checksumOffset = 32
  /// Files up to this length are verified when they are opened.
  static let smallFile = 8 << 20

  /// What a section is, as its number in the table.
  static func table(_ number: Int, _ part: Int) -> UInt32 { UInt32(0x100 + 16 * number + part) }
  static func order(_ order: TripleOrder, _ part: Int) -> UInt32 {
    UInt32(0x200 + 16 * order.rawValue + part)
  }
  static let originSources: UInt32 = 0x300
  static let originLines: UInt32 = 0x301
  static let facts: UInt32 = 0x400

  struct Entry {
    var kind: UInt32
    var stride: UInt32
    var offset: UInt64
    var length: UInt64
    var checksum: UInt64
  }

  /// Whether a file begins as snapshot files do.
  static func isSnapshot(_ start: Span<UInt8>) -> Bool {
    guard start.count >= magic.count else { return false }
    return magic.indices.allSatisfy { start[$0] == magic[$0] }
  }
}

extension GraphSnapshot {
  /// Whether a file that begins so is a snapshot file; eight bytes are enough to tell.
  public static func isSnapshotFile(startingWith bytes: Span<UInt8>) -> Bool {
    SnapshotFile.isSnapshot(bytes)
  }
}

/// A snapshot file that cannot be used.
public struct SnapshotFileError: Error, Sendable, CustomStringConvertible {
  /// The kind of error: an open set of stable words.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The word.
    public let rawValue: String

    /// Takes a word as a code.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A file that cannot be opened or mapped.
    public static let unreadable = Code(rawValue: "snapshot-unreadable")
    /// A file that does not begin as a snapshot does.
    public static let notASnapshot = Code(rawValue: "snapshot-unrecognized")
    /// A file of another version of the format, or of a machine with another byte order.
    public static let otherVersion = Code(rawValue: "snapshot-version")
    /// A file that was cut or changed after it was written.
    public static let damaged = Code(rawValue: "snapshot-damaged")
  }

  /// The kind of error.
  public let code: Code
  /// What is wrong, in one sentence without a full stop.
  public let message: String

  /// What the user can do.
  public var remedy: String {
    switch code {
    case .unreadable: "check the path and its permissions"
    case .notASnapshot: "name the format of the file if it is another one"
    default: "make the snapshot again from its sources"
    }
  }

  /// The message and the remedy.
  public var description: String { "\(message); \(remedy)" }
}
