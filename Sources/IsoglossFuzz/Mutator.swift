/// Changes a file of the corpus a few times over.
struct Mutator {
  private let corpus: Corpus
  private var random: RandomSource

  /// No input grows beyond this.
  private static let largest = 64 << 10

  init(corpus: Corpus, random: RandomSource) {
    (self.corpus, self.random) = (corpus, random)
  }

  /// The next input.
  mutating func next() -> Example {
    var example = random.element(of: corpus.examples)
    // Large files are rare in practice and slow here.
    for _ in 0..<4 where example.bytes.count > 4 << 10 {
      example = random.element(of: corpus.examples)
    }
    var bytes = example.bytes
    for _ in 0...random.short(8) {
      change(&bytes, of: example.notation)
      if bytes.count > Self.largest { bytes.removeSubrange(Self.largest...) }
    }
    return Example(notation: example.notation, bytes: bytes)
  }

  private mutating func change(_ bytes: inout [UInt8], of notation: Notation) {
    switch random.below(10) {
    case 0: flip(&bytes)
    case 1: replace(in: &bytes)
    case 2: bytes.removeSubrange(range(of: bytes))
    case 3: copy(in: &bytes)
    case 4: repeatRange(in: &bytes)
    case 5: splice(into: &bytes, of: notation)
    case 6: bytes.removeSubrange(random.below(bytes.count + 1)...)
    case 7: insert(random.element(of: Words.illFormed), into: &bytes)
    default: insert(random.element(of: Words.of(notation)), into: &bytes)
    }
  }

  private mutating func flip(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    bytes[random.below(bytes.count)] ^= 1 << random.below(8)
  }

  private mutating func replace(in bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next())
  }

  /// A range that is short most of the time.
  private mutating func range(of bytes: [UInt8]) -> Range<Int> {
    let start = random.below(bytes.count + 1)
    return start..<start + random.short(bytes.count - start)
  }

  private mutating func insert(_ word: [UInt8], into bytes: inout [UInt8]) {
    bytes.insert(contentsOf: word, at: random.below(bytes.count + 1))
  }

  private mutating func copy(in bytes: inout [UInt8]) {
    insert(Array(bytes[range(of: bytes)]), into: &bytes)
  }

  /// Writes a range many times: deep nesting, long names, many of a kind.
  private mutating func repeatRange(in bytes: inout [UInt8]) {
    let range = range(of: bytes)
    guard !range.isEmpty else { return }
    let part = Array(bytes[range])
    let times = min(1 << random.below(12), Self.largest / part.count)
    var run: [UInt8] = []
    run.reserveCapacity(part.count * times)
    for _ in 0..<times { run += part }
    bytes.insert(contentsOf: run, at: range.upperBound)
  }

  /// Puts a part of another file of any syntax in, of the same one most of the time.
  private mutating func splice(into bytes: inout [UInt8], of notation: Notation) {
    var other = random.element(of: corpus.examples)
    for _ in 0..<8 where other.notation != notation { other = random.element(of: corpus.examples) }
    insert(Array(other.bytes[range(of: other.bytes)]), into: &bytes)
  }
}
