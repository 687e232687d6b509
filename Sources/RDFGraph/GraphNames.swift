/// The names of the graphs and the numbers that stand for them: the first has number 1, because 0
/// is the unnamed default graph.
struct GraphNames: Sendable {
  /// The names by number less one.
  private(set) var ids: [TermID]
  private var numbers: [TermID: Int]

  /// - Complexity: O(g) in the names.
  init(_ ids: [TermID]) {
    self.ids = ids
    numbers = Dictionary(
      ids.enumerated().map { ($0.element, $0.offset + 1) }, uniquingKeysWith: { first, _ in first })
  }

  /// The number of a name, or nil.
  ///
  /// - Complexity: O(1).
  func number(of name: TermID) -> Int? { numbers[name] }

  /// The number of a name, new or known.
  mutating func add(_ name: TermID) -> Int {
    if let known = numbers[name] { return known }
    ids.append(name)
    numbers[name] = ids.count
    return ids.count
  }
}
