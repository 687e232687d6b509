import RDFModel

/// A sink that reads every byte of every term once and keeps nothing: the least that any use of
/// the triples costs.
struct TouchingSink: TripleSink {
  private(set) var triples = 0
  private(set) var checksum: UInt64 = 0

  mutating func receive(_ batch: borrowing TripleBatch) {
    triples += batch.count
    var sum = checksum
    for index in 0..<UInt32(batch.termCount) {
      let record = batch.record(index)
      if record.kind == .tripleTerm { continue }
      let bytes = batch.content(record)
      for position in bytes.indices { sum = sum &+ UInt64(bytes[position]) }
    }
    checksum = sum
  }
}
