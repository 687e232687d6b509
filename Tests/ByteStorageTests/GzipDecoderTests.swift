import Testing

@testable import ByteStorage

@Suite("Gzip input (RFC 1952)")
struct GzipDecoderTests {
  /// What `printf 'hello\n' | gzip -n` prints.
  static let hello: [UInt8] = [
    0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 0x03, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0xE7, 0x02, 0x00,
    0x20, 0x30, 0x3A, 0x36, 0x06, 0x00, 0x00, 0x00,
  ]

  static func decode(_ input: [UInt8], pieces: Int) throws -> String {
    var decoder = try GzipDecoder()
    var output = ByteBuffer()
    var start = 0
    while start < input.count {
      let end = min(start + pieces, input.count)
      try decoder.decode(input.span.extracting(start..<end)) { output.append($0) }
      start = end
    }
    try decoder.finish()
    return output.text(0, output.count)
  }

  @Test("members one after the other, in pieces of any size", arguments: [1, 7, 1000])
  func members(pieces: Int) throws {
    #expect(try Self.decode(Self.hello, pieces: pieces) == "hello\n")
    #expect(try Self.decode(Self.hello + Self.hello, pieces: pieces) == "hello\nhello\n")
  }

  @Test("every cut is an error")
  func cut() {
    for length in 1..<Self.hello.count {
      #expect(throws: GzipError.self) {
        try Self.decode(Array(Self.hello.prefix(length)), pieces: 1000)
      }
    }
  }

  @Test("more than the ratio is an excess, once much has come out")
  func excess() throws {
    let member = try Self.compressedLineFeeds()
    var decoder = try GzipDecoder(expansionRatio: 100)
    var bytes = 0
    let error = #expect(throws: GzipError.self) {
      for _ in 0..<80 { try decoder.decode(member.span) { bytes += $0.count } }
    }
    #expect(error?.isExcess == true)
    #expect((64 << 20)...(65 << 20) ~= bytes)
    var patient = try GzipDecoder()
    bytes = 0
    for _ in 0..<80 { try patient.decode(member.span) { bytes += $0.count } }
    #expect(bytes == 80 << 20)
  }

  /// A mebibyte of line feeds in some kilobytes: literals, and copies of 258 bytes from one byte
  /// before, with the fixed codes (RFC 1951, section 3.2.6).
  static func compressedLineFeeds() throws -> [UInt8] {
    var bits: [Bool] = [true, true, false]
    func append(_ code: Int, _ length: Int) {
      for bit in (0..<length).reversed() { bits.append(code >> bit & 1 == 1) }
    }
    for _ in 0..<64 { append(0x30 + 10, 8) }
    let copies = ((1 << 20) - 64) / 258
    for _ in 0..<copies {
      append(0xC0 + 285 - 280, 8)
      append(0, 5)
    }
    for _ in 0..<((1 << 20) - 64 - copies * 258) { append(0x30 + 10, 8) }
    append(0, 7)
    var bytes: [UInt8] = [0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 0x03]
    for start in stride(from: 0, to: bits.count, by: 8) {
      var byte: UInt8 = 0
      for (index, bit) in bits[start..<min(start + 8, bits.count)].enumerated() where bit {
        byte |= 1 << UInt8(index)
      }
      bytes.append(byte)
    }
    let checksum = Self.checksum(ofLineFeeds: 1 << 20)
    for value in [checksum, 1 << 20] {
      for shift in stride(from: 0, to: 32, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(shift)))
      }
    }
    return bytes
  }

  /// CRC-32 (RFC 1952, section 8).
  private static func checksum(ofLineFeeds count: Int) -> UInt32 {
    var table: [UInt32] = []
    for index in 0..<256 {
      var value = UInt32(index)
      for _ in 0..<8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
      table.append(value)
    }
    var register: UInt32 = 0xFFFF_FFFF
    for _ in 0..<count { register = table[Int(register & 0xFF) ^ 10] ^ register >> 8 }
    return ~register
  }

  @Test("damage is an error")
  func damage() {
    var damaged = Self.hello
    damaged[12] ^= 0xFF
    #expect(throws: GzipError.self) { try Self.decode(damaged, pieces: 1000) }
  }
}
