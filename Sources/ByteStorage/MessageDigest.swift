/// A hash function over messages of whole bytes.
///
/// SPARQL names all five; the canonical form of datasets uses SHA-256 and SHA-384. MD5 and SHA-1
/// are here because standards name them, not for security.
///
/// Source: RFC 1321; FIPS 180-4.
public enum MessageDigest: Hashable, Sendable {
  /// MD5: 16 bytes.
  case md5
  /// SHA-1: 20 bytes.
  case sha1
  /// SHA-256: 32 bytes.
  case sha256
  /// SHA-384: 48 bytes.
  case sha384
  /// SHA-512: 64 bytes.
  case sha512

  /// The digest of a message.
  ///
  /// - Complexity: O(n) in the bytes.
  public func digest(of message: Span<UInt8>) -> [UInt8] {
    switch self {
    case .md5: Self.md5(message)
    case .sha1: Self.sha1(message)
    case .sha256: Self.sha256(message)
    case .sha384:
      Array(Self.sha512(message, initial: DigestConstants.sha384Initial).prefix(48))
    case .sha512: Self.sha512(message, initial: DigestConstants.sha512Initial)
    }
  }

  /// The digest of a message in hexadecimal digits of lower case, as ASCII.
  ///
  /// - Complexity: O(n) in the bytes.
  public func hexadecimal(of message: Span<UInt8>) -> [UInt8] {
    let digest = digest(of: message)
    var digits: [UInt8] = []
    digits.reserveCapacity(digest.count * 2)
    for byte in digest {
      for digit in [byte >> 4, byte & 0x0F] {
        digits.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
    return digits
  }
}

extension MessageDigest {
  /// Calls `body` with each block of a message and its offset; the last ones hold a one bit,
  /// zeros and the length in bits after the end of the message.
  private static func forEachBlock(
    of message: Span<UInt8>, size: Int, bigEndian: Bool, _ body: (Span<UInt8>, Int) -> Void
  ) {
    let whole = message.count / size * size
    for start in stride(from: 0, to: whole, by: size) { body(message, start) }
    var tail: [UInt8] = []
    tail.reserveCapacity(size * 2)
    for offset in whole..<message.count { tail.append(message[offset]) }
    tail.append(0x80)
    let lengthBytes = size / 8
    while tail.count % size != size - lengthBytes { tail.append(0) }
    let bits = UInt64(message.count) * 8
    for byte in 0..<lengthBytes {
      let place = bigEndian ? lengthBytes - 1 - byte : byte
      tail.append(place < 8 ? UInt8(truncatingIfNeeded: bits >> UInt64(place * 8)) : 0)
    }
    for start in stride(from: 0, to: tail.count, by: size) { body(tail.span, start) }
  }

  /// Reads the first 16 words of a schedule from a block.
  private static func fill<Word: FixedWidthInteger>(
    _ schedule: inout [Word], from bytes: Span<UInt8>, at start: Int, bigEndian: Bool
  ) {
    let size = Word.bitWidth / 8
    for index in 0..<16 {
      var word: Word = 0
      for offset in 0..<size {
        let place = bigEndian ? offset : size - 1 - offset
        word = word << 8 | Word(truncatingIfNeeded: bytes[start + index * size + place])
      }
      schedule[index] = word
    }
  }

  private static func bytes<Word: FixedWidthInteger>(
    _ words: [Word], bigEndian: Bool
  ) -> [UInt8] {
    let size = Word.bitWidth / 8
    return words.flatMap { word in
      (0..<size).map { offset in
        let shift = bigEndian ? size - 1 - offset : offset
        return UInt8(truncatingIfNeeded: word >> Word(shift * 8))
      }
    }
  }

  private static func rotateLeft(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word &<< count | word &>> (32 &- count)
  }

  private static func rotateRight<Word: FixedWidthInteger>(_ word: Word, _ count: Word) -> Word {
    word &>> count | word &<< (Word(truncatingIfNeeded: Word.bitWidth) &- count)
  }

  private static func md5(_ message: Span<UInt8>) -> [UInt8] {
    let shifts: [[UInt32]] = [
      [7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21],
    ]
    var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476]
    var block = [UInt32](repeating: 0, count: 16)
    forEachBlock(of: message, size: 64, bigEndian: false) { bytes, start in
      fill(&block, from: bytes, at: start, bigEndian: false)
      var (a, b, c, d) = (state[0], state[1], state[2], state[3])
      for step in 0..<64 {
        let mixed: UInt32
        let index: Int
        switch step / 16 {
        case 0: (mixed, index) = (b & c | ~b & d, step)
        case 1: (mixed, index) = (d & b | ~d & c, (5 * step + 1) % 16)
        case 2: (mixed, index) = (b ^ c ^ d, (3 * step + 5) % 16)
        default: (mixed, index) = (c ^ (b | ~d), 7 * step % 16)
        }
        let sum = a &+ mixed &+ DigestConstants.md5[step] &+ block[index]
        (a, d, c) = (d, c, b)
        b = b &+ rotateLeft(sum, shifts[step / 16][step % 4])
      }
      for (index, word) in [a, b, c, d].enumerated() { state[index] &+= word }
    }
    return bytes(state, bigEndian: false)
  }

  private static func sha1(_ message: Span<UInt8>) -> [UInt8] {
    var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
    var w = [UInt32](repeating: 0, count: 80)
    forEachBlock(of: message, size: 64, bigEndian: true) { bytes, start in
      fill(&w, from: bytes, at: start, bigEndian: true)
      for step in 16..<80 {
        w[step] = rotateLeft(w[step - 3] ^ w[step - 8] ^ w[step - 14] ^ w[step - 16], 1)
      }
      var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
      for step in 0..<80 {
        let mixed: UInt32
        let constant: UInt32
        switch step / 20 {
        case 0: (mixed, constant) = (b & c | ~b & d, 0x5A82_7999)
        case 1: (mixed, constant) = (b ^ c ^ d, 0x6ED9_EBA1)
        case 2: (mixed, constant) = (b & c | b & d | c & d, 0x8F1B_BCDC)
        default: (mixed, constant) = (b ^ c ^ d, 0xCA62_C1D6)
        }
        let sum = rotateLeft(a, 5) &+ mixed &+ e &+ constant &+ w[step]
        (e, d, c, b, a) = (d, c, rotateLeft(b, 30), a, sum)
      }
      for (index, word) in [a, b, c, d, e].enumerated() { state[index] &+= word }
    }
    return bytes(state, bigEndian: true)
  }

  private static func sha256(_ message: Span<UInt8>) -> [UInt8] {
    compressed(
      message, blockBytes: 64, initial: DigestConstants.sha256Initial,
      constants: DigestConstants.sha256,
      big: (2, 13, 22, 6, 11, 25), small: (7, 18, 3, 17, 19, 10))
  }

  private static func sha512(_ message: Span<UInt8>, initial: [UInt64]) -> [UInt8] {
    compressed(
      message, blockBytes: 128, initial: initial, constants: DigestConstants.sha512,
      big: (28, 34, 39, 14, 18, 41), small: (1, 8, 7, 19, 61, 6))
  }

  /// The compression that SHA-256 and SHA-512 share.
  private static func compressed<Word: FixedWidthInteger>(
    _ message: Span<UInt8>, blockBytes: Int, initial: [Word], constants: [Word],
    big: (Word, Word, Word, Word, Word, Word), small: (Word, Word, Word, Word, Word, Word)
  ) -> [UInt8] {
    var state = initial
    var w = [Word](repeating: 0, count: constants.count)
    forEachBlock(of: message, size: blockBytes, bigEndian: true) { bytes, start in
      fill(&w, from: bytes, at: start, bigEndian: true)
      for step in 16..<constants.count {
        let (x, y) = (w[step - 15], w[step - 2])
        let s0 = rotateRight(x, small.0) ^ rotateRight(x, small.1) ^ (x &>> small.2)
        let s1 = rotateRight(y, small.3) ^ rotateRight(y, small.4) ^ (y &>> small.5)
        w[step] = w[step - 16] &+ s0 &+ w[step - 7] &+ s1
      }
      var (a, b, c, d) = (state[0], state[1], state[2], state[3])
      var (e, f, g, h) = (state[4], state[5], state[6], state[7])
      for step in 0..<constants.count {
        let s1 = rotateRight(e, big.3) ^ rotateRight(e, big.4) ^ rotateRight(e, big.5)
        let choice = e & f ^ ~e & g
        let first = h &+ s1 &+ choice &+ constants[step] &+ w[step]
        let s0 = rotateRight(a, big.0) ^ rotateRight(a, big.1) ^ rotateRight(a, big.2)
        let majority = a & b ^ a & c ^ b & c
        (h, g, f, e) = (g, f, e, d &+ first)
        (d, c, b, a) = (c, b, a, first &+ s0 &+ majority)
      }
      for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
    }
    return bytes(state, bigEndian: true)
  }
}
