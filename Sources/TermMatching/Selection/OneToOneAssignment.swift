/// Picks pairs so that no entity is in two of them and the sum of their values is the highest.
///
/// Entities fall apart into small groups that compete with each other; each is solved exactly
/// (Kuhn and Munkres), and only groups beyond a limit are served by taking the best pair first.
struct OneToOneAssignment {
  /// A pair that may be picked.
  struct Choice {
    var pair: Int
    var source: Int
    var target: Int
    /// What it is worth; above 0.
    var value: Float
  }

  /// The largest group that is solved exactly, in entities of a side.
  private static let largestGroup = 160

  /// The numbers of the pairs that are picked, ascending.
  ///
  /// - Complexity: O(n log n) in the choices, and O(g³) in the size of a group.
  static func picked(_ choices: [Choice]) -> [Int] {
    groups(choices).flatMap { group in
      let sources = Set(group.map(\.source))
      let targets = Set(group.map(\.target))
      if sources.count == 1 || targets.count == 1
        || max(sources.count, targets.count) > largestGroup
      {
        return greedy(group)
      }
      return exact(group, sources.sorted(), targets.sorted())
    }.sorted()
  }

  // MARK: Groups

  private static func groups(_ choices: [Choice]) -> [[Choice]] {
    var parent: [Int: Int] = [:]
    func root(_ node: Int) -> Int {
      var node = node
      while let next = parent[node], next != node {
        parent[node] = parent[next] ?? next
        node = next
      }
      return node
    }
    // Sources are even numbers, targets odd ones.
    for choice in choices {
      let (a, b) = (root(choice.source * 2), root(choice.target * 2 + 1))
      if a != b { parent[max(a, b)] = min(a, b) }
    }
    var groups: [Int: [Choice]] = [:]
    for choice in choices { groups[root(choice.source * 2), default: []].append(choice) }
    return groups.keys.sorted().compactMap { groups[$0] }
  }

  private static func greedy(_ choices: [Choice]) -> [Int] {
    var sources: Set<Int> = []
    var targets: Set<Int> = []
    return choices.sorted {
      $0.value != $1.value ? $0.value > $1.value : $0.pair < $1.pair
    }.filter {
      guard !sources.contains($0.source), !targets.contains($0.target) else { return false }
      sources.insert($0.source)
      targets.insert($0.target)
      return true
    }.map(\.pair)
  }

  // MARK: Exact

  /// The Hungarian method with potentials, on costs that are the values with their sign turned;
  /// what is no choice costs nothing, which is leaving both alone.
  private static func exact(_ choices: [Choice], _ sources: [Int], _ targets: [Int]) -> [Int] {
    let size = max(sources.count, targets.count)
    let rows = Dictionary(uniqueKeysWithValues: sources.enumerated().map { ($1, $0) })
    let columns = Dictionary(uniqueKeysWithValues: targets.enumerated().map { ($1, $0) })
    var cost = [Float](repeating: 0, count: size * size)
    var pair = [Int](repeating: -1, count: size * size)
    for choice in choices {
      guard let row = rows[choice.source], let column = columns[choice.target] else { continue }
      cost[row * size + column] = -choice.value
      pair[row * size + column] = choice.pair
    }
    var rowPotential = [Float](repeating: 0, count: size + 1)
    var columnPotential = [Float](repeating: 0, count: size + 1)
    // Numbers from 1; column 0 holds the row that looks for a place.
    var rowOf = [Int](repeating: 0, count: size + 1)
    for row in 1...size {
      rowOf[0] = row
      var least = [Float](repeating: .infinity, count: size + 1)
      var from = [Int](repeating: 0, count: size + 1)
      var isDone = [Bool](repeating: false, count: size + 1)
      var column = 0
      repeat {
        isDone[column] = true
        let current = rowOf[column]
        var step = Float.infinity
        var next = 0
        for other in 1...size where !isDone[other] {
          let reduced =
            cost[(current - 1) * size + other - 1] - rowPotential[current] - columnPotential[other]
          if reduced < least[other] {
            least[other] = reduced
            from[other] = column
          }
          if least[other] < step {
            step = least[other]
            next = other
          }
        }
        for other in 0...size {
          if isDone[other] {
            rowPotential[rowOf[other]] += step
            columnPotential[other] -= step
          } else {
            least[other] -= step
          }
        }
        column = next
      } while rowOf[column] != 0
      repeat {
        let previous = from[column]
        rowOf[column] = rowOf[previous]
        column = previous
      } while column != 0
    }
    return (1...size).compactMap { column in
      let found = pair[(rowOf[column] - 1) * size + column - 1]
      return found >= 0 ? found : nil
    }
  }
}
