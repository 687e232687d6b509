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

  @Test("damage is an error")
  func damage() {
    var damaged = Self.hello
    damaged[12] ^= 0xFF
    #expect(throws: GzipError.self) { try Self.decode(damaged, pieces: 1000) }
  }
}
