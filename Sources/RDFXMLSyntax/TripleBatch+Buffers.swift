internal import ByteStorage
internal import RDFModel

// A span of one part of the parser's state cannot be passed to a method of another part, as it
// borrows the whole; these take the parts themselves.

extension TripleBatch {
  /// Appends bytes that libxml2 lends for the length of a callback.
  @unsafe
  @inline(__always)
  mutating func append(from start: UnsafePointer<UInt8>, count: Int) {
    append(unsafe Span(_unsafeStart: start, count: count))
  }

  /// Appends a run of a buffer to the term being written.
  @inline(__always)
  mutating func append(_ buffer: borrowing ByteBuffer, from start: Int = 0, count: Int) {
    append(buffer.slice(start, count))
  }

  /// Appends the term being written to a buffer.
  @inline(__always)
  borrowing func appendPending(to buffer: inout ByteBuffer) {
    buffer.append(pending)
  }

  /// Adds a tag as a term.
  mutating func addTerm(_ kind: Kind, _ tag: Int32, of tags: borrowing TagCache) -> TermIndex {
    addTerm(kind, tags.key(tag))
  }

  /// Adds the term being written to a table.
  ///
  /// - Returns: whether it was new.
  borrowing func internPending(
    into table: inout ByteStringTable
  ) throws(CapacityError) -> Bool {
    let known = table.count
    _ = try table.intern(pending)
    return table.count > known
  }
}

extension TagCache {
  /// The number of the bytes of a buffer.
  @inline(__always)
  mutating func number(_ buffer: borrowing ByteBuffer) throws(CapacityError) -> Int32 {
    try number(buffer.span)
  }
}
