import SPARQLAlgebra

/// The hash functions of SPARQL, which print digests in hexadecimal.
///
/// Source: SPARQL 1.1 Query, section 17.4.6; RFC 1321; FIPS 180-4.
enum MessageDigest {
  static func hexadecimal(_ function: BuiltInFunction, of message: [UInt8]) -> String {
    let digest: [UInt8]
    switch function {
    case .md5: digest = md5(message)
    case .sha1: digest = sha1(message)
    case .sha256: digest = sha256(message)
    case .sha384: digest = Array(sha512(message, initial: DigestConstants.sha384Initial).prefix(48))
    default: digest = sha512(message, initial: DigestConstants.sha512Initial)
    }
    var result = ""
    for byte in digest {
      let digits = String(byte, radix: 16)
      result += (digits.utf8.count < 2 ? "0" : "") + digits
    }
    return result
  }

  /// The message with a one bit, zeros and its length in bits, in whole blocks.
  private static func padded(
    _ message: [UInt8], block: Int, lengthBytes: Int, bigEndian: Bool
  ) -> [UInt8] {
    var result = message
    result.append(0x80)
    while result.count % block != block - lengthBytes { result.append(0) }
    let bits = UInt64(message.count) * 8
    var length: [UInt8] = []
    for byte in 0..<lengthBytes {
      length.append(byte < 8 ? UInt8(truncatingIfNeeded: bits >> UInt64(byte * 8)) : 0)
    }
    return result + (bigEndian ? length.reversed() : length)
  }

  private static func words<Word: FixedWidthInteger>(
    _ bytes: ArraySlice<UInt8>, bigEndian: Bool, as type: Word.Type
  ) -> [Word] {
    let size = Word.bitWidth / 8
    return stride(from: bytes.startIndex, to: bytes.endIndex, by: size).map { start in
      var word: Word = 0
      for offset in 0..<size {
        let shift = bigEndian ? size - 1 - offset : offset
        word |= Word(bytes[start + offset]) << Word(shift * 8)
      }
      return word
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
    word << count | word >> (32 - count)
  }

  private static func rotateRight<Word: FixedWidthInteger>(_ word: Word, _ count: Word) -> Word {
    word >> count | word << (Word(Word.bitWidth) - count)
  }

  private static func md5(_ message: [UInt8]) -> [UInt8] {
    let data = padded(message, block: 64, lengthBytes: 8, bigEndian: false)
    let shifts: [[UInt32]] = [
      [7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21],
    ]
    var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476]
    for start in stride(from: 0, to: data.count, by: 64) {
      let block = words(data[start..<start + 64], bigEndian: false, as: UInt32.self)
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

  private static func sha1(_ message: [UInt8]) -> [UInt8] {
    let data = padded(message, block: 64, lengthBytes: 8, bigEndian: true)
    var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
    for start in stride(from: 0, to: data.count, by: 64) {
      var w = words(data[start..<start + 64], bigEndian: true, as: UInt32.self)
      for step in 16..<80 {
        w.append(rotateLeft(w[step - 3] ^ w[step - 8] ^ w[step - 14] ^ w[step - 16], 1))
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

  private static func sha256(_ message: [UInt8]) -> [UInt8] {
    let data = padded(message, block: 64, lengthBytes: 8, bigEndian: true)
    // The high halves of the constants of SHA-512 are those of SHA-256.
    let constants = DigestConstants.sha512.prefix(64).map { UInt32($0 >> 32) }
    let initial = DigestConstants.sha512Initial.map { UInt32($0 >> 32) }
    return compress(
      data, blockBytes: 64, initial: initial, constants: constants,
      big: (2, 13, 22, 6, 11, 25), small: (7, 18, 3, 17, 19, 10))
  }

  private static func sha512(_ message: [UInt8], initial: [UInt64]) -> [UInt8] {
    let data = padded(message, block: 128, lengthBytes: 16, bigEndian: true)
    return compress(
      data, blockBytes: 128, initial: initial, constants: DigestConstants.sha512,
      big: (28, 34, 39, 14, 18, 41), small: (1, 8, 7, 19, 61, 6))
  }

  /// The compression that SHA-256 and SHA-512 share.
  private static func compress<Word: FixedWidthInteger>(
    _ data: [UInt8], blockBytes: Int, initial: [Word], constants: [Word],
    big: (Word, Word, Word, Word, Word, Word), small: (Word, Word, Word, Word, Word, Word)
  ) -> [UInt8] {
    var state = initial
    for start in stride(from: 0, to: data.count, by: blockBytes) {
      var w = words(data[start..<start + blockBytes], bigEndian: true, as: Word.self)
      for step in 16..<constants.count {
        let (x, y) = (w[step - 15], w[step - 2])
        let s0 = rotateRight(x, small.0) ^ rotateRight(x, small.1) ^ (x >> small.2)
        let s1 = rotateRight(y, small.3) ^ rotateRight(y, small.4) ^ (y >> small.5)
        w.append(w[step - 16] &+ s0 &+ w[step - 7] &+ s1)
      }
      var v = state
      for step in 0..<constants.count {
        let s1 = rotateRight(v[4], big.3) ^ rotateRight(v[4], big.4) ^ rotateRight(v[4], big.5)
        let choice = v[4] & v[5] ^ ~v[4] & v[6]
        let first = v[7] &+ s1 &+ choice &+ constants[step] &+ w[step]
        let s0 = rotateRight(v[0], big.0) ^ rotateRight(v[0], big.1) ^ rotateRight(v[0], big.2)
        let majority = v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2]
        v = [first &+ s0 &+ majority, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
      }
      for index in 0..<8 { state[index] &+= v[index] }
    }
    return bytes(state, bigEndian: true)
  }
}
