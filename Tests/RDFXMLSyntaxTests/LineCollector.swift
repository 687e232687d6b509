import RDFModel
import RDFXMLSyntax

/// Keeps the line of each triple.
struct LineCollector: TripleSink {
  var lines: [Int?] = []

  mutating func receive(_ batch: borrowing TripleBatch) {
    for row in 0..<batch.count { lines.append(batch.line(row)) }
  }

  mutating func read(_ bytes: [UInt8]) throws {
    var reader = RDFXMLReader(options: ReaderOptions(recordsLines: true))
    try reader.read(bytes.span, into: &self)
    try reader.finish(into: &self)
  }
}

/// Keeps nothing but the sizes of the batches.
struct BatchSizes: TripleSink {
  var triples: [Int] = []
  var terms: [Int] = []

  mutating func receive(_ batch: borrowing TripleBatch) {
    triples.append(batch.count)
    terms.append(batch.termCount)
  }

  mutating func read(_ bytes: [UInt8]) throws {
    var reader = RDFXMLReader(options: ReaderOptions())
    try reader.read(bytes.span, into: &self)
    try reader.finish(into: &self)
  }
}
