/// A run of inputs that can each be made from its number alone.
protocol Campaign: Sendable {
  /// A word for reports and the names of findings.
  var name: String { get }
  /// How many inputs there are.
  var count: Int { get }

  /// The input of a number below ``count``.
  func example(_ index: Int) -> Example
}

/// Every file, cut at every byte.
struct CutCampaign: Campaign {
  private let corpus: Corpus
  /// Where the cuts of each file start in the count of all.
  private let starts: [Int]
  /// How far the cut of one number is from that of the next, so that a run that is ended early has
  /// tried all files.
  private let stride: Int
  let count: Int

  /// Files up to this size are cut everywhere; reading larger ones again and again costs the
  /// square of their size.
  private static let fullyCutBytes = 8 << 10
  private static let cutsOfLargeFiles = 4_096

  init(corpus: Corpus) {
    self.corpus = corpus
    var starts: [Int] = []
    var count = 0
    for example in corpus.examples {
      starts.append(count)
      count += Self.cuts(example.bytes.count)
    }
    (self.starts, self.count) = (starts, count)
    var stride = max(1, count * 5 / 8)
    while Self.greatestCommonDivisor(stride, count) != 1 { stride += 1 }
    self.stride = stride
  }

  var name: String { "cut" }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }

  private static func cuts(_ size: Int) -> Int {
    size <= fullyCutBytes ? size + 1 : cutsOfLargeFiles
  }

  func example(_ number: Int) -> Example {
    let index = number * stride % count
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= index { low = middle } else { high = middle }
    }
    let whole = corpus.examples[low]
    let cut = index - starts[low]
    let size = whole.bytes.count
    let end = size <= Self.fullyCutBytes ? cut : cut * size / (Self.cutsOfLargeFiles - 1)
    return Example(notation: whole.notation, bytes: Array(whole.bytes[..<end]))
  }
}

/// Files changed at random.
struct MutationCampaign: Campaign {
  private let corpus: Corpus
  private let seed: UInt64
  let count: Int

  init(corpus: Corpus, seed: UInt64, count: Int) {
    (self.corpus, self.seed, self.count) = (corpus, seed, count)
  }

  var name: String { "mutate-\(seed)" }

  func example(_ index: Int) -> Example {
    var mutator = Mutator(corpus: corpus, random: RandomSource(seed: seed, stream: index))
    return mutator.next()
  }
}
