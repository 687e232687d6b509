internal import ByteStorage
internal import RDFModel

/// Language tags or datatypes, of which a document has few: each with its term in the current
/// batch.
struct TagCache: ~Copyable {
  private var keys = ByteStringTable()
  private var terms = GrowingColumn<UInt64>()

  /// How many there are.
  var count: Int { keys.count }

  /// The number of some bytes, new or known.
  mutating func number(_ bytes: Span<UInt8>) throws(CapacityError) -> Int32 {
    let number = try keys.intern(bytes)
    if Int(number) == terms.count { terms.append(0) }
    return Int32(truncatingIfNeeded: number)
  }

  /// The bytes of a number.
  @_lifetime(borrow self)
  borrowing func key(_ number: Int32) -> Span<UInt8> { keys.key(Int(number)) }

  /// Appends a language tag to a buffer without the direction that may follow it: `ar--rtl`.
  borrowing func append(languageOf number: Int32, to buffer: inout ByteBuffer) {
    let tag = keys.key(Int(number))
    let hyphen = UInt8(ascii: "-")
    var end = 0
    while end < tag.count, end == 0 || tag[end] != hyphen || tag[end - 1] != hyphen { end += 1 }
    buffer.append(tag.extracting(0..<(end < tag.count ? end - 1 : end)))
  }

  /// The term of a number, where the batch of `epoch` has it.
  @inline(__always)
  func term(_ number: Int32, epoch: UInt32) -> TripleBatch.TermIndex? {
    let entry = terms[Int(number)]
    return entry >> 32 == UInt64(epoch) ? UInt32(truncatingIfNeeded: entry) : nil
  }

  /// Notes the term of a number in the batch of `epoch`.
  mutating func note(_ term: TripleBatch.TermIndex, for number: Int32, epoch: UInt32) {
    terms[Int(number)] = UInt64(epoch) << 32 | UInt64(term)
  }
}
