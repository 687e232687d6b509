import ByteStorage

/// The members of a ZIP archive, found by its directory.
///
/// Every number in the archive is taken as a claim: it is checked against the bytes there are and
/// against the limits before memory is taken or a place is read.
///
/// Source: PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16; without ZIP64, encryption and
/// archives in several files, which workbooks do not need.
struct ZipArchive {
  /// What is wrong with an archive, in words.
  struct Failure: Error {
    let message: String
    var isExcess = false
  }

  private struct Member {
    let method: UInt16
    let checksum: UInt32
    let compressedSize: Int
    let size: Int
    let offset: Int
  }

  private static let endSignature: UInt32 = 0x0605_4B50
  private static let directorySignature: UInt32 = 0x0201_4B50
  private static let localSignature: UInt32 = 0x0403_4B50
  private static let memberLimit = 10_000
  private static let isZip64 = Failure(
    message: "the archive is of the ZIP64 form, which is not read")

  private let bytes: [UInt8]
  private var members: [String: Member] = [:]
  /// The bytes that may still come out.
  private var remaining: Int
  private let byteLimit: Int

  /// Reads the directory of an archive, of which at most `byteLimit` bytes may come out.
  init(_ bytes: [UInt8], byteLimit: Int) throws(Failure) {
    self.bytes = bytes
    self.byteLimit = byteLimit
    remaining = byteLimit
    try readDirectory()
  }

  /// The names of the members, in the order of their bytes.
  var names: [String] { members.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

  /// Whether there is a member of a name.
  func contains(_ name: String) -> Bool { members[name] != nil }

  /// The content of a member, or nil where there is none of the name.
  ///
  /// - Complexity: O(n) in the bytes that come out.
  mutating func content(of name: String) throws(Failure) -> [UInt8]? {
    guard let member = members[name] else { return nil }
    guard member.size <= remaining else {
      throw Failure(
        message: "the workbook expands beyond the limit of \(byteLimit) bytes", isExcess: true)
    }
    remaining -= member.size
    guard number32(at: member.offset) == Self.localSignature,
      let nameLength = number16(at: member.offset + 26),
      let extraLength = number16(at: member.offset + 28)
    else { throw Failure(message: "'\(name)' does not begin where the directory says") }
    let start = member.offset + 30 + Int(nameLength) + Int(extraLength)
    guard start <= bytes.count, member.compressedSize <= bytes.count - start else {
      throw Failure(message: "'\(name)' ends beyond the end of the file")
    }
    let content = try Self.expanded(
      Array(bytes[start..<start + member.compressedSize]), member, name)
    guard DeflatedBytes.crc32(of: content.span) == member.checksum else {
      throw Failure(message: "the checksum of '\(name)' is wrong")
    }
    return content
  }

  private static func expanded(
    _ data: [UInt8], _ member: Member, _ name: String
  ) throws(Failure) -> [UInt8] {
    switch member.method {
    case 0 where member.size == member.compressedSize: return data
    case 8:
      do {
        return try DeflatedBytes.decoded(data.span, size: member.size)
      } catch {
        throw Failure(message: "'\(name)' cannot be decompressed: \(error.description)")
      }
    default: throw Failure(message: "'\(name)' is compressed in a way that is not read")
    }
  }

  // MARK: Directory

  private mutating func readDirectory() throws(Failure) {
    guard let end = endRecord() else {
      throw Failure(message: "the archive has no directory; it may be cut short")
    }
    guard let count = number16(at: end + 10), let start = number32(at: end + 16),
      count != .max, start != .max
    else { throw Self.isZip64 }
    guard count <= Self.memberLimit else {
      throw Failure(
        message: "the archive has \(count) members, and \(Self.memberLimit) are allowed",
        isExcess: true)
    }
    var position = Int(start)
    for _ in 0..<count { position = try readEntry(at: position, before: end) }
  }

  /// Reads an entry of the directory; gives the place after it.
  private mutating func readEntry(at position: Int, before end: Int) throws(Failure) -> Int {
    guard position + 46 <= end, number32(at: position) == Self.directorySignature,
      let flags = number16(at: position + 8), let method = number16(at: position + 10),
      let checksum = number32(at: position + 16),
      let compressedSize = number32(at: position + 20), let size = number32(at: position + 24),
      let nameLength = number16(at: position + 28), let extraLength = number16(at: position + 30),
      let commentLength = number16(at: position + 32), let offset = number32(at: position + 42),
      position + 46 + Int(nameLength) <= end
    else { throw Failure(message: "the directory of the archive is damaged") }
    guard flags & 1 == 0 else { throw Failure(message: "the archive is encrypted") }
    guard ![compressedSize, size, offset].contains(.max) else { throw Self.isZip64 }
    let name = String(
      decoding: bytes[position + 46..<position + 46 + Int(nameLength)], as: UTF8.self)
    // Of two members of one name the first counts, so that no second one can stand in for it.
    if members[name] == nil {
      members[name] = Member(
        method: method, checksum: checksum, compressedSize: Int(compressedSize), size: Int(size),
        offset: Int(offset))
    }
    return position + 46 + Int(nameLength) + Int(extraLength) + Int(commentLength)
  }

  /// The place of the record that ends the directory: 22 bytes and a comment before the end.
  private func endRecord() -> Int? {
    guard bytes.count >= 22 else { return nil }
    let last = bytes.count - 22
    for position in stride(from: last, through: max(0, last - Int(UInt16.max)), by: -1)
    where number32(at: position) == Self.endSignature {
      if let length = number16(at: position + 20), position + 22 + Int(length) == bytes.count {
        return position
      }
    }
    return nil
  }

  private func number16(at position: Int) -> UInt16? {
    guard position >= 0, position + 2 <= bytes.count else { return nil }
    return UInt16(bytes[position]) | UInt16(bytes[position + 1]) << 8
  }

  private func number32(at position: Int) -> UInt32? {
    guard let low = number16(at: position), let high = number16(at: position + 2) else {
      return nil
    }
    return UInt32(low) | UInt32(high) << 16
  }
}
