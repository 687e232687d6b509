internal import ByteStorage
internal import RDFModel

/// Tells whether a reference is an absolute IRI that stands for itself, in one pass.
///
/// Neighbouring IRIs of a document share long beginnings, so the scanner keeps the last one it
/// accepted and looks only at what comes after the bytes in common.
@safe
struct PlainIRIScanner: ~Copyable {
  private enum Class {
    static let plain: UInt8 = 0
    static let percent: UInt8 = 1
    static let forbidden: UInt8 = 2
  }

  private static let kept = 256
  private let classes: UnsafeMutablePointer<UInt8>
  private let recent: UnsafeMutablePointer<UInt8>
  private var recentCount = 0
  /// The offset of the colon after the scheme of the last accepted IRI.
  private var recentColon = 0

  init(validating: Bool) {
    unsafe classes = .allocate(capacity: 256)
    unsafe classes.initialize(repeating: Class.plain, count: 256)
    unsafe recent = .allocate(capacity: Self.kept)
    unsafe recent.initialize(repeating: 0, count: Self.kept)
    guard validating else { return }
    unsafe classes[Int(UInt8(ascii: "%"))] = Class.percent
    for byte in UInt8.min ... .max where IRIReference.forbidden(byte) {
      unsafe classes[Int(byte)] = Class.forbidden
    }
  }

  deinit {
    unsafe classes.deallocate()
    unsafe recent.deallocate()
  }

  /// Whether a reference needs neither resolving nor an error message.
  ///
  /// - Complexity: O(n) in the bytes.
  @unsafe
  @inline(__always)
  mutating func accepts(_ reference: BorrowedBytes) -> Bool {
    let start = unsafe reference.start
    let count = unsafe reference.count
    let shared = unsafe commonPrefix(start, count)
    var colon = recentColon
    var index: Int
    if shared > colon, recentCount > 0 {
      // Two back, as a percent sign in common may lack its digits.
      index = max(shared &- 2, colon &+ 1)
    } else {
      guard let found = unsafe IRIReference.schemeEnd(Span(_unsafeStart: start, count: count))
      else { return false }
      colon = found
      index = found &+ 1
    }
    guard unsafe isPlain(start, from: index, to: count) else { return false }
    let end = min(count, Self.kept)
    var copied = shared
    while copied < end {
      unsafe recent[copied] = start[copied]
      copied &+= 1
    }
    recentCount = end
    recentColon = min(colon, end)
    return true
  }

  /// Whether the bytes of a fragment may stand in an IRI as they are.
  @unsafe
  func acceptsFragment(_ reference: BorrowedBytes) -> Bool {
    unsafe isPlain(reference.start, from: 1, to: reference.count)
  }

  @unsafe
  @inline(__always)
  private func isPlain(_ start: UnsafePointer<UInt8>, from: Int, to count: Int) -> Bool {
    var index = from
    while index < count {
      let kind = unsafe classes[Int(start[index])]
      if kind != Class.plain {
        if kind == Class.forbidden { return false }
        if unsafe !Self.isEscape(start + index, count &- index) { return false }
      }
      index &+= 1
    }
    return true
  }

  @unsafe
  private static func isEscape(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    unsafe count > 2 && isHexDigit(start[1]) && isHexDigit(start[2])
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6
  }

  @unsafe
  @inline(__always)
  private func commonPrefix(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int {
    let end = min(count, recentCount)
    let left = unsafe UnsafeRawPointer(start)
    let right = unsafe UnsafeRawPointer(recent)
    var index = 0
    while index &+ 8 <= end {
      let one = unsafe left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let other = unsafe right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let difference = one ^ other
      if difference != 0 {
        return index &+ UInt64(littleEndian: difference).trailingZeroBitCount >> 3
      }
      index &+= 8
    }
    while index < end, unsafe start[index] == recent[index] { index &+= 1 }
    return index
  }
}
