public import RDFModel

/// Why two datasets could not be compared: too many blank nodes look the same.
public struct IsomorphismUndecided: Error, Sendable {}

/// Whether two collections of quads are the same dataset but for the labels of blank nodes.
///
/// Blank nodes are told apart by what is said of them, round by round; where several still look
/// the same, each pairing is tried, up to a limit, so that crafted data cannot make it run long.
/// Duplicates count once.
///
/// Source: RDF 1.1 Concepts, sections 3.6 and 4.1.
///
/// - Throws: ``IsomorphismUndecided`` after `attempts` pairings.
public func areIsomorphic(
  _ left: some Sequence<Quad>, _ right: some Sequence<Quad>, attempts: Int = 10_000
) throws(IsomorphismUndecided) -> Bool {
  let left = Set(left)
  let right = Set(right)
  guard left.count == right.count else { return false }
  let leftGround = left.filter { $0.blankNodes.isEmpty }
  guard leftGround == right.filter({ $0.blankNodes.isEmpty }) else { return false }
  var search = IsomorphismSearch(
    left: left.subtracting(leftGround), right: right.subtracting(leftGround), attempts: attempts)
  return try search.pair(search.leftColouring.start, search.rightColouring.start) != nil
}

/// A search for a pairing of blank nodes.
struct IsomorphismSearch {
  private let left: Set<Quad>
  private let right: Set<Quad>
  let leftColouring: BlankNodeColouring
  let rightColouring: BlankNodeColouring
  private var attempts: Int

  init(left: Set<Quad>, right: Set<Quad>, attempts: Int) {
    self.left = left
    self.right = right
    leftColouring = BlankNodeColouring(left)
    rightColouring = BlankNodeColouring(right)
    self.attempts = attempts
  }

  /// The names on the left of the nodes on the right, or nil where no pairing makes both the same.
  mutating func pair(
    _ leftStart: BlankNodeColouring.Colours, _ rightStart: BlankNodeColouring.Colours
  ) throws(IsomorphismUndecided) -> [BlankNode: BlankNode]? {
    // A stack of its own, because there may be as many choices as nodes.
    var choices: [Choice] = []
    var (left, right) = (leftStart, rightStart)
    while true {
      guard attempts > 0 else { throw IsomorphismUndecided() }
      attempts -= 1
      switch step(left, right) {
      case .found(let names): return names
      case .ambiguous(var choice, let node):
        choice.mark = attempts
        choice.left[node] = attempts
        choices.append(choice)
      case .failed: break
      }
      while let last = choices.indices.last, choices[last].candidates.isEmpty {
        choices.removeLast()
      }
      guard let last = choices.indices.last, let candidate = choices[last].candidates.popLast()
      else { return nil }
      left = choices[last].left
      right = choices[last].right
      right[candidate] = choices[last].mark
    }
  }

  /// A node on the left with a colour of its own, and the nodes on the right that may be it.
  private struct Choice {
    var left: BlankNodeColouring.Colours
    var right: BlankNodeColouring.Colours
    var candidates: [BlankNode]
    var mark = 0
  }

  private enum Step {
    case found([BlankNode: BlankNode])
    case ambiguous(Choice, BlankNode)
    case failed
  }

  /// Refines both sides together and says what comes of it.
  private func step(
    _ leftStart: BlankNodeColouring.Colours, _ rightStart: BlankNodeColouring.Colours
  ) -> Step {
    var (leftColours, rightColours) = (leftStart, rightStart)
    var leftClasses = BlankNodeColouring.classes(leftColours)
    while true {
      leftColours = leftColouring.refined(leftColours)
      rightColours = rightColouring.refined(rightColours)
      let known = leftClasses.count
      leftClasses = BlankNodeColouring.classes(leftColours)
      if leftClasses.count <= known { break }
    }
    let rightClasses = BlankNodeColouring.classes(rightColours)
    guard leftClasses.mapValues(\.count) == rightClasses.mapValues(\.count) else { return .failed }
    let ambiguous = leftClasses.filter { $0.value.count > 1 }
    guard
      let (colour, nodes) = ambiguous.min(by: {
        ($0.value.count, $0.key) < ($1.value.count, $1.key)
      }), let node = nodes.min(by: { $0.label < $1.label })
    else {
      let names = leftClasses.compactMapValues(\.first)
      let renaming = rightColours.compactMapValues { names[$0] }
      return Set(right.map { $0.renamed(renaming) }) == left ? .found(renaming) : .failed
    }
    return .ambiguous(
      Choice(left: leftColours, right: rightColours, candidates: rightClasses[colour] ?? []), node)
  }
}
