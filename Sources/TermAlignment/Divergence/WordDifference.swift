/// What two texts share word by word, and what only one of them has.
///
/// The longest common subsequence, by folded words without inflection. Where the texts are too long
/// for that, only what they share at both ends is told apart.
public struct WordDifference: Hashable, Sendable {
  /// Where a run of words stands.
  public enum Side: String, Hashable, Sendable {
    /// In both texts.
    case both
    /// In the first only.
    case left
    /// In the second only.
    case right
  }

  /// Words that stand together.
  public struct Run: Hashable, Sendable {
    /// Where they stand.
    public let side: Side
    /// The words, of the first text where both have them.
    public let text: String
    /// Whether white space stands before them.
    public let isSpaced: Bool
  }

  /// The runs, in the order of both texts; what only the first has comes before what only the
  /// second has.
  public let runs: [Run]

  /// The most pairs of words that are compared.
  static let maximumCells = 1 << 20

  init(_ left: [DefinitionWord], _ right: [DefinitionWord]) {
    var start = 0
    while start < min(left.count, right.count), left[start].stem == right[start].stem { start += 1 }
    var end = 0
    while end < min(left.count, right.count) - start,
      left[left.count - 1 - end].stem == right[right.count - 1 - end].stem
    {
      end += 1
    }
    var collector = Collector()
    collector.add(left[..<start], .both)
    let lefts = left[start..<left.count - end]
    let rights = right[start..<right.count - end]
    if lefts.count * rights.count <= Self.maximumCells {
      Self.align(Array(lefts), Array(rights), &collector)
    } else {
      collector.add(lefts, .left)
      collector.add(rights, .right)
    }
    collector.add(left[(left.count - end)...], .both)
    runs = collector.runs
  }

  private static func align(
    _ left: [DefinitionWord], _ right: [DefinitionWord], _ collector: inout Collector
  ) {
    let width = right.count + 1
    var lengths = [Int32](repeating: 0, count: (left.count + 1) * width)
    for row in stride(from: left.count - 1, through: 0, by: -1) {
      for column in stride(from: right.count - 1, through: 0, by: -1) {
        lengths[row * width + column] =
          left[row].stem == right[column].stem
          ? lengths[(row + 1) * width + column + 1] + 1
          : max(lengths[(row + 1) * width + column], lengths[row * width + column + 1])
      }
    }
    var (row, column) = (0, 0)
    while row < left.count || column < right.count {
      if row < left.count, column < right.count, left[row].stem == right[column].stem {
        collector.add(left[row...row], .both)
        row += 1
        column += 1
      } else if column == right.count
        || row < left.count
          && lengths[(row + 1) * width + column] >= lengths[row * width + column + 1]
      {
        collector.add(left[row...row], .left)
        row += 1
      } else {
        collector.add(right[column...column], .right)
        column += 1
      }
    }
  }

  /// Puts words of one side together, those of the first before those of the second.
  private struct Collector {
    private(set) var closed: [Run] = []
    private var left: [DefinitionWord] = []
    private var right: [DefinitionWord] = []
    private var both: [DefinitionWord] = []

    var runs: [Run] {
      var copy = self
      copy.close()
      return copy.closed
    }

    mutating func add(_ words: ArraySlice<DefinitionWord>, _ side: Side) {
      if words.isEmpty { return }
      switch side {
      case .both:
        if !left.isEmpty || !right.isEmpty { close() }
        both += words
      case .left:
        if !both.isEmpty { close() }
        left += words
      case .right:
        if !both.isEmpty { close() }
        right += words
      }
    }

    mutating func close() {
      for (words, side) in [(both, Side.both), (left, .left), (right, .right)]
      where !words.isEmpty {
        closed.append(Run(side: side, text: words.joined, isSpaced: words[0].isSpaced))
      }
      both = []
      left = []
      right = []
    }
  }
}
