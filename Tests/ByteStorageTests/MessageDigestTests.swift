import ByteStorage
import Testing

// Source: RFC 1321, appendix A.5; FIPS 180-4, examples.

@Suite("Message digests")
struct MessageDigestTests {
  struct Vector: Sendable {
    let function: MessageDigest
    let empty: String
    let abc: String
    /// The digest of the digests of messages of 0 to 260 bytes, as Python's hashlib makes them.
    let lengths: String
  }

  static let vectors = [
    Vector(
      function: .md5, empty: "d41d8cd98f00b204e9800998ecf8427e",
      abc: "900150983cd24fb0d6963f7d28e17f72", lengths: "df42fd093210ee36ad5adb08e953c477"),
    Vector(
      function: .sha1, empty: "da39a3ee5e6b4b0d3255bfef95601890afd80709",
      abc: "a9993e364706816aba3e25717850c26c9cd0d89d",
      lengths: "47348438734738a4d9414450603cce22312af043"),
    Vector(
      function: .sha256,
      empty: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      abc: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      lengths: "0cc209c6224061d707e13bec3a2030c118f26aa54893df4a7789e28ad756a7f0"),
    Vector(
      function: .sha384,
      empty: "38b060a751ac96384cd9327eb1b1e36a21fdb71114be0743"
        + "4c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b",
      abc: "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded163"
        + "1a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
      lengths: "911399e9ff3539433868c8546cddf8a285060628f0741b66"
        + "e207e163788961b024d1957b093568da4dc5853c455a94e0"),
    Vector(
      function: .sha512,
      empty: "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
        + "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
      abc: "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
      lengths: "915194eeddc617c5bd81bd9009da1a1bb6bf61c658f2cc3fa92d1ad94cac47fb"
        + "f727c3ee5746d48a869b163c9493ed26ea7bca0e02dcf87e066dfad0f74abfe7"),
  ]

  @Test("digests are those of the standards", arguments: vectors)
  func digests(vector: Vector) {
    func hexadecimal(_ message: [UInt8]) -> String {
      String(decoding: vector.function.hexadecimal(of: message.span), as: UTF8.self)
    }
    #expect(hexadecimal([]) == vector.empty)
    #expect(hexadecimal(Array("abc".utf8)) == vector.abc)
    var all: [UInt8] = []
    for length in 0...260 {
      let message = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 7 + length) }
      all += vector.function.digest(of: message.span)
    }
    #expect(hexadecimal(all) == vector.lengths)
  }
}
